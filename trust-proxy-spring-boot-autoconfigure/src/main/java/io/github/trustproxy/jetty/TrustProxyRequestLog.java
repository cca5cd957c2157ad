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

import io.github.trustproxy.TrustProxy;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.component.ContainerLifeCycle;

/**
 * Lets Jetty's access log show what was decided about a request, also about one that
 * Jetty refused before it came to the {@link JettyDoor}. The peer is still there, as
 * <code>%{remote}a</code>.
 */
final class TrustProxyRequestLog extends ContainerLifeCycle implements RequestLog {

	private final TrustProxy trustProxy;

	private final RequestLog log;

	/**
	 * Create a log.
	 * @param trustProxy decides
	 * @param log writes the entries. It starts and stops with this one.
	 */
	TrustProxyRequestLog(TrustProxy trustProxy, RequestLog log) {
		this.trustProxy = trustProxy;
		this.log = log;
		installBean(log);
	}

	@Override
	public void log(Request request, Response response) {
		this.log.log(JettyRequest.of(request, this.trustProxy), response);
	}

}
