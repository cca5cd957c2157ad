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

package io.github.trustproxy.support;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.support.DocumentedTopology.Example;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts a sample with the setting of each topology of the documentation, and sends it
 * what the proxy sends, byte for byte. Addresses of this machine stand for those of the
 * proxies and clients that connect to the application: 127.0.0.1, which the setting
 * trusts besides, for a proxy, and 127.0.0.9 for a client.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AbstractTopologyTests {

	private final Class<?> application;

	private final Map<List<String>, ConfigurableApplicationContext> started = new HashMap<>();

	/**
	 * Create the tests of a sample.
	 * @param application the application
	 */
	protected AbstractTopologyTests(Class<?> application) {
		this.application = application;
	}

	static List<DocumentedTopology> topologies() {
		return DocumentedTopology.all();
	}

	@AfterAll
	void stop() {
		this.started.values().forEach(ConfigurableApplicationContext::close);
	}

	@ParameterizedTest
	@MethodSource("topologies")
	void honestClientIsFoundAndAttackIsNoUse(DocumentedTopology topology) throws IOException {
		assertSeen(topology, topology.honest(), DocumentedTopology.CLIENT);
		assertSeen(topology, topology.attack(), DocumentedTopology.ATTACKER);
	}

	private void assertSeen(DocumentedTopology topology, Example example, String client) throws IOException {
		String source = source(example);
		String expected = example.isForwarded() ? client : source;
		WhoAmI seen = send(port(topology), source, example.lines());
		assertThat(seen.values()).containsEntry("ip", expected)
			.containsEntry("remoteAddr", expected)
			.containsEntry("peer", source)
			.containsEntry("host", DocumentedTopology.HOST)
			.containsEntry("secure", example.isForwarded() && topology.believesScheme());
		assertThat(seen.headers()).doesNotContain("forwarded", "x-forwarded-for", "x-forwarded-host",
				"x-forwarded-proto");
	}

	private static String source(Example example) {
		if (example.peer().startsWith("127.")) {
			return example.peer();
		}
		return example.isForwarded() ? "127.0.0.1" : "127.0.0.9";
	}

	private int port(DocumentedTopology topology) {
		boolean standsForAProxy = topology.honest().isForwarded() && !topology.honest().peer().startsWith("127.");
		List<String> setting = List.of("--trust-proxy=" + (standsForAProxy ? "127.0.0.1, " : "") + topology.trust(),
				"--trust-proxy.header-format=" + topology.headerFormat(),
				"--trust-proxy.headers=" + topology.headers());
		return this.started.computeIfAbsent(setting, this::start)
			.getEnvironment()
			.getRequiredProperty("local.server.port", Integer.class);
	}

	private ConfigurableApplicationContext start(List<String> setting) {
		return new SpringApplicationBuilder(this.application)
			.properties("server.port=0", "spring.main.lazy-initialization=true", "spring.main.banner-mode=off")
			.run(setting.toArray(String[]::new));
	}

	private static WhoAmI send(int port, String source, List<String> lines) throws IOException {
		try (RawConnection connection = new RawConnection(
				RawConnection.connect(InetAddress.getByName(source), InetAddress.getByName("127.0.0.1"), port))) {
			RawConnection.RawResponse response = connection
				.exchange("GET /whoami HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
			assertThat(response.status()).isEqualTo(200);
			return WhoAmI.parse(response.body());
		}
	}

}
