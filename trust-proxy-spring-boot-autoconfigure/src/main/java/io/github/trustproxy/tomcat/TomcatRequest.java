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

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Decision;
import io.github.trustproxy.Origin;
import io.github.trustproxy.RequestTrace;
import io.github.trustproxy.ShownRequest;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.certificate.ForwardedCertificate;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/**
 * A request of Tomcat that shows what was decided about it. Below it, in Tomcat's
 * connector, everything stays as it was received. Tomcat uses its requests again.
 */
final class TomcatRequest extends Request {

	private static final TomcatRequestReader reader = new TomcatRequestReader();

	private final boolean unix;

	private @Nullable DecidedRequest<TomcatRequest> decided;

	private @Nullable RequestTrace trace;

	/** Whether a valve or a filter knows the certificate of the client. */
	private boolean certificateSet;

	/** Whether the end of an asynchronous request is waited for. */
	private boolean endAwaited;

	/** Whether the listeners of an asynchronous request are told of its end. */
	private volatile boolean ending;

	private TomcatRequest(Connector connector, org.apache.coyote.Request received, boolean unix) {
		super(connector, received);
		this.unix = unix;
	}

	/**
	 * Create a request. Here, so that the first request loads this class, and not the
	 * start.
	 * @param connector the connector that receives it
	 * @param received the request as the connector receives it
	 * @param response the response to it
	 * @param unix whether the connector listens on a Unix domain socket
	 */
	static TomcatRequest create(Connector connector, org.apache.coyote.Request received, Response response,
			boolean unix) {
		TomcatRequest request = new TomcatRequest(connector, received, unix);
		request.setResponse(response);
		response.setRequest(request);
		return request;
	}

	/**
	 * Return whether the request came in over a Unix domain socket. Tomcat says that the
	 * address of its other end is 127.0.0.1.
	 */
	boolean isOnUnixSocket() {
		return this.unix;
	}

	/**
	 * Decide, once for each request: a RewriteValve lets the same one in again.
	 * @param trustProxy decides
	 */
	void decide(TrustProxy trustProxy) {
		if (this.decided == null) {
			this.decided = trustProxy.receiveAtDoor(this, reader);
			this.trace = trustProxy.currentTrace();
			if (this.trace != null) {
				this.trace.write(shown(this.decided));
			}
		}
	}

	/**
	 * Return what the application sees. Tomcat completes scheme and port later.
	 */
	private ShownRequest shown(Decision decision) {
		String scheme = (decision.origin().scheme() != null) ? decision.origin().scheme() : reader.scheme(this);
		int port = getServerPort();
		return new ShownRequest(decision.client(), scheme, getServerName(),
				(port > 0) ? port : Origin.defaultPort(scheme));
	}

	@Override
	public void recycle() {
		this.decided = null;
		this.trace = null;
		this.certificateSet = false;
		this.endAwaited = false;
		this.ending = false;
		super.recycle();
	}

	private Origin origin() {
		return (this.decided != null) ? this.decided.origin() : Origin.UNCHANGED;
	}

	/**
	 * OpenTelemetry's agent traces an asynchronous request until one of its listeners is
	 * told of the end, and then asks this request for the peer. Its listener is added
	 * where this method returns, so that a listener that is added here comes before it.
	 */
	@Override
	public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
		AsyncContext context = super.startAsync(request, response);
		if (this.trace != null && !this.endAwaited) {
			this.endAwaited = true;
			context.addListener(new EndListener());
		}
		return context;
	}

	private boolean isAskedForPeer() {
		return this.ending && this.trace != null && this.trace.isOpen();
	}

	/**
	 * The inherited method asks the socket only if nobody has set an address.
	 */
	@Override
	public String getRemoteAddr() {
		if (isAskedForPeer()) {
			return Objects.requireNonNullElse(reader.peerAddress(this), "");
		}
		if (this.remoteAddr == null && this.decided != null) {
			this.remoteAddr = this.decided.clientIp();
		}
		return super.getRemoteAddr();
	}

	/**
	 * The literal, also with {@code enableLookups}: the owner of an address chooses the
	 * name that DNS has for it.
	 */
	@Override
	public String getRemoteHost() {
		if (this.remoteHost == null && this.decided != null) {
			this.remoteHost = this.decided.clientIp();
		}
		return super.getRemoteHost();
	}

	@Override
	public int getRemotePort() {
		if (isAskedForPeer()) {
			return reader.peerPort(this);
		}
		if (this.remotePort == -1 && this.decided != null) {
			this.remotePort = this.decided.clientPort();
		}
		return super.getRemotePort();
	}

	@Override
	public String getScheme() {
		String scheme = origin().scheme();
		return (scheme != null) ? scheme : super.getScheme();
	}

	@Override
	public boolean isSecure() {
		String scheme = origin().scheme();
		return (scheme != null) ? "https".equals(scheme) : super.isSecure();
	}

	@Override
	public String getServerName() {
		String host = origin().host();
		return (host != null) ? host : super.getServerName();
	}

	@Override
	public int getServerPort() {
		int port = origin().port();
		return (port >= 0) ? port : super.getServerPort();
	}

	@Override
	public @Nullable String getHeader(String name) {
		return isHidden(name) ? null : super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		Enumeration<String> names = super.getHeaderNames();
		return (this.decided != null) ? this.decided.hiddenHeaders().visible(names) : names;
	}

	@Override
	public Map<String, String> getTrailerFields() {
		Map<String, String> visible = new LinkedHashMap<>(super.getTrailerFields());
		visible.keySet().removeIf(this::isHidden);
		return visible;
	}

	private boolean isHidden(@Nullable String name) {
		return this.decided != null && name != null && this.decided.hiddenHeaders().contains(name);
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		if (DecidedRequest.ATTRIBUTE.equals(name)) {
			return this.decided;
		}
		ForwardedCertificate certificate = (this.decided != null && !this.certificateSet
				&& Globals.CERTIFICATES_ATTR.equals(name)) ? this.decided.certificate() : null;
		return (certificate != null) ? certificate.chainOrNull() : super.getAttribute(name);
	}

	/**
	 * The connector sets its attributes elsewhere.
	 */
	@Override
	public void setAttribute(String name, @Nullable Object value) {
		super.setAttribute(name, value);
		if (Globals.CERTIFICATES_ATTR.equals(name)) {
			this.certificateSet = value != null;
		}
	}

	/**
	 * What can be seen again is what the connector knows: the certificate of the peer.
	 */
	@Override
	public void removeAttribute(String name) {
		super.removeAttribute(name);
		if (Globals.CERTIFICATES_ATTR.equals(name)) {
			this.certificateSet = false;
		}
	}

	/**
	 * Knows that other listeners are told of the end next.
	 */
	private final class EndListener implements AsyncListener {

		@Override
		public void onStartAsync(AsyncEvent event) {
			event.getAsyncContext().addListener(this);
		}

		@Override
		public void onComplete(AsyncEvent event) {
			TomcatRequest.this.ending = true;
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			TomcatRequest.this.ending = true;
		}

		@Override
		public void onError(AsyncEvent event) {
			TomcatRequest.this.ending = true;
		}

	}

}
