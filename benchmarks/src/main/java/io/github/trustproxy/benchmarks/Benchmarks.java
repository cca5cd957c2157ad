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
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks, and prints tables of what came out.
 */
public final class Benchmarks {

	private static final String QUICK = "-quick";

	private static final int OF_LITERAL_SINCE = 22;

	private Benchmarks() {
	}

	/**
	 * Run the benchmarks.
	 * @param arguments those of JMH, and {@code -quick} for a run that gives an idea only
	 * @throws CommandLineOptionException if JMH does not know an argument
	 * @throws RunnerException if a benchmark fails
	 * @throws IOException if the results cannot be written
	 */
	public static void main(String[] arguments) throws CommandLineOptionException, RunnerException, IOException {
		boolean quick = Arrays.asList(arguments).contains(QUICK);
		CommandLineOptions commandLine = new CommandLineOptions(
				Arrays.stream(arguments).filter((argument) -> !QUICK.equals(argument)).toArray(String[]::new));
		if (commandLine.shouldHelp()) {
			commandLine.showHelp();
			return;
		}
		if (commandLine.shouldList() || commandLine.shouldListWithParams()) {
			new Runner(commandLine).listWithParams(commandLine);
			return;
		}
		Path result = Path
			.of(commandLine.getResult().orElse("target/results/jdk-" + Runtime.version().feature() + ".json"));
		Files.createDirectories(result.toAbsolutePath().getParent());
		ChainedOptionsBuilder options = new OptionsBuilder().parent(commandLine)
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.resultFormat(ResultFormatType.JSON)
			.result(result.toString());
		if (Runtime.version().feature() < OF_LITERAL_SINCE) {
			options.exclude(".*\\.OfLiteralBenchmark\\..*");
		}
		if (quick) {
			options.forks(1)
				.warmupIterations(2)
				.warmupTime(new TimeValue(300, TimeUnit.MILLISECONDS))
				.measurementIterations(3)
				.measurementTime(new TimeValue(200, TimeUnit.MILLISECONDS));
		}
		new Runner(options.build()).run();
		ResultTables.main(new String[] { result.toString() });
	}

}
