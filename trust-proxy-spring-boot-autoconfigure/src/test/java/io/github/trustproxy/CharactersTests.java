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

package io.github.trustproxy;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

	@Test
	void findsOnlyBetweenThePositions() {
		assertThat(Characters.indexOf("a:b:c", ':', 0, 5)).isEqualTo(1);
		assertThat(Characters.indexOf("a:b:c", ':', 2, 5)).isEqualTo(3);
		assertThat(Characters.indexOf("a:b:c", ':', 2, 3)).isEqualTo(-1);
	}

	@ParameterizedTest(name = "{0}: ''{1}''")
	@CsvSource(quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = false,
			value = { "lowest,1,1", "usual,8443,8443", "highest,65535,65535", "above the highest,65536,-1",
					"five nines,99999,-1", "six digits,100000,-1", "2^31 (edge case 127),2147483648,-1",
					"wraps to 443 (edge case 127),4294967739,-1", "zero,0,-1", "leading zero (edge case 127),0443,-1",
					"sign,+443,-1", "minus,-443,-1", "space,443 ,-1", "fraction,4.3,-1", "letters,http,-1",
					"hexadecimal,0x1b,-1", "empty,\"\",-1", "before zero,/,-1", "behind nine,1:,-1" })
	void readsPort(String name, String text, int port) {
		assertThat(Characters.port("9" + text + "9", 1, 1 + text.length())).isEqualTo(port);
	}

}
