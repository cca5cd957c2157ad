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

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One request through a filter of a servlet application.
 */
public class ServletBenchmark extends AbstractBenchmark {

	@Param({ "NONE", "PROBE", "OURS", "OURS_WITH_ACCESS_LOG", "OURS_WITH_METERS", "OURS_WITH_DOCTOR",
			"OURS_WITH_SOURCES", "OURS_WITH_CHANGING_SOURCES", "SPRING", "TOMCAT" })
	private ServletContender contender;

	@Param({ "DIRECT", "DIRECT_IPV6", "TWO_HOPS", "TWO_HOPS_IPV6", "TEN_HOPS", "FORGED", "LONG_CHAIN" })
	private Workload workload;

	private ServletExchange exchange;

	@Setup
	public void setUp() throws IOException, ServletException {
		this.exchange = new ServletExchange(this.contender, this.workload);
	}

	@Benchmark
	public void request(Blackhole blackhole) throws IOException, ServletException {
		this.exchange.send().drainTo(blackhole);
	}

}
