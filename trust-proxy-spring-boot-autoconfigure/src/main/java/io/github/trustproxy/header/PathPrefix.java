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

package io.github.trustproxy.header;

import java.util.StringTokenizer;

import io.github.trustproxy.address.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Reads the prefix of a path.
 *
 * @since 0.1.0
 */
public final class PathPrefix {

	private PathPrefix() {
	}

	/**
	 * Parse the prefixes that proxies removed one after the other: together they are one
	 * path.
	 * @param list one prefix, or a list with the one that was removed first on the left
	 * @return the path without a slash at its end, empty if there are only slashes, or
	 * {@code null} if one of the prefixes is not valid
	 */
	public static @Nullable String parse(String list) {
		StringBuilder path = new StringBuilder();
		StringTokenizer members = new StringTokenizer(list, ",");
		while (members.hasMoreTokens()) {
			String prefix = parseMember(Characters.trimOws(members.nextToken()));
			if (prefix == null) {
				return null;
			}
			path.append(prefix);
		}
		return path.toString();
	}

	/**
	 * Parse a prefix, which is an absolute path (RFC 3986 section 3.3) without anything
	 * that could be read as another path later: empty and dot segments, parameters,
	 * backslashes, and percent-encoded slashes, backslashes, percents and dots. What is
	 * percent-encoded is UTF-8, without control characters: what is not is decoded in
	 * several ways, of which one makes a slash of {@code %c0%af}.
	 */
	private static @Nullable String parseMember(String text) {
		int end = text.endsWith("/") ? text.length() - 1 : text.length();
		int position = 0;
		while (position < end) {
			if (text.charAt(position++) != '/') {
				return null;
			}
			int segmentStart = position;
			boolean onlyDots = true;
			while (position < end && text.charAt(position) != '/') {
				char c = text.charAt(position);
				int length = (c == '%') ? encodedLength(text, position, end) : (isSegmentCharacter(c) ? 1 : 0);
				if (length == 0) {
					return null;
				}
				onlyDots &= c == '.';
				position += length;
			}
			if (onlyDots && position - segmentStart <= 2) {
				return null;
			}
		}
		return text.substring(0, end);
	}

	private static boolean isSegmentCharacter(char c) {
		return Characters.isLetterOrDigit(c) || switch (c) {
			case '-', '.', '_', '~', '!', '$', '&', '\'', '(', ')', '*', '+', ',', '=', ':', '@' -> true;
			default -> false;
		};
	}

	/**
	 * Return the length of a percent-encoded character, or 0 if it is not a harmless one.
	 */
	private static int encodedLength(String text, int percent, int end) {
		int first = octet(text, percent, end);
		if (first < 0x80) {
			return (first > ' ' && first != 0x7f && "%./;\\?#".indexOf(first) < 0) ? 3 : 0;
		}
		// RFC 3629: 0xc0 and 0xc1 could only begin what has a shorter form
		if (first < 0xc2 || first > 0xf4) {
			return 0;
		}
		int octets = (first < 0xe0) ? 2 : (first < 0xf0) ? 3 : 4;
		int character = first & (0xff >> (octets + 1));
		for (int i = 1; i < octets; i++) {
			int next = octet(text, percent + 3 * i, end);
			if ((next & 0xc0) != 0x80) {
				return 0;
			}
			character = character << 6 | (next & 0x3f);
		}
		return isHarmless(character, octets) ? 3 * octets : 0;
	}

	/**
	 * Return whether a character needs that many octets, and is neither a control
	 * character nor half of a pair.
	 */
	private static boolean isHarmless(int character, int octets) {
		return switch (octets) {
			case 2 -> character >= 0xa0;
			case 3 -> character >= 0x800 && (character < 0xd800 || character > 0xdfff);
			default -> character >= 0x10000 && character <= 0x10ffff;
		};
	}

	/**
	 * Return the octet that a percent and two hexadecimal digits stand for, or a negative
	 * number if there are none.
	 */
	private static int octet(String text, int percent, int end) {
		if (percent + 2 >= end || text.charAt(percent) != '%') {
			return -1;
		}
		return (Characters.hexValue(text.charAt(percent + 1)) << 4) | Characters.hexValue(text.charAt(percent + 2));
	}

}
