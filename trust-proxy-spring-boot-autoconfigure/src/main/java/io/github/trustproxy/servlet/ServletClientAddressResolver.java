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

package io.github.trustproxy.servlet;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.ClientAddressResolver;
import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Decision;
import io.github.trustproxy.Origin;
import io.github.trustproxy.ShownRequest;
import io.github.trustproxy.TrustProxy;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The {@link ClientAddressResolver} of servlet applications. The decision is kept in an
 * attribute of the request: dispatches hand out other request objects, but the attributes
 * stay.
 *
 * @since 0.1.0
 */
public final class ServletClientAddressResolver implements ClientAddressResolver<HttpServletRequest> {

	private final TrustProxy trustProxy;

	private final ServletRequestReader reader = new ServletRequestReader();

	/**
	 * Create a resolver.
	 * @param trustProxy decides
	 */
	public ServletClientAddressResolver(TrustProxy trustProxy) {
		this.trustProxy = trustProxy;
	}

	@Override
	public ClientAddress resolve(HttpServletRequest request) {
		return decide(request).client();
	}

	DecidedRequest<?> decide(HttpServletRequest request) {
		DecidedRequest<?> known = known(request);
		return (known != null) ? known : keep(request, this.trustProxy.receive(request, this.reader));
	}

	/**
	 * Return what the application sees of a request.
	 * @param request the request, as the server received it or rewritten already
	 */
	ShownRequest shown(HttpServletRequest request) {
		Decision decision = decide(request);
		Origin origin = decision.origin();
		return new ShownRequest(decision.client(), (origin.scheme() != null) ? origin.scheme() : request.getScheme(),
				(origin.host() != null) ? origin.host() : request.getServerName(),
				(origin.port() >= 0) ? origin.port() : request.getServerPort());
	}

	private static @Nullable DecidedRequest<?> known(HttpServletRequest request) {
		return DecidedRequest.of(request.getAttribute(DecidedRequest.ATTRIBUTE));
	}

	private static DecidedRequest<?> keep(HttpServletRequest request, DecidedRequest<?> decided) {
		request.setAttribute(DecidedRequest.ATTRIBUTE, decided);
		return decided;
	}

}
