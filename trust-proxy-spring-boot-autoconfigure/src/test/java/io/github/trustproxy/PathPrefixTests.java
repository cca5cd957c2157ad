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

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link PathPrefix}.
 */
class PathPrefixTests {

	@ParameterizedTest
	@MethodSource("prefixes")
	void readsPrefix(String text, String prefix) {
		assertThat(PathPrefix.parse(text)).isEqualTo(prefix);
	}

	static Stream<Arguments> prefixes() {
		return Stream.of(argumentSet("one segment, edge case 131", "/secure", "/secure"),
				argumentSet("several segments", "/a/b/c", "/a/b/c"), argumentSet("slash at the end", "/a/b/", "/a/b"),
				argumentSet("one letter", "/a", "/a"),
				argumentSet("dots in a name", "/v1.2/..a/a../.a", "/v1.2/..a/a../.a"),
				argumentSet("three dots are a name", "/...", "/..."),
				argumentSet("all characters", "/-._~!$&'()*+=:@0Az", "/-._~!$&'()*+=:@0Az"),
				argumentSet("encoded letter", "/%41", "/%41"),
				argumentSet("encoded at sign, whose last digit is zero", "/%40", "/%40"),
				argumentSet("encoded UTF-8", "/%c3%A4", "/%c3%A4"), argumentSet("slash", "/", ""),
				argumentSet("list", "/api,/orders", "/api/orders"),
				argumentSet("list with white space", "/a/b/ ,\t/c , /d/", "/a/b/c/d"),
				argumentSet("list with slashes", "/,/a,/,/b,/", "/a/b"), argumentSet("list of slashes", "/, /", ""),
				argumentSet("list with blanks", ",/a, ,/b,", "/a/b"));
	}

	@ParameterizedTest
	@MethodSource("notPrefixes")
	void refusesWhatIsNoPrefix(String text) {
		assertThat(PathPrefix.parse(text)).isNull();
	}

	static Stream<Arguments> notPrefixes() {
		return Stream.of(argumentSet("nothing", ""), argumentSet("two slashes", "//"), argumentSet("relative", "a"),
				argumentSet("relative with slash", "a/b"), argumentSet("host", "//evil.example"),
				argumentSet("host behind a path", "/a//evil.example"), argumentSet("two slashes at the end", "/a//"),
				argumentSet("URL", "http://evil.example"), argumentSet("parent, edge case 129", "/a/../admin"),
				argumentSet("parent alone, edge case 129", "/.."), argumentSet("parent at the end", "/a/.."),
				argumentSet("parent before a slash", "/../"), argumentSet("dot segment, edge case 129", "/a/./b"),
				argumentSet("dot alone", "/."), argumentSet("encoded parent, edge case 129", "/%2e%2e/x"),
				argumentSet("half encoded parent", "/.%2E/x"), argumentSet("encoded slash", "/a%2fb"),
				argumentSet("encoded slash in upper case", "/a%2Fb"), argumentSet("encoded backslash", "/a%5cb"),
				argumentSet("encoded backslash in upper case", "/a%5Cb"),
				argumentSet("encoded twice, edge case 129", "/%252e"), argumentSet("encoded semicolon", "/a%3bb"),
				argumentSet("encoded question mark", "/a%3fb"), argumentSet("encoded NUL", "/a%00b"),
				argumentSet("encoded line feed", "/a%0ab"), argumentSet("encoded space", "/a%20b"),
				argumentSet("encoded delete", "/a%7fb"), argumentSet("percent alone", "/a%"),
				argumentSet("half an encoding", "/a%4"), argumentSet("half an encoding before a slash", "/a%4/b"),
				argumentSet("half an encoding before the last slash", "/a%4/"),
				argumentSet("encoding that is not hexadecimal", "/a%zz"),
				argumentSet("encoding in full-width digits", "/%\uff14\uff11"),
				argumentSet("parameters, edge case 129", "/a;x=1/"), argumentSet("backslash", "/a\\b"),
				argumentSet("backslash in front", "\\a"), argumentSet("backslash behind the slash", "/\\evil.example"),
				argumentSet("query", "/a?b"), argumentSet("fragment", "/a#b"), argumentSet("space", "/a b"),
				argumentSet("tab", "/a\tb"), argumentSet("line break", "/a\r\nb"), argumentSet("NUL", "/a\u0000"),
				argumentSet("delete", "/a\u007f"), argumentSet("letter that is not ASCII", "/\u00e4"),
				argumentSet("quotes", "/\"a\""), argumentSet("markup", "/<a>"), argumentSet("braces", "/{a}"),
				argumentSet("brackets", "/[a]"), argumentSet("first of a list", "a,/b"),
				argumentSet("last of a list", "/a,b"), argumentSet("one of a list", "/a,/..,/b"),
				argumentSet("two slashes in a list", "/a,//,/b"));
	}

}
