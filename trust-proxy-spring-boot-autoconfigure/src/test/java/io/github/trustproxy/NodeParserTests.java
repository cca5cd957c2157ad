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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link NodeParser}.
 */
class NodeParserTests {

	@ParameterizedTest
	@MethodSource("addresses")
	void readsAddressAndPort(String text, String address, int port) {
		NodeParser parser = new NodeParser();
		assertThat(parse(parser, text)).isEqualTo(NodeParser.Kind.ADDRESS);
		assertThat(AddressFormat.format(parser.high(), parser.low())).isEqualTo(address);
		assertThat(parser.port()).isEqualTo(port);
	}

	static Stream<Arguments> addresses() {
		return Stream.of(argumentSet("IPv4, edge case 11", "203.0.113.7", "203.0.113.7", 0),
				argumentSet("IPv4 with port", "203.0.113.7:8080", "203.0.113.7", 8080),
				argumentSet("lowest port", "203.0.113.7:1", "203.0.113.7", 1),
				argumentSet("highest port", "203.0.113.7:65535", "203.0.113.7", 65535),
				argumentSet("IPv6, edge case 37", "2001:db8::7", "2001:db8::7", 0),
				argumentSet("IPv6 whose last group could be a port", "2001:db8::7:80", "2001:db8::7:80", 0),
				argumentSet("IPv6 in brackets", "[2001:db8::7]", "2001:db8::7", 0),
				argumentSet("IPv6 with port, edge case 35", "[2001:db8::7]:443", "2001:db8::7", 443),
				argumentSet("IPv4-mapped", "::ffff:203.0.113.7", "203.0.113.7", 0),
				argumentSet("IPv4-mapped with port", "[::ffff:203.0.113.7]:80", "203.0.113.7", 80),
				argumentSet("zone, edge case 63", "fe80::1%eth0", "fe80::1", 0),
				argumentSet("zone in brackets with port", "[fe80::1%eth0]:80", "fe80::1", 80),
				argumentSet("broadcast, edge case 51", "255.255.255.255", "255.255.255.255", 0),
				argumentSet("multicast, edge case 51", "ff02::1", "ff02::1", 0));
	}

	@ParameterizedTest
	@MethodSource("unknown")
	void knowsTheWordUnknown(String text) {
		assertThat(parse(new NodeParser(), text)).isEqualTo(NodeParser.Kind.UNKNOWN);
	}

	static Stream<Arguments> unknown() {
		return Stream.of(argumentSet("RFC 7239 section 6.2, edge case 87", "unknown"),
				argumentSet("any case", "UnKnown"), argumentSet("with port, edge case 87", "unknown:80"),
				argumentSet("with obfuscated port", "unknown:_p"));
	}

	@ParameterizedTest
	@MethodSource("obfuscated")
	void knowsObfuscatedIdentifiers(String text) {
		assertThat(parse(new NodeParser(), text)).isEqualTo(NodeParser.Kind.OBFUSCATED);
	}

	static Stream<Arguments> obfuscated() {
		return Stream.of(argumentSet("RFC 7239 section 6.3", "_gazonk"), argumentSet("edge case 53", "_hidden"),
				argumentSet("upper case, edge case 53", "_SEVKISEK"), argumentSet("all characters", "_a.B-9_"),
				argumentSet("with obfuscated port, edge case 87", "_x:_port"), argumentSet("with port", "_x:80"));
	}

	@ParameterizedTest
	@MethodSource("malformed")
	void refusesEverythingElse(String text) {
		assertThat(parse(new NodeParser(), text)).isEqualTo(NodeParser.Kind.MALFORMED);
	}

	static Stream<Arguments> malformed() {
		return Stream.of(argumentSet("nothing", ""), argumentSet("host name", "proxy.internal"),
				argumentSet("localhost", "localhost"), argumentSet("unspecified IPv4", "0.0.0.0"),
				argumentSet("unspecified IPv4 with port", "0.0.0.0:80"),
				argumentSet("unspecified IPv6, edge case 67", "::"), argumentSet("unspecified in brackets", "[::]:80"),
				argumentSet("unspecified IPv4-mapped", "::ffff:0.0.0.0"),
				argumentSet("octal, edge case 43", "0177.0.0.1"), argumentSet("short, edge case 45", "127.1"),
				argumentSet("range, edge case 49", "10.0.0.0/8"),
				argumentSet("two addresses, edge case 59", "1.2.3.4 5.6.7.8"),
				argumentSet("no-break space between, edge case 57", "203.0.113.7\u00a010.0.0.7"),
				argumentSet("no-break space around, edge case 57", "\u00a0203.0.113.7\u00a0"),
				argumentSet("em space around, edge case 57", "\u2003203.0.113.7"),
				argumentSet("line feed behind", "203.0.113.7\n"), argumentSet("NUL behind", "203.0.113.7\u0000"),
				argumentSet("quoted, edge case 61", "\"1.2.3.4\""),
				argumentSet("bracket not closed, edge case 65", "[::1"),
				argumentSet("bracket not opened, edge case 65", "::1]"),
				argumentSet("bracket closed twice, edge case 65", "[::1]]"),
				argumentSet("bracket opened twice", "[[::1]]"), argumentSet("nothing in brackets, edge case 65", "[]"),
				argumentSet("nothing in brackets with port, edge case 65", "[]:80"),
				argumentSet("IPv4 in brackets, edge case 65", "[10.0.0.5]"),
				argumentSet("IPv4 in brackets with port", "[10.0.0.5]:80"), argumentSet("bracket alone", "["),
				argumentSet("text behind the bracket", "[::1]80"), argumentSet("letter for the colon", "[::1]x80"),
				argumentSet("empty port behind bracket", "[::1]:"), argumentSet("port zero behind bracket", "[::1]:0"),
				argumentSet("two ports behind bracket", "[::1]:80:80"), argumentSet("port alone, edge case 67", ":80"),
				argumentSet("empty port", "203.0.113.7:"), argumentSet("port zero", "203.0.113.7:0"),
				argumentSet("port with leading zero", "203.0.113.7:080"),
				argumentSet("port above 65535", "203.0.113.7:65536"),
				argumentSet("port of six digits", "203.0.113.7:100000"),
				argumentSet("port that overflows to 80", "203.0.113.7:4294967376"),
				argumentSet("signed port", "203.0.113.7:+80"), argumentSet("negative port", "203.0.113.7:-1"),
				argumentSet("port with letters", "203.0.113.7:8o"), argumentSet("obfuscated port", "203.0.113.7:_p"),
				argumentSet("port with space", "203.0.113.7: 80"),
				argumentSet("port with full-width digits", "203.0.113.7:\uff18\uff10"),
				argumentSet("two ports", "203.0.113.7:80:80"), argumentSet("word that starts with unknown", "unknowns"),
				argumentSet("unknown with empty port", "unknown:"), argumentSet("unknown with bad port", "unknown:x"),
				argumentSet("unknown with port zero", "unknown:0"),
				argumentSet("unknown with a port that could be an obfuscated one", "unknown:99999"),
				argumentSet("unknown with two ports", "unknown:1:2"),
				argumentSet("unknown with a Kelvin sign for the k", "un\u212anown"),
				argumentSet("underscore alone", "_"), argumentSet("underscore with port", "_:80"),
				argumentSet("obfuscated with other characters", "_a/b"),
				argumentSet("obfuscated with a letter that is not ASCII", "_\u00e9"),
				argumentSet("obfuscated with empty port", "_x:"), argumentSet("obfuscated with bad port", "_x:p"),
				argumentSet("obfuscated with bad obfuscated port", "_x:_"),
				argumentSet("obfuscated with two ports", "_x:80:80"), argumentSet("minus sign for nothing", "-"));
	}

	@Test
	void refusesNothingAtTheVeryEnd() {
		assertThat(new NodeParser().parseNode("", 0, 0)).isEqualTo(NodeParser.Kind.MALFORMED);
		assertThat(new NodeParser().parseNode("203.0.113.7", 11, 11)).isEqualTo(NodeParser.Kind.MALFORMED);
	}

	@Test
	void refusesAnEmptyPortAtTheVeryEnd() {
		assertThat(new NodeParser().parseNode("unknown:", 0, 8)).isEqualTo(NodeParser.Kind.MALFORMED);
		assertThat(new NodeParser().parseNode("_hidden:", 0, 8)).isEqualTo(NodeParser.Kind.MALFORMED);
		assertThat(new NodeParser().parseNode("203.0.113.7:", 0, 12)).isEqualTo(NodeParser.Kind.MALFORMED);
	}

	@Test
	void forgetsThePortOfTheNodeBefore() {
		NodeParser parser = new NodeParser();
		parse(parser, "203.0.113.7:8080");
		parse(parser, "203.0.113.8");
		assertThat(parser.port()).isZero();
	}

	/**
	 * Parse a text between two digits, which must not be read.
	 */
	private static NodeParser.Kind parse(NodeParser parser, String text) {
		return parser.parseNode("1" + text + "1", 1, 1 + text.length());
	}

}
