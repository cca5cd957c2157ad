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

package io.github.trustproxy.autoconfigure;

import io.github.trustproxy.RequestTrace;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.tracing.SpanObservationFilter;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.opentelemetry.api.trace.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrustProxyObservationAutoConfiguration}.
 */
class TrustProxyObservationAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TrustProxyAutoConfiguration.class,
				TrustProxyServletAutoConfiguration.class, TrustProxyObservationAutoConfiguration.class));

	@Test
	void spansAreWrittenUnlessThatIsSwitchedOff() {
		this.runner.withPropertyValues("trust-proxy.trust=loopback")
			.run((context) -> assertThat(context).hasSingleBean(RequestTrace.Finder.class)
				.hasSingleBean(SpanObservationFilter.class));
		this.runner.withPropertyValues("trust-proxy.trust=loopback", "trust-proxy.observations.traces=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RequestTrace.Finder.class)
				.doesNotHaveBean(ObservationFilter.class));
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(RequestTrace.Finder.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { Span.class, TracingObservationHandler.class, ObservationFilter.class })
	void whatIsNotOnTheClassPathIsNotNeeded(Class<?> missing) {
		this.runner.withClassLoader(new FilteredClassLoader(missing))
			.withPropertyValues("trust-proxy.trust=loopback")
			.run((context) -> {
				assertThat(context.getBean(TrustProxy.class).currentTrace()).isNull();
				assertThat(context).doesNotHaveBean("spanObservationFilter");
			});
	}

}
