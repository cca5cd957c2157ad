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

package io.github.trustproxy.header;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListCursor}: that nothing is {@code null}, which the table does not
 * tell from an empty text.
 */
class ListCursorTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			                | 1  |
			""                | 1  |
			" , "             | 1  |
			"a, b, c"         | 1  | c
			"a, b, c"         | 2  | b
			"a, b, c"         | 3  | a
			"a, b, c"         | 4  | a
			a                 | 32 | a
			"a, , b,"         | 2  | a
			""", quoteCharacter = '"')
	void findsMemberFromTheRight(@Nullable String text, int n, @Nullable String member) {
		assertThat(ListCursor.fromRight(text, n)).isEqualTo(member);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			                | 1  |
			""                | 1  |
			" , "             | 1  |
			"a, b, c "        | 1  | c
			"a, b, c"         | 2  | b, c
			"a, b, c"         | 4  | a, b, c
			" a "             | 32 | a
			"a, , b,"         | 2  | a, , b,
			""", quoteCharacter = '"')
	void findsMembersFromTheRight(@Nullable String text, int n, @Nullable String members) {
		assertThat(ListCursor.allFromRight(text, n)).isEqualTo(members);
	}

}
