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

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.trustproxy.address.AddressRange;
import io.github.trustproxy.address.AddressRanges;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a source, as they were known at some time. Public for what keeps them
 * and shows them to the operator.
 *
 * @since 0.1.0
 */
public final class SourceList {

	private static final int MONTH_LENGTH = "2026-11".length();

	private static final List<String> SPECIAL = List.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
			"169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
			"198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "::/3", "2001:db8::/32", "4000::/2", "8000::/1");

	private static final int IPV4_BITS = 32;

	private static final int IPV6_BITS = 128;

	private final String source;

	private final @Nullable String date;

	private final List<AddressRange> ranges;

	private final boolean unix;

	private final @Nullable Proof proof;

	private SourceList(String source, @Nullable String date, List<AddressRange> ranges, boolean unix,
			@Nullable Proof proof) {
		this.source = source;
		this.date = date;
		this.ranges = List.copyOf(ranges);
		this.unix = unix;
		this.proof = proof;
	}

	/**
	 * Create a list.
	 * @param source the name of the source
	 * @param date the day or month that the list is of, such as {@code 2026-08-22}, or
	 * {@code null} if it has none
	 * @param entries addresses and ranges
	 * @return the list
	 * @throws InvalidSettingException if an entry is neither
	 */
	public static SourceList of(String source, @Nullable String date, List<String> entries) {
		List<AddressRange> ranges = new ArrayList<>();
		for (String entry : entries) {
			new TrustEntryParser(entry).parseRange(ranges, new ArrayList<>());
		}
		return new SourceList(source, date, ranges, false, null);
	}

	/**
	 * Create a list that stands in a setting, where names have a meaning.
	 * @param source the name of the source
	 * @param entries addresses, ranges and names
	 * @return the list
	 * @throws InvalidSettingException if an entry is something else
	 */
	public static SourceList ofSetting(String source, List<String> entries) {
		if (TrustSpec.parse(entries).compiled() instanceof CompiledPolicy.Addresses addresses) {
			return new SourceList(source, null, addresses.allRanges(), addresses.unix(), null);
		}
		throw new InvalidSettingException(entries.get(0),
				"A source has addresses. A boolean or a hop count stands in trust-proxy itself.");
	}

	/**
	 * Put lists together.
	 * @param source the name of the source
	 * @param lists its lists
	 * @return one list, which has the date of the oldest of those that have one
	 */
	public static SourceList union(String source, List<SourceList> lists) {
		String date = lists.stream().map(SourceList::date).filter(Objects::nonNull).min(String::compareTo).orElse(null);
		return new SourceList(source, date, lists.stream().flatMap((list) -> list.ranges.stream()).toList(),
				lists.stream().anyMatch(SourceList::unix), null);
	}

	/**
	 * Return the list with what requests have to show.
	 * @param proof the proof, or {@code null} if an address will do
	 * @return a list of the same addresses
	 */
	public SourceList with(@Nullable Proof proof) {
		return new SourceList(this.source, this.date, this.ranges, this.unix, proof);
	}

	/**
	 * Return what a request has to show besides an address.
	 * @return the proof, or {@code null} if an address will do
	 */
	public @Nullable Proof proof() {
		return this.proof;
	}

	/**
	 * Return the name of the source, as it stands in the setting.
	 * @return the name
	 */
	public String source() {
		return this.source;
	}

	/**
	 * Return what the list is of.
	 * @return a day such as {@code 2026-08-22}, a month such as {@code 2026-11}, or
	 * {@code null} if it is not known
	 */
	public @Nullable String date() {
		return this.date;
	}

	/**
	 * Return how many ranges the list has.
	 * @return the number
	 */
	public int size() {
		return this.ranges.size();
	}

	/**
	 * Return whether the list is of a day that is more than a year ago.
	 * @param today the day of today
	 * @return whether it is; {@code false} if the list has no date
	 */
	public boolean isOlderThanAYear(LocalDate today) {
		if (this.date == null) {
			return false;
		}
		return day(this.date).plusYears(1).isBefore(today);
	}

	/**
	 * Return whether the list is of a day after that of a time.
	 * @param time the time
	 * @return whether it is; {@code false} if the list has no date
	 */
	public boolean isOfDayAfter(Instant time) {
		return this.date != null && day(this.date).isAfter(LocalDate.ofInstant(time, ZoneOffset.UTC));
	}

	/**
	 * Return the day of a date.
	 * @param date a day, or a month, which stands for its first day
	 * @return the day
	 */
	public static LocalDate day(String date) {
		return LocalDate.parse((date.length() == MONTH_LENGTH) ? date + "-01" : date);
	}

	/**
	 * Return what the list trusts, with ranges as one that overlap or touch.
	 * @return addresses, prefixes and ranges from the first to the last address
	 */
	public List<String> ranges() {
		return AddressRanges.describe(this.ranges);
	}

	/**
	 * Return the ranges of the list one by one, from which the same list can be created.
	 * @return addresses and ranges
	 */
	public List<String> entries() {
		return this.ranges.stream().map(AddressRange::toString).toList();
	}

	/**
	 * Find a range with addresses that belong to nobody in particular (RFC 6890), or that
	 * nobody on the Internet has.
	 * @return the range, or {@code null} if there is none
	 */
	public @Nullable String findSpecial() {
		SourceList special = of("special", null, SPECIAL);
		for (AddressRange range : this.ranges) {
			if (special.ranges.stream().anyMatch(range::overlaps)) {
				return range.toString();
			}
		}
		return null;
	}

	/**
	 * Return how many addresses of a family are in the list.
	 * @param ipv4 whether those of IPv4 are counted, or those of IPv6
	 * @return about the number
	 */
	public double addresses(boolean ipv4) {
		return AddressRanges.merged(this.ranges, ipv4).stream().mapToDouble(AddressRange::size).sum();
	}

	/**
	 * Find a range that is too wide.
	 * @param ipv4Length how long the prefix of an IPv4 range is at least
	 * @param ipv6Length how long the prefix of an IPv6 range is at least
	 * @return the range, or {@code null} if there is none
	 */
	public @Nullable String findWiderThan(int ipv4Length, int ipv6Length) {
		for (AddressRange range : this.ranges) {
			if (range.size() > Math.scalb(1.0, range.isIpv4() ? IPV4_BITS - ipv4Length : IPV6_BITS - ipv6Length)) {
				return range.toString();
			}
		}
		return null;
	}

	/**
	 * Return whether the list has the peers of Unix domain sockets.
	 */
	boolean unix() {
		return this.unix;
	}

	List<AddressRange> addressRanges() {
		return this.ranges;
	}

	/**
	 * Return the source with the size and the date of the list, for the operator.
	 */
	@Override
	public String toString() {
		return this.source + " (" + this.ranges.size() + ((this.ranges.size() == 1) ? " range" : " ranges")
				+ ((this.date != null) ? " of " + this.date : "")
				+ ((this.proof != null) ? ", proven by " + this.proof : "") + ")";
	}

}
