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

import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of addresses, compiled to sorted disjoint arrays, so that a look-up is a binary
 * search that allocates nothing. IPv4 and IPv6 are kept apart: an IPv6 range like
 * {@code ::/64} contains the IPv4-mapped addresses as numbers, but must not match IPv4.
 */
final class AddressRanges {

	private final int[] ipv4First;

	private final int[] ipv4Last;

	private final AddressRange[] ipv6;

	AddressRanges(List<AddressRange> ranges) {
		List<AddressRange> ipv4Ranges = merge(ranges.stream().filter(AddressRange::isIpv4).toList());
		this.ipv4First = ipv4Ranges.stream().mapToInt((range) -> (int) range.firstLow()).toArray();
		this.ipv4Last = ipv4Ranges.stream().mapToInt((range) -> (int) range.lastLow()).toArray();
		this.ipv6 = merge(ranges.stream().filter((range) -> !range.isIpv4()).toList()).toArray(AddressRange[]::new);
	}

	private static List<AddressRange> merge(List<AddressRange> ranges) {
		List<AddressRange> merged = new ArrayList<>();
		for (AddressRange range : ranges.stream().sorted().toList()) {
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

	boolean contains(long high, long low) {
		return AddressParser.isIpv4(high, low) ? containsIpv4((int) low) : containsIpv6(high, low);
	}

	/**
	 * Return whether the ranges add up to all IPv4 addresses.
	 */
	boolean containsAllIpv4() {
		return this.ipv4First.length == 1 && this.ipv4First[0] == 0 && this.ipv4Last[0] == -1;
	}

	/**
	 * Return whether the ranges add up to all IPv6 addresses.
	 */
	boolean containsAllIpv6() {
		return this.ipv6.length == 1 && this.ipv6[0].equals(new AddressRange(0, 0, -1, -1));
	}

	private boolean containsIpv4(int address) {
		int from = 0;
		int to = this.ipv4First.length - 1;
		while (from <= to) {
			int middle = (from + to) >>> 1;
			if (Integer.compareUnsigned(address, this.ipv4First[middle]) < 0) {
				to = middle - 1;
			}
			else if (Integer.compareUnsigned(address, this.ipv4Last[middle]) > 0) {
				from = middle + 1;
			}
			else {
				return true;
			}
		}
		return false;
	}

	private boolean containsIpv6(long high, long low) {
		int from = 0;
		int to = this.ipv6.length - 1;
		while (from <= to) {
			int middle = (from + to) >>> 1;
			AddressRange range = this.ipv6[middle];
			if (AddressRange.compare(high, low, range.firstHigh(), range.firstLow()) < 0) {
				to = middle - 1;
			}
			else if (AddressRange.compare(high, low, range.lastHigh(), range.lastLow()) > 0) {
				from = middle + 1;
			}
			else {
				return true;
			}
		}
		return false;
	}

}
