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

import java.util.Arrays;

/**
 * The character classes of the grammars that are read here. All of them are ASCII:
 * {@link Character#isDigit} and its siblings accept characters that no proxy writes and
 * that other software may read differently.
 *
 * @since 0.1.0
 */
public final class Characters {

	private static final byte[] HEX_VALUES = hexValues();

	private Characters() {
	}

	private static byte[] hexValues() {
		byte[] values = new byte['f' + 1];
		Arrays.fill(values, (byte) -1);
		String digits = "0123456789abcdefABCDEF";
		for (int i = 0; i < digits.length(); i++) {
			values[digits.charAt(i)] = (byte) ((i < 16) ? i : i - 6);
		}
		return values;
	}

	/**
	 * Return whether a character is a decimal digit.
	 * @param c the character
	 * @return whether it is
	 */
	public static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	static boolean isLetter(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}

	/**
	 * Return whether a character is a letter or a decimal digit.
	 * @param c the character
	 * @return whether it is
	 */
	public static boolean isLetterOrDigit(char c) {
		return isLetter(c) || isDigit(c);
	}

	/**
	 * Return the value of a hexadecimal digit, or -1. Looked up, because in an IPv6
	 * address a processor cannot predict whether a digit or a letter comes next.
	 * @param c the character
	 * @return 0 to 15, or -1
	 */
	public static int hexValue(char c) {
		return (c < HEX_VALUES.length) ? HEX_VALUES[c] : -1;
	}

	/**
	 * Return whether the character is optional white space, which is a space or a
	 * horizontal tab and nothing else (RFC 9110 section 5.6.3).
	 * @param c the character
	 * @return whether it is
	 */
	public static boolean isOws(char c) {
		return c == ' ' || c == '\t';
	}

	/**
	 * Return whether the character may be part of a token (RFC 9110 section 5.6.2).
	 * @param c the character
	 * @return whether it is
	 */
	public static boolean isToken(char c) {
		return isLetterOrDigit(c) || switch (c) {
			case '!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~' -> true;
			default -> false;
		};
	}

	/**
	 * Return whether a text is a token (RFC 9110 section 5.6.2).
	 * @param text the text
	 * @return whether it is; {@code false} if it is empty
	 */
	public static boolean isToken(String text) {
		if (text.isEmpty()) {
			return false;
		}
		for (int i = 0; i < text.length(); i++) {
			if (!isToken(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Find a character between two positions. {@link String#indexOf(int, int)} would
	 * search a whole header for each of its entries.
	 * @param text the text
	 * @param c the character
	 * @param start where to begin
	 * @param end where to stop, exclusive
	 * @return the index, or -1
	 */
	public static int indexOf(String text, char c, int start, int end) {
		for (int i = start; i < end; i++) {
			if (text.charAt(i) == c) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Return whether a text is a word, in any case. Of ASCII only:
	 * {@link String#equalsIgnoreCase} takes the long s (U+017F) for an s and the Kelvin
	 * sign (U+212A) for a k.
	 * @param word the word in lower case, of letters only
	 * @param text the text
	 * @param start where the part starts
	 * @param end where the part ends, exclusive
	 * @return whether it is
	 */
	public static boolean isWord(String word, String text, int start, int end) {
		if (end - start != word.length()) {
			return false;
		}
		for (int i = 0; i < word.length(); i++) {
			if ((text.charAt(start + i) | 0x20) != word.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Remove optional white space (RFC 9110 section 5.6.3) from both ends of a text.
	 * @param text the text
	 * @return the text without it
	 */
	public static String trimOws(String text) {
		int start = 0;
		int end = text.length();
		while (start < end && isOws(text.charAt(start))) {
			start++;
		}
		while (end > start && isOws(text.charAt(end - 1))) {
			end--;
		}
		return text.substring(start, end);
	}

	/**
	 * Read a port number: one to five decimal digits without a leading zero, 1 to 65535.
	 * @param text the text that holds the number
	 * @param start where the number starts
	 * @param end where the number ends, exclusive
	 * @return the port, or -1 if the text is anything else
	 */
	public static int port(String text, int start, int end) {
		if (start >= end || end - start > 5 || text.charAt(start) == '0') {
			return -1;
		}
		int port = 0;
		for (int i = start; i < end; i++) {
			if (!isDigit(text.charAt(i))) {
				return -1;
			}
			port = port * 10 + (text.charAt(i) - '0');
		}
		return (port <= 65535) ? port : -1;
	}

}
