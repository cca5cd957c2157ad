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

import java.util.AbstractList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link ForwardedParser} and {@link ForwardedElements}.
 */
class ForwardedParserTests {

	private static final Element MALFORMED = new Element(null, null, null, true);

	@ParameterizedTest
	@MethodSource("lines")
	void readsElements(String line, List<Element> elements) {
		assertThat(parse(line)).isEqualTo(elements);
	}

	static Stream<Arguments> lines() {
		return Stream.of(argumentSet("RFC 7239 section 4, obfuscated", "for=\"_gazonk\"", List.of(node("_gazonk"))),
				argumentSet("RFC 7239 section 4, IPv6 with port", "For=\"[2001:db8:cafe::17]:4711\"",
						List.of(node("[2001:db8:cafe::17]:4711"))),
				argumentSet("RFC 7239 section 4, several parameters", "for=192.0.2.60;proto=http;by=203.0.113.43",
						List.of(element("192.0.2.60", "http", null))),
				argumentSet("RFC 7239 section 4, several elements", "for=192.0.2.43, for=198.51.100.17",
						List.of(node("192.0.2.43"), node("198.51.100.17"))),
				argumentSet("RFC 7239 section 7.1, mixed", "for=192.0.2.43,for=\"[2001:db8:cafe::17]\",for=unknown",
						List.of(node("192.0.2.43"), node("[2001:db8:cafe::17]"), node("unknown"))),
				argumentSet("RFC 7239 section 7.4", "for=_hidden, for=_SEVKISEK",
						List.of(node("_hidden"), node("_SEVKISEK"))),
				argumentSet("edge case 75", "for=203.0.113.7", List.of(node("203.0.113.7"))),
				argumentSet("names in any case", "FOR=a;Proto=b;hOsT=c", List.of(element("a", "b", "c"))),
				argumentSet("edge case 93", "for=a;host=\"a.example:8443\"",
						List.of(element("a", null, "a.example:8443"))),
				argumentSet("unknown parameters, edge case 95", "by=x;for=a;secret=\"y;,z\"", List.of(node("a"))),
				argumentSet("only unknown parameters", "by=x", List.of(element(null, null, null))),
				argumentSet("without for, edge case 89", "proto=https", List.of(element(null, "https", null))),
				argumentSet("nothing", "", List.of()), argumentSet("only separators", " , ;\t; ,, ", List.of()),
				argumentSet("empty pairs, edge case 91", ";;for=a;;", List.of(node("a"))),
				argumentSet("empty elements, edge case 91", ",for=a,", List.of(node("a"))),
				argumentSet("space and tab around separators", " \tfor=a \t;\t proto=b , \tfor=c ",
						List.of(element("a", "b", null), node("c"))),
				argumentSet("empty quoted value", "for=\"\"", List.of(node(""))),
				argumentSet("comma in quotes, edge case 81", "for=\"6.6.6.6, for=203.0.113.7\", for=10.0.0.7",
						List.of(node("6.6.6.6, for=203.0.113.7"), node("10.0.0.7"))),
				argumentSet("semicolon in quotes", "for=\"a;proto=https\"", List.of(node("a;proto=https"))),
				argumentSet("quoted pair, edge case 83", "for=\"203.0.113.\\7\"", List.of(node("203.0.113.7"))),
				argumentSet("quoted quote, edge case 83", "for=\"c\\\"x\"", List.of(node("c\"x"))),
				argumentSet("quoted backslash at the end", "for=\"a\\\\\", for=b", List.of(node("a\\"), node("b"))),
				argumentSet("two quoted pairs", "for=\"\\a\\b\"", List.of(node("ab"))),
				argumentSet("all token characters", "!#$%&'*+-.^_`|~=a;for=!#$%&'*+-.^_`|~",
						List.of(node("!#$%&'*+-.^_`|~"))));
	}

	@ParameterizedTest
	@MethodSource("malformedElements")
	void refusesElement(String element) {
		assertThat(parse(element)).containsExactly(MALFORMED);
	}

	@ParameterizedTest
	@MethodSource("malformedElements")
	void goesOnBehindARefusedElement(String element) {
		assertThat(parse("for=a , " + element + ",for=b")).containsExactly(node("a"), MALFORMED, node("b"));
	}

	static Stream<Arguments> malformedElements() {
		return Stream.of(argumentSet("unquoted IPv6, edge case 77", "for=[2001:db8::7]"),
				argumentSet("unquoted IPv6 without brackets", "for=2001:db8::7"),
				argumentSet("unquoted port, edge case 79", "for=203.0.113.7:8080"),
				argumentSet("unquoted port of a host", "for=a;host=a.example:8443"),
				argumentSet("duplicate for", "for=a;for=b"), argumentSet("duplicate for, another case", "for=a;FOR=b"),
				argumentSet("duplicate for, same value", "for=a;for=a"),
				argumentSet("duplicate proto", "for=a;proto=http;proto=https"),
				argumentSet("duplicate host", "host=a;for=c;host=b"),
				argumentSet("duplicate for before a comma in quotes", "for=a;for=b;host=\"x, for=6.6.6.6\""),
				argumentSet("duplicate unknown parameter", "for=a;x=1;x=2"), argumentSet("no value", "for="),
				argumentSet("no value before another pair", "for=;proto=https"), argumentSet("no name", "=a"),
				argumentSet("no equals sign", "for"), argumentSet("address without a name", "203.0.113.7"),
				argumentSet("two equals signs", "for==a"), argumentSet("space before the equals sign", "for =a"),
				argumentSet("space behind the equals sign", "for= a"),
				argumentSet("space before a quoted value", "for= \"a\""), argumentSet("space in a value", "for=a b"),
				argumentSet("text behind a quoted value", "for=\"a\"b"),
				argumentSet("pair right behind a quoted value", "for=\"a\"proto=https"),
				argumentSet("pair behind a space", "for=a proto=https"),
				argumentSet("two quoted values", "for=\"a\"\"b\""), argumentSet("quote inside a token", "for=a\"b"),
				argumentSet("stray quote", "\""), argumentSet("quoted name", "\"for\"=a"),
				argumentSet("no-break space around", "\u00a0for=a"),
				argumentSet("no-break space behind", "for=a\u00a0"),
				argumentSet("letter that is not ASCII in a token", "for=\u00e9"),
				argumentSet("slash in a token", "proto=https/1"), argumentSet("control character", "for=a\u0000"),
				argumentSet("line feed", "for=a\n"), argumentSet("bad pair behind a good one", "for=a;b"),
				argumentSet("bad pair before a good one", "b;for=a"));
	}

	@ParameterizedTest
	@MethodSource("openQuotes")
	void openQuoteReachesToTheEndOfTheLine(String line) {
		assertThat(parse(line)).containsExactly(MALFORMED);
	}

	static Stream<Arguments> openQuotes() {
		return Stream.of(argumentSet("quote alone", "for=\""), argumentSet("text behind it", "for=\"x"),
				argumentSet("elements behind it", "for=\"x, for=10.0.0.7, for=10.0.0.8"),
				argumentSet("backslash at the end", "for=\"x\\"),
				argumentSet("quoted quote", "for=\"x\\\", for=10.0.0.7"),
				argumentSet("good pair before it", "for=203.0.113.7;proto=\"https, for=10.0.0.7"));
	}

	@Test
	void strayQuoteDoesNotSwallowTheElementsBehindIt() {
		assertThat(parse("x\"y, for=10.0.0.7")).containsExactly(MALFORMED, node("10.0.0.7"));
		assertThat(parse("for=x\", for=10.0.0.7, for=\"a\"")).containsExactly(MALFORMED, node("10.0.0.7"), node("a"));
	}

	@Test
	void keepsTheTextOfElements() {
		assertThat(ForwardedText.parse(" for=a;Proto=b , for=\"x, y\" ,[bad]"))
			.extracting((element) -> element.text().strip())
			.containsExactly("for=a;Proto=b", "for=\"x, y\"", "[bad]");
	}

	@Test
	void openQuoteDoesNotReachIntoTheNextLine() {
		// Edge case 85: the client sends the first line, the proxy the second
		ForwardedElements elements = new ForwardedElements(List.of("for=\"x", "for=203.0.113.7"));
		NodeCursor cursor = elements.cursor();
		NodeParser parser = new NodeParser();
		assertThat(cursor.next()).isTrue();
		assertThat(cursor.text()).isEqualTo("for=203.0.113.7");
		assertThat(cursor.parse(parser)).isEqualTo(NodeParser.Kind.ADDRESS);
		assertThat(cursor.next()).isTrue();
		assertThat(cursor.text()).isEqualTo("for=\"x");
		assertThat(cursor.parse(parser)).isEqualTo(NodeParser.Kind.MALFORMED);
		assertThat(cursor.next()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("nodes")
	void readsNode(String element, NodeParser.Kind kind) {
		NodeCursor cursor = new ForwardedElements(List.of(element)).cursor();
		assertThat(cursor.next()).isTrue();
		assertThat(cursor.parse(new NodeParser())).isEqualTo(kind);
	}

	static Stream<Arguments> nodes() {
		return Stream.of(argumentSet("IPv4", "for=203.0.113.7", NodeParser.Kind.ADDRESS),
				argumentSet("IPv4 with port", "for=\"203.0.113.7:80\"", NodeParser.Kind.ADDRESS),
				argumentSet("IPv6 in brackets", "for=\"[2001:db8::7]\"", NodeParser.Kind.ADDRESS),
				argumentSet("IPv6 without brackets", "for=\"2001:db8::7\"", NodeParser.Kind.ADDRESS),
				argumentSet("unknown, edge case 87", "for=unknown", NodeParser.Kind.UNKNOWN),
				argumentSet("unknown with port, edge case 87", "for=\"unknown:80\"", NodeParser.Kind.UNKNOWN),
				argumentSet("no for", "proto=https", NodeParser.Kind.UNKNOWN),
				argumentSet("obfuscated, edge case 87", "for=_gazonk", NodeParser.Kind.OBFUSCATED),
				argumentSet("obfuscated with port, edge case 87", "for=\"_x:_port\"", NodeParser.Kind.OBFUSCATED),
				argumentSet("empty", "for=\"\"", NodeParser.Kind.MALFORMED),
				argumentSet("blank", "for=\" \"", NodeParser.Kind.MALFORMED),
				argumentSet("white space in quotes", "for=\" 203.0.113.7\"", NodeParser.Kind.MALFORMED),
				argumentSet("host name", "for=a.example", NodeParser.Kind.MALFORMED),
				argumentSet("no grammar", "for", NodeParser.Kind.MALFORMED));
	}

	@Test
	void valueIsTheLeftMostOfTheRightMostElements() {
		ForwardedElements elements = new ForwardedElements(List.of("proto=a, for=x, proto=b, for=y", "proto=c"));
		assertThat(elements.fromRight(1, ForwardedElement::proto)).isEqualTo("c");
		assertThat(elements.fromRight(2, ForwardedElement::proto)).isEqualTo("c");
		assertThat(elements.fromRight(3, ForwardedElement::proto)).isEqualTo("b");
		assertThat(elements.fromRight(4, ForwardedElement::proto)).isEqualTo("b");
		assertThat(elements.fromRight(5, ForwardedElement::proto)).isEqualTo("a");
		assertThat(elements.fromRight(32, ForwardedElement::proto)).isEqualTo("a");
		assertThat(elements.fromRight(32, ForwardedElement::host)).isNull();
	}

	@Test
	void refusedElementHasNoValues() {
		ForwardedElements elements = new ForwardedElements(List.of("proto=https;host=a;for=x:1"));
		assertThat(elements.fromRight(1, ForwardedElement::proto)).isNull();
		assertThat(elements.fromRight(1, ForwardedElement::host)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "for=x;proto=https", ",,," })
	void linesAreParsedOnceHoweverOftenTheyAreAskedFor(String line) {
		AtomicInteger reads = new AtomicInteger();
		ForwardedElements elements = new ForwardedElements(new AbstractList<>() {

			@Override
			public String get(int index) {
				reads.incrementAndGet();
				return line;
			}

			@Override
			public int size() {
				return 1;
			}

		});
		elements.cursor();
		elements.fromRight(1, ForwardedElement::proto);
		elements.fromRight(1, ForwardedElement::host);
		assertThat(reads).hasValue(1);
	}

	@Test
	void cursorHasAnElementOnlyWhereItStandsOnOne() {
		NodeCursor cursor = new ForwardedElements(List.of("for=x")).cursor();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(cursor::text);
		assertThat(cursor.next()).isTrue();
		assertThat(cursor.text()).isEqualTo("for=x");
		assertThat(cursor.next()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(cursor::text);
		assertThat(cursor.next()).isFalse();
	}

	private static Element node(String node) {
		return element(node, null, null);
	}

	private static Element element(@Nullable String node, @Nullable String proto, @Nullable String host) {
		return new Element(node, proto, host, false);
	}

	private static List<Element> parse(String line) {
		return ForwardedText.parse(line)
			.stream()
			.map((element) -> new Element(element.node(), element.proto(), element.host(), element.malformed()))
			.toList();
	}

	/**
	 * An element without its text.
	 */
	record Element(@Nullable String node, @Nullable String proto, @Nullable String host, boolean malformed) {
	}

}
