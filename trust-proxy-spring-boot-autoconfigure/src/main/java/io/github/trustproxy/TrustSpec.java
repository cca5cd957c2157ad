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
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;

import io.github.trustproxy.address.AddressRange;
import io.github.trustproxy.address.AddressRanges;
import io.github.trustproxy.address.Characters;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code trust-proxy}, parsed. It is one of:
 * <ul>
 * <li>{@code false} or {@code 0}: nobody is trusted;</li>
 * <li>{@code true}: every hop is trusted;</li>
 * <li>a whole number from 1 to {@value #MAX_COUNT}: that many hops are trusted, the peer
 * being the first;</li>
 * <li>entries, each of which is
 * <ul>
 * <li>an address: {@code 192.0.2.1}, {@code 2001:db8::1};</li>
 * <li>a range: {@code 10.0.0.0/8}, {@code 10.0.0.0/255.0.0.0}, {@code fc00::/7};</li>
 * <li>a provider: {@code cloudflare}, {@code cloudfront}, {@code fastly},
 * {@code google-lb} or {@code azure-front-door}, which stands for the
 * {@linkplain Provider list in the jar};</li>
 * <li>the name of another {@linkplain TrustSources source};</li>
 * <li>a name: {@code loopback} (127.0.0.0/8, ::1), {@code linklocal} (169.254.0.0/16,
 * fe80::/10), {@code uniquelocal} (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7),
 * {@code cgnat} (100.64.0.0/10) or {@code private}, which is these four together;</li>
 * <li>{@code unix}: the other end of a Unix domain socket. Nothing else trusts it but
 * {@code true} or a count.</li>
 * </ul>
 * </li>
 * </ul>
 * Entries are separated by commas, white space or line ends, so that a published list can
 * be used as it is. An empty entry, as between two commas, is refused.
 * <p>
 * The first three names are those of Express, with the same ranges. An IPv4-mapped IPv6
 * address or range (from {@code /96}) is the IPv4 one. Unlike in Express, the text
 * {@code 1} is a count and not the address 0.0.0.1.
 * <p>
 * Everything else is refused, because what is misread here would be trusted: host names,
 * ports, zones, {@code /0}, short, octal and hexadecimal IPv4, and IPv4-mapped ranges
 * shorter than {@code /96} (CVE-2026-90711 of proxy-addr).
 *
 * @since 0.1.0
 */
public final class TrustSpec {

	/**
	 * The largest hop count. No header is long enough for more, and larger numbers are
	 * IPv4 addresses in disguise, like 2130706433 for 127.0.0.1.
	 */
	public static final int MAX_COUNT = 65535;

	private final List<String> entries;

	private final CompiledPolicy policy;

	private final List<String> warnings;

	private TrustSpec(List<String> entries, CompiledPolicy policy, List<String> warnings) {
		this.entries = entries;
		this.policy = policy;
		this.warnings = Collections.unmodifiableList(warnings);
	}

	/**
	 * Parse a setting.
	 * @param texts one entry or several each; a boolean or a count is the only entry
	 * @return the parsed setting
	 * @throws InvalidSettingException if an entry cannot be understood or would be unsafe
	 */
	public static TrustSpec parse(String... texts) {
		return parse(Arrays.asList(texts));
	}

	/**
	 * Parse a setting.
	 * @param texts one entry or several each; a boolean or a count is the only entry
	 * @return the parsed setting
	 * @throws InvalidSettingException if an entry cannot be understood or would be unsafe
	 */
	public static TrustSpec parse(List<String> texts) {
		return parse(texts, new SnapshotsOnly());
	}

	/**
	 * Parse a setting whose entries may name sources.
	 * @param texts one entry or several each; a boolean or a count is the only entry
	 * @param sources the sources; a provider that is none of them stands for the list in
	 * the jar
	 * @return the parsed setting, with the lists of this moment
	 * @throws InvalidSettingException if an entry cannot be understood or would be unsafe
	 */
	public static TrustSpec parse(List<String> texts, TrustSources sources) {
		List<String> entries = split(texts);
		if (entries.isEmpty()) {
			throw new InvalidSettingException("", TrustEntryProblem.EMPTY);
		}
		if (entries.size() == 1) {
			String entry = entries.get(0);
			if ("true".equals(entry)) {
				return new TrustSpec(entries, new CompiledPolicy.Hops(CompiledPolicy.Hops.EVERY),
						List.of("trust-proxy is 'true': every hop is trusted and the client is the left-most forwarded"
								+ " address, which a client can forge unless the outermost proxy overwrites the header."
								+ " Prefer a hop count or the addresses of the proxies."));
			}
			int count = "false".equals(entry) ? 0 : count(entry);
			if (count >= 0) {
				return new TrustSpec(entries, new CompiledPolicy.Hops(count), List.of());
			}
		}
		return parseRanges(entries, sources);
	}

	/**
	 * Split a setting into its entries, without a look at what they are.
	 * @param texts one entry or several each
	 * @return the entries, of which those are empty that stand between two commas
	 */
	public static List<String> split(List<String> texts) {
		List<String> entries = new ArrayList<>();
		for (String text : texts) {
			int start = 0;
			int comma;
			do {
				comma = text.indexOf(',', start);
				addWords(text.substring(start, (comma < 0) ? text.length() : comma), entries);
				start = comma + 1;
			}
			while (comma >= 0);
		}
		return List.copyOf(entries);
	}

	private static void addWords(String text, List<String> entries) {
		StringTokenizer words = new StringTokenizer(text);
		do {
			entries.add(words.hasMoreTokens() ? words.nextToken() : "");
		}
		while (words.hasMoreTokens());
	}

	private static TrustSpec parseRanges(List<String> entries, TrustSources sources) {
		List<TrustEntry> parsed = new ArrayList<>();
		List<AddressRange> ranges = new ArrayList<>();
		List<String> warnings = new ArrayList<>();
		for (String entry : entries) {
			if ("true".equals(entry) || "false".equals(entry) || count(entry) >= 0) {
				throw new InvalidSettingException(entry, TrustEntryProblem.MIXED);
			}
			TrustEntry trusted = parse(entry, sources, warnings);
			parsed.add(trusted);
			ranges.addAll(trusted.ranges());
		}
		warnAboutWholeInternet(new AddressRanges(ranges), warnings);
		return new TrustSpec(entries, new CompiledPolicy.Addresses(parsed), warnings);
	}

	private static TrustEntry parse(String entry, TrustSources sources, List<String> warnings) {
		SourceList list = sources.find(entry);
		Provider provider = (list != null) ? null : Provider.find(entry);
		if (provider != null) {
			list = provider.snapshot();
		}
		if (list != null) {
			return new TrustEntry(entry, list.addressRanges(), list);
		}
		List<AddressRange> ranges = new ArrayList<>();
		new TrustEntryParser(entry, sources.names()).parse(ranges, warnings);
		return new TrustEntry(entry, List.copyOf(ranges), null);
	}

	private static void warnAboutWholeInternet(AddressRanges ranges, List<String> warnings) {
		if (ranges.containsAllIpv4()) {
			warnings.add("The trusted ranges add up to all of IPv4, so every IPv4 client is trusted."
					+ " List the addresses of the proxies only.");
		}
		if (ranges.containsAllIpv6()) {
			warnings.add("The trusted ranges add up to all of IPv6, so every IPv6 client is trusted."
					+ " List the addresses of the proxies only.");
		}
	}

	/**
	 * Read a hop count.
	 * @return the count, or -1 if the entry is none
	 */
	private static int count(String entry) {
		return "0".equals(entry) ? 0 : Characters.port(entry, 0, entry.length());
	}

	/**
	 * Return the policy that this setting stands for.
	 * @return the policy
	 */
	public TrustPolicy policy() {
		return this.policy;
	}

	CompiledPolicy compiled() {
		return this.policy;
	}

	/**
	 * Return what is allowed but probably not meant, or dangerous.
	 * @return full sentences for the operator, empty if there is nothing to say
	 */
	public List<String> warnings() {
		return this.warnings;
	}

	/**
	 * Return the setting as it would be written in a properties file.
	 */
	@Override
	public String toString() {
		return String.join(",", this.entries);
	}

	/**
	 * Without anybody who keeps lists, there are those in the jar.
	 */
	private static final class SnapshotsOnly implements TrustSources {

		@Override
		public @Nullable SourceList find(String entry) {
			return null;
		}

		@Override
		public Collection<String> names() {
			return List.of();
		}

	}

}
