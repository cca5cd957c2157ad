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

import io.github.trustproxy.benchmarks.AbstractBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * {@link RangeBenchmark} with so many addresses that no processor learns the answers.
 */
public class ManyQueriesBenchmark extends AbstractBenchmark {

	@Param({ "OURS", "NETTY", "SEANCFOLEY" })
	private RangeContender contender;

	@Param({ "IPV4", "IPV6", "MIXED" })
	private AddressFamily family;

	@Param({ "10000" })
	private int ranges;

	private String[] queries;

	private TextMatcher matcher;

	private int next;

	@Setup
	public void setUp() {
		SampleRanges sample = new SampleRanges(this.family, this.ranges);
		List<SampleRanges.Query> addresses = sample.queries(65536);
		this.queries = addresses.stream().map(SampleRanges.Query::text).toArray(String[]::new);
		this.matcher = this.contender.textMatcher(sample);
		this.matcher.check(this.contender, addresses);
	}

	@Benchmark
	public boolean textToVerdict() {
		return this.matcher.contains(this.queries[this.next++ & (this.queries.length - 1)]);
	}

}
