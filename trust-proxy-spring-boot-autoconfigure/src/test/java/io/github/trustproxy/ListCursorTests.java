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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link ListCursor}.
 */
class ListCursorTests {

	@ParameterizedTest
	@MethodSource("lists")
	void goesFromRightToLeft(String text, List<String> members) {
		assertThat(membersOf(text)).isEqualTo(members);
	}

	static Stream<Arguments> lists() {
		return Stream.of(argumentSet("nothing", "", List.of()), argumentSet("one member", "a", List.of("a")),
				argumentSet("three members", "a,b,c", List.of("c", "b", "a")),
				argumentSet("spaces and tabs around", " a \t,\tb c , d ", List.of("d", "b c", "a")),
				argumentSet("blank members, edge case 19", ",,a,,", List.of("a")),
				argumentSet("blank member inside, edge case 55", "a, ,b", List.of("b", "a")),
				argumentSet("only commas", ",,,", List.of()), argumentSet("only white space", " \t , \t", List.of()),
				argumentSet("no-break space is no white space, edge case 57", "a,\u00a0,b",
						List.of("b", "\u00a0", "a")),
				argumentSet("line feed is no white space", "a,\n,b", List.of("b", "\n", "a")),
				argumentSet("quotes mean nothing", "\"a,b\"", List.of("b\"", "\"a")));
	}

	@Test
	void staysAtTheEnd() {
		ListCursor cursor = new ListCursor("a");
		assertThat(cursor.next()).isTrue();
		assertThat(cursor.next()).isFalse();
		assertThat(cursor.next()).isFalse();
	}

	@Test
	void parsesTheMemberInPlace() {
		ListCursor cursor = new ListCursor("203.0.113.7 , 10.0.0.7:80 ");
		NodeParser parser = new NodeParser();
		cursor.next();
		assertThat(cursor.parse(parser)).isEqualTo(NodeParser.Kind.ADDRESS);
		assertThat(AddressFormat.format(parser.high(), parser.low())).isEqualTo("10.0.0.7");
		assertThat(parser.port()).isEqualTo(80);
		cursor.next();
		assertThat(cursor.parse(parser)).isEqualTo(NodeParser.Kind.ADDRESS);
		assertThat(AddressFormat.format(parser.high(), parser.low())).isEqualTo("203.0.113.7");
		assertThat(parser.port()).isZero();
	}

	@ParameterizedTest
	@MethodSource("positions")
	void findsMemberFromTheRight(@Nullable String text, int n, @Nullable String member) {
		assertThat(ListCursor.fromRight(text, n)).isEqualTo(member);
	}

	static Stream<Arguments> positions() {
		return Stream.of(argumentSet("no header", null, 1, null), argumentSet("nothing", "", 1, null),
				argumentSet("only blanks", " , ", 1, null), argumentSet("right-most", "a, b, c", 1, "c"),
				argumentSet("second", "a, b, c", 2, "b"), argumentSet("left-most", "a, b, c", 3, "a"),
				argumentSet("left-most when there are fewer", "a, b, c", 4, "a"),
				argumentSet("one value for many hops", "a", 32, "a"),
				argumentSet("blanks do not count", "a, , b,", 2, "a"));
	}

	private static List<String> membersOf(String text) {
		List<String> members = new ArrayList<>();
		ListCursor cursor = new ListCursor(text);
		while (cursor.next()) {
			members.add(cursor.text());
		}
		return members;
	}

}
