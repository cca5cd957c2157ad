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
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Shows all of WebFlux the request as the client sent it. What a
 * {@link TrustProxyWebFilter} does comes too late for observations, exception handlers
 * and sessions: they belong to the exchange as it was before any filter.
 *
 * @since 0.1.0
 */
public final class TrustProxyHttpHandler implements HttpHandler {

	private final RequestRewriter rewriter;

	private final HttpHandler delegate;

	/**
	 * Create a handler.
	 * @param trustProxy decides
	 * @param delegate handles the rewritten request
	 */
	public TrustProxyHttpHandler(TrustProxy trustProxy, HttpHandler delegate) {
		this.rewriter = new RequestRewriter(trustProxy);
		this.delegate = delegate;
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		return this.delegate.handle(this.rewriter.rewrite(request), response);
	}

}
