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
import java.util.HashSet;
import java.util.List;

import io.github.trustproxy.address.Characters;

/**
 * Asks the resolver of the JDK for all addresses of a name.
 */
final class DnsReader implements ListReader {

	/**
	 * The resolver of the JDK, which may block: nobody asks it on behalf of a request.
	 */
	static final Resolver SYSTEM = InetAddress::getAllByName;

	/** How often it is found out whether the resolver knows a name in another case. */
	private static final int PROBES = 3;

	/** What tells a letter in lower case from one in upper case. */
	private static final int CASE = 'a' ^ 'A';

	private static final int MAX_LENGTH = 253;

	private static final int MAX_LABEL = 63;

	private final String entry;

	private final String name;

	private final Resolver resolver;

	private int probes = PROBES;

	private boolean anyCase;

	/** Which letters of the name were in upper case when it was asked for last. */
	private int spelling;

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
			if (!Characters.isLetterOrDigit(c) && c != '-' && c != '_') {
				return false;
			}
		}
		return true;
	}

	private static boolean isNumber(String name, int start, int end) {
		boolean hexadecimal = name.startsWith("0x", start) || name.startsWith("0X", start);
		for (int i = hexadecimal ? start + 2 : start; i < end; i++) {
			char c = name.charAt(i);
			if (!Characters.isDigit(c) && !(hexadecimal && Characters.hexValue(c) >= 0)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public Reading read() throws UnusableListException {
		InetAddress[] addresses;
		try {
			addresses = resolve();
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
	 * The JDK keeps an answer for 30 seconds, or for as long as
	 * {@code networkaddress.cache.ttl} says, under the name as it was written. In another
	 * case it is the same name (RFC 4343), for which it asks again. That is used where
	 * both have been seen to have the same addresses, because who reads a file of hosts
	 * may see a difference.
	 */
	private InetAddress[] resolve() throws UnknownHostException {
		if (this.anyCase) {
			try {
				return this.resolver.resolve(nextSpelling());
			}
			catch (UnknownHostException ex) {
				// The name has gone, or the resolver is another one: as it is, it may be
				// kept
				this.anyCase = false;
				this.probes = PROBES;
				throw ex;
			}
		}
		InetAddress[] addresses = this.resolver.resolve(this.name);
		if (!this.anyCase && this.probes > 0) {
			this.probes--;
			this.anyCase = isSameInAnotherCase(addresses);
		}
		return addresses;
	}

	private boolean isSameInAnotherCase(InetAddress[] addresses) {
		String other = nextSpelling();
		try {
			return !other.equals(this.name)
					&& new HashSet<>(List.of(addresses)).equals(new HashSet<>(List.of(this.resolver.resolve(other))));
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private String nextSpelling() {
		this.spelling++;
		StringBuilder spelt = new StringBuilder(this.name);
		int letters = 0;
		for (int i = 0; i < spelt.length(); i++) {
			char lower = (char) (spelt.charAt(i) | CASE);
			if (lower >= 'a' && lower <= 'z') {
				boolean upper = (this.spelling >> (letters++ % Integer.SIZE) & 1) != 0;
				spelt.setCharAt(i, upper ? (char) (lower ^ CASE) : lower);
			}
		}
		return spelt.toString();
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
