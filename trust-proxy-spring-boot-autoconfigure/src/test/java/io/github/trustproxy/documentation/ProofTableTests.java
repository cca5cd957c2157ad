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

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.MarkdownFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the table that says which test shows what on which server.
 */
class ProofTableTests {

	private static final String EXCEPTION = "does not apply: ";

	private final List<List<String>> rows = MarkdownFile.of("docs", "what-is-rewritten.md")
		.section("## Where it is shown")
		.rows();

	@Test
	void rowsAreTheTwelvePoints() {
		assertThat(this.rows.stream().skip(1).map((row) -> Integer.parseInt(row.get(0).split("\\.")[0])))
			.containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
	}

	@Test
	void columnsAreTheServers() {
		assertThat(this.rows.get(0).stream().skip(1))
			.containsExactlyElementsOf(Arrays.stream(ServerStack.values()).map(ServerStack::heading).toList());
		assertThat(this.rows).allSatisfy((row) -> assertThat(row).hasSameSizeAs(this.rows.get(0)));
	}

	@ParameterizedTest
	@EnumSource
	void cellsNameTestsThatRunOnTheServer(ServerStack stack) {
		int column = this.rows.get(0).indexOf(stack.heading());
		assertThat(this.rows.stream().skip(1).map((row) -> row.get(column))).allSatisfy((cell) -> {
			if (cell.startsWith(EXCEPTION)) {
				assertThat(cell.substring(EXCEPTION.length())).isNotBlank();
			}
			else {
				assertThat(cell.split(", ")).isNotEmpty().allSatisfy((test) -> assertExists(test, stack));
			}
		});
	}

	private static void assertExists(String test, ServerStack stack) {
		String[] name = test.split("\\.");
		TestSource source = TestSource.of(name[0]);
		assertThat(source.runsOn(stack)).as(name[0] + " runs on " + stack).isTrue();
		assertThat((name.length == 1) ? source.hasTests() : source.hasTest(name[1])).as(test + " exists").isTrue();
	}

}
