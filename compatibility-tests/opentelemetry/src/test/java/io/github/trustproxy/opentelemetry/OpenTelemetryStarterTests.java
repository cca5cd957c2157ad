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

package io.github.trustproxy.opentelemetry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the spans that Spring Boot's own starter for OpenTelemetry makes.
 */
class OpenTelemetryStarterTests {

	@ParameterizedTest(name = "{0}, trust-proxy: {1}")
	@CsvSource({ "SERVLET, 10.0.0.0/8, 127.0.0.1, http", "REACTIVE, 10.0.0.0/8, 127.0.0.1, http",
			"SERVLET, 127.0.0.1, 203.0.113.7, https", "REACTIVE, 127.0.0.1, 203.0.113.7, https" })
	void spanSaysWhatTheApplicationSees(WebApplicationType type, String trusted, String client, String scheme) {
		try (ConfigurableApplicationContext context = start(type, "--trust-proxy=" + trusted)) {
			int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			for (String path : new String[] { "/client", "/unknown", "/fail" }) {
				get(port, path);
				assertThat(span(context)).containsEntry("client.address", client)
					.containsEntry("network.peer.address", "127.0.0.1")
					.containsEntry("url.scheme", scheme)
					.containsEntry("server.address", scheme.equals("https") ? "evil.example" : "127.0.0.1")
					.containsEntry("server.port", scheme.equals("https") ? 443L : (long) port);
			}
		}
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, String... arguments) {
		return new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "management.tracing.sampling.probability=1",
					"management.otlp.metrics.export.enabled=false",
					"management.opentelemetry.tracing.export.schedule-delay=50ms")
			.run(arguments);
	}

	private static void get(int port, String path) {
		RestTestClient.bindToServer()
			.baseUrl("http://127.0.0.1:" + port)
			.build()
			.get()
			.uri(path)
			.header("X-Forwarded-For", "6.6.6.6, 203.0.113.7")
			.header("X-Forwarded-Host", "evil.example")
			.header("X-Forwarded-Proto", "https")
			.exchange();
	}

	/**
	 * Spans are exported some time after their end.
	 */
	private static Map<String, Object> span(ConfigurableApplicationContext context) {
		InMemorySpanExporter exporter = context.getBean(InMemorySpanExporter.class);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(exporter.getFinishedSpanItems()).isNotEmpty());
		SpanData span = exporter.getFinishedSpanItems().get(0);
		exporter.reset();
		Map<String, Object> attributes = new LinkedHashMap<>();
		span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
		return attributes;
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(ClientController.class)
	static class Application {

		@Bean
		InMemorySpanExporter spanExporter() {
			return InMemorySpanExporter.create();
		}

	}

	@RestController
	static class ClientController {

		@GetMapping("/client")
		String client() {
			return "client";
		}

		@GetMapping("/fail")
		String fail() {
			throw new IllegalStateException("As the test wants it");
		}

	}

}
