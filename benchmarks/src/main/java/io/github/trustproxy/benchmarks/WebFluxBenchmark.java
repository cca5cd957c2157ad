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

package io.github.trustproxy.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One request through WebFlux, with what an application has before it.
 */
public class WebFluxBenchmark extends AbstractBenchmark {

	@Param({ "NONE", "OURS", "SPRING" })
	private WebFluxContender contender;

	@Param({ "DIRECT", "DIRECT_IPV6", "TWO_HOPS", "TWO_HOPS_IPV6", "TEN_HOPS", "STANDARD_DIRECT", "STANDARD_TWO_HOPS",
			"STANDARD_TEN_HOPS", "FORGED", "LONG_CHAIN" })
	private Workload workload;

	@Param
	private HeaderMap headers;

	private WebFluxExchange exchange;

	@Setup
	public void setUp() {
		this.exchange = new WebFluxExchange(this.contender, this.workload, this.headers);
	}

	@Benchmark
	public void request(Blackhole blackhole) {
		this.exchange.send().drainTo(blackhole);
	}

}
