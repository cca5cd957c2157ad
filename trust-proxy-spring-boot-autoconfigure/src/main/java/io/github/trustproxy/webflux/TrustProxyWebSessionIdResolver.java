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

import java.util.List;

import io.github.trustproxy.Decision;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.session.WebSessionIdResolver;

/**
 * Shows the resolver of session ids the request as the client sent it. Sessions belong to
 * the exchange that the server made, so that without it a session cookie would get its
 * {@code Secure} flag from the connection of the proxy.
 */
public final class TrustProxyWebSessionIdResolver implements WebSessionIdResolver {

	private final WebSessionIdResolver delegate;

	/**
	 * Create a resolver.
	 * @param delegate resolves the ids
	 */
	public TrustProxyWebSessionIdResolver(WebSessionIdResolver delegate) {
		this.delegate = delegate;
	}

	@Override
	public List<String> resolveSessionIds(ServerWebExchange exchange) {
		return this.delegate.resolveSessionIds(rewritten(exchange));
	}

	@Override
	public void setSessionId(ServerWebExchange exchange, String sessionId) {
		this.delegate.setSessionId(rewritten(exchange), sessionId);
	}

	@Override
	public void expireSession(ServerWebExchange exchange) {
		this.delegate.expireSession(rewritten(exchange));
	}

	private static ServerWebExchange rewritten(ServerWebExchange exchange) {
		return (exchange.getAttribute(Decision.ATTRIBUTE) instanceof Decision decision)
				? RewrittenExchange.of(exchange, decision) : exchange;
	}

}
