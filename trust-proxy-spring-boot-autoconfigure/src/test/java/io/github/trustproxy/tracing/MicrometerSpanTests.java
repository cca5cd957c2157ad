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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.RawConnection;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.servlet.DispatcherType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.ServerHttpObservationFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the spans say that Micrometer makes of the observations of requests, as with
 * Boot's starter for OpenTelemetry.
 */
@EveryServer
class MicrometerSpanTests extends AbstractApplicationTests {

	private static final String[] FORGED = { "X-Forwarded-For: 6.6.6.6, 203.0.113.7", "X-Forwarded-Host: evil.example",
			"X-Forwarded-Proto: https" };

	MicrometerSpanTests(ServerStack stack) {
		super(stack);
	}

	private Application traced(String... properties) {
		return application(Tracing.class, properties);
	}

	@Test
	void spanOfAStrangerSaysWhatTheApplicationSees() throws IOException {
		Application application = traced("trust-proxy=127.0.0.9");
		for (String path : new String[] { "/whoami", "/unknown", "/fail" }) {
			application.get(path, FORGED);
			assertThat(span(application)).containsEntry("client.address", "127.0.0.1")
				.containsEntry("network.peer.address", "127.0.0.1")
				.containsEntry("url.scheme", "http")
				.containsEntry("server.address", "app.internal")
				.containsEntry("server.port", 8080L);
		}
	}

	@Test
	void spanOfAForwardedRequestSaysWhatTheApplicationSees() throws IOException {
		Application application = traced("trust-proxy=127.0.0.9");
		for (String path : new String[] { "/whoami", "/unknown", "/fail" }) {
			try (RawConnection connection = application.connectFrom("127.0.0.9")) {
				connection.exchange(Application.request(path, FORGED));
			}
			assertThat(span(application)).containsEntry("client.address", "203.0.113.7")
				.containsEntry("network.peer.address", "127.0.0.9")
				.containsEntry("url.scheme", "https")
				.containsEntry("server.address", "evil.example")
				.containsEntry("server.port", 443L);
		}
	}

	@Test
	void spanIsLeftAloneWhereThatIsAskedFor() throws IOException {
		Application application = traced("trust-proxy=127.0.0.9", "trust-proxy.observations.traces=false");
		application.get("/whoami", FORGED);
		assertThat(span(application)).doesNotContainKeys("client.address", "network.peer.address");
	}

	@Test
	void requestThatIsNotSampledIsAnswered() throws IOException {
		Application application = traced("trust-proxy=127.0.0.9", "sampled=false");
		assertThat(Application.whoAmI(application.get("/whoami", FORGED)).ip()).isEqualTo("127.0.0.1");
		assertThat(application.context().getBean(InMemorySpanExporter.class).getFinishedSpanItems()).isEmpty();
	}

	@Test
	void observationHasTheAddressAndTheKeyWhereTheyAreAskedFor() throws IOException {
		Application application = traced("trust-proxy=127.0.0.1", "trust-proxy.observations.traces=false",
				"trust-proxy.observations.client-address=true", "trust-proxy.observations.client-key=true");
		application.get("/whoami", "X-Forwarded-For: 2001:db8:0:1::7");
		assertThat(span(application)).containsEntry("client.address", "2001:db8:0:1::7")
			.containsEntry("client.key", "2001:db8:0:1::/64");
	}

	/**
	 * The span ends after the response.
	 */
	private static Map<String, Object> span(Application application) {
		InMemorySpanExporter exporter = application.context().getBean(InMemorySpanExporter.class);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(exporter.getFinishedSpanItems()).isNotEmpty());
		SpanData span = exporter.getFinishedSpanItems().get(0);
		exporter.reset();
		Map<String, Object> attributes = new HashMap<>();
		span.getAttributes().forEach((key, value) -> attributes.put(((AttributeKey<?>) key).getKey(), value));
		return attributes;
	}

	@Configuration(proxyBeanMethods = false)
	static class Tracing {

		@Bean
		InMemorySpanExporter spanExporter() {
			return InMemorySpanExporter.create();
		}

		@Bean
		ObservationRegistry observationRegistry(InMemorySpanExporter exporter, Environment environment,
				ObjectProvider<ObservationFilter> filters) {
			boolean sampled = environment.getProperty("sampled", Boolean.class, true);
			SdkTracerProvider provider = SdkTracerProvider.builder()
				.setSampler(sampled ? Sampler.alwaysOn() : Sampler.alwaysOff())
				.addSpanProcessor(SimpleSpanProcessor.create(exporter))
				.build();
			OtelTracer tracer = new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), (event) -> {
			});
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
			filters.orderedStream().forEach(registry.observationConfig()::observationFilter);
			return registry;
		}

		/**
		 * WebFlux finds the registry by itself.
		 */
		@Bean
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
		FilterRegistrationBean<ServerHttpObservationFilter> observationFilter(ObservationRegistry registry) {
			FilterRegistrationBean<ServerHttpObservationFilter> registration = new FilterRegistrationBean<>(
					new ServerHttpObservationFilter(registry));
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
			return registration;
		}

	}

}
