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

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Explains to the operator why an entry of a trust list is refused and what to write
 * instead. Used at start-up only.
 */
final class TrustEntryProblem {

	private static final String ACCEPTED = "Accepted are true, false, a hop count, or a list of addresses, ranges such"
			+ " as '10.0.0.0/8', and the names " + String.join(", ", names()) + ".";

	static final String EMPTY = "The value is empty or has an empty entry. " + ACCEPTED
			+ " Remove the property to switch trust-proxy off.";

	static final String MIXED = "A boolean or a hop count cannot be combined with other entries. Use either a hop count"
			+ " or a list of addresses; to limit a list, set trust-proxy.max-hops.";

	static final String WHOLE_INTERNET = "This range is the whole Internet. List the addresses of the proxies, or use"
			+ " 'true' if really every hop is to be trusted.";

	private TrustEntryProblem() {
	}

	/**
	 * Say why an entry is neither a name nor an address nor a range.
	 * @param entry the entry
	 * @return full sentences
	 */
	static String explain(String entry) {
		if (entry.isBlank()) {
			return EMPTY;
		}
		if (entry.indexOf(',') >= 0 || entry.chars().anyMatch(Character::isWhitespace)) {
			return "An entry is one address, range or name, without white space. Separate the entries of a list with"
					+ " commas, or write a YAML list.";
		}
		String suggestion = suggestion(entry);
		if (suggestion != null) {
			return "This is not a known name. Did you mean '" + suggestion + "'? " + ACCEPTED;
		}
		if (isNumber(entry)) {
			return "A hop count is a whole number from 1 to " + TrustSpec.MAX_COUNT
					+ ", without sign, fraction or leading zeros, and an IPv4 address has four decimal numbers such as"
					+ " '192.0.2.1'.";
		}
		if (entry.indexOf('[') >= 0 || entry.indexOf(']') >= 0) {
			return "Brackets do not belong to an address. Write the IPv6 address without them, such as '2001:db8::1'.";
		}
		if (entry.indexOf('%') >= 0) {
			return "An address with a zone is not accepted. Write it without the zone, such as 'fe80::1', or use"
					+ " 'linklocal'.";
		}
		if (entry.contains("://")) {
			return "This is a URL. Proxies are recognised by their address: write the address, such as '192.0.2.1'.";
		}
		if (isHostAndPort(entry)) {
			return "A port does not belong to an entry: proxies are recognised by their address alone.";
		}
		if (looksLikeIpv4(entry)) {
			return "This is not a valid IPv4 address or range. An IPv4 address has four decimal numbers from 0 to 255"
					+ " without leading zeros, such as '192.0.2.1'; octal, hexadecimal and short forms are not"
					+ " accepted, because programs disagree on them. A range is written like '192.0.2.0/24'.";
		}
		if (entry.indexOf(':') >= 0) {
			return "This is not a valid IPv6 address or range. An example is '2001:db8::/32'.";
		}
		return "This is not an address, a range or a known name. Host names are not accepted, because proxies are"
				+ " recognised by address and never by DNS. " + ACCEPTED;
	}

	private static Set<String> names() {
		return new TreeSet<>(TrustEntryParser.NAMES.keySet());
	}

	private static @Nullable String suggestion(String entry) {
		String lowerCase = entry.toLowerCase(Locale.ROOT);
		if (List.of("yes", "on").contains(lowerCase)) {
			return "true";
		}
		if (List.of("no", "off", "none").contains(lowerCase)) {
			return "false";
		}
		String plain = lowerCase.replace("-", "").replace("_", "");
		return Stream.concat(names().stream(), Stream.of("true", "false"))
			.filter((name) -> distance(plain, name) <= 2)
			.findFirst()
			.orElse(null);
	}

	/**
	 * The Levenshtein distance of two words.
	 */
	private static int distance(String left, String right) {
		int[] previous = IntStream.rangeClosed(0, right.length()).toArray();
		for (int i = 1; i <= left.length(); i++) {
			int[] current = new int[right.length() + 1];
			current[0] = i;
			for (int j = 1; j <= right.length(); j++) {
				int substitution = previous[j - 1] + ((left.charAt(i - 1) != right.charAt(j - 1)) ? 1 : 0);
				current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[right.length()];
	}

	/**
	 * Whether the entry was meant as a number: one like -1, 1.5, 1e3, +2, 01 or NaN.
	 */
	private static boolean isNumber(String entry) {
		try {
			Double.parseDouble(entry);
			return true;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

	private static boolean isHostAndPort(String entry) {
		int colon = entry.indexOf(':');
		return colon > 0 && colon == entry.lastIndexOf(':');
	}

	private static boolean looksLikeIpv4(String entry) {
		int slash = entry.indexOf('/');
		String address = ((slash < 0) ? entry : entry.substring(0, slash)).toLowerCase(Locale.ROOT);
		return !address.isEmpty() && address.chars().allMatch((c) -> "0123456789abcdefx.-*".indexOf(c) >= 0)
				&& Characters.isDigit(address.charAt(0));
	}

}
