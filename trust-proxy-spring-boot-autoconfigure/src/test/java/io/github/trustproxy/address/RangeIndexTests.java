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

package io.github.trustproxy.address;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link AddressRanges.RangeIndex}.
 */
class RangeIndexTests {

	@Test
	void noKeyIsInNoRanges() {
		AddressRanges.RangeIndex index = new AddressRanges.RangeIndex(0, new long[0]);
		assertThat(index.bucket(0)).isEqualTo(-1);
		assertThat(index.bucket(1)).isEqualTo(-1);
		assertThat(index.bucket(-1)).isEqualTo(-1);
	}

	@Test
	void oneKeyIsAllThereIs() {
		AddressRanges.RangeIndex index = new AddressRanges.RangeIndex(7, new long[] { 7 });
		assertThat(index.bucket(6)).isEqualTo(-1);
		assertThat(index.bucket(7)).isZero();
		assertThat(index.bucket(8)).isEqualTo(-1);
		assertThat(index.first(0)).isZero();
		assertThat(index.last(0)).isEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("lists")
	void rangeOfAnyKeyIsBetweenTheFirstAndTheLastOfItsBucket(long firstKey, long[] lastKeys) {
		AddressRanges.RangeIndex index = new AddressRanges.RangeIndex(firstKey, lastKeys);
		LongStream ends = Arrays.stream(lastKeys).flatMap((end) -> LongStream.of(end - 1, end, end + 1));
		LongStream keys = LongStream.concat(LongStream.of(firstKey - 1, firstKey, firstKey + 1, 0, -1, 1L << 63), ends);
		keys.forEach((key) -> {
			int bucket = index.bucket(key);
			if (bucket < 0) {
				assertThat(Long.compareUnsigned(key, firstKey) < 0
						|| Long.compareUnsigned(key, lastKeys[lastKeys.length - 1]) > 0)
					.as("%x is in no range", key)
					.isTrue();
			}
			else {
				assertThat(firstThatEndsAtOrBehind(key, lastKeys)).as("%x", key)
					.isBetween(index.first(bucket), index.last(bucket));
			}
		});
	}

	@ParameterizedTest
	@MethodSource("lists")
	void bucketsShareTheRangesInTheirOrder(long firstKey, long[] lastKeys) {
		AddressRanges.RangeIndex index = new AddressRanges.RangeIndex(firstKey, lastKeys);
		int last = index.bucket(lastKeys[lastKeys.length - 1]);
		assertThat(index.bucket(firstKey)).isZero();
		assertThat(index.first(0)).isZero();
		assertThat(index.last(last)).isEqualTo(lastKeys.length);
		for (int bucket = 0; bucket < last; bucket++) {
			assertThat(index.last(bucket)).isEqualTo(index.first(bucket + 1))
				.isGreaterThanOrEqualTo(index.first(bucket));
		}
	}

	static Stream<Arguments> lists() {
		return Stream.of(argumentSet("one address", 7L, new long[] { 7 }),
				argumentSet("addresses in a row", 5L, LongStream.range(5, 40).toArray()),
				argumentSet("16 keys", 0L, new long[] { 3, 15 }), argumentSet("17 keys", 0L, new long[] { 3, 16 }),
				argumentSet("keys that do not start at a bucket", 0x1234L, new long[] { 0x1240, 0x1ffff }),
				argumentSet("all keys", 0L, new long[] { -1 }),
				argumentSet("both ends of all keys", 0L, new long[] { 0, -1 }),
				argumentSet("around the sign", Long.MAX_VALUE, new long[] { Long.MAX_VALUE, Long.MIN_VALUE }),
				argumentSet("above the sign", -100L, new long[] { -90, -80, -1 }),
				argumentSet("the first and the last bit", 1L, new long[] { 1, 1L << 63 }),
				argumentSet("far apart", 10L, new long[] { 10, 20, 1L << 40, (1L << 40) + 1, 1L << 62 }),
				argumentSet("equal keys, as of IPv6 ranges in one /64", 9L, new long[] { 9, 9, 9, 10 }),
				argumentSet("evenly apart", 0L, LongStream.range(0, 1000).map((i) -> i * 1000).toArray()));
	}

	private static int firstThatEndsAtOrBehind(long key, long[] lastKeys) {
		int range = 0;
		while (range < lastKeys.length && Long.compareUnsigned(lastKeys[range], key) < 0) {
			range++;
		}
		return range;
	}

	@ParameterizedTest
	@MethodSource("sizes")
	void rangesThatAreEvenlyApartNeedNoSearch(int size, int mostInOneBucket) {
		long[] lastKeys = LongStream.range(0, size).map((i) -> i * 0xffff_ffffL / size).toArray();
		AddressRanges.RangeIndex index = new AddressRanges.RangeIndex(0, lastKeys);
		for (int bucket = 0; bucket <= index.bucket(lastKeys[size - 1]); bucket++) {
			assertThat(index.last(bucket) - index.first(bucket)).isLessThanOrEqualTo(mostInOneBucket);
		}
	}

	static Stream<Arguments> sizes() {
		return Stream.of(argumentSet("few ranges", 8, 1), argumentSet("a cloud's", 500, 1),
				argumentSet("as many as the index is made for", 16384, 1),
				argumentSet("so many that buckets are shared", 100_000, 4));
	}

	@Test
	void bucketsAreNoLargerThanTheyHaveToBe() {
		assertThat(new AddressRanges.RangeIndex(0, new long[] { 3, 15 }).bucket(15)).isEqualTo(15);
		assertThat(new AddressRanges.RangeIndex(0, new long[] { 3, 16 }).bucket(16)).isEqualTo(8);
		assertThat(new AddressRanges.RangeIndex(0x1000, new long[] { 0x1003, 0x100f }).bucket(0x100f)).isEqualTo(15);
	}

	@ParameterizedTest
	@MethodSource("bucketCounts")
	void indexGrowsWithTheNumberOfRangesUpToALimit(int size, int leastBuckets, int mostBuckets) {
		long[] lastKeys = LongStream.range(0, size).map((i) -> i * 0xffff_ffffL / size).toArray();
		lastKeys[size - 1] = 0xffff_ffffL;
		AddressRanges.RangeIndex index = new AddressRanges.RangeIndex(0, lastKeys);
		assertThat(index.bucket(0xffff_ffffL) + 1).isBetween(leastBuckets, mostBuckets);
	}

	static Stream<Arguments> bucketCounts() {
		return Stream.of(argumentSet("one range", 1, 9, 16), argumentSet("4 ranges", 4, 9, 16),
				argumentSet("100 ranges", 100, 201, 400), argumentSet("16,384 ranges", 16384, 65536, 65536),
				argumentSet("100,000 ranges", 100_000, 65536, 65536));
	}

}
