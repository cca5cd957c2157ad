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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the resolver of the JDK for all addresses of a name.
 */
final class DnsReader implements ListReader {

	/**
	 * The resolver of the JDK, which may block: nobody asks it on behalf of a request.
	 */
	static final Resolver SYSTEM = InetAddress::getAllByName;

	private static final int MAX_LENGTH = 253;

	private static final int MAX_LABEL = 63;

	private final String entry;

	private final String name;

	private final Resolver resolver;

	DnsReader(String entry, String name, Resolver resolver) {
		this.entry = entry;
		this.name = name;
		this.resolver = resolver;
	}

	/**
	 * Return whether a name can be one of a host, and nobody takes it for an address. The
	 * resolver takes {@code 127.1} and {@code 010.0.0.1} for addresses, and others take
	 * {@code 0x7f000001} for one: their last label is a number.
	 */
	static boolean isName(String name) {
		int end = name.endsWith(".") ? name.length() - 1 : name.length();
		int start = 0;
		while (start <= end) {
			int dot = name.indexOf('.', start);
			int labelEnd = (dot < 0 || dot > end) ? end : dot;
			if (!isLabel(name, start, labelEnd)) {
				return false;
			}
			if (labelEnd == end) {
				return end <= MAX_LENGTH && !isNumber(name, start, end);
			}
			start = labelEnd + 1;
		}
		return false;
	}

	private static boolean isLabel(String name, int start, int end) {
		if (start == end || end - start > MAX_LABEL || name.charAt(start) == '-' || name.charAt(end - 1) == '-') {
			return false;
		}
		for (int i = start; i < end; i++) {
			char c = name.charAt(i);
			if (!isDigit(c) && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '-' && c != '_') {
				return false;
			}
		}
		return true;
	}

	private static boolean isNumber(String name, int start, int end) {
		boolean hexadecimal = name.startsWith("0x", start) || name.startsWith("0X", start);
		for (int i = hexadecimal ? start + 2 : start; i < end; i++) {
			char c = name.charAt(i);
			if (!isDigit(c) && !(hexadecimal && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	@Override
	public Reading read() throws UnusableListException {
		InetAddress[] addresses;
		try {
			addresses = this.resolver.resolve(this.name);
		}
		catch (UnknownHostException ex) {
			throw new UnusableListException("The name '" + this.name + "' has no address.");
		}
		List<String> entries = new ArrayList<>();
		for (InetAddress address : addresses) {
			String text = address.getHostAddress();
			int zone = text.indexOf('%');
			if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
				throw new UnusableListException(
						"The name '" + this.name + "' has the address " + text + ", which is that of no proxy.");
			}
			entries.add((zone < 0) ? text : text.substring(0, zone));
		}
		entries.sort(null);
		return Reading.of(ListText.list(this.entry, null, entries));
	}

	/**
	 * Resolves names.
	 */
	interface Resolver {

		/**
		 * Return all addresses of a name.
		 * @throws UnknownHostException if it has none, or nobody knows
		 */
		InetAddress[] resolve(String name) throws UnknownHostException;

	}

}
