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

import io.github.trustproxy.benchmarks.WrongAnswerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the ranges that are measured, and of those that are asked.
 */
class RangeMatcherTests {

	private final SampleRanges sample = new SampleRanges(AddressFamily.MIXED, 1000);

	private final List<SampleRanges.Query> queries = this.sample.queries(4096);

	@Test
	void halfOfTheAddressesIsInside() {
		assertThat(this.sample.texts()).hasSize(1000).doesNotHaveDuplicates();
		assertThat(this.queries).filteredOn(SampleRanges.Query::inside).hasSize(2048);
		// Small ranges are met twice, once in a while
		assertThat(this.queries.stream().map(SampleRanges.Query::text).distinct()).hasSizeGreaterThan(4000);
	}

	@Test
	void wrongAnswersAreNotMeasured() {
		TextMatcher matcher = (address) -> true;
		assertThatExceptionOfType(WrongAnswerException.class).isThrownBy(() -> matcher.check("A matcher", this.queries))
			.withMessage("A matcher answers true to " + this.queries.get(1).text() + " instead of false");
	}

	@ParameterizedTest
	@EnumSource
	void everyContenderFindsTheSame(RangeContender contender) {
		contender.textMatcher(this.sample).check(contender, this.queries);
		contender.parsedMatcher(this.sample, this.queries).check(contender, this.queries);
	}

	@ParameterizedTest
	@EnumSource
	void everyLoopFindsTheSame(LoopContender contender) {
		SampleRanges ipv4 = new SampleRanges(AddressFamily.IPV4, 100);
		contender.textMatcher(ipv4).check(contender, ipv4.queries(100));
	}

	@ParameterizedTest
	@EnumSource
	void rangesTakeMemory(RangeContender contender) {
		assertThat(RangeMemory.bytesPerRange(contender, AddressFamily.MIXED, 1000)).isPositive();
	}

}
