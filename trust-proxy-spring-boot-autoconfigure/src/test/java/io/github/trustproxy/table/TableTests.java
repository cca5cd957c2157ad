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

package io.github.trustproxy.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import io.github.trustproxy.server.ServerStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the table itself.
 */
class TableTests {

	/**
	 * Leave for the summary of the build what the reports of the tests do not say.
	 */
	@AfterAll
	static void writeFigures() throws IOException {
		String directory = System.getProperty("proof.directory");
		if (directory != null) {
			Files.createDirectories(Path.of(directory));
			Files.write(Path.of(directory, "TableTests.properties"), List.of("table.rows=" + Rows.all().size(),
					"table.rows.core=" + count(Row::isForCore), "table.rows.sockets=" + count(Row::isForServers),
					"table.rows.that-servers-answer-differently=" + count((row) -> !row.deviations().isEmpty())));
		}
	}

	private static long count(Predicate<Row> condition) {
		return Rows.all().stream().filter(condition).count();
	}

	@Test
	void rowsAreAtLeast400() {
		assertThat(count(Row::isForCore)).isGreaterThanOrEqualTo(400);
		assertThat(count(Row::isForServers)).isGreaterThanOrEqualTo(400);
	}

	@Test
	void namesAreUnique() {
		assertThat(Rows.all()).extracting(Row::name).doesNotHaveDuplicates();
	}

	@Test
	void requestsAreUnique() {
		assertThat(Rows.all())
			.extracting((row) -> row.setting() + " " + row.peer() + " " + row.scheme() + " " + row.request())
			.doesNotHaveDuplicates();
	}

	@Test
	void settingsAreUsed() {
		assertThat(Rows.all()).extracting(Row::setting).contains(Setting.values());
	}

	@Test
	void deviationsAreOnServersAndDifferFromTheRule() {
		assertThat(Rows.all()).allSatisfy((row) -> {
			assertThat(row.deviations())
				.allSatisfy((server, deviation) -> assertThat(deviation.answer()).as(server).isNotEqualTo(row.rule()));
			assertThat(Arrays.stream(ServerStack.values()).map(row::deviation).filter(Objects::nonNull).distinct())
				.hasSameSizeAs(row.deviations().values().stream().distinct().toList());
		});
	}

}
