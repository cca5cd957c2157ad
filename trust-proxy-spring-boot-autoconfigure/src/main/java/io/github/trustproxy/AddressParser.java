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

/**
 * Reads strict address literals: four decimal octets without leading zeros (RFC 3986
 * section 3.2.2, {@code IPv4address}) or the text forms of RFC 4291 section 2.2. Nothing
 * here resolves a name, and none of the short, octal or hexadecimal forms that
 * {@link java.net.InetAddress#getByName} accepts is understood.
 * <p>
 * An address is 128 bits in two {@code long}s. An IPv4 address is kept as its IPv4-mapped
 * IPv6 form {@code ::ffff:a.b.c.d}, so that both spellings of one address are equal
 * without further ado. A parser is mutable and can be reused, so that a walk over many
 * hops needs only one.
 */
final class AddressParser {

	private static final long IPV4_MAPPED = 0xffffL << 32;

	private static final int IPV6_GROUPS = 8;

	private static final long INVALID = -1;

	private long high;

	private long low;

	/**
	 * Parse a literal.
	 * @param text the text that holds the literal
	 * @param start where the literal starts
	 * @param end where the literal ends, exclusive
	 * @return whether the text is an address; when {@code false} the address of this
	 * parser is unchanged
	 */
	boolean parse(String text, int start, int end) {
		long ipv4 = parseIpv4(text, start, end);
		if (ipv4 == INVALID) {
			return parseIpv6(text, start, end);
		}
		this.high = 0;
		this.low = IPV4_MAPPED | ipv4;
		return true;
	}

	long high() {
		return this.high;
	}

	long low() {
		return this.low;
	}

	static boolean isIpv4(long high, long low) {
		return high == 0 && (low >>> 32) == 0xffff;
	}

	/**
	 * Return whether the address is {@code 0.0.0.0} or {@code ::}, which no peer can
	 * have.
	 */
	static boolean isUnspecified(long high, long low) {
		return high == 0 && (low == 0 || low == IPV4_MAPPED);
	}

	private static long parseIpv4(String text, int start, int end) {
		long address = 0;
		int position = start;
		for (int octet = 1;; octet++) {
			int octetStart = position;
			int value = 0;
			while (position < end && position - octetStart < 3 && Characters.isDigit(text.charAt(position))) {
				value = value * 10 + (text.charAt(position++) - '0');
			}
			int digits = position - octetStart;
			if (digits == 0 || value > 255 || (digits > 1 && text.charAt(octetStart) == '0')) {
				return INVALID;
			}
			address = (address << 8) | value;
			if (octet == 4) {
				return (position == end) ? address : INVALID;
			}
			if (position == end || text.charAt(position++) != '.') {
				return INVALID;
			}
		}
	}

	private boolean parseIpv6(String text, int start, int end) {
		int addressEnd = findZone(text, start, end);
		if (addressEnd < 0) {
			return false;
		}
		long left = 0;
		long right = 0;
		// What stands before a "::", to be put in front of what stands behind it
		long leadingLeft = 0;
		long leadingRight = 0;
		int leadingGroups = -1;
		int groups = 0;
		int position = start;
		if (startsWithDoubleColon(text, position, addressEnd)) {
			leadingGroups = 0;
			position += 2;
		}
		while (position < addressEnd) {
			int groupStart = position;
			int value = 0;
			while (position < addressEnd && position - groupStart < 4
					&& Characters.hexValue(text.charAt(position)) >= 0) {
				value = (value << 4) | Characters.hexValue(text.charAt(position++));
			}
			if (position < addressEnd && text.charAt(position) == '.') {
				long ipv4 = parseIpv4(text, groupStart, addressEnd);
				if (ipv4 == INVALID || groups > IPV6_GROUPS - 2) {
					return false;
				}
				left = (left << 32) | (right >>> 32);
				right = (right << 32) | ipv4;
				groups += 2;
				break;
			}
			if (position == groupStart || groups == IPV6_GROUPS) {
				return false;
			}
			left = (left << 16) | (right >>> 48);
			right = (right << 16) | value;
			groups++;
			if (position == addressEnd) {
				break;
			}
			if (startsWithDoubleColon(text, position, addressEnd)) {
				if (leadingGroups >= 0) {
					return false;
				}
				leadingGroups = groups;
				leadingLeft = left;
				leadingRight = right;
				left = 0;
				right = 0;
				position += 2;
			}
			else if (text.charAt(position) != ':' || ++position == addressEnd) {
				return false;
			}
		}
		if (leadingGroups < 0) {
			return groups == IPV6_GROUPS && accept(left, right);
		}
		// "::" stands for one or more groups
		if (groups == IPV6_GROUPS) {
			return false;
		}
		int shift = (IPV6_GROUPS - leadingGroups) * 16;
		return accept(left | shiftedHigh(leadingLeft, leadingRight, shift),
				right | ((shift < 64) ? leadingRight << shift : 0));
	}

	private static long shiftedHigh(long left, long right, int shift) {
		if (shift >= 128) {
			return 0;
		}
		if (shift >= 64) {
			return right << (shift - 64);
		}
		return (left << shift) | (right >>> (64 - shift));
	}

	private boolean accept(long high, long low) {
		this.high = high;
		this.low = low;
		return true;
	}

	/**
	 * Find where the address ends and its zone (RFC 4007 section 11) begins. A zone names
	 * an interface of the machine that wrote it, which means nothing here: it is dropped.
	 * @return the index of the {@code %}, {@code end} without one, or -1 if the zone is
	 * not well-formed
	 */
	private static int findZone(String text, int start, int end) {
		int percent = Characters.indexOf(text, '%', start, end);
		if (percent < 0) {
			return end;
		}
		return (percent + 1 < end && isZone(text, percent + 1, end)) ? percent : -1;
	}

	private static boolean isZone(String text, int start, int end) {
		for (int i = start; i < end; i++) {
			char c = text.charAt(i);
			if (!Characters.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_' && c != '~') {
				return false;
			}
		}
		return true;
	}

	private static boolean startsWithDoubleColon(String text, int position, int end) {
		return position + 1 < end && text.charAt(position) == ':' && text.charAt(position + 1) == ':';
	}

}
