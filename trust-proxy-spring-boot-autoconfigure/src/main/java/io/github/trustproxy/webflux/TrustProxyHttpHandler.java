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
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

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

	private final boolean announcing;

	private TrustProxyHttpHandler(TrustProxy trustProxy, HttpHandler delegate, boolean announcing) {
		this.rewriter = new RequestRewriter(trustProxy);
		this.delegate = delegate;
		this.announcing = announcing;
	}

	/**
	 * Return a handler that rewrites requests, before a {@link TrustProxyWebFilter} that
	 * tells listeners of them or instead of it.
	 * @param trustProxy decides
	 * @param delegate handles the rewritten request
	 * @return the given handler if it rewrites already
	 */
	public static HttpHandler decorate(TrustProxy trustProxy, HttpHandler delegate) {
		return (delegate instanceof TrustProxyHttpHandler) ? delegate
				: new TrustProxyHttpHandler(trustProxy, delegate, false);
	}

	/**
	 * Let the handler do alone what there is to do: WebFlux allocates for a filter half
	 * as much as all the rest takes. One that refuses requests stays, because only behind
	 * it are they answered as the application answers errors.
	 * @param builder builds the handler
	 * @param trustProxy decides
	 */
	public static void replaceFilter(WebHttpHandlerBuilder builder, TrustProxy trustProxy) {
		builder.filters((filters) -> {
			if (filters.removeIf((filter) -> filter instanceof TrustProxyWebFilter own && !own.rejects())) {
				builder.httpHandlerDecorator((handler) -> new TrustProxyHttpHandler(trustProxy, handler, true));
			}
		});
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		ServerHttpRequest rewritten = this.rewriter.rewrite(request);
		if (this.announcing) {
			RequestRewriter.announce(rewritten, this.rewriter.decide(rewritten));
		}
		return this.delegate.handle(rewritten, response);
	}

}
