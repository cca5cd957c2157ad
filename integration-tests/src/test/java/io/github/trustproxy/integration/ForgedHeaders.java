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

package io.github.trustproxy.integration;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a client sends to be taken for somebody else. The rows do not depend on the proxy
 * in front of the sample.
 *
 * @param name what is special about it
 * @param lines the header lines
 */
record ForgedHeaders(String name, List<String> lines) {

	/**
	 * Parts of values that a client of these tests does not have.
	 */
	static final String[] VALUES = { "198.51.100.", "2001:db8::66", "evil", "javascript", "_hidden" };

	/**
	 * Header lines that claim another address.
	 */
	static Stream<ForgedHeaders> ofAddress() {
		return Stream.of(row("one address", "X-Forwarded-For: 198.51.100.66"),
				row("list", "X-Forwarded-For: 198.51.100.66, 198.51.100.67"),
				row("list without spaces", "X-Forwarded-For: 198.51.100.66,198.51.100.67"),
				row("two lines", "X-Forwarded-For: 198.51.100.66", "X-Forwarded-For: 198.51.100.67"),
				row("two lines, the last one trusted", "X-Forwarded-For: 198.51.100.66", "X-Forwarded-For: 127.0.0.1"),
				row("three lines with others in between", "X-Forwarded-For: 198.51.100.66", "Accept: */*",
						"X-Forwarded-For: 198.51.100.67", "Accept-Language: en", "X-Forwarded-For: 127.0.0.1"),
				row("lower case name", "x-forwarded-for: 198.51.100.66"),
				row("upper case name", "X-FORWARDED-FOR: 198.51.100.66"),
				row("mixed case name", "x-ForWarDed-fOR: 198.51.100.66"),
				row("two lines in different case", "x-forwarded-for: 198.51.100.66", "X-FORWARDED-FOR: 198.51.100.67"),
				row("name with underscores", "X_Forwarded_For: 198.51.100.66"),
				row("underscores and hyphens", "X_Forwarded-For: 198.51.100.66", "X-Forwarded-For: 198.51.100.67"),
				row("loopback", "X-Forwarded-For: 127.0.0.1"),
				row("behind loopback", "X-Forwarded-For: 198.51.100.66, 127.0.0.1"),
				row("behind the proxies", "X-Forwarded-For: 198.51.100.66, 127.0.0.2, 127.0.0.3"),
				row("behind many proxies",
						"X-Forwarded-For: 198.51.100.66, " + String.join(", ", Collections.nCopies(50, "127.0.0.1"))),
				row("only proxies", "X-Forwarded-For: 127.0.0.1, 127.0.0.2, 127.0.0.3"),
				row("client itself behind a claim", "X-Forwarded-For: 198.51.100.66, 127.0.0.5"),
				row("all private ranges", "X-Forwarded-For: 10.0.0.1, 172.16.0.1, 192.168.0.1, 169.254.1.1, fd00::1"),
				row("IPv6", "X-Forwarded-For: 2001:db8::66"), row("IPv6 loopback", "X-Forwarded-For: ::1"),
				row("IPv6 in brackets", "X-Forwarded-For: [2001:db8::66]"),
				row("IPv6 in brackets with a port", "X-Forwarded-For: [2001:db8::66]:4711"),
				row("IPv6 with a zone", "X-Forwarded-For: fe80::1%lo"),
				row("IPv4 in IPv6", "X-Forwarded-For: ::ffff:198.51.100.66"),
				row("loopback in IPv6", "X-Forwarded-For: 198.51.100.66, ::ffff:127.0.0.1"),
				row("address with a port", "X-Forwarded-For: 198.51.100.66:4711"),
				row("quotes", "X-Forwarded-For: \"198.51.100.66\""),
				row("quote that does not end", "X-Forwarded-For: 198.51.100.66, \"127.0.0.1"),
				row("quotes around a list", "X-Forwarded-For: \"198.51.100.66, 127.0.0.1\""),
				row("unknown", "X-Forwarded-For: unknown"),
				row("behind unknown", "X-Forwarded-For: 198.51.100.66, unknown"),
				row("obfuscated", "X-Forwarded-For: _hidden"), row("empty", "X-Forwarded-For:"),
				row("only a space", "X-Forwarded-For:  "), row("only commas", "X-Forwarded-For: , ,,"),
				row("empty after a claim", "X-Forwarded-For: 198.51.100.66", "X-Forwarded-For:"),
				row("comma at the end", "X-Forwarded-For: 198.51.100.66,"),
				row("tabs", "X-Forwarded-For:\t198.51.100.66\t,\t127.0.0.1\t"),
				row("space instead of a comma", "X-Forwarded-For: 198.51.100.66 127.0.0.1"),
				row("semicolon instead of a comma", "X-Forwarded-For: 198.51.100.66;127.0.0.1"),
				row("range", "X-Forwarded-For: 198.51.100.66, 0.0.0.0/0"),
				row("any address", "X-Forwarded-For: 198.51.100.66, 0.0.0.0"),
				row("short address", "X-Forwarded-For: 198.51.100.66, 127.1"),
				row("octal address", "X-Forwarded-For: 198.51.100.66, 0177.0.0.1"),
				row("name", "X-Forwarded-For: 198.51.100.66, localhost"),
				row("bytes that are not ASCII", "X-Forwarded-For: 198.51.100.66, \u00a0127.0.0.1\u00ff"),
				row("another family", "Forwarded: for=198.51.100.66"),
				row("another family, two lines", "Forwarded: for=\"198.51.100.66", "Forwarded: for=127.0.0.1"),
				row("both families", "X-Forwarded-For: 198.51.100.66", "Forwarded: for=198.51.100.66"),
				row("another family, upper case, quoted", "FORWARDED: FOR=\"198.51.100.66:4711\";BY=\"_hidden\""),
				row("another family, quote that swallows", "Forwarded: for=198.51.100.66;by=\"",
						"Forwarded: for=127.0.0.1;by=\""),
				row("another family, list that ends with a proxy",
						"Forwarded: for=198.51.100.66, for=127.0.0.1, for=\"[::1]\""),
				row("both families, both in two lines", "Forwarded: for=198.51.100.66",
						"X-Forwarded-For: 198.51.100.66", "forwarded: for=127.0.0.1", "x-forwarded-for: 127.0.0.1"),
				row("X-Real-IP", "X-Real-IP: 198.51.100.66"), row("X-Client-IP", "X-Client-IP: 198.51.100.66"),
				row("Client-IP", "Client-IP: 198.51.100.66"), row("True-Client-IP", "True-Client-IP: 198.51.100.66"),
				row("CF-Connecting-IP", "CF-Connecting-IP: 198.51.100.66", "CF-Connecting-IPv6: 2001:db8::66"),
				row("X-Cluster-Client-IP", "X-Cluster-Client-IP: 198.51.100.66"),
				row("Fastly-Client-IP", "Fastly-Client-IP: 198.51.100.66"),
				row("all headers with a single address", "X-Real-IP: 198.51.100.66", "X-Client-IP: 198.51.100.66",
						"Client-IP: 198.51.100.66", "True-Client-IP: 198.51.100.66", "CF-Connecting-IP: 198.51.100.66",
						"X-Cluster-Client-IP: 198.51.100.66", "X-Remote-Addr: 198.51.100.66",
						"X-ProxyUser-IP: 198.51.100.66", "WL-Proxy-Client-IP: 198.51.100.66",
						"X-Originating-IP: 198.51.100.66", "X-Azure-ClientIP: 198.51.100.66",
						"X-Envoy-External-Address: 198.51.100.66"),
				row("names that almost match", "X-Forwarded: 198.51.100.66", "Forwarded-For: 198.51.100.66",
						"X-Forwarded-For-Original: 198.51.100.66", "X-Original-Forwarded-For: 198.51.100.66",
						"X.Forwarded.For: 198.51.100.66", "X-Forwarded-By: 198.51.100.66"),
				row("Via", "Via: 1.1 198.51.100.66, 1.1 evil.example (198.51.100.66)"),
				row("Proxy", "Proxy: http://evil.example:3128/", "Proxy-Connection: keep-alive"),
				row("tabs and spaces between entries", "X-Forwarded-For: 198.51.100.66 \t ,\t \t127.0.0.1"),
				row("nothing but tabs", "X-Forwarded-For:\t\t", "X-Forwarded-For:\t"),
				row("blank entry at the right end", "X-Forwarded-For: 198.51.100.66, 127.0.0.1, \t"),
				row("commas around", "X-Forwarded-For: ,198.51.100.66,,127.0.0.1,,"),
				row("comma in quotes", "X-Forwarded-For: 198.51.100.66, \"127.0.0.1,127.0.0.1\""),
				row("single quotes", "X-Forwarded-For: '198.51.100.66', '127.0.0.1'"),
				row("percent signs", "X-Forwarded-For: 198.51.100.66%2C127.0.0.1%0d%0aX-Forwarded-For:127.0.0.1"),
				row("full-width comma", "X-Forwarded-For: 198.51.100.66\u00ef\u00bc\u008c127.0.0.1"),
				row("many lines", Collections.nCopies(30, "X-Forwarded-For: 198.51.100.66").toArray(String[]::new)),
				row("long list", "X-Forwarded-For: " + String.join(",", Collections.nCopies(250, "198.51.100.66"))),
				row("header that the connection names", "X-Forwarded-For: 198.51.100.66",
						"Connection: X-Forwarded-For"),
				row("headers that the connection names in lower case", "X-Forwarded-For: 198.51.100.66",
						"Connection: x-forwarded-for, x-forwarded-proto, forwarded, x-real-ip"));
	}

	/**
	 * Header lines that claim another scheme, host, port or path.
	 */
	static Stream<ForgedHeaders> ofOrigin() {
		return Stream.of(row("https", "X-Forwarded-Proto: https"), row("http", "X-Forwarded-Proto: http"),
				row("upper case https", "X-Forwarded-Proto: HTTPS"), row("wss", "X-Forwarded-Proto: wss"),
				row("ws", "X-Forwarded-Proto: ws"), row("another scheme", "X-Forwarded-Proto: javascript"),
				row("list of schemes", "X-Forwarded-Proto: https, https, https"),
				row("two lines of schemes", "X-Forwarded-Proto: https", "x-forwarded-proto: http"),
				row("empty scheme", "X-Forwarded-Proto:"),
				row("scheme with a comma", "X-Forwarded-Proto: https,", "X-Forwarded-Proto: ,http"),
				row("other headers for the scheme", "X-Forwarded-Ssl: on", "Front-End-Https: on",
						"X-Forwarded-Scheme: https", "X-Url-Scheme: https", "X-Forwarded-Protocol: https"),
				row("host", "X-Forwarded-Host: evil.example"), row("lower case name", "x-forwarded-host: evil.example"),
				row("host with a port", "X-Forwarded-Host: evil.example:8443"),
				row("list of hosts", "X-Forwarded-Host: evil.example, evil.example, evil.example"),
				row("two lines of hosts", "X-Forwarded-Host: evil.example", "X-Forwarded-Host: evil.example"),
				row("IPv6 host", "X-Forwarded-Host: [2001:db8::66]"),
				row("host with a user", "X-Forwarded-Host: user@evil.example"), row("empty host", "X-Forwarded-Host:"),
				row("other headers for the host", "X-Host: evil.example", "X-Original-Host: evil.example",
						"X-HTTP-Host-Override: evil.example", "X-Forwarded-Server: evil.example"),
				row("port", "X-Forwarded-Port: 8443"), row("port of https", "X-Forwarded-Port: 443"),
				row("list of ports", "X-Forwarded-Port: 8443, 8443, 8443"),
				row("port out of range", "X-Forwarded-Port: 65536"), row("prefix", "X-Forwarded-Prefix: /evil"),
				row("prefix that leads to another host", "X-Forwarded-Prefix: //evil.example"),
				row("two lines of prefixes", "X-Forwarded-Prefix: /evil", "x-forwarded-prefix: /evil"),
				row("other headers for the path", "X-Original-URL: /evil", "X-Rewrite-URL: /evil",
						"X-Forwarded-Path: /evil", "X-Forwarded-Context: /evil"),
				row("names with underscores", "X_Forwarded_Proto: https", "X_Forwarded_Host: evil.example",
						"X_Forwarded_Port: 8443", "X_Forwarded_Prefix: /evil"),
				row("Forwarded", "Forwarded: for=198.51.100.66;proto=https;host=evil.example"),
				row("Forwarded without an address", "Forwarded: proto=https;host=\"evil.example:8443\""),
				row("scheme in two headers", "X-Forwarded-Proto: https", "Front-End-Https: on", "X-Forwarded-Ssl: on"),
				row("scheme in quotes", "X-Forwarded-Proto: \"https\""),
				row("scheme with tabs", "X-Forwarded-Proto:\thttps\t"),
				row("schemes in odd case", "x-FORWARDED-proto: HtTpS", "FRONT-END-HTTPS: ON"),
				row("host in quotes", "X-Forwarded-Host: \"evil.example\""),
				row("host with a comma", "X-Forwarded-Host: ,evil.example,"),
				row("host with a path", "X-Forwarded-Host: evil.example/evil?evil#evil"),
				row("host between blanks", "X-Forwarded-Host:", "X-Forwarded-Host: evil.example",
						"X-Forwarded-Host: \t"),
				row("port of a trusted scheme", "X-Forwarded-Port: 443", "X-Forwarded-Proto: https"),
				row("port that is a word", "X-Forwarded-Port: evil"),
				row("prefix with dots", "X-Forwarded-Prefix: /../evil"),
				row("Forwarded in lower case, quoted", "forwarded: proto=\"https\";host=\"evil.example\""),
				row("Forwarded in two lines", "Forwarded: for=198.51.100.66;proto=https",
						"Forwarded: host=evil.example"),
				row("origin that the connection names", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https",
						"Connection: x-forwarded-proto, x-forwarded-host"),
				row("everything twice", "X-Forwarded-For: 198.51.100.66", "X-Forwarded-Proto: https",
						"X-Forwarded-Host: evil.example", "X-Forwarded-Port: 8443", "X-Forwarded-Prefix: /evil",
						"X-FORWARDED-FOR: 127.0.0.1", "X-FORWARDED-PROTO: https", "X-FORWARDED-HOST: evil.example",
						"X-FORWARDED-PORT: 8443", "X-FORWARDED-PREFIX: /evil"),
				row("everything", "X-Forwarded-For: 198.51.100.66", "X-Forwarded-Proto: https",
						"X-Forwarded-Host: evil.example", "X-Forwarded-Port: 8443", "X-Forwarded-Prefix: /evil",
						"Forwarded: for=198.51.100.66;proto=https;host=evil.example"),
				row("everything as trusted proxies would send it",
						"X-Forwarded-For: 198.51.100.66, 127.0.0.1, 127.0.0.1",
						"X-Forwarded-Proto: https, https, https", "X-Forwarded-Host: evil.example",
						"X-Forwarded-Port: 8443", "X-Forwarded-Prefix: /evil"));
	}

	/**
	 * Header lines that no client sends by mistake. Most proxies refuse them.
	 */
	static Stream<ForgedHeaders> ofOddSyntax() {
		return Stream.of(row("folded line", "X-Forwarded-For: 198.51.100.66,", " 127.0.0.1"),
				row("space before the colon", "X-Forwarded-For : 198.51.100.66"),
				row("tab before the colon", "X-Forwarded-For\t: 198.51.100.66"),
				row("space before the name", " X-Forwarded-For: 198.51.100.66"),
				row("line without a colon", "X-Forwarded-For 198.51.100.66"),
				row("line without a name", ": 198.51.100.66"),
				row("NUL in a value", "Accept: */*\0", "X-Forwarded-For: 198.51.100.66\0, 127.0.0.1"),
				row("CR in a value", "X-Forwarded-For: 198.51.100.66\r, 127.0.0.1"),
				row("CR instead of an end of line", "Accept: */*\rX-Forwarded-For: 198.51.100.66"),
				row("LF instead of an end of line", "Accept: */*\nX-Forwarded-For: 198.51.100.66"),
				row("byte that is not ASCII in a name", "X-Forwarded-For\u00a0: 198.51.100.66"),
				row("two hosts", "Host: evil.example"), row("two hosts, one of them empty", "Host:"),
				row("two hosts in different case", "HOST: evil.example"));
	}

	/**
	 * Return whether HTTP/2 has such headers: it has none about the connection.
	 */
	boolean fitsHttp2() {
		return this.lines.stream().noneMatch((line) -> line.contains("Connection:"));
	}

	private static ForgedHeaders row(String name, String... lines) {
		return new ForgedHeaders(name, List.of(lines));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
