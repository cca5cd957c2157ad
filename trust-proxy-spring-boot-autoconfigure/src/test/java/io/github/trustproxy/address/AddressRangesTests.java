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

package io.github.trustproxy.address;

import java.util.List;
import java.util.stream.Stream;

import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link AddressRanges} and {@link AddressRange}.
 */
class AddressRangesTests {

	@ParameterizedTest
	@MethodSource("ipv6RangesAroundMappedAddresses")
	@Shows("threat-model.md: IPv4-mapped IPv6 to get around a range, or into one")
	void ipv6RangeDoesNotMatchIpv4(String range) {
		AddressRanges ranges = ranges(range);
		assertThat(contains(ranges, "0.0.0.1")).isFalse();
		assertThat(contains(ranges, "10.0.0.1")).isFalse();
		assertThat(contains(ranges, "::ffff:10.0.0.1")).isFalse();
		assertThat(contains(ranges, "255.255.255.255")).isFalse();
		assertThat(ranges.containsAllIpv4()).isFalse();
	}

	static Stream<Arguments> ipv6RangesAroundMappedAddresses() {
		return Stream.of(argumentSet("edge case C7", "::/64"), argumentSet("half of IPv6", "::/1"),
				argumentSet("the shortest that a mapped address is in", "::/80"),
				argumentSet("just around the mapped addresses", "::fffe:0:0/95"));
	}

	@Test
	void ipv6RangeMatchesTheIpv6AddressesAroundTheMappedOnes() {
		AddressRanges ranges = ranges("::/64");
		assertThat(contains(ranges, "::")).isTrue();
		assertThat(contains(ranges, "::fffe:ffff:ffff")).isTrue();
		assertThat(contains(ranges, "::1:0:0:0")).isTrue();
		assertThat(contains(ranges, "::ffff:ffff:ffff:ffff")).isTrue();
		assertThat(contains(ranges, "0:0:0:1::")).isFalse();
	}

	@Test
	void ipv4RangeDoesNotMatchIpv6() {
		AddressRanges ranges = ranges("0.0.0.0/1", "128.0.0.0/1");
		assertThat(contains(ranges, "::a00:1")).isFalse();
		assertThat(contains(ranges, "::1")).isFalse();
		assertThat(contains(ranges, "64:ff9b::a00:1")).isFalse();
		assertThat(contains(ranges, "2002:a00:1::")).isFalse();
		assertThat(contains(ranges, "::ffff:0:a00:1")).isFalse();
	}

	@Test
	void ipv4AndIpv6RangesDoNotMerge() {
		// As numbers, each of these begins right behind the one before it
		AddressRanges ranges = ranges("::fffe:0:0/96", "::ffff:0:0/97", "::ffff:128.0.0.0/97", "::1:0:0:0/96");
		assertThat(ranges.containsAllIpv4()).isTrue();
		assertThat(contains(ranges, "10.0.0.1")).isTrue();
		assertThat(contains(ranges, "::fffe:a00:1")).isTrue();
		assertThat(contains(ranges, "::1:0:a00:1")).isTrue();
		assertThat(contains(ranges, "::fffd:a00:1")).isFalse();
		assertThat(contains(ranges, "::1:1:a00:1")).isFalse();
	}

	@Test
	void rangeThatReachesBeyondTheMappedAddressesIsNotIpv4() {
		assertThat(range(0, 0xffff_0000_0000L, 0, 0xffff_ffff_ffffL).isIpv4()).isTrue();
		assertThat(range(0, 0xffff_0000_0000L, 0, 0x1_0000_0000_0000L).isIpv4()).isFalse();
		assertThat(range(0, 0xfffe_ffff_ffffL, 0, 0xffff_ffff_ffffL).isIpv4()).isFalse();
	}

	@Test
	void addsUpPieces() {
		assertThat(ranges("0.0.0.0/1", "128.0.0.0/1").containsAllIpv4()).isTrue();
		assertThat(ranges("128.0.0.0/1", "0.0.0.0/1").containsAllIpv4()).isTrue();
		assertThat(ranges("128.0.0.0/1", "64.0.0.0/2", "0.0.0.0/2").containsAllIpv4()).isTrue();
		assertThat(ranges("::ffff:0:0/96").containsAllIpv4()).isTrue();
		assertThat(ranges("8000::/1", "::/1").containsAllIpv6()).isTrue();
		assertThat(ranges("8000::/1", "::/1").containsAllIpv4()).isFalse();
		assertThat(ranges("0.0.0.0/1", "128.0.0.0/1").containsAllIpv6()).isFalse();
	}

	@Test
	void ipv4DoesNotFillTheHoleThatItLeavesInIpv6() {
		AddressRanges ranges = new AddressRanges(List.of(range(0, 0, 0, 0xfffe_ffff_ffffL),
				range(0, 0xffff_0000_0000L, 0, 0xffff_ffff_ffffL), range(0, 0x1_0000_0000_0000L, -1, -1)));
		assertThat(ranges.containsAllIpv4()).isTrue();
		assertThat(ranges.containsAllIpv6()).isFalse();
	}

	@Test
	void missesSingleAddresses() {
		assertThat(ranges("0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/3").containsAllIpv4()).isFalse();
		assertThat(new AddressRanges(List.of(range(0, 0xffff_0000_0001L, 0, 0xffff_ffff_ffffL))).containsAllIpv4())
			.isFalse();
		assertThat(new AddressRanges(List.of(range(0, 0xffff_0000_0000L, 0, 0xffff_ffff_fffeL))).containsAllIpv4())
			.isFalse();
		assertThat(new AddressRanges(List.of(range(0, 1, -1, -1))).containsAllIpv6()).isFalse();
		assertThat(new AddressRanges(List.of(range(0, 0, -1, -2))).containsAllIpv6()).isFalse();
		assertThat(new AddressRanges(List.of(range(0, 0, -2, -1))).containsAllIpv6()).isFalse();
		assertThat(new AddressRanges(List.of(range(1, 0, -1, -1))).containsAllIpv6()).isFalse();
	}

	private static AddressRange range(long firstHigh, long firstLow, long lastHigh, long lastLow) {
		return new AddressRange(firstHigh, firstLow, lastHigh, lastLow);
	}

	private static AddressRanges ranges(String... prefixes) {
		return new AddressRanges(Stream.of(prefixes).map(AddressRangesTests::range).toList());
	}

	private static AddressRange range(String prefix) {
		int slash = prefix.indexOf('/');
		AddressParser parser = new AddressParser();
		assertThat(parser.parse(prefix, 0, slash)).isTrue();
		int length = Integer.parseInt(prefix.substring(slash + 1));
		return AddressRange.ofPrefix(parser.high(), parser.low(), prefix.contains(":") ? length : 96 + length);
	}

	private static boolean contains(AddressRanges ranges, String address) {
		AddressParser parser = new AddressParser();
		assertThat(parser.parse(address, 0, address.length())).as(address).isTrue();
		return ranges.contains(parser.high(), parser.low());
	}

}
