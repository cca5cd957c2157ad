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

package io.github.trustproxy.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.github.trustproxy.StopReason;
import io.github.trustproxy.server.Application;

/**
 * The requests: honest ones, forged ones, and malformed ones.
 */
final class Rows {

	private static final String FORGED = "198.51.100.66";

	private static final String[] EVERYTHING = { "X-Forwarded-For: {ip}", "X-Forwarded-Proto: https",
			"X-Forwarded-Host: {www}", "X-Forwarded-Port: 8443", "X-Forwarded-Prefix: /p{n}",
			"Forwarded: for={ip};proto=https;host={www}" };

	private Rows() {
	}

	static List<Row> all() {
		List<Row> rows = new ArrayList<>();
		rows.addAll(honest());
		rows.addAll(forged());
		rows.addAll(malformedAddresses());
		rows.addAll(malformedOrigins());
		rows.addAll(strangers());
		rows.addAll(standard());
		if (Application.hasIpv6()) {
			rows.addAll(overIpv6());
		}
		return rows;
	}

	private static List<Row> honest() {
		return List.of(Row.proxy(Setting.X_FORWARDED, StopReason.NO_FORWARDED_ADDRESS),
				Row.proxy(Setting.X_FORWARDED, StopReason.LEFT_MOST, "X-Forwarded-For: {ip}").client("{ip}"),
				Row.proxy(Setting.X_FORWARDED, StopReason.LEFT_MOST, "X-Forwarded-For: {ip}:51234")
					.clientWithPort(51234, "{ip}"),
				Row.proxy(Setting.X_FORWARDED, StopReason.LEFT_MOST, "X-Forwarded-For: [{IPV6}]:443")
					.clientWithPort(443, "{ipv6}"),
				Row.proxy(Setting.X_FORWARDED, StopReason.LEFT_MOST, "X-Forwarded-For: {ipv6}, {proxy}")
					.client("{ipv6}", "{proxy}"),
				Row.proxy(Setting.X_FORWARDED, StopReason.LEFT_MOST, "X-Forwarded-For: {ip}",
						"X-Forwarded-Proto: https", "X-Forwarded-Host: {www}")
					.client("{ip}")
					.origin("https", "{www}"),
				Row.proxy(Setting.X_FORWARDED, StopReason.LEFT_MOST, EVERYTHING)
					.client("{ip}")
					.origin("https", "{www}:8443")
					.prefix("/p{n}"),
				Row.proxy(Setting.X_FORWARDED, StopReason.LEFT_MOST, "X-Forwarded-For: {ip}, {proxy}",
						"X-Forwarded-Host: [{ipv6}]:81")
					.client("{ip}", "{proxy}")
					.origin("http", "[{ipv6}]:81"),
				Row.proxy(Setting.X_FORWARDED, StopReason.LEFT_MOST, "X-Forwarded-For: {ip}",
						"X-Forwarded-Prefix: /p{n}")
					.client("{ip}")
					.prefix("/p{n}"),
				Row.proxy(Setting.X_FORWARDED, StopReason.LEFT_MOST, "X-Forwarded-For: {ip}",
						"X-Forwarded-User: user{n}")
					.client("{ip}")
					.visible("x-forwarded-user", "user{n}"),
				Row.proxy(Setting.X_FORWARDED, StopReason.NO_FORWARDED_ADDRESS, "X-Forwarded-Proto: https")
					.origin("https", "{own}:8080"));
	}

	/**
	 * What a client writes in front of what the proxy writes.
	 */
	private static List<Row> forged() {
		String trusted = String.join(", ", proxies(20));
		String tooManyTrusted = String.join(", ", proxies(31));
		String[] afterTrusted = IntStream.concat(IntStream.of(0), IntStream.rangeClosed(1, 20))
			.mapToObj((i) -> (i == 0) ? "{ip}" : proxies(20).get(i - 1))
			.toArray(String[]::new);
		String[] afterTooManyTrusted = IntStream.rangeClosed(0, 31)
			.mapToObj((i) -> (i == 0) ? "{proxy}" : proxies(31).get(i - 1))
			.toArray(String[]::new);
		return List.of(
				Row.proxy(Setting.X_FORWARDED, StopReason.HOP_NOT_TRUSTED, "X-Forwarded-For: " + FORGED + ", {ip}")
					.client("{ip}"),
				Row.proxy(Setting.X_FORWARDED, StopReason.HOP_NOT_TRUSTED, "x-forwarded-for: " + FORGED,
						"X-FORWARDED-FOR: {ip} ,{proxy}", "X-Forwarded-For:10.0.0.2")
					.client("{ip}", "{proxy}", "10.0.0.2"),
				Row.proxy(Setting.X_FORWARDED, StopReason.HOP_NOT_TRUSTED, "X-Forwarded-For: " + FORGED + ", {ip}",
						"X-Forwarded-Proto: http", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example, {www}")
					.client("{ip}")
					.origin("https", "{www}"),
				Row.proxy(Setting.X_FORWARDED, StopReason.HOP_NOT_TRUSTED,
						"X-Forwarded-For: junk, " + FORGED + ", {ip}",
						"Forwarded: for=" + FORGED + ";proto=https;host=evil.example")
					.client("{ip}"),
				Row.proxy(Setting.X_FORWARDED, StopReason.HOP_NOT_TRUSTED,
						"X-Forwarded-For: " + FORGED + ", {ip}, " + trusted)
					.client(afterTrusted),
				Row.proxy(Setting.X_FORWARDED, StopReason.HOP_LIMIT,
						"X-Forwarded-For: {ip}, {proxy}, " + tooManyTrusted)
					.client(afterTooManyTrusted),
				Row.proxy(Setting.X_FORWARDED, StopReason.HOP_NOT_TRUSTED,
						"X-Forwarded-For: " + (FORGED + ", ").repeat(560) + "{ip}")
					.client("{ip}"),
				Row.proxy(Setting.X_FORWARDED, StopReason.HOP_NOT_TRUSTED,
						"X-Forwarded-For: " + "x".repeat(8192) + ", {ip}")
					.client("{ip}"));
	}

	private static List<String> proxies(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "10.0.0." + (count - i)).toList();
	}

	private static List<Row> malformedAddresses() {
		List<Row> rows = new ArrayList<>();
		for (String entry : List.of("junk", "{ip}:0", "0177.0.0.1", "2130706433", "\"{ip}\"", "{ip} {proxy}", "[::1",
				"{ip}/8", "localhost", "x".repeat(8192))) {
			rows.add(Row
				.proxy(Setting.X_FORWARDED, StopReason.MALFORMED, "X-Forwarded-For: {ip}, " + entry,
						"X-Forwarded-Host: {www}")
				.withoutPort()
				.origin("http", "{www}"));
		}
		rows.add(Row.proxy(Setting.X_FORWARDED, StopReason.UNKNOWN, "X-Forwarded-For: {ip}, unknown").withoutPort());
		rows.add(Row.proxy(Setting.X_FORWARDED, StopReason.OBFUSCATED, "X-Forwarded-For: {ip}, _hidden").withoutPort());
		rows.add(Row.proxy(Setting.X_FORWARDED, StopReason.MALFORMED, "X-Forwarded-For: {ip}, junk, {proxy}")
			.client("{proxy}"));
		return rows;
	}

	private static List<Row> malformedOrigins() {
		List<Row> rows = new ArrayList<>();
		for (String line : List.of("Host: evil.example/x", "Host: user@evil.example", "Host: evil example",
				"Host: evil.example:0", "Host: [::1", "Host: evil..example", "Port: 0", "Port: 65536", "Port: 80x",
				"Proto: javascript", "Prefix: //evil.example", "Prefix: /a/../b", "Prefix: /%2f",
				"Host: " + "x".repeat(8192))) {
			rows.add(
					Row.proxy(Setting.X_FORWARDED, StopReason.LEFT_MOST, "X-Forwarded-For: {ip}", "X-Forwarded-" + line)
						.client("{ip}"));
		}
		return rows;
	}

	private static List<Row> strangers() {
		return List.of(Row.stranger(Setting.X_FORWARDED), Row.stranger(Setting.X_FORWARDED, "X-Forwarded-For: {ip}"),
				Row.stranger(Setting.X_FORWARDED, EVERYTHING),
				Row.stranger(Setting.X_FORWARDED, "X-Forwarded-For: {ip}, 127.0.0.9", "X-Forwarded-User: user{n}"),
				Row.stranger(Setting.X_FORWARDED, "X-Forwarded-For: junk", "X-Forwarded-Host: evil.example/x"),
				Row.stranger(Setting.X_FORWARDED, "X-Forwarded-For: {ip}" + ", 10.0.0.1".repeat(800)),
				Row.stranger(Setting.STANDARD), Row.stranger(Setting.STANDARD, EVERYTHING),
				Row.stranger(Setting.STANDARD, "Forwarded: for=\"{ip}"));
	}

	private static List<Row> standard() {
		String elements = String.join(", ",
				Collections.nCopies(200, "for=" + FORGED + ";host=evil.example;proto=https"));
		return List.of(Row.proxy(Setting.STANDARD, StopReason.NO_FORWARDED_ADDRESS),
				Row.proxy(Setting.STANDARD, StopReason.LEFT_MOST, "Forwarded: for={ip};proto=https;host={www}")
					.client("{ip}")
					.origin("https", "{www}"),
				Row.proxy(Setting.STANDARD, StopReason.LEFT_MOST,
						"Forwarded: for=\"[{IPV6}]:4711\";host=\"{www}:8443\"", "X-Forwarded-For: " + FORGED,
						"X-Forwarded-Host: evil.example")
					.clientWithPort(4711, "{ipv6}")
					.origin("http", "{www}:8443"),
				Row.proxy(Setting.STANDARD, StopReason.HOP_NOT_TRUSTED,
						"Forwarded: for=" + FORGED + ";host=evil.example",
						"Forwarded: for={ip};host={www};proto=https, for={proxy};proto=http;host=inner.example")
					.client("{ip}", "{proxy}")
					.origin("https", "{www}"),
				Row.proxy(Setting.STANDARD, StopReason.HOP_NOT_TRUSTED,
						"Forwarded: for=\"" + FORGED + ", for={proxy}\"", "Forwarded: for={ip}")
					.client("{ip}"),
				Row.proxy(Setting.STANDARD, StopReason.HOP_NOT_TRUSTED, "Forwarded: " + elements, "Forwarded: for={ip}")
					.client("{ip}"),
				Row.proxy(Setting.STANDARD, StopReason.NO_FORWARDED_ADDRESS, "X-Forwarded-For: {ip}",
						"X-Forwarded-Proto: https"),
				Row.proxy(Setting.STANDARD, StopReason.UNKNOWN, "Forwarded: proto=https;host={www}")
					.withoutPort()
					.origin("https", "{www}"),
				Row.proxy(Setting.STANDARD, StopReason.UNKNOWN, "Forwarded: for={ip}, for=unknown").withoutPort(),
				Row.proxy(Setting.STANDARD, StopReason.OBFUSCATED, "Forwarded: for={ip}, for=_hidden").withoutPort(),
				Row.proxy(Setting.STANDARD, StopReason.MALFORMED, "Forwarded: for={ip}:80").rejected(),
				Row.proxy(Setting.STANDARD, StopReason.MALFORMED, "Forwarded: for=\"{ip}").rejected(),
				Row.proxy(Setting.STANDARD, StopReason.MALFORMED, "Forwarded: for={ip};for={ip}").rejected(),
				Row.proxy(Setting.STANDARD, StopReason.MALFORMED, "Forwarded: for=" + "x".repeat(8192)).rejected());
	}

	private static List<Row> overIpv6() {
		return List.of(Row.ipv6Proxy(Setting.X_FORWARDED, StopReason.NO_FORWARDED_ADDRESS),
				Row.ipv6Proxy(Setting.X_FORWARDED, StopReason.LEFT_MOST, EVERYTHING)
					.client("{ip}")
					.origin("https", "{www}:8443")
					.prefix("/p{n}"),
				Row.ipv6Proxy(Setting.X_FORWARDED, StopReason.MALFORMED, "X-Forwarded-For: junk").withoutPort(),
				Row.ipv6Proxy(Setting.STANDARD, StopReason.LEFT_MOST,
						"Forwarded: for=\"[{IPV6}]\";proto=https;host={www}")
					.client("{ipv6}")
					.origin("https", "{www}"));
	}

}
