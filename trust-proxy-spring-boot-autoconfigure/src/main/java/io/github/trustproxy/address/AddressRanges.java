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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ranges of addresses, compiled for look-ups that allocate nothing. IPv4 and IPv6 are
 * kept apart: an IPv6 range like {@code ::/64} contains the IPv4-mapped addresses as
 * numbers, but must not match IPv4.
 *
 * @since 0.1.0
 */
public final class AddressRanges {

	private final Ipv4Ranges ipv4;

	private final Ipv6Ranges ipv6;

	/**
	 * Compile ranges.
	 * @param ranges the ranges, in any order
	 */
	public AddressRanges(List<AddressRange> ranges) {
		this.ipv4 = new Ipv4Ranges(merged(ranges, true));
		this.ipv6 = new Ipv6Ranges(merged(ranges, false));
	}

	/**
	 * Return the ranges of one family, sorted, with those put together that overlap or
	 * touch.
	 * @param ranges the ranges, in any order
	 * @param ipv4 whether those of IPv4 are returned, or those of IPv6
	 * @return the ranges, which have nothing in common
	 */
	public static List<AddressRange> merged(List<AddressRange> ranges, boolean ipv4) {
		List<AddressRange> sorted = new ArrayList<>();
		for (AddressRange range : ranges) {
			if (range.isIpv4() == ipv4) {
				sorted.add(range);
			}
		}
		Collections.sort(sorted);
		List<AddressRange> merged = new ArrayList<>();
		for (AddressRange range : sorted) {
			int last = merged.size() - 1;
			if (last >= 0 && merged.get(last).reaches(range)) {
				merged.set(last, merged.get(last).mergedWith(range));
			}
			else {
				merged.add(range);
			}
		}
		return merged;
	}

	/**
	 * Return what ranges add up to, for an operator: those that overlap or touch are one.
	 * @param ranges the ranges, in any order
	 * @return addresses, prefixes and ranges from the first to the last address, IPv4
	 * first
	 */
	public static List<String> describe(List<AddressRange> ranges) {
		Stream<AddressRange> ipv4 = merged(ranges, true).stream();
		Stream<AddressRange> ipv6 = merged(ranges, false).stream();
		return Stream.concat(ipv4, ipv6).map(AddressRange::toString).toList();
	}

	/**
	 * Return whether an address is in one of the ranges.
	 * @param high the high half of the address
	 * @param low the low half of the address
	 * @return whether it is
	 */
	public boolean contains(long high, long low) {
		return AddressParser.isIpv4(high, low) ? this.ipv4.contains((int) low) : this.ipv6.contains(high, low);
	}

	/**
	 * Return whether the ranges add up to all IPv4 addresses.
	 * @return whether they do
	 */
	public boolean containsAllIpv4() {
		return this.ipv4.containsAll();
	}

	/**
	 * Return whether the ranges add up to all IPv6 addresses.
	 * @return whether they do
	 */
	public boolean containsAllIpv6() {
		return this.ipv6.containsAll();
	}

	/**
	 * Ranges of IPv4 addresses.
	 */
	private static final class Ipv4Ranges {

		private final int[] first;

		private final int[] last;

		private final RangeIndex index;

		/**
		 * Create the ranges.
		 * @param ranges the ranges, sorted and disjoint
		 */
		Ipv4Ranges(List<AddressRange> ranges) {
			this.first = new int[ranges.size()];
			this.last = new int[ranges.size()];
			long[] lastKeys = new long[ranges.size()];
			for (int i = 0; i < ranges.size(); i++) {
				this.first[i] = (int) ranges.get(i).firstLow();
				this.last[i] = (int) ranges.get(i).lastLow();
				lastKeys[i] = key(this.last[i]);
			}
			this.index = new RangeIndex(ranges.isEmpty() ? 0 : key(this.first[0]), lastKeys);
		}

		private static long key(int address) {
			return Integer.toUnsignedLong(address);
		}

		boolean contains(int address) {
			int bucket = this.index.bucket(key(address));
			if (bucket < 0) {
				return false;
			}
			int from = this.index.first(bucket);
			int to = this.index.last(bucket);
			while (from < to) {
				int middle = (from + to) >>> 1;
				if (Integer.compareUnsigned(this.last[middle], address) < 0) {
					from = middle + 1;
				}
				else {
					to = middle;
				}
			}
			return from < this.first.length && Integer.compareUnsigned(this.first[from], address) <= 0;
		}

		boolean containsAll() {
			return this.first.length == 1 && this.first[0] == 0 && this.last[0] == -1;
		}

	}

	/**
	 * Ranges of IPv6 addresses.
	 */
	private static final class Ipv6Ranges {

		/** The high half of an address, and the low half behind it. */
		private final long[] first;

		private final long[] last;

		private final RangeIndex index;

		/**
		 * Create the ranges.
		 * @param ranges the ranges, sorted and disjoint
		 */
		Ipv6Ranges(List<AddressRange> ranges) {
			this.first = new long[2 * ranges.size()];
			this.last = new long[2 * ranges.size()];
			long[] lastKeys = new long[ranges.size()];
			for (int i = 0; i < ranges.size(); i++) {
				AddressRange range = ranges.get(i);
				this.first[2 * i] = range.firstHigh();
				this.first[2 * i + 1] = range.firstLow();
				this.last[2 * i] = range.lastHigh();
				this.last[2 * i + 1] = range.lastLow();
				lastKeys[i] = range.lastHigh();
			}
			this.index = new RangeIndex(ranges.isEmpty() ? 0 : this.first[0], lastKeys);
		}

		boolean contains(long high, long low) {
			int bucket = this.index.bucket(high);
			if (bucket < 0) {
				return false;
			}
			int from = this.index.first(bucket);
			int to = this.index.last(bucket);
			while (from < to) {
				int middle = (from + to) >>> 1;
				if (compare(this.last, middle, high, low) < 0) {
					from = middle + 1;
				}
				else {
					to = middle;
				}
			}
			return 2 * from < this.first.length && compare(this.first, from, high, low) <= 0;
		}

		private static int compare(long[] addresses, int index, long high, long low) {
			return AddressRange.compare(addresses[2 * index], addresses[2 * index + 1], high, low);
		}

		boolean containsAll() {
			return this.first.length == 2 && this.first[0] == 0 && this.first[1] == 0 && this.last[0] == -1
					&& this.last[1] == -1;
		}

	}

	/**
	 * Says where in a sorted list of disjoint ranges a key can be. The keys between the
	 * first and the last one of all ranges are divided into buckets of equal size, a few
	 * for each range, so that only the ranges that end in one bucket are left to be
	 * searched. Keys are unsigned.
	 */
	static final class RangeIndex {

		private static final int BUCKETS_PER_RANGE = 4;

		private static final int LEAST_BUCKETS = 16;

		private static final int MOST_BUCKETS = 1 << 16;

		private final int shift;

		private final long firstBucket;

		/**
		 * The first range that ends in a bucket or behind it, and the number of ranges.
		 */
		private final int[] ranges;

		/**
		 * Create an index.
		 * @param firstKey the key that the first range starts with
		 * @param lastKeys the keys that the ranges end with, in their order
		 */
		RangeIndex(long firstKey, long[] lastKeys) {
			int count = lastKeys.length;
			long lastKey = (count > 0) ? lastKeys[count - 1] : firstKey;
			int most = Math.min(MOST_BUCKETS, Math.max(LEAST_BUCKETS, count * BUCKETS_PER_RANGE));
			int bits = 0;
			while (Long.compareUnsigned((lastKey >>> bits) - (firstKey >>> bits), most) >= 0) {
				bits++;
			}
			this.shift = bits;
			this.firstBucket = firstKey >>> bits;
			int buckets = (count > 0) ? (int) ((lastKey >>> bits) - this.firstBucket) + 1 : 0;
			this.ranges = new int[buckets + 1];
			int range = 0;
			for (int bucket = 0; bucket <= buckets; bucket++) {
				this.ranges[bucket] = range;
				while (range < count && (lastKeys[range] >>> bits) - this.firstBucket == bucket) {
					range++;
				}
			}
		}

		/**
		 * Return the bucket of a key.
		 * @return the bucket, or -1 if the key is in no range
		 */
		int bucket(long key) {
			long bucket = (key >>> this.shift) - this.firstBucket;
			return (bucket >= 0 && bucket < this.ranges.length - 1) ? (int) bucket : -1;
		}

		/**
		 * Return the first range that can have a key of a bucket.
		 */
		int first(int bucket) {
			return this.ranges[bucket];
		}

		/**
		 * Return the last range that can have a key of a bucket. It ends behind the
		 * bucket, or is none of the ranges any more.
		 */
		int last(int bucket) {
			return this.ranges[bucket + 1];
		}

	}

}
