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
import java.net.SocketAddress;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.TrustProxy;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.component.ContainerLifeCycle;

/**
 * Lets Jetty's access log show the client, as in <code>%{client}a</code>. The peer is
 * still there, as <code>%{remote}a</code>.
 */
public final class TrustProxyRequestLog extends ContainerLifeCycle implements RequestLog {

	private final TrustProxy trustProxy;

	private final RequestLog log;

	private final JettyRequestReader reader = new JettyRequestReader();

	/**
	 * Create a log.
	 * @param trustProxy decides
	 * @param log writes the entries. It starts and stops with this one.
	 */
	public TrustProxyRequestLog(TrustProxy trustProxy, RequestLog log) {
		this.trustProxy = trustProxy;
		this.log = log;
		installBean(log);
	}

	@Override
	public void log(Request request, Response response) {
		ClientAddress client = this.trustProxy.decide(request, this.reader).client();
		this.log.log(client.isKnown() ? new RequestOfClient(request, client) : request, response);
	}

	/**
	 * A request on a connection that seems to come from the client.
	 */
	private static final class RequestOfClient extends Request.Wrapper {

		private final ConnectionMetaData connection;

		RequestOfClient(Request request, ClientAddress client) {
			super(request);
			InetSocketAddress address = new InetSocketAddress(client.address(), client.port());
			this.connection = new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {

				@Override
				public SocketAddress getRemoteSocketAddress() {
					return address;
				}

			};
		}

		@Override
		public ConnectionMetaData getConnectionMetaData() {
			return this.connection;
		}

	}

}
