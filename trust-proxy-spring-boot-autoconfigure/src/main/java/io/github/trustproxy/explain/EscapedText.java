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

package io.github.trustproxy.explain;

/**
 * Makes text of a request harmless: nothing that a client sends can start a line, move a
 * cursor or look like other characters.
 */
final class EscapedText {

	static final int MAX_LENGTH = 200;

	private static final String CUT = "...";

	private static final char[] HEX = "0123456789abcdef".toCharArray();

	private EscapedText() {
	}

	/**
	 * Escape a text.
	 * @param text the text
	 * @return printable ASCII only: other characters as {@code \}{@code uXXXX}, a
	 * backslash twice, and what is longer than {@value #MAX_LENGTH} characters cut
	 */
	static String of(String text) {
		int length = Math.min(text.length(), MAX_LENGTH);
		StringBuilder escaped = new StringBuilder(length);
		for (int i = 0; i < length; i++) {
			append(escaped, text.charAt(i));
		}
		return ((length < text.length()) ? escaped.append(CUT) : escaped).toString();
	}

	private static void append(StringBuilder escaped, char c) {
		if (c == '\\') {
			escaped.append("\\\\");
		}
		else if (c >= ' ' && c <= '~') {
			escaped.append(c);
		}
		else {
			escaped.append("\\u");
			for (int shift = 12; shift >= 0; shift -= 4) {
				escaped.append(HEX[(c >>> shift) & 0xf]);
			}
		}
	}

}
