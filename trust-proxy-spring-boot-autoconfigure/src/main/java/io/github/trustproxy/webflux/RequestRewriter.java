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

import java.net.URI;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Origin;
import io.github.trustproxy.RequestTrace;
import io.github.trustproxy.ShownRequest;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.address.HostAndPort;
import io.github.trustproxy.explain.Explanation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/**
 * Rewrites requests, once each of them.
 */
final class RequestRewriter {

	private static final Log explanations = LogFactory.getLog(Explanation.LOGGER);

	private final TrustProxy trustProxy;

	private final ServerHttpRequestReader reader;

	/**
	 * Create a rewriter.
	 * @param trustProxy decides
	 */
	RequestRewriter(TrustProxy trustProxy) {
		this.trustProxy = trustProxy;
		this.reader = new ServerHttpRequestReader(trustProxy);
	}

	/**
	 * Return the request as the application is to see it.
	 * @param request the request, as the server received it or rewritten already
	 * @return another request, or the given one if it already shows the truth
	 */
	ServerHttpRequest rewrite(ServerHttpRequest request) {
		if (RewrittenServerHttpRequest.find(request) != null) {
			return request;
		}
		DecidedRequest<?> decided = decidedAtDoor(request);
		if (isRewritten(request, decided)) {
			return request;
		}
		return RewrittenServerHttpRequest.of(request,
				(decided != null) ? decided : this.trustProxy.receive(request, this.reader));
	}

	/**
	 * A request that the server made is not asked for the address of a peer that has
	 * none: WebFlux on Jetty answers with an exception.
	 */
	private static boolean isRewritten(ServerHttpRequest request, @Nullable DecidedRequest<?> decidedAtDoor) {
		boolean askable = decidedAtDoor == null || decidedAtDoor.isClientKnown()
				|| request instanceof ServerHttpRequestDecorator;
		return askable && RewrittenServerHttpRequest.decidedAbout(request) != null;
	}

	/**
	 * Return the decision about a request.
	 * @param request the request, as the server received it or rewritten already
	 * @return the decision
	 */
	DecidedRequest<?> decide(ServerHttpRequest request) {
		RewrittenServerHttpRequest rewritten = RewrittenServerHttpRequest.find(request);
		DecidedRequest<?> decided = (rewritten != null) ? rewritten.decided() : decidedAtDoor(request);
		if (decided == null) {
			decided = RewrittenServerHttpRequest.decidedAbout(request);
		}
		return (decided != null) ? decided : this.trustProxy.receive(request, this.reader);
	}

	/**
	 * Return what the application sees of a request.
	 * @param request the request, as the server received it or rewritten already
	 * @param decided what was decided about it
	 */
	static ShownRequest shown(ServerHttpRequest request, DecidedRequest<?> decided) {
		ServerHttpRequest shown = (RewrittenServerHttpRequest.decidedAbout(request) != null) ? request
				: RewrittenServerHttpRequest.of(request, decided);
		URI uri = shown.getURI();
		String scheme = (uri.getScheme() != null) ? uri.getScheme() : "http";
		// A URI does not know hosts with an underscore
		HostAndPort authority = (uri.getRawAuthority() != null) ? HostAndPort.parse(uri.getRawAuthority()) : null;
		int port = (authority != null) ? authority.port() : -1;
		return new ShownRequest(decided.client(), scheme, (authority != null) ? authority.host() : null,
				(port >= 0) ? port : Origin.defaultPort(scheme));
	}

	/**
	 * Tell listeners, and the log, of a request when it comes in.
	 * @param request the request as the application is to see it
	 * @param decided what was decided about it
	 */
	static void announce(ServerHttpRequest request, DecidedRequest<?> decided) {
		if (!decided.announce()) {
			return;
		}
		RequestTrace trace = decided.isShown() ? null : decided.trustProxy().currentTrace();
		if (trace != null) {
			trace.write(shown(request, decided));
		}
		if (explanations.isTraceEnabled()) {
			explanations.trace(Explanation.of(decided));
		}
	}

	private @Nullable DecidedRequest<?> decidedAtDoor(ServerHttpRequest request) {
		Object received = received(this.trustProxy, request);
		return (received != null) ? this.trustProxy.decidedAtDoor(received) : null;
	}

	/**
	 * Return the request of the server, if it has a door.
	 */
	static @Nullable Object received(TrustProxy trustProxy, ServerHttpRequest request) {
		if (!trustProxy.hasDoors()) {
			return null;
		}
		try {
			return ServerHttpRequestDecorator.getNativeRequest(request);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			// A request of a test, which has no server
			return null;
		}
	}

}
