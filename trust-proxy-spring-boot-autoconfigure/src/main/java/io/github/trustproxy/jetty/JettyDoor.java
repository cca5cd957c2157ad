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

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Door;
import io.github.trustproxy.RequestTrace;
import io.github.trustproxy.TrustProxy;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Where an embedded Jetty lets us in: the first handler of the server. What stands in
 * front of it, such as an agent that observes the server, sees the request as it was
 * received.
 *
 * @since 0.1.0
 */
public final class JettyDoor extends Handler.Wrapper {

	private final TrustProxy trustProxy;

	private JettyDoor(TrustProxy trustProxy, Handler handler) {
		super(handler);
		this.trustProxy = trustProxy;
	}

	/**
	 * Let all requests to a server in through a door, and show them so in its access log.
	 * @param server a server with its handler and log
	 * @param trustProxy decides about the requests
	 */
	public static void install(Server server, TrustProxy trustProxy) {
		server.setHandler(new JettyDoor(trustProxy, server.getHandler()));
		RequestLog log = server.getRequestLog();
		if (log != null) {
			server.setRequestLog(new TrustProxyRequestLog(trustProxy, log));
		}
	}

	/**
	 * Return the door as others find it.
	 * @return finds what was decided about requests of Jetty's core
	 */
	public static Door door() {
		return new FoundDoor();
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		JettyRequest shown = JettyRequest.of(request, this.trustProxy);
		RequestTrace trace = this.trustProxy.currentTrace();
		if (trace != null) {
			trace.write(shown.shown());
		}
		return super.handle(shown, response, callback);
	}

	/**
	 * The door as others find it.
	 */
	private static final class FoundDoor implements Door {

		@Override
		public @Nullable DecidedRequest<?> find(Object request) {
			return (request instanceof Request jettyRequest)
					? DecidedRequest.of(jettyRequest.getAttribute(DecidedRequest.ATTRIBUTE)) : null;
		}

	}

}
