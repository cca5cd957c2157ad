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
 * Ranges of IPv4 addresses.
 */
final class Ipv4Ranges {

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
