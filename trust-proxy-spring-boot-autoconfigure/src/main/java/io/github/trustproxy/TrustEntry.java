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

import io.github.trustproxy.address.AddressRange;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a trust list.
 *
 * @param text the entry as it stands in the setting
 * @param ranges what it trusts
 * @param list the list of the source that it names, or {@code null} if it names none
 */
record TrustEntry(String text, List<AddressRange> ranges, @Nullable SourceList list) {

	/**
	 * Return whether it trusts the peers of Unix domain sockets.
	 */
	boolean unix() {
		return (this.list != null) ? this.list.unix() : TrustEntryParser.UNIX.equals(this.text);
	}

	/**
	 * Return what a request has to show besides an address.
	 */
	@Nullable Proof proof() {
		return (this.list != null) ? this.list.proof() : null;
	}

	/**
	 * Return the entry, with what is known of its list.
	 */
	String describe() {
		return (this.list != null) ? this.list.toString() : this.text;
	}

	/**
	 * Find the range that has an address. Nobody but an operator asks, so that all are
	 * looked at.
	 * @return the range, or {@code null} if none has it
	 */
	@Nullable AddressRange find(long high, long low) {
		for (AddressRange range : this.ranges) {
			if (range.contains(high, low)) {
				return range;
			}
		}
		return null;
	}

	/**
	 * Say why an address is trusted.
	 * @param range the range that has it
	 */
	String explain(AddressRange range) {
		if (this.list == null) {
			return this.text;
		}
		String date = this.list.date();
		return this.text + ", whose list" + ((date != null) ? " of " + date : "") + " has " + range;
	}

}
