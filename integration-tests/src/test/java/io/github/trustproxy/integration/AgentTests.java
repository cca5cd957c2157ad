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

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.support.ServerSpan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the samples with OpenTelemetry's Java agent.
 */
@ParameterizedClass
@ValueSource(strings = { "webmvc", "webflux" })
class AgentTests {

	private static final List<String> FORGED = List.of("Host: sample:8080", "X-Forwarded-For: 6.6.6.6, 203.0.113.7",
			"X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https",
			"Forwarded: for=6.6.6.7;host=evil.example;proto=https");

	@RegisterExtension
	static final Processes processes = new Processes();

	@Parameter
	String sampleName;

	@Test
	void spanOfAForgedRequestSaysWhatTheApplicationSees() throws IOException {
		Sample sample = Sample.start(processes, this.sampleName,
				Map.of("TRUST_PROXY", "10.0.0.0/8", "JAVA_TOOL_OPTIONS", String.join(" ", ServerSpan.agentOptions())),
				List.of());
		for (String path : List.of("/whoami", "/unknown")) {
			new RawHttpClient("127.0.0.1", sample.address(), null).get(path, FORGED);
			assertThat(ServerSpan.await(sample.process(), path).attributes())
				.containsEntry("client.address", "127.0.0.1")
				.containsEntry("network.peer.address", "127.0.0.1")
				.containsEntry("url.scheme", "http")
				.containsEntry("server.address", "sample")
				.containsEntry("server.port", 8080L);
		}
	}

}
