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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every benchmark once, with every parameter but the large numbers, and two requests
 * where a server is started for each. Each of them checks the answers of its contender
 * before it starts, and fails if they are wrong.
 */
class BenchmarksTests {

	private static final String OF_LITERAL = "OfLiteralBenchmark";

	/** Start an application for each parameter. */
	private static final String ON_SERVERS = "(ServletServer|WebFluxHandler)Benchmark";

	@Test
	void everyBenchmarkAnswersAsExpected() throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().forks(0)
			.mode(Mode.SingleShotTime)
			.timeUnit(TimeUnit.MICROSECONDS)
			.warmupIterations(0)
			.measurementIterations(1)
			.param("ranges", "3", "100")
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT);
		boolean hasOfLiteral = Runtime.version().feature() >= 22;
		if (!hasOfLiteral) {
			options.exclude(OF_LITERAL);
		}
		Options onServers = new OptionsBuilder().parent(options.build())
			.include(ON_SERVERS)
			.param("workload", "DIRECT_IPV6", "TWO_HOPS")
			.build();
		Options others = new OptionsBuilder().parent(options.build()).exclude(ON_SERVERS).build();
		Set<String> run = Stream.of(new Runner(others).run(), new Runner(onServers).run())
			.flatMap(Collection::stream)
			.map((result) -> result.getParams().getBenchmark())
			.collect(Collectors.toSet());
		assertThat(run).containsExactlyInAnyOrderElementsOf(
				benchmarks().filter((name) -> hasOfLiteral || !name.contains(OF_LITERAL)).toList());
	}

	@Test
	void readmeHasEveryBenchmark() throws IOException {
		assertThat(Pattern.compile("`(\\w+Benchmark)`")
			.matcher(Files.readString(Path.of("README.md")))
			.results()
			.map((match) -> match.group(1))).containsExactlyInAnyOrderElementsOf(
					benchmarks().map((name) -> name.replaceFirst(".*\\.(\\w+)\\.\\w+$", "$1")).toList());
	}

	private static Stream<String> benchmarks() {
		return BenchmarkList.defaultList()
			.getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
			.stream()
			.map(BenchmarkListEntry::getUsername);
	}

}
