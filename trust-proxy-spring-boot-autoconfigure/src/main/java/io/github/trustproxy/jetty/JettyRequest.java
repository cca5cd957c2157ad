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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Origin;
import io.github.trustproxy.ShownRequest;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.address.HostAndPort;
import io.github.trustproxy.certificate.ForwardedCertificate;
import io.github.trustproxy.header.HiddenHeaders;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.TunnelSupport;
import org.jspecify.annotations.Nullable;

/**
 * A request of Jetty that shows what was decided about it.
 */
final class JettyRequest extends Request.Wrapper {

	private static final JettyRequestReader reader = new JettyRequestReader();

	private final DecidedRequest<?> decided;

	private final boolean secure;

	private final HttpURI uri;

	private final ClientConnection connection;

	private @Nullable HttpFields headers;

	private JettyRequest(Request request, DecidedRequest<?> decided) {
		super(request);
		this.decided = decided;
		Origin origin = decided.origin();
		String scheme = (origin.scheme() != null) ? origin.scheme() : reader.scheme(request);
		this.secure = "https".equals(scheme);
		this.uri = uri(request, scheme, origin);
		this.connection = new ClientConnection(request, decided, this.secure);
	}

	/**
	 * Return the request that shows what is decided about it, now or before.
	 * @param request the request as the server received it
	 * @param trustProxy decides
	 */
	static JettyRequest of(Request request, TrustProxy trustProxy) {
		DecidedRequest<?> decided = DecidedRequest.of(request.getAttribute(DecidedRequest.ATTRIBUTE));
		if (decided == null) {
			decided = trustProxy.receiveAtDoor(request, reader);
			request.setAttribute(DecidedRequest.ATTRIBUTE, decided);
		}
		return new JettyRequest(request, decided);
	}

	/**
	 * Return what the application sees.
	 */
	ShownRequest shown() {
		return new ShownRequest(this.decided.client(), this.secure ? "https" : "http", Request.getServerName(this),
				Request.getServerPort(this));
	}

	/**
	 * Clients can write a scheme into the request, and the host of HTTP/2 into
	 * {@code Host} only.
	 */
	private static HttpURI uri(Request request, String scheme, Origin origin) {
		HttpURI uri = request.getHttpURI();
		String host = uri.getHost();
		int port = uri.getPort();
		if (!uri.hasAuthority()) {
			String own = request.getHeaders().get(HttpHeader.HOST);
			HostAndPort parsed = (own != null) ? HostAndPort.parse(own) : null;
			if (parsed != null) {
				host = parsed.host();
				port = parsed.port();
			}
		}
		if (origin.host() != null) {
			host = origin.host();
		}
		if (origin.port() >= 0) {
			port = (origin.port() == Origin.defaultPort(scheme)) ? -1 : origin.port();
		}
		HttpURI.Mutable shown = scheme.equals(uri.getScheme()) ? null : HttpURI.build(uri).scheme(scheme);
		if (host != null && (!host.equals(uri.getHost()) || port != uri.getPort())) {
			shown = ((shown != null) ? shown : HttpURI.build(uri)).authority(host, port);
		}
		return (shown != null) ? shown.asImmutable() : uri;
	}

	@Override
	public ConnectionMetaData getConnectionMetaData() {
		return this.connection;
	}

	/**
	 * Where the sessions of WebSocket over HTTP/2 have their address from (RFC 8441).
	 */
	@Override
	public @Nullable TunnelSupport getTunnelSupport() {
		TunnelSupport tunnel = super.getTunnelSupport();
		return (tunnel != null) ? new ClientTunnel(tunnel, this.connection.getRemoteSocketAddress()) : null;
	}

	@Override
	public boolean isSecure() {
		return this.secure;
	}

	@Override
	public HttpURI getHttpURI() {
		return this.uri;
	}

	/**
	 * The servlet API and WebFlux have the certificate of the client from here.
	 */
	@Override
	public @Nullable Object getAttribute(String name) {
		Object attribute = super.getAttribute(name);
		ForwardedCertificate certificate = EndPoint.SslSessionData.ATTRIBUTE.equals(name) ? this.decided.certificate()
				: null;
		return (certificate != null) ? sessionWith(certificate, attribute) : attribute;
	}

	private static @Nullable Object sessionWith(ForwardedCertificate certificate, @Nullable Object attribute) {
		if (attribute instanceof EndPoint.SslSessionData session) {
			return EndPoint.SslSessionData.from(session.sslSession(), session.sslSessionId(), session.cipherSuite(),
					certificate.chainOrNull());
		}
		return certificate.isPresent() ? EndPoint.SslSessionData.from(null, null, null, certificate.chain()) : null;
	}

	@Override
	public HttpFields getHeaders() {
		HttpFields headers = this.headers;
		if (headers == null) {
			headers = visible(super.getHeaders());
			this.headers = headers;
		}
		return headers;
	}

	@Override
	public @Nullable HttpFields getTrailers() {
		HttpFields trailers = super.getTrailers();
		return (trailers != null) ? visible(trailers) : null;
	}

	/**
	 * The servlet API has its trailers from here.
	 */
	@Override
	public Content.@Nullable Chunk read() {
		Content.Chunk chunk = super.read();
		return (chunk instanceof Trailers trailers) ? new Trailers(visible(trailers.getTrailers())) : chunk;
	}

	private HttpFields visible(HttpFields fields) {
		HiddenHeaders hiddenHeaders = this.decided.hiddenHeaders();
		for (HttpField field : fields) {
			if (hiddenHeaders.contains(field.getName())) {
				return without(hiddenHeaders, fields);
			}
		}
		return fields;
	}

	private static HttpFields without(HiddenHeaders hiddenHeaders, HttpFields fields) {
		HttpFields.Mutable visible = HttpFields.build(fields.size());
		for (HttpField field : fields) {
			if (!hiddenHeaders.contains(field.getName())) {
				visible.add(field);
			}
		}
		return visible.asImmutable();
	}

	/**
	 * A tunnel as it looks from the client.
	 *
	 * @param delegate the tunnel of the peer
	 * @param client the address of the client
	 */
	private record ClientTunnel(TunnelSupport delegate, SocketAddress client) implements TunnelSupport {

		@Override
		public @Nullable String getProtocol() {
			return this.delegate.getProtocol();
		}

		@Override
		public EndPoint getEndPoint() {
			return WebSocketConnection.endPoint(this.delegate.getEndPoint(), this.client);
		}

	}

	/**
	 * The connection as it looks from the client.
	 */
	private static final class ClientConnection extends ConnectionMetaData.Wrapper {

		private final Request request;

		private final DecidedRequest<?> decided;

		private final boolean secure;

		private @Nullable InetSocketAddress client;

		ClientConnection(Request request, DecidedRequest<?> decided, boolean secure) {
			super(request.getConnectionMetaData());
			this.request = request;
			this.decided = decided;
			this.secure = secure;
		}

		@Override
		public boolean isSecure() {
			return this.secure;
		}

		@Override
		public SocketAddress getRemoteSocketAddress() {
			// Other threads may write the field as well, so it is read only once
			InetSocketAddress address = this.client;
			if (address == null) {
				InetAddress known = this.decided.clientAddress();
				int port = this.decided.clientPort();
				address = (known != null) ? new InetSocketAddress(known, port)
						: InetSocketAddress.createUnresolved(this.decided.clientIp(), port);
				this.client = address;
			}
			return address;
		}

		/**
		 * The sessions of WebSocket do not take their address from a request, but from
		 * the end point that they get from its connection.
		 */
		@Override
		public Connection getConnection() {
			Connection connection = super.getConnection();
			return this.request.getHeaders().contains(HttpHeader.UPGRADE, "websocket")
					? new WebSocketConnection(connection, getRemoteSocketAddress()) : connection;
		}

	}

}
