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

package io.github.trustproxy.address;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Characters}.
 */
class CharactersTests {

	@Test
	void classesAreAscii() {
		for (int c = 0x80; c <= Character.MAX_VALUE; c++) {
			assertThat(Characters.isDigit((char) c)).isFalse();
			assertThat(Characters.isLetterOrDigit((char) c)).isFalse();
			assertThat(Characters.isOws((char) c)).isFalse();
			assertThat(Characters.isToken((char) c)).isFalse();
			assertThat(Characters.hexValue((char) c)).isNegative();
		}
	}

	@Test
	void optionalWhiteSpaceIsSpaceAndTab() {
		assertThat(IntStream.range(0, 0x80).filter((c) -> Characters.isOws((char) c))).containsExactly((int) '\t',
				(int) ' ');
	}

	@Test
	void tokenHasTheCharactersOfRfc9110() {
		String token = "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~";
		assertThat(IntStream.range(0, 0x80).filter((c) -> Characters.isToken((char) c)))
			.containsExactlyElementsOf(token.chars().boxed().toList());
		assertThat(Characters.isToken(token)).isTrue();
		assertThat(Characters.isToken("")).isFalse();
		assertThat(Characters.isToken("a:b")).isFalse();
	}

	@Test
	void hexadecimalDigitsHaveTheValuesOfTheJdk() {
		for (char c = 0; c < 0x80; c++) {
			assertThat(Characters.hexValue(c)).isEqualTo(Character.digit(c, 16));
		}
	}

	@Test
	void trimsOptionalWhiteSpaceOnly() {
		assertThat(Characters.trimOws(" \t a b\t ")).isEqualTo("a b");
		assertThat(Characters.trimOws("\u00a0a\n")).isEqualTo("\u00a0a\n");
		assertThat(Characters.trimOws(" \t ")).isEmpty();
	}

}
