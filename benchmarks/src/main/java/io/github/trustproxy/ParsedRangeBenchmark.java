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
 * From a parsed address to the verdict, with many addresses.
 */
public class ParsedRangeBenchmark extends AbstractBenchmark {

	@Param({ "OURS", "NETTY", "SEANCFOLEY" })
	private RangeContender contender;

	@Param({ "IPV4", "IPV6", "MIXED" })
	private AddressFamily family;

	@Param({ "3", "10000" })
	private int ranges;

	private int queries;

	private ParsedMatcher matcher;

	private int next;

	@Setup
	public void setUp() {
		SampleRanges sample = new SampleRanges(this.family, this.ranges);
		List<SampleRanges.Query> addresses = sample.queries(65536);
		this.queries = addresses.size();
		this.matcher = this.contender.parsedMatcher(sample, addresses);
		this.matcher.check(this.contender, addresses);
	}

	@Benchmark
	public boolean verdict() {
		return this.matcher.contains(this.next++ & (this.queries - 1));
	}

}
