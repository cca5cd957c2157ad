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
import java.net.UnknownHostException;
import java.util.List;

import org.apache.commons.net.util.SubnetUtils;

import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * What asks one range after the other.
 */
public enum LoopContender {

	/** A loop of the kind that is found in applications. */
	INET_ADDRESS {

		@Override
		TextMatcher textMatcher(SampleRanges ranges) {
			List<InetAddressRange> compiled = ranges.texts().stream().map(InetAddressRange::of).toList();
			return (address) -> {
				byte[] bytes = bytes(address);
				for (InetAddressRange range : compiled) {
					if (range.contains(bytes)) {
						return true;
					}
				}
				return false;
			};
		}

	},

	/** A loop over Spring Security's {@code IpAddressMatcher}. */
	SPRING_SECURITY {

		@Override
		TextMatcher textMatcher(SampleRanges ranges) {
			List<IpAddressMatcher> compiled = ranges.texts().stream().map(IpAddressMatcher::new).toList();
			return (address) -> {
				for (IpAddressMatcher range : compiled) {
					if (range.matches(address)) {
						return true;
					}
				}
				return false;
			};
		}

	},

	/** A loop over commons-net's {@code SubnetUtils}. */
	COMMONS_NET {

		@Override
		TextMatcher textMatcher(SampleRanges ranges) {
			List<SubnetUtils.SubnetInfo> compiled = ranges.texts().stream().map((range) -> {
				SubnetUtils subnet = new SubnetUtils(range);
				subnet.setInclusiveHostCount(true);
				return subnet.getInfo();
			}).toList();
			return (address) -> {
				for (SubnetUtils.SubnetInfo range : compiled) {
					if (range.isInRange(address)) {
						return true;
					}
				}
				return false;
			};
		}

	};

	abstract TextMatcher textMatcher(SampleRanges ranges);

	private static byte[] bytes(String address) {
		try {
			return InetAddress.getByName(address).getAddress();
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private record InetAddressRange(byte[] network, int prefixLength) {

		static InetAddressRange of(String range) {
			int slash = range.indexOf('/');
			return new InetAddressRange(bytes(range.substring(0, slash)), Integer.parseInt(range.substring(slash + 1)));
		}

		boolean contains(byte[] address) {
			if (address.length != this.network.length) {
				return false;
			}
			int whole = this.prefixLength / 8;
			for (int i = 0; i < whole; i++) {
				if (address[i] != this.network[i]) {
					return false;
				}
			}
			int rest = this.prefixLength % 8;
			return rest == 0 || ((address[whole] ^ this.network[whole]) & 0xff) >>> (8 - rest) == 0;
		}

	}

}
