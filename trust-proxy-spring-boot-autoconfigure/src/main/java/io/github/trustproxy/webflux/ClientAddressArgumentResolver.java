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

package io.github.trustproxy.webflux;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.ClientAddressResolver;

import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/**
 * Lets the methods of a WebFlux controller take a {@link ClientAddress}.
 *
 * @since 0.1.0
 */
public final class ClientAddressArgumentResolver implements SyncHandlerMethodArgumentResolver {

	private final ClientAddressResolver<ServerWebExchange> resolver;

	/**
	 * Create a resolver of arguments.
	 * @param resolver finds the client
	 */
	public ClientAddressArgumentResolver(ClientAddressResolver<ServerWebExchange> resolver) {
		this.resolver = resolver;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == ClientAddress.class;
	}

	@Override
	public ClientAddress resolveArgumentValue(MethodParameter parameter, BindingContext bindingContext,
			ServerWebExchange exchange) {
		return this.resolver.resolve(exchange);
	}

}
