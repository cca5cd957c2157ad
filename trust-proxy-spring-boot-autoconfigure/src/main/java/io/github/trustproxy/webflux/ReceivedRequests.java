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

import io.github.trustproxy.Decision;
import io.github.trustproxy.Explanation;
import io.github.trustproxy.TrustProxy;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Tells listeners, and the log, of each request when it comes in.
 */
final class ReceivedRequests {

	private static final Log logger = LogFactory.getLog(Explanation.class);

	private final TrustProxy trustProxy;

	private final ServerHttpRequestReader reader;

	ReceivedRequests(TrustProxy trustProxy) {
		this.trustProxy = trustProxy;
		this.reader = new ServerHttpRequestReader(trustProxy);
	}

	/**
	 * Add a request.
	 * @param request the request, as the server received it or rewritten already
	 * @param decision what was decided about it, or {@code null} without a decision
	 */
	void add(ServerHttpRequest request, @Nullable Decision decision) {
		ServerHttpRequest received = RewrittenServerHttpRequest.received(request);
		this.trustProxy.received(received, this.reader, decision);
		if (logger.isTraceEnabled()) {
			logger.trace((decision != null) ? this.trustProxy.explain(decision, received, this.reader)
					: this.trustProxy.explain(received, this.reader));
		}
	}

}
