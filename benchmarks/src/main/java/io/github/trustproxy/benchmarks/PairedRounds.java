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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

/**
 * Compares what was measured in rounds. Each round has one figure of each variant, which
 * is compared with that of the first variant in the same round: what the machine does
 * besides changes slowly, and hits all of them.
 */
public final class PairedRounds {

	/** By server and variant: the figures of each round. */
	private final Map<String, Map<String, List<double[]>>> servers = new LinkedHashMap<>();

	private final List<String> names;

	private PairedRounds(List<String> lines) {
		this.names = List.of(lines.get(0).split("\t"));
		for (String line : lines.subList(1, lines.size())) {
			String[] cells = line.split("\t");
			double[] figures = new double[cells.length - 2];
			for (int i = 0; i < figures.length; i++) {
				figures[i] = Double.parseDouble(cells[i + 2]);
			}
			this.servers.computeIfAbsent(cells[0], (server) -> new LinkedHashMap<>())
				.computeIfAbsent(cells[1], (variant) -> new ArrayList<>())
				.add(figures);
		}
	}

	/**
	 * Print the table of a file.
	 * @param arguments {@code ratio} or {@code difference}, and the file: its first line
	 * has the names, the others have a server, a variant and its figures, all of them
	 * separated by tabs
	 * @throws IOException if the file cannot be read or the table not be written
	 */
	public static void main(String[] arguments) throws IOException {
		Path file = Path.of(arguments[1]);
		String table = table(arguments[0], Files.readAllLines(file));
		System.out.print(table);
		String name = file.getFileName().toString().replaceFirst("\\.tsv$", "") + ".md";
		Files.writeString(file.resolveSibling(name), table);
	}

	/**
	 * Return in which order variants are measured in a round: each comes first, second
	 * and so on equally often, and not always after the same one.
	 * @param <T> the type of the variants
	 * @param variants the variants
	 * @param round the number of the round
	 */
	static <T> List<T> turns(List<T> variants, int round) {
		List<T> turns = new ArrayList<>(variants);
		Collections.rotate(turns, -round);
		if (round / turns.size() % 2 != 0) {
			Collections.reverse(turns.subList(1, turns.size()));
		}
		return turns;
	}

	static String table(String comparison, List<String> lines) {
		PairedRounds rounds = new PairedRounds(lines);
		return switch (comparison) {
			case "ratio" -> rounds.table((figure, base) -> figure / base, "to", "%.3f");
			case "difference" -> rounds.table((figure, base) -> figure - base, "more than", "%.1f");
			default -> throw new IllegalArgumentException(comparison);
		};
	}

	private String table(DoubleBinaryOperator comparison, String word, String format) {
		Set<String> variants = new LinkedHashSet<>();
		this.servers.values().forEach((server) -> variants.addAll(server.keySet()));
		String base = variants.iterator().next();
		StringBuilder table = new StringBuilder("| " + this.names.get(0) + " | " + this.names.get(1) + " | rounds |");
		for (String name : this.names.subList(2, this.names.size())) {
			table.append(" %s | %s %s (quartiles) |".formatted(name, word, base));
		}
		table.append("\n| --- | --- | ---: |").append(" ---: | ---: |".repeat(this.names.size() - 2)).append('\n');
		this.servers.forEach((server, figures) -> figures.forEach((variant, rounds) -> {
			table.append("| %s | %s | %d |".formatted(server, variant, rounds.size()));
			for (int i = 0; i < this.names.size() - 2; i++) {
				int column = i;
				double[] values = rounds.stream().mapToDouble((round) -> round[column]).sorted().toArray();
				table.append(String.format(Locale.ROOT, " %,.1f |", quantile(values, 0.5)));
				if (variant.equals(base)) {
					table.append(" |");
					continue;
				}
				List<double[]> baseRounds = Objects.requireNonNull(figures.get(base));
				double[] compared = new double[rounds.size()];
				for (int round = 0; round < compared.length; round++) {
					compared[round] = comparison.applyAsDouble(rounds.get(round)[column],
							baseRounds.get(round)[column]);
				}
				Arrays.sort(compared);
				table.append(String.format(Locale.ROOT, " %1$s (%1$s to %1$s) |".replace("%1$s", format),
						quantile(compared, 0.5), quantile(compared, 0.25), quantile(compared, 0.75)));
			}
			table.append('\n');
		}));
		return table.toString();
	}

	private static double quantile(double[] sorted, double share) {
		double position = share * (sorted.length - 1);
		int index = (int) position;
		return (index + 1 == sorted.length) ? sorted[index]
				: sorted[index] + (position - index) * (sorted[index + 1] - sorted[index]);
	}

}
