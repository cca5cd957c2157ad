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

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
	@MethodSource("edges")
	void includesItsEdgesAndNothingBeyond(String range, String before, String first, String last, String behind) {
		AddressRanges ranges = ranges(range);
		assertThat(contains(ranges, before)).as("before").isFalse();
		assertThat(contains(ranges, first)).as("first").isTrue();
		assertThat(contains(ranges, last)).as("last").isTrue();
		assertThat(contains(ranges, behind)).as("behind").isFalse();
	}

	static Stream<Arguments> edges() {
		return Stream.of(
				argumentSet("IPv4 /8", "10.0.0.0/8", "9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"),
				argumentSet("IPv4 above 127, unsigned", "200.0.0.0/8", "199.255.255.255", "200.0.0.0",
						"200.255.255.255", "201.0.0.0"),
				argumentSet("IPv4 /1", "128.0.0.0/1", "127.255.255.255", "128.0.0.0", "255.255.255.255", "0.0.0.0"),
				argumentSet("IPv4 /31", "10.0.0.2/31", "10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"),
				argumentSet("IPv4 /32", "10.0.0.2/32", "10.0.0.1", "10.0.0.2", "10.0.0.2", "10.0.0.3"),
				argumentSet("one IPv4 address", "10.0.0.2", "10.0.0.1", "10.0.0.2", "10.0.0.2", "10.0.0.3"),
				argumentSet("IPv6 /32", "2001:db8::/32", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::",
						"2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"),
				argumentSet("IPv6 above 7fff, unsigned", "fc00::/7", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
						"fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe00::"),
				argumentSet("IPv6 /64", "2001:db8:0:1::/64", "2001:db8::ffff:ffff:ffff:ffff", "2001:db8:0:1::",
						"2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:2::"),
				argumentSet("IPv6 /63", "2001:db8:0:2::/63", "2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:2::",
						"2001:db8:0:3:ffff:ffff:ffff:ffff", "2001:db8:0:4::"),
				argumentSet("IPv6 /65", "2001:db8:0:1:8000::/65", "2001:db8:0:1:7fff:ffff:ffff:ffff",
						"2001:db8:0:1:8000::", "2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:2::"),
				argumentSet("IPv6 /128", "2001:db8::7", "2001:db8::6", "2001:db8::7", "2001:db8::7", "2001:db8::8"));
	}

	@Test
	void nothingIsInNoRanges() {
		AddressRanges ranges = ranges();
		assertThat(contains(ranges, "10.0.0.1")).isFalse();
		assertThat(contains(ranges, "::1")).isFalse();
		assertThat(ranges.containsAllIpv4()).isFalse();
		assertThat(ranges.containsAllIpv6()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("ipv6RangesAroundMappedAddresses")
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

	@ParameterizedTest
	@MethodSource("pieces")
	void mergesOverlappingAndAdjacentRanges(List<AddressRange> pieces, AddressRange merged) {
		assertThat(pieces.get(0).reaches(pieces.get(1))).isTrue();
		assertThat(pieces.get(0).mergedWith(pieces.get(1))).isEqualTo(merged);
	}

	static Stream<Arguments> pieces() {
		return Stream.of(argumentSet("adjacent", List.of(range(0, 1, 0, 3), range(0, 4, 0, 5)), range(0, 1, 0, 5)),
				argumentSet("overlapping", List.of(range(0, 1, 0, 4), range(0, 3, 0, 9)), range(0, 1, 0, 9)),
				argumentSet("the second inside", List.of(range(0, 1, 0, 9), range(0, 3, 0, 4)), range(0, 1, 0, 9)),
				argumentSet("equal", List.of(range(0, 1, 0, 9), range(0, 1, 0, 9)), range(0, 1, 0, 9)),
				argumentSet("adjacent across the halves", List.of(range(0, 1, 0, -1), range(1, 0, 1, 5)),
						range(0, 1, 1, 5)),
				argumentSet("overlapping above the sign", List.of(range(-4, 0, -2, 0), range(-3, 0, -1, 0)),
						range(-4, 0, -1, 0)));
	}

	@Test
	void doesNotMergeRangesWithAGap() {
		assertThat(range(0, 1, 0, 3).reaches(range(0, 5, 0, 6))).isFalse();
		assertThat(range(0, 1, 0, -1).reaches(range(1, 1, 1, 2))).isFalse();
		assertThat(range(0, 1, 0, 3).reaches(range(1, 4, 1, 5))).isFalse();
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

	@Test
	void agreesWithALinearSearchOnRandomIpv4() {
		Random random = new Random(3);
		assertAgreesWithLinearSearch(random, () -> new long[] { 0, 0xffffL << 32 | (random.nextInt() & 0xffff_ffffL) },
				96);
	}

	@Test
	void agreesWithALinearSearchOnRandomIpv6() {
		Random random = new Random(4);
		assertAgreesWithLinearSearch(random, () -> new long[] { random.nextLong(), random.nextLong() }, 0);
	}

	private static void assertAgreesWithLinearSearch(Random random, Supplier<long[]> addresses, int shortestPrefix) {
		for (int round = 0; round < 200; round++) {
			List<AddressRange> list = new ArrayList<>();
			int size = random.nextInt(12);
			for (int i = 0; i < size; i++) {
				long[] address = addresses.get();
				list.add(AddressRange.ofPrefix(address[0], address[1],
						shortestPrefix + 1 + random.nextInt(128 - shortestPrefix)));
			}
			AddressRanges ranges = new AddressRanges(list);
			for (int i = 0; i < 100; i++) {
				long[] address = addresses.get();
				if (!list.isEmpty() && random.nextBoolean()) {
					// Near an edge
					AddressRange range = list.get(random.nextInt(list.size()));
					address = random.nextBoolean()
							? new long[] { range.firstHigh(), range.firstLow() - random.nextInt(2) }
							: new long[] { range.lastHigh(), range.lastLow() + random.nextInt(2) };
				}
				assertThat(ranges.contains(address[0], address[1]))
					.as("%s in %s", List.of(address[0], address[1]), list)
					.isEqualTo(linearSearch(list, address[0], address[1]));
			}
		}
	}

	private static boolean linearSearch(List<AddressRange> list, long high, long low) {
		BigInteger address = number(high, low);
		boolean ipv4 = isIpv4(address);
		return list.stream().anyMatch((range) -> {
			BigInteger first = number(range.firstHigh(), range.firstLow());
			BigInteger last = number(range.lastHigh(), range.lastLow());
			return ipv4 == (isIpv4(first) && isIpv4(last)) && first.compareTo(address) <= 0
					&& address.compareTo(last) <= 0;
		});
	}

	private static boolean isIpv4(BigInteger address) {
		return address.shiftRight(32).equals(BigInteger.valueOf(0xffff));
	}

	private static BigInteger number(long high, long low) {
		return new BigInteger(Long.toUnsignedString(high)).shiftLeft(64).or(new BigInteger(Long.toUnsignedString(low)));
	}

	private static AddressRange range(long firstHigh, long firstLow, long lastHigh, long lastLow) {
		return new AddressRange(firstHigh, firstLow, lastHigh, lastLow);
	}

	private static AddressRanges ranges(String... entries) {
		List<AddressRange> ranges = new ArrayList<>();
		for (String entry : entries) {
			new TrustEntryParser(entry).parse(ranges, new ArrayList<>());
		}
		return new AddressRanges(ranges);
	}

	private static boolean contains(AddressRanges ranges, String address) {
		AddressParser parser = new AddressParser();
		assertThat(parser.parse(address, 0, address.length())).as(address).isTrue();
		return ranges.contains(parser.high(), parser.low());
	}

}
