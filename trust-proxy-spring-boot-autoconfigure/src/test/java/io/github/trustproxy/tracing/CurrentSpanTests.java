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

import java.net.InetSocketAddress;
import java.util.Map;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.RequestTrace;
import io.github.trustproxy.ShownRequest;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CurrentSpan}.
 */
class CurrentSpanTests {

	private final CurrentSpan tracer = new CurrentSpan();

	@Test
	void withoutASpanThereIsNoTrace() {
		assertThat(this.tracer.current()).isNull();
	}

	@Test
	void spanThatIsNotSampledIsNoTrace() {
		Span span = SdkTracerProvider.builder()
			.setSampler(Sampler.alwaysOff())
			.build()
			.get("test")
			.spanBuilder("GET")
			.startSpan();
		try (Scope scope = span.makeCurrent()) {
			assertThat(scope).isNotNull();
			assertThat(this.tracer.current()).isNull();
		}
	}

	@Test
	void traceIsOpenUntilTheSpanEnds() {
		InMemorySpanExporter exporter = InMemorySpanExporter.create();
		Span span = SdkTracerProvider.builder()
			.addSpanProcessor(SimpleSpanProcessor.create(exporter))
			.build()
			.get("test")
			.spanBuilder("GET")
			.setAttribute("client.address", "6.6.6.6")
			.startSpan();
		RequestTrace trace;
		try (Scope scope = span.makeCurrent()) {
			assertThat(scope).isNotNull();
			trace = this.tracer.current();
		}
		assertThat(trace).isNotNull();
		trace.write(new ShownRequest(ClientAddress.of(new InetSocketAddress("2001:db8:0:0:0:0:0:7", 1)), "https", null,
				443));
		assertThat(trace.isOpen()).isTrue();
		span.end();
		assertThat(trace.isOpen()).isFalse();
		assertThat(exporter.getFinishedSpanItems().get(0).getAttributes().asMap()).containsOnly(
				Map.entry(AttributeKey.stringKey("client.address"), "2001:db8::7"),
				Map.entry(AttributeKey.stringKey("network.peer.address"), "2001:db8::7"),
				Map.entry(AttributeKey.stringKey("url.scheme"), "https"),
				Map.entry(AttributeKey.longKey("server.port"), 443L));
	}

}
