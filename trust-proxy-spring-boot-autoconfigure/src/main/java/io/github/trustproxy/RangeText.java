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
import java.util.stream.Stream;

/**
 * Writes ranges as an operator would: as an address, a prefix, or from the first to the
 * last address.
 */
final class RangeText {

	private static final int BITS = 128;

	private static final int IPV4_OFFSET = 96;

	private RangeText() {
	}

	/**
	 * Return what ranges add up to: those that overlap or touch are one.
	 */
	static List<String> of(List<AddressRange> ranges) {
		Stream<AddressRange> ipv4 = AddressRanges.merged(ranges, true).stream();
		Stream<AddressRange> ipv6 = AddressRanges.merged(ranges, false).stream();
		return Stream.concat(ipv4, ipv6).map(RangeText::of).toList();
	}

	static String of(AddressRange range) {
		String first = AddressFormat.format(range.firstHigh(), range.firstLow());
		for (int length = BITS; length >= 0; length--) {
			if (AddressRange.ofPrefix(range.firstHigh(), range.firstLow(), length).equals(range)) {
				return (length < BITS) ? first + "/" + (range.isIpv4() ? length - IPV4_OFFSET : length) : first;
			}
		}
		return first + "-" + AddressFormat.format(range.lastHigh(), range.lastLow());
	}

}
