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

package io.github.trustproxy.table;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.Origin;
import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.server.WhoAmI;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Sends every row that can be sent to each server, byte for byte. Where a server does not
 * pass on what it gets, the row says so, and the answer is that one exactly.
 */
@EveryServer
@Shows("threat-model.md: a scheme that a client writes")
@Shows("threat-model.md: trailers, pipelined requests, a request inside a body")
@Shows("threat-model.md: what a server decides about odd requests before the")
class ServerTableTests extends AbstractApplicationTests {

	/** Open connections, so that most requests follow others. */
	private static final Map<List<Object>, RawConnection> connections = new HashMap<>();

	ServerTableTests(ServerStack stack) {
		super(stack);
	}

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.table.Rows#forServers")
	void applicationSeesWhatTheRowSays(Row row) throws IOException {
		assumeThat(!row.peer().contains(":") || Application.hasIpv6()).as("IPv6 on this machine").isTrue();
		Setting setting = row.setting();
		Application application = application(setting.configurations(), setting.properties());
		List<Object> key = List.of(stack(), setting, row.peer());
		RawConnection connection = connections.remove(key);
		Answer answer = (connection != null) ? exchange(connection, row, key) : Answer.refused(Answer.CLOSED);
		if (Answer.CLOSED.equals(answer.refusal())) {
			// The server may have closed a connection that was idle
			connection = application.connectFrom(row.peer());
			answer = exchange(connection, row, key);
		}
		assertThat(answer).as(row.source())
			.isEqualTo(row.answer(stack()).on(connection.localPort(), application.port()));
	}

	private static Answer exchange(RawConnection connection, Row row, List<Object> key) throws IOException {
		RawResponse response;
		try {
			connection.send(row.request());
			response = connection.receive();
			for (int i = 1; i < row.responses(); i++) {
				response = connection.receive();
			}
		}
		catch (EOFException | SocketException ex) {
			connection.close();
			return Answer.refused(Answer.CLOSED);
		}
		if (response.status() != 200) {
			connection.close();
			return Answer.refused(Integer.toString(response.status()));
		}
		if ("close".equalsIgnoreCase(response.headers().getFirst("Connection")) || !row.isForCore()) {
			connection.close();
		}
		else {
			connections.put(key, connection);
		}
		return answer(row, Application.whoAmI(response));
	}

	private static Answer answer(Row row, WhoAmI seen) {
		assertThat(seen.peer()).isEqualTo(row.peer());
		assertThat(seen.resolvedIp()).isEqualTo(seen.ip());
		assertThat(seen.remoteAddr()).isEqualTo(seen.ip());
		assertThat(seen.remoteHost()).isEqualTo(seen.ip());
		assertThat(seen.remotePort()).isEqualTo(seen.clientPort());
		assertThat(seen.url()).isEqualTo(Origin.serialize(seen.scheme(), seen.host(), seen.port()) + seen.path());
		assertThat(seen.after()).isEqualTo(seen.ip() + " " + seen.ip());
		return new Answer(null, seen.ip(), seen.clientPort(), seen.ips(), seen.stopReason(), seen.scheme(),
				seen.secure(), seen.host(), seen.port(), seen.contextPath(), seen.headers().keySet());
	}

	@AfterAll
	static void closeConnections() throws IOException {
		for (RawConnection connection : connections.values()) {
			connection.close();
		}
		connections.clear();
	}

}
