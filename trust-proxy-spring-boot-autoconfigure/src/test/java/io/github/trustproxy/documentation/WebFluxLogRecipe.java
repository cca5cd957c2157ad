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

package io.github.trustproxy.documentation;

import io.github.trustproxy.ClientAddressResolver;
import io.micrometer.context.ContextRegistry;
import org.slf4j.MDC;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * The recipe for WebFlux, as the documentation shows it.
 */
@Configuration(proxyBeanMethods = false)
class WebFluxLogRecipe {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE + 1)
	WebFilter clientInLog(ClientAddressResolver<ServerWebExchange> resolver) {
		ContextRegistry.getInstance()
			.registerThreadLocalAccessor("client.address", () -> MDC.get("client.address"),
					(client) -> MDC.put("client.address", client), () -> MDC.remove("client.address"));
		return (exchange, chain) -> chain.filter(exchange)
			.contextWrite((context) -> context.put("client.address", resolver.resolve(exchange).ip()));
	}

}
