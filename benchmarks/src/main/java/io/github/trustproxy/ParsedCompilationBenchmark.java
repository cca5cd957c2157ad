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

import io.github.trustproxy.address.AddressRanges;
import io.github.trustproxy.benchmarks.AbstractBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The part of {@link CompilationBenchmark} that is left when the texts are parsed.
 */
public class ParsedCompilationBenchmark extends AbstractBenchmark {

	@Param("OURS")
	private RangeContender contender;

	@Param({ "IPV4", "IPV6" })
	private AddressFamily family;

	@Param("10000")
	private int ranges;

	private SampleRanges sample;

	@Setup
	public void setUp() {
		this.sample = new SampleRanges(this.family, this.ranges);
	}

	@Benchmark
	public Object compile() {
		return new AddressRanges(this.sample.ranges());
	}

}
