/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.trustproxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.format.util.DualIPv4v6Tries;
import io.github.trustproxy.address.AddressParser;
import io.github.trustproxy.address.AddressRanges;
import io.netty.util.NetUtil;

/**
 * What finds an address in many ranges.
 */
public enum RangeContender {

	/** Our parser and ranges. */
	OURS {

		@Override
		Object compile(SampleRanges ranges) {
			return TrustSpec.parse(ranges.texts()).policy();
		}

		@Override
		TextMatcher textMatcher(SampleRanges ranges) {
			AddressRanges compiled = new AddressRanges(ranges.ranges());
			AddressParser parser = new AddressParser();
			return (address) -> parser.parse(address, 0, address.length())
					&& compiled.contains(parser.high(), parser.low());
		}

		@Override
		ParsedMatcher parsedMatcher(SampleRanges ranges, List<SampleRanges.Query> queries) {
			AddressRanges compiled = new AddressRanges(ranges.ranges());
			long[] high = queries.stream().mapToLong(SampleRanges.Query::high).toArray();
			long[] low = queries.stream().mapToLong(SampleRanges.Query::low).toArray();
			return (index) -> compiled.contains(high[index], low[index]);
		}

	},

	/** Netty's parser and {@code IpSubnetFilter}. */
	NETTY {

		@Override
		Object compile(SampleRanges ranges) {
			return new NettyRanges(ranges.texts());
		}

		@Override
		TextMatcher textMatcher(SampleRanges ranges) {
			NettyRanges compiled = new NettyRanges(ranges.texts());
			return (address) -> {
				InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(address);
				return parsed != null && compiled.contains(new InetSocketAddress(parsed, 0));
			};
		}

		@Override
		ParsedMatcher parsedMatcher(SampleRanges ranges, List<SampleRanges.Query> queries) {
			NettyRanges compiled = new NettyRanges(ranges.texts());
			InetSocketAddress[] addresses = queries.stream()
				.map((query) -> new InetSocketAddress(query.toInetAddress(), 0))
				.toArray(InetSocketAddress[]::new);
			return (index) -> compiled.contains(addresses[index]);
		}

	},

	/** The parser and the tries of seancfoley's IPAddress. */
	SEANCFOLEY {

		@Override
		Object compile(SampleRanges ranges) {
			DualIPv4v6Tries tries = new DualIPv4v6Tries();
			for (String range : ranges.texts()) {
				tries.add(new IPAddressString(range).getAddress());
			}
			return tries;
		}

		@Override
		TextMatcher textMatcher(SampleRanges ranges) {
			DualIPv4v6Tries tries = (DualIPv4v6Tries) compile(ranges);
			return (address) -> tries.elementContains(new IPAddressString(address).getAddress());
		}

		@Override
		ParsedMatcher parsedMatcher(SampleRanges ranges, List<SampleRanges.Query> queries) {
			DualIPv4v6Tries tries = (DualIPv4v6Tries) compile(ranges);
			IPAddress[] addresses = queries.stream()
				.map((query) -> new IPAddressString(query.text()).getAddress())
				.toArray(IPAddress[]::new);
			return (index) -> tries.elementContains(addresses[index]);
		}

	};

	abstract Object compile(SampleRanges ranges);

	abstract TextMatcher textMatcher(SampleRanges ranges);

	abstract ParsedMatcher parsedMatcher(SampleRanges ranges, List<SampleRanges.Query> queries);

}
