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

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResultTables}.
 */
class ResultTablesTests {

	@Test
	void comparesTheMediansOfAllForks() {
		String tables = tables(run("Servlet", "OURS", "TWO_HOPS", List.of(90, 150, 100), 55.9996),
				run("Servlet", "TOMCAT", "TWO_HOPS", List.of(2000, 1000, 1000), 3220.0));
		assertThat(tables).isEqualTo("""
				Some VM 17.0.1

				### Servlet

				| workload (ns / B) | ours | tomcat | ours to tomcat |
				| --- | ---: | ---: | ---: |
				| two hops | 100 / 56 | 1,000 / 3,220 | 0.10 / 0.02 |
				""");
	}

	@Test
	void comparesNothingWithNothing() {
		String tables = tables(run("Servlet", "NONE", "DIRECT", List.of(1, 2, 3), 0),
				run("Servlet", "OURS", "DIRECT", List.of(20, 10, 30), 0.0004),
				run("Servlet", "SPRING", "DIRECT", List.of(40, 40, 40), 0.0001));
		assertThat(tables).contains("| workload (ns / B) | none | ours | spring | ours to none | ours to spring |")
			.contains("| direct | 2.0 / 0 | 20.0 / 0 | 40.0 / 0 | 10.00 | 0.50 |");
	}

	@Test
	void leavesOutWhatWasNotRun() {
		String tables = tables(run("Servlet", "OURS", "DIRECT", List.of(1), 0),
				run("Servlet", "TOMCAT", "DIRECT", List.of(2), 0), run("Servlet", "OURS", "TWO_HOPS", List.of(3), 0),
				run("Ranges", "LOOP", "FEW", List.of(4), 0));
		assertThat(tables).contains("| two hops | 3.0 / 0 |  |  |")
			.contains("### Ranges\n\n| workload (ns / B) | loop |\n| --- | ---: |\n| few | 4.0 / 0 |\n");
	}

	private static String tables(String... runs) {
		return ResultTables.of(Stream.of(runs).collect(Collectors.joining(",", "[", "]")));
	}

	/**
	 * The results in two forks.
	 */
	private static String run(String benchmark, String contender, String workload, List<Integer> times, double bytes) {
		return """
				{"benchmark": "org.example.%s.request", "vmName": "Some VM", "vmVersion": "17.0.1",
				"params": {"contender": "%s", "workload": "%s"},
				"primaryMetric": {"rawData": [%s, %s]},
				"secondaryMetrics": {"gc.alloc.rate.norm": {"rawData": [[%s]]}}}""".formatted(benchmark, contender,
				workload, times.subList(0, 1), times.subList(1, times.size()), bytes);
	}

}
