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

/**
 * A range of addresses of one family, with both ends included.
 *
 * @param firstHigh the high half of the first address
 * @param firstLow the low half of the first address
 * @param lastHigh the high half of the last address
 * @param lastLow the low half of the last address
 * @since 0.1.0
 */
public record AddressRange(long firstHigh, long firstLow, long lastHigh,
		long lastLow) implements Comparable<AddressRange> {

	private static final int BITS = 128;

	private static final int IPV4_OFFSET = 96;

	/**
	 * Return the range of all addresses that share a prefix with an address.
	 * @param high the high half of the address
	 * @param low the low half of the address
	 * @param prefixLength the length of the prefix out of 128 bits
	 * @return the range
	 */
	public static AddressRange ofPrefix(long high, long low, int prefixLength) {
		long highMask = mask(prefixLength);
		long lowMask = mask(prefixLength - 64);
		return new AddressRange(high & highMask, low & lowMask, high | ~highMask, low | ~lowMask);
	}

	private static long mask(int ones) {
		if (ones <= 0) {
			return 0;
		}
		return (ones >= 64) ? -1L : -1L << (64 - ones);
	}

	/**
	 * Return whether the range is one of IPv4.
	 * @return {@code false} for IPv6
	 */
	public boolean isIpv4() {
		return AddressParser.isIpv4(this.firstHigh, this.firstLow) && AddressParser.isIpv4(this.lastHigh, this.lastLow);
	}

	/**
	 * Return whether an address of the same family is in this range.
	 * @param high the high half of the address
	 * @param low the low half of the address
	 * @return whether it is; {@code false} for the other family
	 */
	public boolean contains(long high, long low) {
		return AddressParser.isIpv4(high, low) == isIpv4() && compare(this.firstHigh, this.firstLow, high, low) <= 0
				&& compare(high, low, this.lastHigh, this.lastLow) <= 0;
	}

	/**
	 * Return about how many addresses this range has.
	 * @return the number, 1 for one address
	 */
	public double size() {
		double high = Math.scalb(unsigned(this.lastHigh - this.firstHigh), 64);
		return high + unsigned(this.lastLow) - unsigned(this.firstLow) + 1;
	}

	private static double unsigned(long value) {
		return (value >>> 1) * 2.0 + (value & 1);
	}

	/**
	 * Return whether this range and another one have addresses in common.
	 * @param other the other range
	 * @return whether they have
	 */
	public boolean overlaps(AddressRange other) {
		return contains(other.firstHigh, other.firstLow) || other.contains(this.firstHigh, this.firstLow);
	}

	/**
	 * Return whether an address is the first one.
	 * @param high the high half of the address
	 * @param low the low half of the address
	 * @return whether it is
	 */
	public boolean startsAt(long high, long low) {
		return this.firstHigh == high && this.firstLow == low;
	}

	/**
	 * Return whether a range that does not start before this one overlaps it or begins
	 * right behind it.
	 * @param next the other range
	 * @return whether the two are one range together
	 */
	public boolean reaches(AddressRange next) {
		if (compare(next.firstHigh, next.firstLow, this.lastHigh, this.lastLow) <= 0) {
			return true;
		}
		long followingLow = this.lastLow + 1;
		long followingHigh = this.lastHigh + ((followingLow == 0) ? 1 : 0);
		return next.startsAt(followingHigh, followingLow);
	}

	AddressRange mergedWith(AddressRange next) {
		return (compare(this.lastHigh, this.lastLow, next.lastHigh, next.lastLow) >= 0) ? this
				: new AddressRange(this.firstHigh, this.firstLow, next.lastHigh, next.lastLow);
	}

	@Override
	public int compareTo(AddressRange other) {
		int first = compare(this.firstHigh, this.firstLow, other.firstHigh, other.firstLow);
		return (first != 0) ? first : compare(this.lastHigh, this.lastLow, other.lastHigh, other.lastLow);
	}

	static int compare(long high, long low, long otherHigh, long otherLow) {
		int result = Long.compareUnsigned(high, otherHigh);
		return (result != 0) ? result : Long.compareUnsigned(low, otherLow);
	}

	/**
	 * Return the range as an operator would write it: as an address, a prefix, or from
	 * the first to the last address.
	 */
	@Override
	public String toString() {
		String first = AddressFormat.format(this.firstHigh, this.firstLow);
		for (int length = BITS; length >= 0; length--) {
			if (ofPrefix(this.firstHigh, this.firstLow, length).equals(this)) {
				return (length < BITS) ? first + "/" + (isIpv4() ? length - IPV4_OFFSET : length) : first;
			}
		}
		return first + "-" + AddressFormat.format(this.lastHigh, this.lastLow);
	}

}
