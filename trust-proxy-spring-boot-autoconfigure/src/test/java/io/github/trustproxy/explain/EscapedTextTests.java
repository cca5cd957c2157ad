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

package io.github.trustproxy.explain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EscapedText}.
 */
class EscapedTextTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			203.0.113.7                 , 203.0.113.7
			for="[2001:db8::1]";by=_x~! , for="[2001:db8::1]";by=_x~!
			<script>&'                  , <script>&'
			a\\b                        , a\\\\b
			\\u0041                     , \\\\u0041
			""")
	void asciiIsKept(String text, String escaped) {
		assertThat(EscapedText.of(text)).isEqualTo(escaped);
	}

	@Test
	void everythingElseIsEscaped() {
		assertThat(EscapedText.of("a\r\nb")).isEqualTo("a\\u000d\\u000ab");
		assertThat(EscapedText.of("\u001b[2J\u007f\u0000\t")).isEqualTo("\\u001b[2J\\u007f\\u0000\\u0009");
		assertThat(EscapedText.of("\u00e9\u2028\u202e\ud83d\ude00")).isEqualTo("\\u00e9\\u2028\\u202e\\ud83d\\ude00");
		assertThat(EscapedText.of(" ~")).isEqualTo(" ~");
	}

	@Test
	void longTextIsCut() {
		assertThat(EscapedText.of("x".repeat(200))).isEqualTo("x".repeat(200));
		assertThat(EscapedText.of("x".repeat(201))).isEqualTo("x".repeat(200) + "...");
		assertThat(EscapedText.of("\u00e9".repeat(201))).isEqualTo("\\u00e9".repeat(200) + "...");
	}

}
