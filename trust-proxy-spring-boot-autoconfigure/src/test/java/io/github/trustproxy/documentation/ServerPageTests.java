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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.MarkdownFile;
import io.github.trustproxy.table.Row;
import io.github.trustproxy.table.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the page that says what servers do to odd requests: it says what the rows of
 * the table say, which {@code ServerTableTests} tries.
 */
class ServerPageTests {

	private static final String NAME = "what is sent";

	private final List<List<String>> lines = lines(MarkdownFile.of("docs", "servers.md"));

	private final Map<String, Row> rows = Rows.all()
		.stream()
		.filter((row) -> !row.isForCore() || !row.deviations().isEmpty())
		.collect(Collectors.toMap(Row::name, Function.identity()));

	@Test
	void linesAreTheOddRequests() {
		assertThat(withoutHeadings().map((line) -> line.get(0)))
			.containsExactlyInAnyOrderElementsOf(this.rows.keySet());
	}

	@Test
	void columnsAreTheServers() {
		assertThat(this.lines).filteredOn((line) -> line.get(0).equals(NAME))
			.isNotEmpty()
			.allSatisfy((headings) -> assertThat(headings.stream().skip(1))
				.containsExactlyElementsOf(Arrays.stream(ServerStack.values()).map(ServerStack::heading).toList()));
		assertThat(this.lines).allSatisfy((line) -> assertThat(line).hasSize(ServerStack.values().length + 1));
	}

	@ParameterizedTest
	@EnumSource
	void cellsAreTheAnswersOfTheServer(ServerStack stack) {
		int column = stack.ordinal() + 1;
		assertThat(withoutHeadings()).allSatisfy((line) -> assertThat(line.get(column)).as(line.get(0))
			.isEqualTo(cell(this.rows.get(line.get(0)), stack)));
	}

	/**
	 * Without the section that {@code ConnectionTests} compares with what servers do.
	 */
	private static List<List<String>> lines(MarkdownFile page) {
		List<List<String>> lines = new ArrayList<>(page.rows());
		lines.removeAll(page.section("## HTTP/2 and Unix domain sockets").rows());
		return lines;
	}

	private static String cell(Row row, ServerStack stack) {
		Row.Deviation deviation = row.deviation(stack);
		if (deviation != null) {
			return deviation.text();
		}
		return (row.rule().refusal() != null) ? row.rule().refusal() : "passes";
	}

	private Stream<List<String>> withoutHeadings() {
		return this.lines.stream().filter((line) -> !line.get(0).equals(NAME));
	}

}
