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

import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.explain.Explanation;
import io.github.trustproxy.explain.RequestExplainer;

import org.springframework.web.server.ServerWebExchange;

/**
 * The {@link RequestExplainer} of WebFlux applications.
 *
 * @since 0.1.0
 */
public final class WebFluxRequestExplainer implements RequestExplainer<ServerWebExchange> {

	private final WebFluxClientAddressResolver resolver;

	/**
	 * Create an explainer.
	 * @param trustProxy decides
	 */
	public WebFluxRequestExplainer(TrustProxy trustProxy) {
		this.resolver = new WebFluxClientAddressResolver(trustProxy);
	}

	@Override
	public Explanation explain(ServerWebExchange exchange) {
		return Explanation.of(this.resolver.decide(exchange));
	}

}
