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

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The addresses of a source, as they were known at some time. Public for what shows them
 * to the operator.
 */
public final class SourceList {

	private static final int MONTH_LENGTH = "2026-11".length();

	private final String source;

	private final @Nullable String date;

	private final List<AddressRange> ranges;

	private SourceList(String source, @Nullable String date, List<AddressRange> ranges) {
		this.source = source;
		this.date = date;
		this.ranges = List.copyOf(ranges);
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
	static SourceList of(String source, @Nullable String date, List<String> entries) {
		List<AddressRange> ranges = new ArrayList<>();
		for (String entry : entries) {
			new TrustEntryParser(entry).parseRange(ranges, new ArrayList<>());
		}
		return new SourceList(source, date, ranges);
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
		LocalDate day = LocalDate.parse((this.date.length() == MONTH_LENGTH) ? this.date + "-01" : this.date);
		return day.plusYears(1).isBefore(today);
	}

	List<AddressRange> ranges() {
		return this.ranges;
	}

	/**
	 * Return the source with the size and the date of the list, for the operator.
	 */
	@Override
	public String toString() {
		return this.source + " (" + this.ranges.size() + ((this.ranges.size() == 1) ? " range" : " ranges")
				+ ((this.date != null) ? " of " + this.date : "") + ")";
	}

}
