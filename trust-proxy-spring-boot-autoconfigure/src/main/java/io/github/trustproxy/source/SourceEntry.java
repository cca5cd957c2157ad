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

import io.github.trustproxy.Provider;

/**
 * What an entry of a setting looks like. Apart from the classes that keep sources,
 * because most applications have none and need not load these.
 *
 * @since 0.1.0
 */
public final class SourceEntry {

	static final String DNS = "dns:";

	static final String FILE = "file:";

	private SourceEntry() {
	}

	/**
	 * Return whether an entry is a source by itself.
	 * @param entry an entry of a setting
	 * @return whether it names a provider, or a place from which a list is read
	 */
	public static boolean isSource(String entry) {
		return isRead(entry) || Provider.find(entry) != null;
	}

	/**
	 * Return whether an entry is one whose list is read from somewhere.
	 */
	static boolean isRead(String entry) {
		return entry.startsWith(DNS) || entry.startsWith(FILE) || isUrl(entry);
	}

	/**
	 * Return whether an entry is a URL.
	 */
	static boolean isUrl(String entry) {
		return hasScheme(entry, "https://") || hasScheme(entry, "http://");
	}

	private static boolean hasScheme(String entry, String scheme) {
		return entry.regionMatches(true, 0, scheme, 0, scheme.length());
	}

	/**
	 * Return what may be shown of an entry: user information of a URL, and what is behind
	 * its path, may be secrets.
	 * @param entry an entry of a setting
	 * @return the entry, of a URL without user information and without what is behind the
	 * path
	 */
	public static String shown(String entry) {
		if (!isUrl(entry)) {
			return entry;
		}
		int start = entry.indexOf("://") + 3;
		int end = start;
		while (end < entry.length() && entry.charAt(end) != '?' && entry.charAt(end) != '#') {
			end++;
		}
		// Also in a URL that is none, in which a password has a slash or a question mark
		int at = entry.lastIndexOf('@');
		return entry.substring(0, start) + ((at < end) ? entry.substring(Math.max(start, at + 1), end) : "…");
	}

}
