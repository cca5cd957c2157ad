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
import java.util.Collections;
import java.util.List;

/**
 * Ranges of addresses, compiled for look-ups that allocate nothing. IPv4 and IPv6 are
 * kept apart: an IPv6 range like {@code ::/64} contains the IPv4-mapped addresses as
 * numbers, but must not match IPv4.
 */
final class AddressRanges {

	private final Ipv4Ranges ipv4;

	private final Ipv6Ranges ipv6;

	AddressRanges(List<AddressRange> ranges) {
		this.ipv4 = new Ipv4Ranges(merged(ranges, true));
		this.ipv6 = new Ipv6Ranges(merged(ranges, false));
	}

	/**
	 * Return the ranges of one family, sorted, with those put together that overlap or
	 * touch.
	 * @param ipv4 whether those of IPv4 are returned, or those of IPv6
	 */
	static List<AddressRange> merged(List<AddressRange> ranges, boolean ipv4) {
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

	boolean contains(long high, long low) {
		return AddressParser.isIpv4(high, low) ? this.ipv4.contains((int) low) : this.ipv6.contains(high, low);
	}

	/**
	 * Return whether the ranges add up to all IPv4 addresses.
	 */
	boolean containsAllIpv4() {
		return this.ipv4.containsAll();
	}

	/**
	 * Return whether the ranges add up to all IPv6 addresses.
	 */
	boolean containsAllIpv6() {
		return this.ipv6.containsAll();
	}

}
