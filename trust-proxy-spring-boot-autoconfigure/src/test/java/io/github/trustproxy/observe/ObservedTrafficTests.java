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

package io.github.trustproxy.observe;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ObservedTraffic}.
 */
class ObservedTrafficTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			``                   | 0
			`,`                  | 0
			` ,	, `              | 0
			a                    | 1
			`a,`                 | 1
			`,a`                 | 1
			`a, b`               | 2
			`a b`                | 1
			`a;b`                | 2
			`a,b;c`              | 3
			`,;a`                | 1
			1,2,3,4,5,6,7,8,9    | 9
			1,2,3,4,5,6,7,8,9,10 | 9
			""")
	void chainIsCounted(String lines, int length) {
		assertThat(ObservedTraffic.chain(List.of(lines.split(";", -1)))).isEqualTo(length);
	}

	@ParameterizedTest
	@CsvSource({ "512, 1", "511, 2", "10000, 1" })
	void longChainIsNotReadToItsEnd(int length, int counted) {
		assertThat(ObservedTraffic.chain(List.of("a," + "x".repeat(length - 1)))).isEqualTo(counted);
	}

}
