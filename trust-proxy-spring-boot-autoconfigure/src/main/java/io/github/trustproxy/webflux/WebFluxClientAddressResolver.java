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
import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.TrustProxy;

import org.springframework.web.server.ServerWebExchange;

/**
 * The {@link ClientAddressResolver} of WebFlux applications. The decision is kept in an
 * attribute of the exchange, which all decorators of an exchange share.
 *
 * @since 0.1.0
 */
public final class WebFluxClientAddressResolver implements ClientAddressResolver<ServerWebExchange> {

	private final RequestRewriter rewriter;

	/**
	 * Create a resolver.
	 * @param trustProxy decides
	 */
	public WebFluxClientAddressResolver(TrustProxy trustProxy) {
		this.rewriter = new RequestRewriter(trustProxy);
	}

	@Override
	public ClientAddress resolve(ServerWebExchange exchange) {
		return decide(exchange).client();
	}

	DecidedRequest<?> decide(ServerWebExchange exchange) {
		DecidedRequest<?> known = DecidedRequest.of(exchange.getAttribute(DecidedRequest.ATTRIBUTE));
		if (known != null) {
			return known;
		}
		DecidedRequest<?> decided = this.rewriter.decide(exchange.getRequest());
		exchange.getAttributes().put(DecidedRequest.ATTRIBUTE, decided);
		return decided;
	}

}
