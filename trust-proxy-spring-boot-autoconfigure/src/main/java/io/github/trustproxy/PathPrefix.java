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

import java.util.StringTokenizer;

import org.jspecify.annotations.Nullable;

/**
 * Reads the prefix of a path.
 */
final class PathPrefix {

	private PathPrefix() {
	}

	/**
	 * Parse the prefixes that proxies removed one after the other: together they are one
	 * path.
	 * @param list one prefix, or a list with the one that was removed first on the left
	 * @return the path without a slash at its end, empty if there are only slashes, or
	 * {@code null} if one of the prefixes is not valid
	 */
	static @Nullable String parse(String list) {
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
	 * backslashes, and percent-encoded slashes, backslashes, percents and dots.
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
				if ((c == '%') ? !isHarmlessEncoding(text, position, end) : !isSegmentCharacter(c)) {
					return null;
				}
				onlyDots &= c == '.';
				position++;
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
	 * Return whether a percent and two hexadecimal digits, which are segment characters
	 * themselves, stand for a harmless character.
	 */
	private static boolean isHarmlessEncoding(String text, int percent, int end) {
		if (percent + 2 >= end) {
			return false;
		}
		// Negative if one of the two is no hexadecimal digit
		int decoded = (Characters.hexValue(text.charAt(percent + 1)) << 4)
				| Characters.hexValue(text.charAt(percent + 2));
		return decoded > ' ' && decoded != 0x7f && "%./;\\?#".indexOf(decoded) < 0;
	}

}
