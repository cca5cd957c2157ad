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
import io.github.trustproxy.Decision;
import io.github.trustproxy.Origin;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells a Tomcat without a door, as under a WAR file, what it cannot see, because a
 * wrapper of a request is visible to the application only. Tomcat has these request
 * attributes for its own filter; to other servers they mean nothing.
 */
final class TomcatAttributes {

	/**
	 * The truth about the connection: the {@code Secure} flag of the session cookie
	 * depends on it (CVE-2023-28708).
	 */
	private static final String SECURE = "org.apache.catalina.filters.RemoteIpFilter.secure";

	/**
	 * What an access log shows if its {@code requestAttributesEnabled} is set.
	 */
	private static final String LOGGED_ADDRESS = "org.apache.catalina.AccessLog.RemoteAddr";

	private static final String LOGGED_HOST = "org.apache.catalina.AccessLog.RemoteHost";

	private static final String LOGGED_SERVER_NAME = "org.apache.catalina.AccessLog.ServerName";

	private static final String LOGGED_SERVER_PORT = "org.apache.catalina.AccessLog.ServerPort";

	private TomcatAttributes() {
	}

	/**
	 * Set the attributes.
	 * @param request the request as the server received it
	 * @param decision what was decided about it
	 */
	static void set(HttpServletRequest request, Decision decision) {
		Origin origin = decision.origin();
		String scheme = origin.scheme();
		if (scheme != null && "https".equals(scheme) != request.isSecure()) {
			request.setAttribute(SECURE, !request.isSecure());
		}
		ClientAddress client = decision.client();
		if (client.distance() > 0) {
			request.setAttribute(LOGGED_ADDRESS, client.ip());
			request.setAttribute(LOGGED_HOST, client.ip());
		}
		if (origin.host() != null) {
			request.setAttribute(LOGGED_SERVER_NAME, origin.host());
		}
		if (origin.port() >= 0) {
			request.setAttribute(LOGGED_SERVER_PORT, origin.port());
		}
	}

}
