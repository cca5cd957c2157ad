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

import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.tracing.ClientObservationFilter;
import io.github.trustproxy.tracing.CurrentSpan;
import io.github.trustproxy.tracing.SpanObservationFilter;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.opentelemetry.api.trace.Span;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * {@link AutoConfiguration Auto-configuration} that tells observations and traces of
 * requests what the application sees.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TrustProxyAutoConfiguration.class)
@ConditionalOnWebApplication
@Conditional(OnTrustCondition.class)
public final class TrustProxyObservationAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Span.class)
	@ConditionalOnBooleanProperty(name = "trust-proxy.observations.traces", matchIfMissing = true)
	static class OpenTelemetry {

		@Bean
		CurrentSpan requestTracer() {
			return new CurrentSpan();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ HttpServletRequest.class, ServerRequestObservationContext.class, ObservationFilter.class })
	static class Servlet {

		@Bean
		@ConditionalOnBooleanProperty("trust-proxy.observations.client-address")
		ObservationFilter clientAddressObservationFilter(ObjectProvider<TrustProxy> trustProxy) {
			return ClientObservationFilter
				.ofAddress(new io.github.trustproxy.servlet.ObservedRequests(trustProxy::getObject));
		}

		@Bean
		@ConditionalOnBooleanProperty("trust-proxy.observations.client-key")
		ObservationFilter clientKeyObservationFilter(ObjectProvider<TrustProxy> trustProxy) {
			return ClientObservationFilter
				.ofKey(new io.github.trustproxy.servlet.ObservedRequests(trustProxy::getObject));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ HttpServletRequest.class, ServerRequestObservationContext.class, ObservationFilter.class,
			TracingObservationHandler.class, Span.class })
	@ConditionalOnBooleanProperty(name = "trust-proxy.observations.traces", matchIfMissing = true)
	static class ServletTraces {

		@Bean
		SpanObservationFilter spanObservationFilter(ObjectProvider<TrustProxy> trustProxy) {
			return new SpanObservationFilter(new io.github.trustproxy.servlet.ObservedRequests(trustProxy::getObject));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(ObservationFilter.class)
	static class WebFlux {

		@Bean
		@ConditionalOnBooleanProperty("trust-proxy.observations.client-address")
		ObservationFilter clientAddressObservationFilter(ObjectProvider<TrustProxy> trustProxy) {
			return ClientObservationFilter
				.ofAddress(new io.github.trustproxy.webflux.ObservedRequests(trustProxy::getObject));
		}

		@Bean
		@ConditionalOnBooleanProperty("trust-proxy.observations.client-key")
		ObservationFilter clientKeyObservationFilter(ObjectProvider<TrustProxy> trustProxy) {
			return ClientObservationFilter
				.ofKey(new io.github.trustproxy.webflux.ObservedRequests(trustProxy::getObject));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass({ ObservationFilter.class, TracingObservationHandler.class, Span.class })
	@ConditionalOnBooleanProperty(name = "trust-proxy.observations.traces", matchIfMissing = true)
	static class WebFluxTraces {

		@Bean
		SpanObservationFilter spanObservationFilter(ObjectProvider<TrustProxy> trustProxy) {
			return new SpanObservationFilter(new io.github.trustproxy.webflux.ObservedRequests(trustProxy::getObject));
		}

	}

}
