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

import java.util.List;
import java.util.stream.Stream;

import io.github.trustproxy.support.MarkdownFile;
import io.github.trustproxy.table.Row;
import io.github.trustproxy.table.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the threat model: each of its statements names the tests, or the files of the
 * table, that show it.
 */
class ThreatModelTests {

	private static final MarkdownFile page = MarkdownFile.of("docs", "threat-model.md");

	static Stream<List<String>> statements() {
		return page.rows().stream().filter((row) -> !isHeading(row));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("statements")
	void statementNamesTestsThatExist(List<String> row) {
		assertThat(row.get(row.size() - 1).split(", ")).allSatisfy((test) -> {
			if (test.startsWith("table/")) {
				assertThat(Rows.all()).extracting(Row::section)
					.contains(test.substring("table/".length()).replace(".txt", ""));
				return;
			}
			String[] name = test.split("\\.");
			TestSource source = TestSource.of(name[0]);
			assertThat((name.length == 1) ? source.hasTests() : source.hasTest(name[1])).as(test + " exists").isTrue();
		});
	}

	@Test
	void tablesHaveAColumnForTheTest() {
		assertThat(page.rows().stream().filter(ThreatModelTests::isHeading)).hasSize(5);
	}

	private static boolean isHeading(List<String> row) {
		return row.get(row.size() - 1).equals("test");
	}

}
