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

package io.github.trustproxy.tracing;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RunningProcess;
import io.github.trustproxy.support.ServerSpan;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the spans of OpenTelemetry's Java agent say, which reads the server's own requests
 * in front of us.
 */
@EveryServer
@Tag("slow")
class AgentSpanTests {

	private static final String[] FORGED = { "X-Forwarded-For: 6.6.6.6, 203.0.113.7", "X-Forwarded-Host: evil.example",
			"X-Forwarded-Proto: https", "Forwarded: for=6.6.6.7;host=evil.example;proto=https" };

	private static final String TRACED = "trust-proxy.observations.traces=true";

	private static final String UNTRACED = "trust-proxy.observations.traces=false";

	private static final Map<String, RunningProcess> processes = new HashMap<>();

	@TempDir
	private static Path directory;

	private final ServerStack stack;

	AgentSpanTests(ServerStack stack) {
		this.stack = stack;
	}

	@AfterAll
	static void stop() {
		processes.values().forEach(RunningProcess::stop);
		processes.clear();
	}

	@Test
	@Shows("threat-model.md: forged addresses, hosts and schemes in traces")
	@Shows("what-is-rewritten.md: 13. Traces")
	void spanSaysWhatTheApplicationSees() throws IOException {
		for (String path : List.of("/whoami", "/unknown", "/fail")) {
			assertThat(span(TRACED, "127.0.0.1", path, FORGED)).containsEntry("client.address", "127.0.0.1")
				.containsEntry("network.peer.address", "127.0.0.1")
				.containsEntry("url.scheme", "http")
				.containsEntry("server.address", "app.internal")
				.containsEntry("server.port", 8080L);
		}
	}

	/**
	 * The agent reads an asynchronous request when it ends.
	 */
	@Test
	void peerIsThatOfTheSocketWhenTheRequestEnds() throws IOException {
		String[] forwarded = { FORGED[0], FORGED[1], FORGED[2], "X-Forwarded-Prefix: /shop" };
		for (String path : List.of("/whoami", "/unknown", "/fail", "/callable", "/failing-callable")) {
			assertThat(span(TRACED, "127.0.0.9", path, forwarded)).containsEntry("client.address", "203.0.113.7")
				.containsEntry("network.peer.address", "127.0.0.9")
				.containsEntry("url.scheme", "https")
				.containsEntry("server.address", "evil.example")
				.containsEntry("server.port", 443L);
		}
	}

	@Test
	void spanIsLeftAloneWhereThatIsAskedFor() throws IOException {
		Map<String, Object> span = span(UNTRACED, "127.0.0.1", "/whoami", FORGED);
		assertThat(span.get("client.address")).isIn("6.6.6.6", "6.6.6.7");
	}

	private Map<String, Object> span(String traces, String peer, String path, String... headerLines)
			throws IOException {
		RunningProcess process = processes.get(traces);
		if (process == null) {
			process = start(traces);
			processes.put(traces, process);
		}
		int port = awaitPort(process);
		String target = path + "?" + this.stack + '-' + peer;
		try (RawConnection connection = new RawConnection(RawConnection.connect(InetAddress.getByName(peer),
				InetAddress.getByName(Application.IPV4_LOOPBACK), port))) {
			connection.exchange(Application.request(target, headerLines));
		}
		return ServerSpan.await(process, target).attributes();
	}

	private int awaitPort(RunningProcess process) {
		return process.await("the port", () -> TracedServer.findPort(process.output(), this.stack));
	}

	/**
	 * The program takes longer to start than all of its requests: one for all servers.
	 */
	private static RunningProcess start(String traces) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m",
				"-Dspring.devtools.restart.enabled=false"));
		command.addAll(ServerSpan.agentOptions());
		command.addAll(List.of("-Dservers=" + System.getProperty("servers", ""), "-cp",
				System.getProperty("java.class.path"), TracedServer.class.getName(), "trust-proxy.trust=127.0.0.9",
				"trust-proxy.headers=for,host,proto,prefix", traces));
		return RunningProcess.start(traces, Files.createDirectory(directory.resolve(traces)), Map.of(), command);
	}

}
