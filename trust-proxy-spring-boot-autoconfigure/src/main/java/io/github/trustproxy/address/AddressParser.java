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
 * Reads strict address literals: four decimal octets without leading zeros (RFC 3986
 * section 3.2.2, {@code IPv4address}) or the text forms of RFC 4291 section 2.2. Nothing
 * here resolves a name, and none of the short, octal or hexadecimal forms that
 * {@link java.net.InetAddress#getByName} accepts is understood.
 * <p>
 * An address is 128 bits in two {@code long}s. An IPv4 address is kept as its IPv4-mapped
 * IPv6 form {@code ::ffff:a.b.c.d}, so that both spellings of one address are equal
 * without further ado. A parser is mutable and can be reused, so that a walk over many
 * hops needs only one.
 *
 * @since 0.1.0
 */
public class AddressParser {

	private static final long IPV4_MAPPED = 0xffffL << 32;

	private static final int IPV6_GROUPS = 8;

	/**
	 * Instead of an IPv4 address, for what is none.
	 */
	public static final long INVALID = -1;

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
	public final boolean parse(String text, int start, int end) {
		long ipv4 = parseIpv4(text, start, end);
		return (ipv4 == INVALID) ? parseIpv6(text, start, end) : accept(0, mapped(ipv4));
	}

	/**
	 * Return the high half of the address that was parsed last.
	 * @return 64 bits, 0 for IPv4
	 */
	public final long high() {
		return this.high;
	}

	/**
	 * Return the low half of the address that was parsed last.
	 * @return 64 bits
	 */
	public final long low() {
		return this.low;
	}

	/**
	 * Return the low half of an IPv4 address.
	 * @param ipv4 the address in 32 bits
	 * @return its IPv4-mapped form in IPv6
	 */
	public static long mapped(long ipv4) {
		return IPV4_MAPPED | ipv4;
	}

	/**
	 * Return whether an address is one of IPv4.
	 * @param high the high half of the address
	 * @param low the low half of the address
	 * @return {@code false} for IPv6
	 */
	public static boolean isIpv4(long high, long low) {
		return high == 0 && (low >>> 32) == 0xffff;
	}

	/**
	 * Return whether the address is {@code 0.0.0.0} or {@code ::}, which no peer can
	 * have.
	 * @param high the high half of the address
	 * @param low the low half of the address
	 * @return whether it is one of the two
	 */
	public static boolean isUnspecified(long high, long low) {
		return high == 0 && (low == 0 || low == IPV4_MAPPED);
	}

	/**
	 * Parse an IPv4 literal. The shortest one has 7 characters, the longest one 15.
	 * @param text the text that holds the literal
	 * @param start where the literal starts
	 * @param end where the literal ends, exclusive
	 * @return the address, or {@link #INVALID}
	 */
	public static long parseIpv4(String text, int start, int end) {
		if (end - start < 7 || end - start > 15) {
			return INVALID;
		}
		long address = 0;
		// -1 in front of its first digit
		int octet = -1;
		int dots = 0;
		for (int i = start; i < end; i++) {
			char c = text.charAt(i);
			if (Characters.isDigit(c)) {
				if (octet == 0) {
					return INVALID;
				}
				octet = (octet < 0) ? c - '0' : octet * 10 + c - '0';
				if (octet > 255) {
					return INVALID;
				}
			}
			else if (c == '.' && octet >= 0) {
				address = (address << 8) | octet;
				octet = -1;
				dots++;
			}
			else {
				return INVALID;
			}
		}
		return (dots == 3 && octet >= 0) ? (address << 8) | octet : INVALID;
	}

	/**
	 * Parse an IPv6 literal. Its groups are shifted into 128 bits from the right. Those
	 * in front of a "::" are set aside, to be put in their place at the end.
	 */
	private boolean parseIpv6(String text, int start, int end) {
		long left = 0;
		long right = 0;
		long leadingLeft = 0;
		long leadingRight = 0;
		int leadingGroups = -1;
		int groups = 0;
		int position = start;
		boolean groupFollows = true;
		if (isAt(':', text, start, end) && isAt(':', text, start + 1, end)) {
			leadingGroups = 0;
			position += 2;
			groupFollows = isInsideAddress(text, position, end);
		}
		while (groupFollows) {
			int groupStart = position;
			int group = 0;
			int digit = hexValue(text, position, end);
			while (digit >= 0) {
				group = (group << 4) | digit;
				digit = hexValue(text, ++position, end);
			}
			if (isAt('.', text, position, end)) {
				position = findZone(text, position, end);
				long ipv4 = parseIpv4(text, groupStart, position);
				if (ipv4 == INVALID || groups > IPV6_GROUPS - 2) {
					return false;
				}
				left = (left << 32) | (right >>> 32);
				right = (right << 32) | ipv4;
				groups += 2;
				break;
			}
			if (position == groupStart || position - groupStart > 4 || groups == IPV6_GROUPS) {
				return false;
			}
			left = (left << 16) | (right >>> 48);
			right = (right << 16) | group;
			groups++;
			groupFollows = isAt(':', text, position, end);
			if (groupFollows && isAt(':', text, ++position, end)) {
				if (leadingGroups >= 0) {
					return false;
				}
				leadingGroups = groups;
				leadingLeft = left;
				leadingRight = right;
				left = 0;
				right = 0;
				groupFollows = isInsideAddress(text, ++position, end);
			}
		}
		if (position < end && !isZone(text, position, end)) {
			return false;
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

	/**
	 * Take an address that a subclass has parsed.
	 * @param high the high half of the address
	 * @param low the low half of the address
	 * @return {@code true}
	 */
	protected final boolean accept(long high, long low) {
		this.high = high;
		this.low = low;
		return true;
	}

	/**
	 * Find where the address ends and its zone (RFC 4007 section 11) begins. A zone names
	 * an interface of the machine that wrote it, which means nothing here: it is dropped.
	 * @return the index of the {@code %}, or {@code end} without one
	 */
	private static int findZone(String text, int start, int end) {
		int percent = Characters.indexOf(text, '%', start, end);
		return (percent < 0) ? end : percent;
	}

	private static boolean isZone(String text, int start, int end) {
		for (int i = start + 1; i < end; i++) {
			char c = text.charAt(i);
			if (!Characters.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_' && c != '~') {
				return false;
			}
		}
		return text.charAt(start) == '%' && start + 1 < end;
	}

	private static boolean isInsideAddress(String text, int position, int end) {
		return position < end && text.charAt(position) != '%';
	}

	private static boolean isAt(char c, String text, int position, int end) {
		return position < end && text.charAt(position) == c;
	}

	private static int hexValue(String text, int position, int end) {
		return (position < end) ? Characters.hexValue(text.charAt(position)) : -1;
	}

}
