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

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Door;
import io.github.trustproxy.TrustProxy;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Where an embedded Tomcat lets us in: between its connector and its container. A valve
 * would come too late, because Tomcat answers some requests without asking any: it
 * redirects to the root of a web application, answers {@code OPTIONS *}, and logs what it
 * refuses.
 *
 * @since 0.1.0
 */
public final class TomcatDoor extends CoyoteAdapter implements LifecycleListener {

	private final Connector connector;

	private final TrustProxy trustProxy;

	private boolean unix;

	private TomcatDoor(Connector connector, TrustProxy trustProxy) {
		super(connector);
		this.connector = connector;
		this.trustProxy = trustProxy;
	}

	/**
	 * Let all requests to a server in through a door.
	 * @param context a web application of the server, which has not started yet
	 * @param trustProxy decides about the requests
	 */
	public static void install(Context context, TrustProxy trustProxy) {
		Engine engine = (Engine) context.getParent().getParent();
		for (Connector connector : engine.getService().findConnectors()) {
			connector.addLifecycleListener(new TomcatDoor(connector, trustProxy));
		}
	}

	/**
	 * Return the door as others find it.
	 * @return finds what was decided about servlet requests
	 */
	public static Door door() {
		return new FoundDoor();
	}

	@Override
	public void lifecycleEvent(LifecycleEvent event) {
		if (Lifecycle.AFTER_INIT_EVENT.equals(event.getType())) {
			this.unix = this.connector.getProtocolHandler() instanceof AbstractHttp11Protocol
					&& this.connector.getProperty("unixDomainSocketPath") != null;
			this.connector.getProtocolHandler().setAdapter(this);
		}
	}

	@Override
	public void service(org.apache.coyote.Request received, org.apache.coyote.Response response) throws Exception {
		createObjects(received, response);
		super.service(received, response);
	}

	@Override
	public void log(org.apache.coyote.Request received, org.apache.coyote.Response response, long time) {
		createObjects(received, response);
		decide(received);
		super.log(received, response, time);
	}

	/**
	 * The inherited methods create them where there are none, which is so for the first
	 * request of a connection or stream.
	 */
	private void createObjects(org.apache.coyote.Request received, org.apache.coyote.Response coyoteResponse) {
		if (received.getNote(ADAPTER_NOTES) != null) {
			return;
		}
		Response response = this.connector.createResponse(coyoteResponse);
		received.setNote(ADAPTER_NOTES, TomcatRequest.create(this.connector, received, response, this.unix));
		coyoteResponse.setNote(ADAPTER_NOTES, response);
		received.getParameters().setQueryStringCharset(this.connector.getURICharset());
	}

	@Override
	protected boolean postParseRequest(org.apache.coyote.Request received, Request request,
			org.apache.coyote.Response coyoteResponse, Response response) throws IOException, ServletException {
		setScheme(received);
		decide(received);
		return super.postParseRequest(received, request, coyoteResponse, response);
	}

	private void decide(org.apache.coyote.Request received) {
		if (received.getNote(ADAPTER_NOTES) instanceof TomcatRequest request) {
			request.decide(this.trustProxy);
		}
	}

	/**
	 * The scheme is that of the connection. In HTTP/2, a client can write another one.
	 */
	private void setScheme(org.apache.coyote.Request received) {
		if (this.connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol
				&& !received.scheme().isNull()) {
			received.scheme().recycle();
			if (protocol.isSSLEnabled()) {
				received.scheme().setString("https");
			}
		}
	}

	/**
	 * The door as others find it.
	 */
	private static final class FoundDoor implements Door {

		@Override
		public @Nullable DecidedRequest<?> find(Object request) {
			return (request instanceof HttpServletRequest servletRequest)
					? DecidedRequest.of(servletRequest.getAttribute(DecidedRequest.ATTRIBUTE)) : null;
		}

	}

}
