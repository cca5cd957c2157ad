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

import io.micrometer.observation.ObservationFilter;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.server.WebFilter;

/**
 * {@link AutoConfiguration Auto-configuration} that adds the address of the client to
 * observations, where somebody asks for it.
 */
@AutoConfiguration(after = TrustProxyAutoConfiguration.class)
@ConditionalOnClass(ObservationFilter.class)
@ConditionalOnBooleanProperty("trust-proxy.observations.client-address")
@Conditional(OnTrustCondition.class)
public final class TrustProxyObservationAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ HttpServletRequest.class, ServerRequestObservationContext.class })
	static class Servlet {

		@Bean
		@ConditionalOnMissingBean
		io.github.trustproxy.servlet.ClientAddressObservationFilter clientAddressObservationFilter() {
			return new io.github.trustproxy.servlet.ClientAddressObservationFilter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(WebFilter.class)
	static class WebFlux {

		@Bean
		@ConditionalOnMissingBean
		io.github.trustproxy.webflux.ClientAddressObservationFilter clientAddressObservationFilter() {
			return new io.github.trustproxy.webflux.ClientAddressObservationFilter();
		}

	}

}
