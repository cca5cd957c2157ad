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
 * Tests for {@link HostAndPort}.
 */
class HostAndPortTests {

	private static final String LABEL_63 = "a".repeat(63);

	private static final String HOST_253 = (LABEL_63 + ".").repeat(3) + "b".repeat(61);

	@ParameterizedTest
	@MethodSource("hosts")
	void readsHostAndPort(String text, String host, int port) {
		assertThat(HostAndPort.parse(text)).isEqualTo(new HostAndPort(host, port));
	}

	static Stream<Arguments> hosts() {
		return Stream.of(argumentSet("edge case 119", "a.example", "a.example", -1),
				argumentSet("with port, edge case 121", "a.example:8443", "a.example", 8443),
				argumentSet("lowest port", "a.example:1", "a.example", 1),
				argumentSet("highest port", "a.example:65535", "a.example", 65535),
				argumentSet("one label", "localhost", "localhost", -1),
				argumentSet("case is kept", "A.Example", "A.Example", -1),
				argumentSet("hyphen and underscore inside", "my-app.my_team", "my-app.my_team", -1),
				argumentSet("underscore at both ends", "_dmarc_.example", "_dmarc_.example", -1),
				argumentSet("punycode", "xn--bcher-kva.example", "xn--bcher-kva.example", -1),
				argumentSet("absolute name", "a.example.", "a.example.", -1),
				argumentSet("absolute name with port", "a.example.:80", "a.example.", 80),
				argumentSet("digits in front", "1and1.example", "1and1.example", -1),
				argumentSet("only digits in front", "4711.example", "4711.example", -1),
				argumentSet("last label with a digit", "a.e1", "a.e1", -1),
				argumentSet("last label that is not hexadecimal", "a.0xyz", "a.0xyz", -1),
				argumentSet("last label with an x behind a letter", "a.ex1", "a.ex1", -1),
				argumentSet("last label with another letter behind a zero", "a.0e1", "a.0e1", -1),
				argumentSet("IPv4", "192.0.2.1", "192.0.2.1", -1),
				argumentSet("IPv4 with port", "192.0.2.1:80", "192.0.2.1", 80),
				argumentSet("IPv6", "[2001:db8::1]", "[2001:db8::1]", -1),
				argumentSet("IPv6 with port, edge case 121", "[2001:db8::1]:8443", "[2001:db8::1]", 8443),
				argumentSet("IPv6 with dotted end", "[::ffff:192.0.2.1]", "[::ffff:192.0.2.1]", -1),
				argumentSet("label of 63", LABEL_63, LABEL_63, -1), argumentSet("host of 253", HOST_253, HOST_253, -1),
				argumentSet("absolute host of 253", HOST_253 + ".", HOST_253 + ".", -1));
	}

	@ParameterizedTest
	@MethodSource("notHosts")
	void refusesWhatIsNoHost(String text) {
		assertThat(HostAndPort.parse(text)).isNull();
	}

	static Stream<Arguments> notHosts() {
		return Stream.of(argumentSet("nothing", ""), argumentSet("space", " "),
				argumentSet("user, edge case 123", "user@a.example"), argumentSet("user and port", "user:80@a.example"),
				argumentSet("path, edge case 123", "a.example/x"), argumentSet("query, edge case 123", "a.example?x"),
				argumentSet("fragment, edge case 123", "a.example#x"), argumentSet("backslash, edge case 123", "a\\b"),
				argumentSet("URL, edge case 123", "http://a.example"),
				argumentSet("space inside, edge case 123", "a b"), argumentSet("tab", "a\tb"),
				argumentSet("line break", "a\r\nX: y"), argumentSet("encoded NUL, edge case 123", "a%00b"),
				argumentSet("encoded letter", "%61.example"), argumentSet("NUL, edge case 123", "a\u0000b"),
				argumentSet("star, edge case 123", "*"), argumentSet("wildcard", "*.example"),
				argumentSet("dot, edge case 123", "."), argumentSet("two dots, edge case 123", ".."),
				argumentSet("empty label, edge case 123", "a..b"), argumentSet("dot in front", ".a.example"),
				argumentSet("two dots at the end", "a.example.."),
				argumentSet("hyphen in front, edge case 123", "-a.example"),
				argumentSet("hyphen at the end of a label", "a-.example"),
				argumentSet("hyphen at the end", "a.example-"), argumentSet("quotes", "\"a.example\""),
				argumentSet("markup", "<script>"), argumentSet("semicolon", "a;b"), argumentSet("comma", "a,b"),
				argumentSet("dollar", "${x}"), argumentSet("raw UTF-8, edge case 123", "b\u00fccher.example"),
				argumentSet("UTF-8 read as ISO-8859-1, edge case 123", "b\u00c3\u00bccher.example"),
				argumentSet("full stop of another script", "a\u3002example"),
				argumentSet("254 characters, edge case 123", HOST_253 + "b"),
				argumentSet("label of 64, edge case 123", LABEL_63 + "a"),
				argumentSet("last label of 64", "a." + LABEL_63 + "a"), argumentSet("empty port", "a.example:"),
				argumentSet("port zero", "a.example:0"), argumentSet("leading zero", "a.example:0443"),
				argumentSet("port above 65535", "a.example:65536"),
				argumentSet("port that wraps to 443", "a.example:4294967739"),
				argumentSet("port with letters", "a.example:x"), argumentSet("two ports", "a.example:80:80"),
				argumentSet("port with space", "a.example: 80"), argumentSet("port alone", ":80"),
				argumentSet("IPv6 without brackets, edge case 123", "::1"),
				argumentSet("bracket not closed, edge case 123", "[::1"),
				argumentSet("text behind the bracket, edge case 123", "[::1]evil"),
				argumentSet("letter for the colon", "[::1]x80"),
				argumentSet("text behind the bracket, with a dot", "[::1].a.example"),
				argumentSet("bracket not opened", "::1]"), argumentSet("bracket closed twice", "[::1]]"),
				argumentSet("nothing in brackets", "[]"), argumentSet("IPv4 in brackets", "[192.0.2.1]"),
				argumentSet("name in brackets", "[a.example]"), argumentSet("zone", "[fe80::1%eth0]"),
				argumentSet("encoded zone", "[fe80::1%25eth0]"), argumentSet("IPvFuture", "[v1.fe80::a]"),
				argumentSet("text before the bracket", "a[::1]"), argumentSet("empty port behind bracket", "[::1]:"),
				argumentSet("bad port behind bracket", "[::1]:0"),
				argumentSet("hexadecimal IPv4, edge case 125", "0x7f.1"),
				argumentSet("one hexadecimal number", "0x7f000001"), argumentSet("upper-case X", "0X7F.1"),
				argumentSet("hexadecimal prefix alone", "1.0x"), argumentSet("one number", "2130706433"),
				argumentSet("one digit", "0"), argumentSet("name that ends in one digit", "a.0"),
				argumentSet("short IPv4", "127.1"), argumentSet("octal IPv4", "0177.0.0.1"),
				argumentSet("octet above 255", "192.0.2.256"), argumentSet("five octets", "1.2.3.4.5"),
				argumentSet("name that ends in a number", "a.example.1"), argumentSet("absolute IPv4", "127.0.0.1."),
				argumentSet("absolute number", "2130706433."));
	}

}
