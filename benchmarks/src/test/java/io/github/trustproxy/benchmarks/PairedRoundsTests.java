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
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PairedRounds}.
 */
class PairedRoundsTests {

	@Test
	void comparesWithinEachRound() {
		// Everything takes twice as long in the second round, and four times in the third
		List<String> lines = List.of("server\tvariant\tms", "a\tnone\t100", "a\tours\t103", "a\tours\t206",
				"a\tnone\t200", "a\tnone\t400", "a\tours\t412");
		assertThat(PairedRounds.table("ratio", lines)).isEqualTo("""
				| server | variant | rounds | ms | to none (quartiles) |
				| --- | --- | ---: | ---: | ---: |
				| a | none | 3 | 200.0 | |
				| a | ours | 3 | 206.0 | 1.030 (1.030 to 1.030) |
				""");
		assertThat(PairedRounds.table("difference", lines)).contains("| ms | more than none (quartiles) |")
			.contains("| a | ours | 3 | 206.0 | 6.0 (4.5 to 9.0) |");
	}

	@Test
	void keepsServersAndFiguresApart() {
		List<String> lines = List.of("server\tvariant\trequests/s\tCPU", "a\tnone\t100\t10", "a\tours\t90\t11",
				"b\tnone\t1000\t1", "b\tours\t500\t3");
		assertThat(PairedRounds.table("ratio", lines))
			.contains("| a | ours | 1 | 90.0 | 0.900 (0.900 to 0.900) | 11.0 | 1.100 (1.100 to 1.100) |")
			.contains("| b | ours | 1 | 500.0 | 0.500 (0.500 to 0.500) | 3.0 | 3.000 (3.000 to 3.000) |");
	}

	@Test
	void eachVariantHasEachTurnAndFollowsOthers() {
		assertThat(IntStream.range(0, 6)
			.mapToObj((round) -> String.join("", PairedRounds.turns(List.of("a", "b", "c"), round))))
			.containsExactly("abc", "bca", "cab", "acb", "bac", "cba");
	}

}
