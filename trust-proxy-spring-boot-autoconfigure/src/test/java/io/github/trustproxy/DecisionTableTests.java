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

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.trustproxy.table.Answer;
import io.github.trustproxy.table.Row;
import io.github.trustproxy.table.Setting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Decides every row of the table that is not about a server. The rows are in
 * {@code src/test/resources/table}.
 */
class DecisionTableTests {

	private static final int PEER_PORT = 54321;

	private static final int SERVER_PORT = 8080;

	private static final Map<Setting, TrustProxy> settings = new EnumMap<>(Setting.class);

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.table.Rows#forCore")
	void decisionIsThatOfTheRow(Row row) {
		TestRequest request = new TestRequest(row.peer(), PEER_PORT, row.scheme(), -1, List.of());
		for (String[] line : row.headerLines()) {
			request = request.header(line[0], line[1]);
		}
		Decision decision = settings.computeIfAbsent(row.setting(), Setting::trustProxy)
			.decide(request, TestRequest.READER);
		assertThat(answer(row, request, decision)).as(row.source()).isEqualTo(row.rule().on(PEER_PORT, SERVER_PORT));
	}

	private static Answer answer(Row row, TestRequest request, Decision decision) {
		ClientAddress client = decision.client();
		if (row.setting().malformed().rejects(client)) {
			return Answer.refused("400");
		}
		Origin origin = decision.origin();
		String ownHost = TestRequest.READER.headerLines(request, "Host").get(0);
		int colon = ownHost.indexOf(':', ownHost.lastIndexOf(']') + 1);
		String scheme = (origin.scheme() != null) ? origin.scheme() : row.scheme();
		String host = (origin.host() != null) ? origin.host() : (colon < 0) ? ownHost : ownHost.substring(0, colon);
		int ownPort = (colon < 0) ? Origin.defaultPort(row.scheme()) : Integer.parseInt(ownHost.substring(colon + 1));
		int port = (origin.port() >= 0) ? origin.port() : ownPort;
		return new Answer(null, client.ip(), client.port(), client.ips(), client.stopReason(), scheme,
				scheme.equals("https"), host, port, (origin.prefix() != null) ? origin.prefix() : "",
				visibleHeaders(request, decision));
	}

	private static Set<String> visibleHeaders(TestRequest request, Decision decision) {
		Set<String> names = new TreeSet<>();
		for (TestRequest.HeaderLine line : request.headerLines()) {
			if (!decision.hiddenHeaders().contains(line.name())) {
				names.add(line.name().toLowerCase(Locale.ROOT));
			}
		}
		return names;
	}

}
