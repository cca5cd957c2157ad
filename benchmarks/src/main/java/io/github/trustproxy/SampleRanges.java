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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import io.github.trustproxy.address.AddressRange;

/**
 * Ranges that neither overlap nor touch, in no order, and addresses of which one half is
 * inside.
 */
final class SampleRanges {

	private final AddressFamily family;

	private final Random random;

	private final TreeSet<AddressRange> sorted = new TreeSet<>();

	private final List<AddressRange> ranges = new ArrayList<>();

	private final List<String> texts = new ArrayList<>();

	SampleRanges(AddressFamily family, int size) {
		this.family = family;
		this.random = new Random(size);
		while (this.ranges.size() < size) {
			AddressFamily one = family.one(this.random);
			long[] address = one.address(this.random);
			int prefixLength = one.prefixLength(this.random);
			AddressRange range = AddressRange.ofPrefix(address[0], address[1], prefixLength);
			if (isApart(range)) {
				this.sorted.add(range);
				this.ranges.add(range);
				int shown = (one == AddressFamily.IPV4) ? prefixLength - AddressFamily.IPV4_PREFIX : prefixLength;
				this.texts.add(toInetAddress(range.firstHigh(), range.firstLow()).getHostAddress() + "/" + shown);
			}
		}
	}

	private boolean isApart(AddressRange range) {
		AddressRange before = this.sorted.floor(range);
		AddressRange after = this.sorted.ceiling(range);
		return (before == null || !before.reaches(range)) && (after == null || !range.reaches(after));
	}

	/**
	 * Return the ranges.
	 */
	List<AddressRange> ranges() {
		return this.ranges;
	}

	/**
	 * Return the ranges as they stand in a configuration.
	 */
	List<String> texts() {
		return this.texts;
	}

	/**
	 * Return addresses to look up.
	 * @param size how many, a power of two
	 */
	List<Query> queries(int size) {
		List<Query> queries = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			queries.add((i % 2 == 0) ? inside() : outside());
		}
		return queries;
	}

	private Query inside() {
		AddressRange range = this.ranges.get(this.random.nextInt(this.ranges.size()));
		long high = range.firstHigh() | (this.random.nextLong() & (range.firstHigh() ^ range.lastHigh()));
		long low = range.firstLow() | (this.random.nextLong() & (range.firstLow() ^ range.lastLow()));
		return new Query(high, low, true);
	}

	private Query outside() {
		while (true) {
			long[] address = this.family.address(this.random);
			AddressRange single = new AddressRange(address[0], address[1], address[0], address[1]);
			if (isApart(single)) {
				return new Query(address[0], address[1], false);
			}
		}
	}

	static InetAddress toInetAddress(long high, long low) {
		byte[] bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
		try {
			// Makes four bytes of an IPv4-mapped address
			return InetAddress.getByAddress(bytes);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * An address to look up.
	 *
	 * @param high the high half
	 * @param low the low half
	 * @param inside whether it is in one of the ranges
	 */
	record Query(long high, long low, boolean inside) {

		String text() {
			return toInetAddress().getHostAddress();
		}

		InetAddress toInetAddress() {
			return SampleRanges.toInetAddress(this.high, this.low);
		}

	}

}
