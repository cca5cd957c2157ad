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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;

import io.github.trustproxy.autoconfigure.TrustProxyProperties;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.table.Row;
import io.github.trustproxy.table.Setting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Decides every row of the table that is not about a server, in the core and with its
 * model. The rows are in {@code src/test/resources/table}. A section is one test, because
 * mutation testing runs it thousands of times.
 */
class DecisionTableTests {

	private static final int PEER_PORT = 54321;

	private static final int SERVER_PORT = 8080;

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.table.Rows#sectionsForCore")
	void decisionsAreThoseOfTheRows(List<Row> rows) {
		Map<Setting, TrustProxy> settings = new EnumMap<>(Setting.class);
		decide(rows, (setting, request) -> Answer
			.of(settings.computeIfAbsent(setting, Setting::trustProxy).decide(request, TestRequest.READER), request));
	}

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.table.Rows#sectionsForCore")
	void modelDecidesLikeTheRows(List<Row> rows) {
		decide(rows, (setting, request) -> new NaiveTrustProxy(trustSettings(setting)).decide(request));
	}

	private static TrustSettings trustSettings(Setting setting) {
		TrustProxyProperties bound = setting.bind();
		Map<ForwardedValue, String> names = new EnumMap<>(ForwardedValue.class);
		for (ForwardedValue value : ForwardedValue.values()) {
			String name = bound.headerNames().of(value);
			if (name != null) {
				names.put(value, name);
			}
		}
		return new TrustSettings((bound.trust() != null) ? List.copyOf(bound.trust()) : List.of(), setting.function(),
				bound.maxHops(), bound.headerFormat(), bound.headers(), bound.clientIpHeader(),
				List.copyOf(bound.allowedHosts()), bound.hideHeaders(), List.copyOf(bound.protectedHeaders()), names,
				bound.prefix());
	}

	private static void decide(List<Row> rows, BiFunction<Setting, TestRequest, Answer> decision) {
		List<String> differences = new ArrayList<>();
		for (Row row : rows) {
			TestRequest request = new TestRequest(row.peer(), PEER_PORT, row.scheme(), -1, List.of());
			for (String[] line : row.headerLines()) {
				request = request.header(line[0], line[1]);
			}
			Object expected = row.rule().on(PEER_PORT, SERVER_PORT);
			Object actual = answer(row, request, decision.apply(row.setting(), request));
			if (!expected.equals(actual)) {
				differences.add("%s | %s: %s instead of %s".formatted(row.name(), row.source(), actual, expected));
			}
		}
		assertThat(differences).isEmpty();
	}

	private static io.github.trustproxy.table.Answer answer(Row row, TestRequest request, Answer answer) {
		if (answer.stopReason() == StopReason.MALFORMED && row.setting().malformed() == MalformedHandling.REJECT) {
			return io.github.trustproxy.table.Answer.refused("400");
		}
		Origin origin = answer.origin();
		String ownHost = request.lines("Host").get(0);
		int colon = ownHost.indexOf(':', ownHost.lastIndexOf(']') + 1);
		String scheme = (origin.scheme() != null) ? origin.scheme() : row.scheme();
		String host = (origin.host() != null) ? origin.host() : (colon < 0) ? ownHost : ownHost.substring(0, colon);
		int ownPort = (colon < 0) ? Origin.defaultPort(row.scheme()) : Integer.parseInt(ownHost.substring(colon + 1));
		int port = (origin.port() >= 0) ? origin.port() : ownPort;
		return new io.github.trustproxy.table.Answer(null, answer.ip(), answer.port(), answer.ips(),
				answer.stopReason(), scheme, scheme.equals("https"), host, port,
				(origin.prefix() != null) ? origin.prefix() : "",
				new TreeSet<>(answer.visibleHeaders().stream().map((name) -> name.toLowerCase(Locale.ROOT)).toList()));
	}

}
