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

/**
 * Says where in a sorted list of disjoint ranges a key can be. The keys between the first
 * and the last one of all ranges are divided into buckets of equal size, a few for each
 * range, so that only the ranges that end in one bucket are left to be searched. Keys are
 * unsigned.
 */
final class RangeIndex {

	private static final int BUCKETS_PER_RANGE = 4;

	private static final int LEAST_BUCKETS = 16;

	private static final int MOST_BUCKETS = 1 << 16;

	private final int shift;

	private final long firstBucket;

	/** The first range that ends in a bucket or behind it, and the number of ranges. */
	private final int[] ranges;

	/**
	 * Create an index.
	 * @param firstKey the key that the first range starts with
	 * @param lastKeys the keys that the ranges end with, in their order
	 */
	RangeIndex(long firstKey, long[] lastKeys) {
		int count = lastKeys.length;
		long lastKey = (count > 0) ? lastKeys[count - 1] : firstKey;
		int most = Math.min(MOST_BUCKETS, Math.max(LEAST_BUCKETS, count * BUCKETS_PER_RANGE));
		int bits = 0;
		while (Long.compareUnsigned((lastKey >>> bits) - (firstKey >>> bits), most) >= 0) {
			bits++;
		}
		this.shift = bits;
		this.firstBucket = firstKey >>> bits;
		int buckets = (count > 0) ? (int) ((lastKey >>> bits) - this.firstBucket) + 1 : 0;
		this.ranges = new int[buckets + 1];
		int range = 0;
		for (int bucket = 0; bucket <= buckets; bucket++) {
			this.ranges[bucket] = range;
			while (range < count && (lastKeys[range] >>> bits) - this.firstBucket == bucket) {
				range++;
			}
		}
	}

	/**
	 * Return the bucket of a key.
	 * @return the bucket, or -1 if the key is in no range
	 */
	int bucket(long key) {
		long bucket = (key >>> this.shift) - this.firstBucket;
		return (bucket >= 0 && bucket < this.ranges.length - 1) ? (int) bucket : -1;
	}

	/**
	 * Return the first range that can have a key of a bucket.
	 */
	int first(int bucket) {
		return this.ranges[bucket];
	}

	/**
	 * Return the last range that can have a key of a bucket. It ends behind the bucket,
	 * or is none of the ranges any more.
	 */
	int last(int bucket) {
		return this.ranges[bucket + 1];
	}

}
