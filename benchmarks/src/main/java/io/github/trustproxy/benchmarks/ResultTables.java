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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonParserFactory;

/**
 * Turns the results that JMH writes as JSON into Markdown: one table for each benchmark,
 * with the median of each contender, and how much of each other's time and bytes ours
 * needs.
 */
public final class ResultTables {

	private static final String CONTENDER = "contender";

	private static final String OURS = "OURS";

	private ResultTables() {
	}

	/**
	 * Print tables, and write them beside the results.
	 * @param arguments the files that JMH has written
	 */
	public static void main(String[] arguments) {
		for (String argument : arguments) {
			Path results = Path.of(argument);
			try {
				String tables = of(Files.readString(results));
				System.out.println(tables);
				String name = results.getFileName().toString().replaceFirst("\\.json$", "") + ".md";
				Files.writeString(results.resolveSibling(name), tables);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	/**
	 * Return the tables.
	 * @param json what JMH has written
	 */
	static String of(String json) {
		Map<String, List<Result>> benchmarks = new LinkedHashMap<>();
		Set<String> machines = new LinkedHashSet<>();
		for (Object entry : JsonParserFactory.getJsonParser().parseList(json)) {
			Map<?, ?> run = (Map<?, ?>) entry;
			machines.add(text(run, "vmName") + " " + text(run, "vmVersion"));
			Result result = Result.of(run);
			benchmarks.computeIfAbsent(result.benchmark, (name) -> new ArrayList<>()).add(result);
		}
		StringBuilder tables = new StringBuilder(String.join(", ", machines)).append("\n");
		benchmarks.forEach((name, results) -> tables.append(table(name, results)));
		return tables.toString();
	}

	private static String table(String name, List<Result> results) {
		Set<String> contenders = new LinkedHashSet<>();
		Map<String, Map<String, Result>> rows = new LinkedHashMap<>();
		for (Result result : results) {
			contenders.add(result.contender);
			rows.computeIfAbsent(result.parameters, (key) -> new LinkedHashMap<>()).put(result.contender, result);
		}
		List<String> others = contenders.contains(OURS)
				? contenders.stream().filter((other) -> !OURS.equals(other)).toList() : List.of();
		List<String> head = new ArrayList<>();
		head.add(results.get(0).parameterNames + " (ns / B)");
		contenders.forEach((contender) -> head.add(lowerCase(contender)));
		others.forEach((other) -> head.add("ours to " + lowerCase(other)));
		StringBuilder table = new StringBuilder("\n### ").append(name).append("\n\n");
		table.append(row(head)).append("| --- |").append(" ---: |".repeat(head.size() - 1)).append('\n');
		rows.forEach((parameters, row) -> {
			List<String> cells = new ArrayList<>();
			cells.add(lowerCase(parameters));
			contenders.forEach((contender) -> cells.add(row.containsKey(contender) ? row.get(contender).cell() : ""));
			Result ours = row.get(OURS);
			others.forEach((other) -> cells
				.add((ours != null && row.containsKey(other)) ? ours.comparedTo(row.get(other)) : ""));
			table.append(row(cells));
		});
		return table.toString();
	}

	private static String row(Collection<String> cells) {
		return "| " + String.join(" | ", cells) + " |\n";
	}

	private static String lowerCase(String name) {
		return name.toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String text(Map<?, ?> object, String name) {
		return String.valueOf(object.get(name));
	}

	/**
	 * What one contender needed.
	 *
	 * @param benchmark the benchmark
	 * @param contender the contender
	 * @param parameterNames the names of the other parameters
	 * @param parameters the values of the other parameters
	 * @param time the median time in nanoseconds
	 * @param bytes the median of the bytes that were allocated
	 */
	private record Result(String benchmark, String contender, String parameterNames, String parameters, double time,
			double bytes) {

		static Result of(Map<?, ?> run) {
			String[] name = text(run, "benchmark").split("\\.");
			Map<?, ?> parameters = (Map<?, ?>) Objects.requireNonNull(run.get("params"));
			List<String> names = new ArrayList<>();
			List<String> values = new ArrayList<>();
			parameters.forEach((key, value) -> {
				if (!CONTENDER.equals(key)) {
					names.add(String.valueOf(key));
					values.add(String.valueOf(value));
				}
			});
			Map<?, ?> more = (Map<?, ?>) Objects.requireNonNull(run.get("secondaryMetrics"));
			return new Result(name[name.length - 2], text(parameters, CONTENDER), String.join(", ", names),
					String.join(", ", values), median(run.get("primaryMetric")),
					median(more.get("gc.alloc.rate.norm")));
		}

		private static double median(@Nullable Object metric) {
			List<Double> values = new ArrayList<>();
			Map<?, ?> figures = (Map<?, ?>) Objects.requireNonNull(metric);
			for (Object fork : (List<?>) Objects.requireNonNull(figures.get("rawData"))) {
				for (Object value : (List<?>) fork) {
					values.add(((Number) value).doubleValue());
				}
			}
			values.sort(null);
			int middle = values.size() / 2;
			return (values.size() % 2 == 1) ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
		}

		String cell() {
			String format = (this.time < 100) ? "%,.1f / %,d" : "%,.0f / %,d";
			return String.format(Locale.ROOT, format, this.time, roundedBytes());
		}

		/**
		 * JMH's own allocations show as fractions of a byte.
		 */
		private long roundedBytes() {
			return Math.round(this.bytes);
		}

		String comparedTo(Result other) {
			String time = String.format(Locale.ROOT, "%.2f", this.time / other.time);
			return (other.roundedBytes() == 0) ? time
					: time + String.format(Locale.ROOT, " / %.2f", (double) roundedBytes() / other.roundedBytes());
		}

	}

}
