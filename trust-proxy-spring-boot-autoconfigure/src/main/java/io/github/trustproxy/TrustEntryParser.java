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
import java.util.Map;

import io.github.trustproxy.address.AddressFormat;
import io.github.trustproxy.address.AddressParser;
import io.github.trustproxy.address.AddressRange;
import io.github.trustproxy.address.Characters;

/**
 * Parses one entry of a trust list: a name, an address, or a range.
 */
final class TrustEntryParser {

	private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");

	private static final List<String> LINK_LOCAL = List.of("169.254.0.0/16", "fe80::/10");

	private static final List<String> UNIQUE_LOCAL = List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
			"fc00::/7");

	/** Shared address space of carrier-grade NAT, RFC 6598. */
	private static final List<String> CGNAT = List.of("100.64.0.0/10");

	/** The peers of Unix domain sockets, which have no addresses. */
	static final String UNIX = "unix";

	static final Map<String, List<String>> NAMES = Map.of(UNIX, List.of(), "loopback", LOOPBACK, "linklocal",
			LINK_LOCAL, "uniquelocal", UNIQUE_LOCAL, "cgnat", CGNAT, "private",
			all(LOOPBACK, LINK_LOCAL, UNIQUE_LOCAL, CGNAT));

	private static final int IPV4_BITS = 32;

	private static final int IPV6_BITS = 128;

	private final String entry;

	/** The names of sources, of which the entry may be a misspelt one. */
	private final Collection<String> sources;

	private final AddressParser parser = new AddressParser();

	TrustEntryParser(String entry) {
		this(entry, List.of());
	}

	TrustEntryParser(String entry, Collection<String> sources) {
		this.entry = entry;
		this.sources = sources;
	}

	@SafeVarargs
	private static List<String> all(List<String>... names) {
		List<String> ranges = new ArrayList<>();
		for (List<String> name : names) {
			ranges.addAll(name);
		}
		return List.copyOf(ranges);
	}

	/**
	 * Parse the entry.
	 * @param ranges takes its ranges
	 * @param warnings takes what is allowed but probably not meant
	 * @throws InvalidSettingException if the entry is nothing that can be trusted
	 */
	void parse(List<AddressRange> ranges, List<String> warnings) {
		List<String> named = NAMES.get(this.entry);
		if (named == null) {
			parseRange(ranges, warnings);
			return;
		}
		for (String range : named) {
			new TrustEntryParser(range).parseRange(ranges, warnings);
		}
	}

	/**
	 * Parse the entry, which is an address or a range.
	 * @param ranges takes it
	 * @param warnings takes what is allowed but probably not meant
	 * @throws InvalidSettingException if the entry is neither
	 */
	void parseRange(List<AddressRange> ranges, List<String> warnings) {
		int slash = this.entry.indexOf('/');
		int addressEnd = (slash < 0) ? this.entry.length() : slash;
		if (this.entry.indexOf('%') >= 0 || !this.parser.parse(this.entry, 0, addressEnd)) {
			throw new InvalidSettingException(this.entry, TrustEntryProblem.explain(this.entry, this.sources));
		}
		if (slash < 0 && AddressParser.isUnspecified(this.parser.high(), this.parser.low())) {
			warnings.add("The trusted address '%s' is that of no proxy, so it has no effect.".formatted(this.entry));
		}
		boolean ipv4 = AddressParser.isIpv4(this.parser.high(), this.parser.low());
		int prefixLength = (slash < 0) ? IPV6_BITS : prefixLength(ipv4, this.entry.substring(slash + 1));
		AddressRange range = AddressRange.ofPrefix(this.parser.high(), this.parser.low(), prefixLength);
		if (!range.startsAt(this.parser.high(), this.parser.low())) {
			warnings.add("The trusted range '%s' has host bits set. It is read as '%s'.".formatted(this.entry,
					AddressFormat.format(range.firstHigh(), range.firstLow()) + "/"
							+ (ipv4 ? prefixLength - (IPV6_BITS - IPV4_BITS) : prefixLength)));
		}
		ranges.add(range);
	}

	/**
	 * Read what stands behind the slash.
	 * @return the length of the prefix out of 128 bits, also for IPv4
	 */
	private int prefixLength(boolean ipv4, String text) {
		boolean mapped = ipv4 && this.entry.lastIndexOf(':', this.entry.indexOf('/')) >= 0;
		if (text.indexOf('.') >= 0 || text.indexOf(':') >= 0) {
			return netmaskLength(ipv4 && !mapped, text);
		}
		int bits = (ipv4 && !mapped) ? IPV4_BITS : IPV6_BITS;
		int length = "0".equals(text) ? 0 : Characters.port(text, 0, text.length());
		if (length == 0) {
			throw refused(TrustEntryProblem.WHOLE_INTERNET);
		}
		if (length < 0 || length > bits) {
			throw refused("The prefix length of an " + ((bits == IPV4_BITS) ? "IPv4" : "IPv6")
					+ " range is a whole number between 1 and " + bits + ", without sign or zeros in front.");
		}
		if (mapped && length < IPV6_BITS - IPV4_BITS) {
			throw refused("An IPv4-mapped range that is shorter than /96 would reach beyond IPv4 (CVE-2026-90711)."
					+ " Write the IPv4 range instead, such as '10.0.0.0/8'.");
		}
		return length + IPV6_BITS - bits;
	}

	private int netmaskLength(boolean ipv4, String text) {
		if (!ipv4) {
			throw refused("An IPv6 range takes a prefix length, not a netmask, such as 'fc00::/7'.");
		}
		AddressParser mask = new AddressParser();
		if (text.indexOf(':') >= 0 || !mask.parse(text, 0, text.length())) {
			throw refused("The netmask is not a valid IPv4 netmask such as '255.0.0.0'.");
		}
		int bits = (int) mask.low();
		if (bits == 0) {
			throw refused(TrustEntryProblem.WHOLE_INTERNET);
		}
		int ones = Integer.numberOfLeadingZeros(~bits);
		if (ones + Integer.numberOfTrailingZeros(bits) != IPV4_BITS) {
			throw refused("The netmask is not contiguous: all its ones have to stand before its zeros,"
					+ " as in '255.255.0.0'. Wildcard masks such as '0.0.0.255' are not accepted.");
		}
		return ones + IPV6_BITS - IPV4_BITS;
	}

	private InvalidSettingException refused(String reason) {
		return new InvalidSettingException(this.entry, reason);
	}

}
