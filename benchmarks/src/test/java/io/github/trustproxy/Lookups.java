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

/**
 * Look-ups of literals in many ranges.
 */
public final class Lookups {

	private static final int RANGES = 10_000;

	private static final int QUERIES = 1024;

	private Lookups() {
	}

	/**
	 * Return look-ups of addresses.
	 * @param family of the addresses
	 * @return looks one up, each time another one
	 */
	public static Runnable of(AddressFamily family) {
		SampleRanges ranges = new SampleRanges(family, RANGES);
		List<SampleRanges.Query> queries = ranges.queries(QUERIES);
		String[] texts = queries.stream().map(SampleRanges.Query::text).toArray(String[]::new);
		TextMatcher matcher = RangeContender.OURS.textMatcher(ranges);
		int[] next = new int[1];
		return () -> {
			int index = next[0]++ & (QUERIES - 1);
			if (matcher.contains(texts[index]) != queries.get(index).inside()) {
				throw new IllegalStateException(texts[index]);
			}
		};
	}

}
