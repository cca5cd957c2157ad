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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.trustproxy.address.Characters;
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

	/** What people write who mean something else. */
	private static final Map<String, String> MEANT = Map.ofEntries(Map.entry("yes", "true"), Map.entry("on", "true"),
			Map.entry("all", "true"), Map.entry("any", "true"), Map.entry("every", "true"),
			Map.entry("everyone", "true"), Map.entry("everybody", "true"), Map.entry("*", "true"),
			Map.entry("no", "false"), Map.entry("off", "false"), Map.entry("none", "false"),
			Map.entry("nobody", "false"), Map.entry("never", "false"), Map.entry("localhost", "loopback"),
			Map.entry("local", "loopback"), Map.entry("lan", "private"), Map.entry("internal", "private"),
			Map.entry("intranet", "private"), Map.entry("socket", TrustEntryParser.UNIX),
			Map.entry("uds", TrustEntryParser.UNIX));

	private static final Set<String> PROGRAMS = Set.of("apache", "caddy", "docker", "envoy", "gateway", "haproxy",
			"httpd", "ingress", "ingress-nginx", "istio", "k8s", "kong", "kubernetes", "linkerd", "nginx", "proxy",
			"squid", "traefik", "varnish");

	private TrustEntryProblem() {
	}

	/**
	 * Say why an entry is neither a name nor an address nor a range.
	 * @param entry the entry
	 * @param sources the names of sources that could have been meant
	 * @return full sentences
	 */
	static String explain(String entry, Collection<String> sources) {
		if (entry.isBlank()) {
			return EMPTY;
		}
		if (entry.chars().anyMatch(TrustEntryProblem::isInvisible)) {
			return "The entry contains a character that cannot be seen, as text does that is copied from a web page."
					+ " Write it again by hand.";
		}
		if (entry.startsWith("unix:")) {
			return "A Unix domain socket has no path here: write 'unix' to trust whoever can connect to it.";
		}
		if (entry.startsWith("/") && entry.length() > 1 && !Characters.isDigit(entry.charAt(1))) {
			return "This is a path. Write 'file:" + entry + "' to trust the addresses in a file.";
		}
		if (entry.startsWith("/")) {
			return "A range is written without white space, such as '10.0.0.0/8'.";
		}
		String suggestion = suggestion(entry, sources);
		if (suggestion != null) {
			return "This is not a known name. Did you mean '" + suggestion + "'? " + ACCEPTED;
		}
		if (PROGRAMS.contains(entry.toLowerCase(Locale.ROOT))) {
			return "This is the name of a program. Proxies are recognised by their address: write 'loopback' if it runs"
					+ " on the same machine, and otherwise its address or network, such as '10.244.0.0/16' for the pods"
					+ " of a cluster.";
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
		if (entry.startsWith("dns:") || entry.startsWith("file:") || entry.startsWith("https://")) {
			return "This is a source that is looked at in the background, which only the property trust-proxy can name.";
		}
		if (entry.contains("://")) {
			return "This is a URL. Proxies are recognised by their address: write the address, such as '192.0.2.1', or"
					+ " the 'https://' URL of a list of addresses.";
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
				+ " recognised by address: write 'dns:' in front of a name whose addresses are to be looked up in the"
				+ " background, or describe a source of this name below trust-proxy.sources. " + ACCEPTED;
	}

	/**
	 * Whether an operator would not see a character, or take it for a blank that
	 * separates entries.
	 */
	private static boolean isInvisible(int character) {
		return Character.isSpaceChar(character) || Character.isISOControl(character)
				|| Character.getType(character) == Character.FORMAT;
	}

	private static Set<String> names() {
		Set<String> names = new TreeSet<>(TrustEntryParser.NAMES.keySet());
		for (Provider provider : Provider.values()) {
			names.add(provider.entry());
		}
		return names;
	}

	private static @Nullable String suggestion(String entry, Collection<String> sources) {
		String meant = MEANT.get(entry.toLowerCase(Locale.ROOT));
		if (meant != null) {
			return meant;
		}
		List<String> names = new ArrayList<>(names());
		names.addAll(sources);
		names.addAll(List.of("true", "false"));
		return NameSuggestion.find(entry, names);
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
		return address.chars().allMatch((c) -> "0123456789abcdefx.-*".indexOf(c) >= 0)
				&& Characters.isDigit(address.charAt(0));
	}

}
