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

package io.github.trustproxy.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.SourceList;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list as it stands in a file: addresses and ranges, with commas, white space or
 * line ends in between, and comments that begin with a number sign.
 */
final class ListText {

	static final int MAX_BYTES = 8 * 1024 * 1024;

	private static final int MAX_RANGES = 100_000;

	private static final int WIDEST_IPV4 = 8;

	private static final int WIDEST_IPV6 = 16;

	private static final int SHOWN = 40;

	private ListText() {
	}

	/**
	 * Read a list.
	 * @param source the name of the source
	 * @param date the day of the list, or {@code null} if it has none
	 * @param bytes the text
	 * @throws UnusableListException if anything of it cannot be trusted
	 */
	static SourceList read(String source, @Nullable String date, byte[] bytes) throws UnusableListException {
		return list(source, date, entries(decode(bytes)));
	}

	static String decode(byte[] bytes) throws UnusableListException {
		if (bytes.length > MAX_BYTES) {
			throw new UnusableListException("It has more than 8 MiB.");
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new UnusableListException("It is no text in UTF-8.");
		}
	}

	/**
	 * Return the words that are no comments. Editors of some systems write a mark in
	 * front of all text, which is no part of it.
	 */
	static List<String> entries(String text) {
		List<String> entries = new ArrayList<>();
		StringBuilder entry = new StringBuilder();
		boolean comment = false;
		for (int i = text.startsWith("\uFEFF") ? 1 : 0; i <= text.length(); i++) {
			char c = (i < text.length()) ? text.charAt(i) : '\n';
			comment = c != '\n' && c != '\r' && (comment || c == '#');
			if (!comment && c != ',' && c != ' ' && c != '\t' && c != '\n' && c != '\r') {
				entry.append(c);
			}
			else if (!entry.isEmpty()) {
				entries.add(entry.toString());
				entry.setLength(0);
			}
		}
		return entries;
	}

	/**
	 * Return whether a text is a document, and no list.
	 */
	static boolean isJson(String text) {
		int start = text.startsWith("\uFEFF") ? 1 : 0;
		while (start < text.length() && " \t\r\n".indexOf(text.charAt(start)) >= 0) {
			start++;
		}
		return text.startsWith("{", start);
	}

	/**
	 * Make a list of entries.
	 * @throws UnusableListException if one of them is no address or range, or if they
	 * cannot be trusted together
	 */
	static SourceList list(String source, @Nullable String date, List<String> entries) throws UnusableListException {
		if (entries.isEmpty()) {
			throw new UnusableListException("It is empty.");
		}
		if (entries.size() > MAX_RANGES) {
			throw new UnusableListException("It has more than 100,000 ranges.");
		}
		SourceList list;
		try {
			list = SourceList.of(source, date, entries);
		}
		catch (InvalidSettingException ex) {
			throw new UnusableListException(
					"It has an entry that is neither an address nor a range: '" + shown(ex.getValue()) + "'.");
		}
		String wide = list.findWiderThan(WIDEST_IPV4, WIDEST_IPV6);
		if (wide != null) {
			throw new UnusableListException("It has a range that is too wide to be one of proxies: '" + wide + "'.");
		}
		return list;
	}

	/**
	 * What was read is somebody else's: it goes into a log.
	 */
	private static String shown(String text) {
		StringBuilder shown = new StringBuilder();
		for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
			char c = text.charAt(i);
			shown.append((c > ' ' && c < 0x7F) ? c : '?');
		}
		return (text.length() > SHOWN) ? shown + "…" : shown.toString();
	}

}
