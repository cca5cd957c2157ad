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

import io.github.trustproxy.address.AddressParser;
import io.github.trustproxy.address.Characters;

/**
 * Reads one node: an entry of {@code X-Forwarded-For} or the value of a {@code for}
 * parameter (RFC 7239 section 6). That is an address literal, optionally with a port
 * ({@code 192.0.2.1:80}, {@code [2001:db8::1]}, {@code [2001:db8::1]:80}), the word
 * {@code unknown}, or an identifier that starts with an underscore.
 *
 * @since 0.1.0
 */
public final class NodeParser extends AddressParser {

	private int port;

	/**
	 * Parse a node.
	 * @param text the text that holds the node
	 * @param start where the node starts, white space already skipped
	 * @param end where the node ends, exclusive
	 * @return what the node is; the address and the port can only be asked for if it is
	 * an {@linkplain Kind#ADDRESS address}
	 */
	public Kind parseNode(String text, int start, int end) {
		this.port = 0;
		// What most nodes are comes first
		long ipv4 = parseIpv4(text, start, end);
		if (ipv4 == INVALID) {
			return parseOther(text, start, end);
		}
		accept(0, mapped(ipv4));
		return kindOfAddress();
	}

	/**
	 * Parse a node whose last colon is that of a port, also where the address is IPv6
	 * without brackets.
	 * @param text the node, without white space around
	 * @return what the node is
	 */
	public Kind parseNodeWithUnbracketedPort(String text) {
		int colon = text.lastIndexOf(':');
		if (text.startsWith("[") || text.indexOf(':') == colon) {
			return parseNode(text, 0, text.length());
		}
		return parsePort(text, colon + 1, text.length()) ? parseAddress(text, 0, colon) : Kind.MALFORMED;
	}

	private Kind parseOther(String text, int start, int end) {
		if (start == end) {
			return Kind.MALFORMED;
		}
		char first = text.charAt(start);
		if (first == '[') {
			return parseBracketed(text, start + 1, end);
		}
		int colon = Characters.indexOf(text, ':', start, end);
		boolean withPort = colon >= 0 && Characters.indexOf(text, ':', colon + 1, end) < 0;
		int nameEnd = withPort ? colon : end;
		if (first == '_') {
			return (isObfuscated(text, start, nameEnd) && (!withPort || isNodePort(text, colon + 1, end)))
					? Kind.OBFUSCATED : Kind.MALFORMED;
		}
		if (Characters.isWord("unknown", text, start, nameEnd)) {
			return (!withPort || isNodePort(text, colon + 1, end)) ? Kind.UNKNOWN : Kind.MALFORMED;
		}
		if (withPort && !parsePort(text, colon + 1, end)) {
			return Kind.MALFORMED;
		}
		return parseAddress(text, start, nameEnd);
	}

	/**
	 * Return the port that was sent with the address, or 0 if none was.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	private Kind parseBracketed(String text, int start, int end) {
		int close = Characters.indexOf(text, ']', start, end);
		if (close < 0 || Characters.indexOf(text, ':', start, close) < 0) {
			return Kind.MALFORMED;
		}
		int rest = close + 1;
		if (rest < end && (text.charAt(rest) != ':' || !parsePort(text, rest + 1, end))) {
			return Kind.MALFORMED;
		}
		return parseAddress(text, start, close);
	}

	private Kind parseAddress(String text, int start, int end) {
		return parse(text, start, end) ? kindOfAddress() : Kind.MALFORMED;
	}

	private Kind kindOfAddress() {
		return isUnspecified(high(), low()) ? Kind.MALFORMED : Kind.ADDRESS;
	}

	private boolean parsePort(String text, int start, int end) {
		this.port = Characters.port(text, start, end);
		return this.port > 0;
	}

	/**
	 * The port of a node that is no address is never used; RFC 7239 section 6.3 allows it
	 * to be obfuscated, too.
	 */
	private static boolean isNodePort(String text, int start, int end) {
		return (start < end && text.charAt(start) == '_') ? isObfuscated(text, start, end)
				: Characters.port(text, start, end) > 0;
	}

	private static boolean isObfuscated(String text, int start, int end) {
		for (int i = start; i < end; i++) {
			char c = text.charAt(i);
			if (!Characters.isLetterOrDigit(c) && c != '_' && c != '.' && c != '-') {
				return false;
			}
		}
		return end - start > 1;
	}

	/**
	 * What a node can be.
	 */
	public enum Kind {

		/**
		 * An address, with or without a port.
		 */
		ADDRESS,

		/**
		 * The proxy says that it does not know (RFC 7239 section 6.2).
		 */
		UNKNOWN,

		/**
		 * The proxy does not want to say (RFC 7239 section 6.3).
		 */
		OBFUSCATED,

		/**
		 * None of these, or an unspecified address.
		 */
		MALFORMED

	}

}
