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

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.trustproxy.PropertyTries;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ranges that were compiled contain what a search through the list finds, however they
 * lie.
 */
@AddLifecycleHook(PropertyTries.class)
class AddressRangesPropertyTests {

	/** Of how many ranges the addresses around the ends are asked for. */
	private static final int PROBED_RANGES = 24;

	@Property
	void rangesContainWhatALinearSearchFinds(@ForAll("lists") RangeList list) {
		AddressRanges ranges = new AddressRanges(list.ranges().stream().map(Range::compile).toList());
		List<BigInteger> addresses = list.addresses();
		int found = 0;
		for (BigInteger address : addresses) {
			boolean expected = list.contains(address);
			found += expected ? 1 : 0;
			if (ranges.contains(address.shiftRight(64).longValue(), address.longValue()) != expected) {
				assertThat(!expected).as("%s is in %s", hex(address), list).isEqualTo(expected);
			}
		}
		int size = list.ranges().size();
		Statistics.label("more than 100 ranges")
			.collect(size > 100)
			.coverage((coverage) -> coverage.check(true).percentage((percentage) -> percentage > 5));
		Statistics.label("no ranges")
			.collect(size == 0)
			.coverage((coverage) -> coverage.check(true).count((count) -> count > 0));
		Statistics.label("quarter of the addresses that are found")
			.collect(addresses.isEmpty() ? 0 : Math.min(3, found * 4 / addresses.size()))
			.coverage((coverage) -> {
				for (int quarter = 0; quarter < 4; quarter++) {
					coverage.check(quarter).percentage((percentage) -> percentage > 1);
				}
			});
	}

	@Property
	void mergedRangesAreApartAndHaveTheEndsOfThoseInTheList(@ForAll("lists") RangeList list) {
		for (Family family : Family.values()) {
			List<Range> ranges = list.ranges().stream().filter((range) -> range.family() == family).toList();
			List<Range> merged = AddressRanges
				.merged(list.ranges().stream().map(Range::compile).toList(), family == Family.IPV4)
				.stream()
				.map(Range::of)
				.toList();
			assertThat(ranges.stream().map(Range::first)).containsAll(merged.stream().map(Range::first).toList());
			assertThat(ranges.stream().map(Range::last)).containsAll(merged.stream().map(Range::last).toList());
			for (int i = 1; i < merged.size(); i++) {
				assertThat(merged.get(i).first()).isGreaterThan(merged.get(i - 1).last().add(BigInteger.ONE));
			}
		}
	}

	@Provide
	Arbitrary<RangeList> lists() {
		return Arbitraries.oneOf(lists(Family.IPV4), lists(Family.IPV6),
				Combinators.combine(lists(Family.IPV4), lists(Family.IPV6)).as(RangeList::and));
	}

	/**
	 * Most addresses are a number of steps away from one of few, so that the ranges touch
	 * each other, overlap and are inside of each other, or have small gaps.
	 */
	private static Arbitrary<RangeList> lists(Family family) {
		Arbitrary<Integer> sizes = Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.integers().between(0, 20)),
				Tuple.of(1, Arbitraries.integers().between(21, 200)));
		return Combinators
			.combine(family.centres().list().ofMinSize(1).ofMaxSize(4), family.steps(), Arbitraries.of(10, 200, 5000),
					sizes)
			.flatAs((centres, step, distance, size) -> {
				Arbitrary<BigInteger> near = Combinators
					.combine(Arbitraries.of(centres), Arbitraries.integers().between(-distance, distance))
					.as((centre, steps) -> family.address(centre.add(BigInteger.valueOf(steps).shiftLeft(step))));
				Arbitrary<BigInteger> anywhere = family.anywhere().map(family::address);
				Arbitrary<BigInteger> addresses = Arbitraries.frequencyOf(Tuple.of(6, near), Tuple.of(1, anywhere));
				return Combinators
					.combine(ranges(family, addresses, step).list().ofSize(size), addresses.list().ofSize(8),
							anywhere.list().ofSize(4))
					.as((ranges, more, others) -> new RangeList(ranges,
							Stream.concat(more.stream(), others.stream()).toList()));
			});
	}

	private static Arbitrary<Range> ranges(Family family, Arbitrary<BigInteger> addresses, int step) {
		return Arbitraries.frequencyOf(Tuple.of(3, addresses.map((address) -> new Range(address, address))),
				Tuple.of(6,
						Combinators.combine(addresses, Arbitraries.integers().between(1, 8))
							.as((first, steps) -> family.range(first, BigInteger.valueOf(steps).shiftLeft(step)))),
				Tuple.of(2,
						Combinators.combine(addresses, Arbitraries.integers().between(0, family.bits()))
							.as((address, bits) -> family.range(address.shiftRight(bits).shiftLeft(bits),
									BigInteger.ONE.shiftLeft(bits)))),
				Tuple.of(1, Combinators.combine(addresses, addresses)
					.as((one, other) -> new Range(one.min(other), one.max(other)))));
	}

	private static String hex(BigInteger address) {
		return address.toString(16);
	}

	/**
	 * Ranges, and addresses that need not be in them.
	 *
	 * @param ranges the ranges
	 * @param others the addresses
	 */
	record RangeList(List<Range> ranges, List<BigInteger> others) {

		RangeList and(RangeList more) {
			return new RangeList(Stream.concat(this.ranges.stream(), more.ranges.stream()).toList(),
					Stream.concat(this.others.stream(), more.others.stream()).toList());
		}

		boolean contains(BigInteger address) {
			Family family = Family.of(address);
			for (Range range : this.ranges) {
				if (range.family() == family && range.contains(address)) {
					return true;
				}
			}
			return false;
		}

		/**
		 * Return the addresses around the ends of ranges, and the others, also as they
		 * are in the other family.
		 */
		List<BigInteger> addresses() {
			List<BigInteger> addresses = new ArrayList<>();
			int step = 1 + this.ranges.size() / PROBED_RANGES;
			for (int i = 0; i < this.ranges.size(); i += step) {
				Range range = this.ranges.get(i);
				addresses.addAll(List.of(Family.IPV6.address(range.first.subtract(BigInteger.ONE)), range.first,
						range.first.add(range.last).shiftRight(1), range.last,
						Family.IPV6.address(range.last.add(BigInteger.ONE))));
			}
			for (BigInteger other : this.others) {
				addresses.addAll(List.of(other, Family.IPV4.address(other), Family.IPV6.address(other)));
			}
			return addresses;
		}

	}

	/**
	 * A range, of the IPv4 family if both ends are.
	 *
	 * @param first the first address
	 * @param last the last address
	 */
	record Range(BigInteger first, BigInteger last) {

		static Range of(AddressRange range) {
			return new Range(NaiveAddress.number(range.firstHigh(), range.firstLow()),
					NaiveAddress.number(range.lastHigh(), range.lastLow()));
		}

		Family family() {
			return (Family.of(this.first) == Family.of(this.last)) ? Family.of(this.first) : Family.IPV6;
		}

		boolean contains(BigInteger address) {
			return this.first.compareTo(address) <= 0 && address.compareTo(this.last) <= 0;
		}

		AddressRange compile() {
			return new AddressRange(this.first.shiftRight(64).longValue(), this.first.longValue(),
					this.last.shiftRight(64).longValue(), this.last.longValue());
		}

		@Override
		public String toString() {
			return hex(this.first) + "-" + hex(this.last);
		}

	}

	/**
	 * The addresses of one family, as numbers of 128 bits.
	 */
	enum Family {

		IPV4(32, BigInteger.valueOf(0xffff_0000_0000L)), IPV6(128, BigInteger.ZERO);

		private final int bits;

		private final BigInteger first;

		private final BigInteger last;

		Family(int bits, BigInteger first) {
			this.bits = bits;
			this.first = first;
			this.last = first.add(BigInteger.ONE.shiftLeft(bits)).subtract(BigInteger.ONE);
		}

		static Family of(BigInteger address) {
			return NaiveAddress.isIpv4(address) ? IPV4 : IPV6;
		}

		int bits() {
			return this.bits;
		}

		/**
		 * Return the address that a number stands for. Behind the last one comes the
		 * first.
		 */
		BigInteger address(BigInteger number) {
			return number.subtract(this.first).mod(BigInteger.ONE.shiftLeft(this.bits)).add(this.first);
		}

		/**
		 * Return the range of some addresses, or of fewer where there are no more.
		 */
		Range range(BigInteger first, BigInteger length) {
			return new Range(first, first.add(length).subtract(BigInteger.ONE).min(this.last));
		}

		Arbitrary<BigInteger> anywhere() {
			return Arbitraries.bigIntegers().between(this.first, this.last);
		}

		/**
		 * Return the addresses around which the others are: the ends, the middle, where
		 * numbers get a sign, where one half of an address flows over into the other one,
		 * and where the families meet.
		 */
		Arbitrary<BigInteger> centres() {
			BigInteger middle = this.first.add(BigInteger.ONE.shiftLeft(this.bits - 1));
			List<BigInteger> special = (this == IPV4) ? List.of(this.first, this.last, middle)
					: List.of(this.first, this.last, middle, BigInteger.ONE.shiftLeft(64), BigInteger.ONE.shiftLeft(63),
							middle.add(BigInteger.ONE.shiftLeft(64)), IPV4.first, IPV4.last);
			return Arbitraries.oneOf(Arbitraries.of(special), anywhere());
		}

		Arbitrary<Integer> steps() {
			return (this == IPV4) ? Arbitraries.of(0, 0, 1, 4, 8, 16, 24)
					: Arbitraries.of(0, 0, 8, 32, 56, 60, 64, 64, 72, 96, 120);
		}

	}

}
