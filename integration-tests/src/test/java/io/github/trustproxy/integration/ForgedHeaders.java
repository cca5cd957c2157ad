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

import org.junit.jupiter.params.provider.Arguments;

import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a client sends to be taken for somebody else. The rows do not depend on the proxy
 * in front of the sample.
 */
final class ForgedHeaders {

	private ForgedHeaders() {
	}

	/**
	 * Header lines that claim another address.
	 */
	static Stream<Arguments> ofAddress() {
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
				row("headers with a single address", "X-Real-IP: 198.51.100.66", "X-Client-IP: 198.51.100.66",
						"Client-IP: 198.51.100.66", "True-Client-IP: 198.51.100.66", "CF-Connecting-IP: 198.51.100.66",
						"X-Cluster-Client-IP: 198.51.100.66", "X-Remote-Addr: 198.51.100.66"),
				row("header that the connection names", "X-Forwarded-For: 198.51.100.66",
						"Connection: X-Forwarded-For"));
	}

	/**
	 * Header lines that claim another scheme, host, port or path.
	 */
	static Stream<Arguments> ofOrigin() {
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
				row("everything", "X-Forwarded-For: 198.51.100.66", "X-Forwarded-Proto: https",
						"X-Forwarded-Host: evil.example", "X-Forwarded-Port: 8443", "X-Forwarded-Prefix: /evil",
						"Forwarded: for=198.51.100.66;proto=https;host=evil.example"),
				row("everything as trusted proxies would send it",
						"X-Forwarded-For: 198.51.100.66, 127.0.0.1, 127.0.0.1",
						"X-Forwarded-Proto: https, https, https", "X-Forwarded-Host: evil.example",
						"X-Forwarded-Port: 8443", "X-Forwarded-Prefix: /evil"));
	}

	private static Arguments row(String name, String... lines) {
		return arguments(named(name, List.of(lines)));
	}

}
