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

package io.github.trustproxy.tomcat;

import java.io.IOException;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.Decision;
import io.github.trustproxy.Origin;
import io.github.trustproxy.TrustProxy;
import jakarta.servlet.ServletException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Lets the access logs that stand behind it in Tomcat's pipeline show the client, if
 * their {@code requestAttributesEnabled} is set. It writes no log of its own. For
 * applications whose filter cannot set attributes of Tomcat's request, such as those with
 * WebFlux.
 */
public final class TrustProxyAccessLog extends ValveBase implements AccessLog {

	private final TrustProxy trustProxy;

	private final TomcatRequestReader reader = new TomcatRequestReader();

	/**
	 * Create an access log.
	 * @param trustProxy decides
	 */
	public TrustProxyAccessLog(TrustProxy trustProxy) {
		super(true);
		this.trustProxy = trustProxy;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
	}

	@Override
	public void log(Request request, Response response, long time) {
		Decision decision = this.trustProxy.decide(request, this.reader);
		ClientAddress client = decision.client();
		if (client.isKnown()) {
			request.setAttribute(REMOTE_ADDR_ATTRIBUTE, client.ip());
			request.setAttribute(REMOTE_HOST_ATTRIBUTE, client.ip());
		}
		Origin origin = decision.origin();
		if (origin.host() != null) {
			request.setAttribute(SERVER_NAME_ATTRIBUTE, origin.host());
		}
		if (origin.port() >= 0) {
			request.setAttribute(SERVER_PORT_ATTRIBUTE, origin.port());
		}
	}

	@Override
	public void setRequestAttributesEnabled(boolean requestAttributesEnabled) {
		// They are what this class is for
	}

	@Override
	public boolean getRequestAttributesEnabled() {
		return true;
	}

}
