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

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.MalformedHandling;
import io.github.trustproxy.TrustProxy;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Shows the application the request as the client sent it: with the client's address, and
 * with the scheme, host and port that it used, as far as trusted proxies forwarded them.
 * Has to run before any filter that looks at these. Where a {@link TrustProxyHttpHandler}
 * has rewritten the request, this filter only refuses what has to be rejected, and where
 * nothing is, the handler {@linkplain TrustProxyHttpHandler#replaceFilter replaces} it.
 *
 * @since 0.1.0
 */
public final class TrustProxyWebFilter implements WebFilter, Ordered {

	private final RequestRewriter rewriter;

	private final MalformedHandling malformed;

	/**
	 * Create a filter.
	 * @param trustProxy decides
	 * @param malformed what a malformed address does
	 */
	public TrustProxyWebFilter(TrustProxy trustProxy, MalformedHandling malformed) {
		this.rewriter = new RequestRewriter(trustProxy);
		this.malformed = malformed;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = this.rewriter.rewrite(exchange.getRequest());
		DecidedRequest<?> decided = this.rewriter.decide(request);
		RequestRewriter.announce(request, decided);
		exchange.getAttributes().put(DecidedRequest.ATTRIBUTE, decided);
		if (this.malformed.rejects(decided)) {
			// Answered as any other error of the application is
			return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
		}
		if (request == exchange.getRequest()) {
			return chain.filter(exchange);
		}
		if (request instanceof RewrittenServerHttpRequest rewritten) {
			rewritten.setAttributesSupplier(exchange::getAttributes);
		}
		return chain.filter(new RewrittenExchange(exchange, request));
	}

	/**
	 * Return whether it refuses requests.
	 */
	boolean rejects() {
		return this.malformed == MalformedHandling.REJECT;
	}

	/**
	 * WebFlux writes it into a text for each request, so that it is short.
	 */
	@Override
	public String toString() {
		return "TrustProxyWebFilter";
	}

}
