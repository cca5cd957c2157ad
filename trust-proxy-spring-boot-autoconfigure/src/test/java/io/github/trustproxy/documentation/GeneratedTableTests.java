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

package io.github.trustproxy.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.MarkdownFile;
import io.github.trustproxy.support.Repository;
import io.github.trustproxy.support.Shows;
import io.github.trustproxy.table.Row;
import io.github.trustproxy.table.Rows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Fills tables of the documentation: columns whose headings begin with {@code test} with
 * the tests that {@linkplain Shows show} their rows, and those of odd requests with what
 * the servers answer. Compares it with what stands there, or writes it with
 * {@code -Ddocumentation.write}.
 */
class GeneratedTableTests {

	private static final boolean WRITE = System.getProperty("documentation.write") != null;

	/** A class of tests, or a file of the table. */
	private static final Pattern SOURCE = Pattern.compile("/\\w+Tests\\.java$|/test/resources/table/\\w+\\.txt$");

	private static final String ODD_REQUESTS = "what is sent";

	private static final Map<String, Row> oddRequests = Rows.all()
		.stream()
		.filter((row) -> !row.isForCore() || !row.deviations().isEmpty())
		.collect(Collectors.toMap(Row::name, (row) -> row));

	private static final List<ShownRow> shownRows = new ArrayList<>();

	@BeforeAll
	static void readTheSourcesOfAllModules() throws IOException {
		try (Stream<Path> files = Files.walk(Repository.path())) {
			for (Path file : files.filter((path) -> SOURCE.matcher(path.toString()).find()).toList()) {
				String source = Files.readString(file);
				ShownRow.SHOWS.matcher(source)
					.results()
					.forEach((shows) -> shownRows.add(ShownRow.of(file, source, shows)));
			}
		}
	}

	static Stream<Path> pages() throws IOException {
		return Files.list(Repository.path("docs")).filter((file) -> file.toString().endsWith(".md"));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void tablesAreFilled(Path page) throws IOException {
		List<String> lines = Files.readAllLines(page);
		List<String> filled = new ArrayList<>();
		List<String> headings = List.of();
		for (String line : lines) {
			List<String> cells = cells(line);
			boolean isRow = !headings.isEmpty() && !cells.isEmpty() && !line.startsWith("| ---");
			List<String> row = isRow ? fill(page.getFileName().toString(), headings, cells) : cells;
			filled.add(row.equals(cells) ? line : "| " + String.join(" | ", row) + " |");
			headings = (headings.isEmpty() || cells.isEmpty()) ? cells : headings;
		}
		if (WRITE) {
			Files.write(page, filled);
		}
		else {
			assertThat(filled.stream().filter((line) -> !lines.contains(line)))
				.as("Lines as they should be: this test writes them with -Ddocumentation.write")
				.isEmpty();
		}
	}

	@Test
	void testsShowRowsThatExist() {
		assumeThat(WRITE).isFalse();
		assertThat(shownRows).isNotEmpty();
		assertThat(shownRows.stream().filter((shown) -> !shown.isOneOf(MarkdownFile.of("docs", shown.page()).rows())))
			.as("Tests that show no row, or several")
			.isEmpty();
	}

	@Test
	void everyOddRequestIsOnThePage() {
		assertThat(MarkdownFile.of("docs", "servers.md").rows().stream().map((row) -> row.get(0)))
			.containsAll(oddRequests.keySet());
	}

	private static List<String> cells(String line) {
		return line.startsWith("| ") ? Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList()
				: List.of();
	}

	private static List<String> fill(String page, List<String> headings, List<String> cells) {
		assertThat(cells).as("Cells of '%s'", cells.get(0)).hasSameSizeAs(headings);
		List<String> filled = new ArrayList<>(cells);
		for (int i = 1; i < cells.size(); i++) {
			String heading = headings.get(i);
			if (headings.get(0).equals(ODD_REQUESTS)) {
				assertThat(oddRequests).containsKey(cells.get(0));
				filled.set(i, answer(oddRequests.get(cells.get(0)), heading));
			}
			else if (heading.startsWith("test") && !cells.get(i).startsWith("does not apply: ")) {
				String tests = tests(page, cells, heading);
				assertThat(tests).as("Tests that show \"%s: %s\"", page, cells.get(0)).isNotEmpty();
				filled.set(i, tests);
			}
		}
		return filled;
	}

	private static String tests(String page, List<String> cells, String heading) {
		return shownRows.stream()
			.filter((shown) -> shown.page().equals(page) && heading.contains(shown.on()) && shown.begins(cells))
			.map((shown) -> "`" + shown.test() + "`")
			.distinct()
			.sorted()
			.collect(Collectors.joining(", "));
	}

	private static String answer(Row row, String heading) {
		ServerStack stack = Arrays.stream(ServerStack.values())
			.filter((candidate) -> candidate.heading().equals(heading))
			.findFirst()
			.orElseThrow();
		Row.Deviation deviation = row.deviation(stack);
		if (deviation == null) {
			return (row.rule().refusal() != null) ? row.rule().refusal() : "passes";
		}
		return deviation.text().matches("\\w+") ? deviation.text() : "`" + deviation.text() + "`";
	}

	/**
	 * A row of the documentation that a test {@linkplain Shows shows}, as its source
	 * says.
	 *
	 * @param test the class, and the method if it is one, or the file of the table
	 * @param page the name of the page
	 * @param row the beginning of the row
	 * @param on what the headings of the columns contain
	 */
	record ShownRow(String test, String page, String row, String on) {

		private static final Pattern SHOWS = Pattern
			.compile("@Shows\\((?:(?:value = )?\"([\\w.-]+): ((?:[^\"\\\\]|\\\\.)+)\"(?:,\\s+on = \"([^\"]+)\")?\\))?");

		private static final Pattern TEST = Pattern.compile("\\bclass \\w+|\\bvoid (\\w+)\\(");

		private static final Pattern TEST_ANNOTATION = Pattern.compile("@((Parameterized|Fuzz)?Test|Property)\\b");

		private static ShownRow of(Path file, String source, MatchResult shows) {
			if (shows.group(1) == null) {
				throw new IllegalStateException(file + " has a row in another form than \"page.md: row\"");
			}
			return new ShownRow(test(file, source, shows), shows.group(1), shows.group(2).translateEscapes(),
					(shows.group(3) != null) ? shows.group(3) : "");
		}

		private static String test(Path file, String source, MatchResult shows) {
			String name = file.getFileName().toString().replace(".java", "");
			if (name.endsWith(".txt")) {
				return "table/" + name;
			}
			Matcher test = TEST.matcher(source);
			String above = source.substring(source.lastIndexOf("\n\n", shows.start()), shows.start());
			if (!test.find(shows.end()) || (test.group(1) != null && !TEST_ANNOTATION.matcher(above).find())) {
				throw new IllegalStateException(name + ": " + shows.group() + " is not below @Test");
			}
			return (test.group(1) != null) ? name + "." + test.group(1) : name;
		}

		boolean isOneOf(List<List<String>> rows) {
			List<List<String>> found = rows.stream().filter(this::begins).toList();
			return found.size() == 1 && found.get(0).toString().contains(this.test);
		}

		boolean begins(List<String> cells) {
			return String.join(" | ", cells).replace("`", "").startsWith(this.row);
		}

	}

}
