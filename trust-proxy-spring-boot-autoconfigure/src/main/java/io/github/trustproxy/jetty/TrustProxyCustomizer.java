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

package io.github.trustproxy.jetty;

import java.net.InetSocketAddress;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.Decision;
import io.github.trustproxy.TrustProxy;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Tells Jetty whether the client's connection is secure, as far as trusted proxies
 * forwarded it, and WebSocket sessions the client's address. Jetty makes session cookies
 * without asking the request that the application sees, so the {@code Secure} flag would
 * be missing behind a proxy that terminates TLS (CVE-2023-28708 is the same in Tomcat).
 * Nothing else of the request is changed here.
 */
public final class TrustProxyCustomizer implements HttpConfiguration.Customizer {

	private final TrustProxy trustProxy;

	private final JettyRequestReader reader = new JettyRequestReader();

	/**
	 * Create a customizer.
	 * @param trustProxy decides
	 */
	public TrustProxyCustomizer(TrustProxy trustProxy) {
		this.trustProxy = trustProxy;
	}

	@Override
	public Request customize(Request request, HttpFields.Mutable responseHeaders) {
		Decision decision = this.trustProxy.decideIfNeeded(request, this.reader);
		if (decision == null) {
			return request;
		}
		// For the filter, which sees the attributes of this request
		request.setAttribute(Decision.ATTRIBUTE, decision);
		String scheme = decision.origin().scheme();
		boolean secure = "https".equals(scheme);
		Request customized = (scheme != null && secure != request.getConnectionMetaData().isSecure())
				? new RequestWithSecurity(request, secure) : request;
		ClientAddress client = decision.client();
		return (client.isKnown() && WebSocketHandshake.isRequestedBy(request))
				? new WebSocketHandshake(customized, new InetSocketAddress(client.address(), client.port()))
				: customized;
	}

	/**
	 * A request on a connection that is, or is not, secure.
	 */
	private static final class RequestWithSecurity extends Request.Wrapper {

		private final boolean secure;

		private final ConnectionMetaData connection;

		RequestWithSecurity(Request request, boolean secure) {
			super(request);
			this.secure = secure;
			this.connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {

				@Override
				public boolean isSecure() {
					return secure;
				}

			};
		}

		/**
		 * Asked for the cookie of a new session, or of one with a new id.
		 */
		@Override
		public boolean isSecure() {
			return this.secure;
		}

		/**
		 * Asked for the cookie of a new session after a reset of the response.
		 */
		@Override
		public ConnectionMetaData getConnectionMetaData() {
			return this.connection;
		}

	}

}
