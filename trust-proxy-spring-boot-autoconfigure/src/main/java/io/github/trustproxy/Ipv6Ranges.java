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

import java.util.List;

/**
 * Ranges of IPv6 addresses.
 */
final class Ipv6Ranges {

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
