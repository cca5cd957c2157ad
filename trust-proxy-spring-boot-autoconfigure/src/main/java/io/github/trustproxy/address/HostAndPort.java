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

import org.jspecify.annotations.Nullable;

/**
 * A host with an optional port, as in the {@code Host} header (RFC 9110 section 7.2).
 *
 * @param host the host, with brackets if it is IPv6
 * @param port the port, or -1 without one
 * @since 0.1.0
 */
public record HostAndPort(String host, int port) {

	private static final int MAX_HOST_LENGTH = 253;

	private static final int MAX_LABEL_LENGTH = 63;

	/**
	 * Parse a host. Of the registered names of RFC 3986 section 3.2.2 only those are
	 * accepted that can be a host name: letters, digits, hyphens and underscores in
	 * labels of 1 to 63 characters. What else the grammar allows ({@code *},
	 * {@code a%00b}, {@code a;b}) is no host that a client can ask for, but may be read
	 * differently by whoever builds links, keys or mails from it. The same is true of
	 * names that end in a number but are no IPv4 address, such as {@code 0x7f.1}.
	 * @param text the text
	 * @return the host, or {@code null} if the text is not valid
	 */
	public static @Nullable HostAndPort parse(String text) {
		int hostEnd = hostEnd(text);
		return (hostEnd >= 0) ? new HostAndPort(text.substring(0, hostEnd), port(text, hostEnd)) : null;
	}

	/**
	 * Find the end of the host, like {@link #parse}, but without making an object.
	 * @param text the text
	 * @return where the host ends, exclusive, or -1 if the text is not valid
	 */
	public static int hostEnd(String text) {
		int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
		if (end < 0) {
			end = text.length();
		}
		if (end < text.length() && (text.charAt(end) != ':' || port(text, end) < 0)) {
			return -1;
		}
		return isHost(text, end) ? end : -1;
	}

	/**
	 * Return the port behind a host.
	 * @param text the text
	 * @param hostEnd where the host ends
	 * @return the port, or -1 without one
	 */
	public static int port(String text, int hostEnd) {
		return Characters.port(text, hostEnd + 1, text.length());
	}

	private static boolean isHost(String host, int hostEnd) {
		if (host.startsWith("[")) {
			return Characters.indexOf(host, ':', 0, hostEnd) > 0 && Characters.indexOf(host, '%', 0, hostEnd) < 0
					&& new AddressParser().parse(host, 1, hostEnd - 1);
		}
		// A dot at the end makes a name absolute
		int end = (hostEnd > 0 && host.charAt(hostEnd - 1) == '.') ? hostEnd - 1 : hostEnd;
		if (end > MAX_HOST_LENGTH) {
			return false;
		}
		int labelStart = 0;
		for (int i = 0; i < end; i++) {
			char c = host.charAt(i);
			if (c == '.') {
				if (!isLabel(host, labelStart, i)) {
					return false;
				}
				labelStart = i + 1;
			}
			else if (!Characters.isLetterOrDigit(c) && c != '-' && c != '_') {
				return false;
			}
		}
		return isLabel(host, labelStart, end)
				&& (!isNumber(host, labelStart, end) || new AddressParser().parse(host, 0, hostEnd));
	}

	/**
	 * Whether characters of a label are one.
	 */
	private static boolean isLabel(String host, int start, int end) {
		return start < end && end - start <= MAX_LABEL_LENGTH && host.charAt(start) != '-'
				&& host.charAt(end - 1) != '-';
	}

	/**
	 * Whether a label is what programs may take for a number, decimal or hexadecimal.
	 */
	private static boolean isNumber(String host, int start, int end) {
		boolean hex = end - start > 1 && host.charAt(start) == '0' && (host.charAt(start + 1) | 0x20) == 'x';
		for (int i = hex ? start + 2 : start; i < end; i++) {
			if (hex ? Characters.hexValue(host.charAt(i)) < 0 : !Characters.isDigit(host.charAt(i))) {
				return false;
			}
		}
		return true;
	}

}
