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

package io.github.trustproxy.webflux;

import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.function.Supplier;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Origin;
import io.github.trustproxy.certificate.ForwardedCertificate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.MultiValueMap;

/**
 * The request as the application sees it. To mutate a request copies all of it; here what
 * costs something is made when somebody asks for it. It is no
 * {@link ServerHttpRequestDecorator}, because an exchange gives its attributes to none.
 */
class RewrittenServerHttpRequest extends AbstractServerHttpRequest {

	/** Of TLS that a proxy terminated nothing is known. */
	private static final SslInfo UNKNOWN_SSL_INFO = new ForwardedSslInfo(null, null);

	private final ServerHttpRequest received;

	private final DecidedRequest<?> decided;

	private @Nullable InetSocketAddress remoteAddress;

	private @Nullable URI uri;

	/**
	 * Create the request.
	 * @param request the request as the server received it
	 * @param decided what was decided about it
	 */
	RewrittenServerHttpRequest(ServerHttpRequest request, DecidedRequest<?> decided) {
		super(request.getMethod(), request.getURI(), null,
				HttpHeaders.readOnlyHttpHeaders(new VisibleHeaders(request.getHeaders(), decided.hiddenHeaders())));
		this.received = request;
		this.decided = decided;
	}

	/**
	 * Return the request that the application is to see.
	 * @param request the request as the server received it
	 * @param decided what was decided about it
	 */
	static RewrittenServerHttpRequest of(ServerHttpRequest request, DecidedRequest<?> decided) {
		return (decided.origin().prefix() != null) ? new PrefixedServerHttpRequest(request, decided)
				: new RewrittenServerHttpRequest(request, decided);
	}

	/**
	 * Find the rewritten request that others decorate.
	 * @param request any request
	 * @return the rewritten request, or {@code null} if there is none. A copy of one is
	 * none
	 */
	static @Nullable RewrittenServerHttpRequest find(ServerHttpRequest request) {
		return (undecorated(request) instanceof RewrittenServerHttpRequest rewritten) ? rewritten : null;
	}

	/**
	 * Return the rewritten request that others decorate, or what all of them decorate.
	 */
	private static ServerHttpRequest undecorated(ServerHttpRequest request) {
		ServerHttpRequest candidate = request;
		while (candidate instanceof ServerHttpRequestDecorator decorator) {
			candidate = decorator.getDelegate();
		}
		return candidate;
	}

	/**
	 * Return the decision that a request shows.
	 * @param request any request
	 * @return the decision, or {@code null} if the request has not been rewritten
	 */
	static @Nullable DecidedRequest<?> decidedAbout(ServerHttpRequest request) {
		ServerHttpRequest undecorated = undecorated(request);
		if (undecorated instanceof RewrittenServerHttpRequest rewritten) {
			return rewritten.decided;
		}
		return (undecorated.getRemoteAddress() instanceof ClientSocketAddress client) ? client.decided() : null;
	}

	DecidedRequest<?> decided() {
		return this.decided;
	}

	@Override
	public @Nullable InetSocketAddress getRemoteAddress() {
		if (!this.decided.isClientKnown()) {
			// WebFlux on Jetty throws an exception at a Unix domain socket
			return this.decided.isShown() ? null : this.received.getRemoteAddress();
		}
		// Other threads may write the fields as well, so each is read only once
		InetSocketAddress remoteAddress = this.remoteAddress;
		if (remoteAddress == null) {
			remoteAddress = new ClientSocketAddress(this.decided);
			this.remoteAddress = remoteAddress;
		}
		return remoteAddress;
	}

	@Override
	public URI getURI() {
		if (!this.decided.origin().isChanged()) {
			return super.getURI();
		}
		URI uri = this.uri;
		if (uri == null) {
			uri = rewrite(super.getURI());
			this.uri = uri;
		}
		return uri;
	}

	private URI rewrite(URI original) {
		Origin origin = this.decided.origin();
		String authority = original.getRawAuthority();
		if (original.getScheme() == null || original.getRawPath() == null) {
			// Nothing to hold on to, as in "OPTIONS *"
			return original;
		}
		String host = (origin.host() != null) ? origin.host() : host(authority);
		if (host.isEmpty()) {
			// Tomcat and Reactor Netty let an empty Host header pass
			return original;
		}
		String scheme = (origin.scheme() != null) ? origin.scheme() : original.getScheme();
		String forwardedAuthority = (origin.port() >= 0) ? Origin.authority(scheme, host, origin.port()) : authority;
		String path = pathOf(original);
		if (scheme.equals(original.getScheme()) && forwardedAuthority.equals(authority)
				&& path.equals(original.getRawPath()) && original.getRawFragment() == null) {
			// As it is behind a door: the server has made it of what was decided
			return original;
		}
		String query = (original.getRawQuery() != null) ? "?" + original.getRawQuery() : "";
		return URI.create(scheme + "://" + forwardedAuthority + path + query);
	}

	/**
	 * Return the path that the application sees.
	 */
	String pathOf(URI received) {
		return received.getRawPath();
	}

	/**
	 * {@link URI#getHost()} does not know hosts with an underscore.
	 */
	private static String host(@Nullable String authority) {
		if (authority == null) {
			return "";
		}
		int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
		return (colon < 0) ? authority : authority.substring(0, colon);
	}

	/**
	 * Spring Security asks this whether the connection is secure, and marks its CSRF
	 * cookie accordingly.
	 */
	@Override
	public @Nullable SslInfo getSslInfo() {
		SslInfo info = this.received.getSslInfo();
		ForwardedCertificate certificate = this.decided.certificate();
		if (certificate != null && (info != null || certificate.isPresent())) {
			return new ForwardedSslInfo((info != null) ? info.getSessionId() : null, certificate.chainOrNull());
		}
		return (info == null && "https".equals(this.decided.origin().scheme())) ? UNKNOWN_SSL_INFO : info;
	}

	/**
	 * An exchange calls this when it is made, before anybody else sees it.
	 */
	@Override
	public void setAttributesSupplier(Supplier<Map<String, Object>> attributesSupplier) {
		super.setAttributesSupplier(attributesSupplier);
		attributesSupplier.get().put(DecidedRequest.ATTRIBUTE, this.decided);
	}

	@Override
	public String getId() {
		return this.received.getId();
	}

	@Override
	public RequestPath getPath() {
		return this.received.getPath();
	}

	@Override
	public MultiValueMap<String, String> getQueryParams() {
		return this.received.getQueryParams();
	}

	@Override
	public MultiValueMap<String, HttpCookie> getCookies() {
		return this.received.getCookies();
	}

	@Override
	protected MultiValueMap<String, HttpCookie> initCookies() {
		return getCookies();
	}

	@Override
	public @Nullable InetSocketAddress getLocalAddress() {
		return this.received.getLocalAddress();
	}

	@Override
	protected @Nullable SslInfo initSslInfo() {
		return getSslInfo();
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return this.received.getBody();
	}

	@Override
	public <T> T getNativeRequest() {
		return ServerHttpRequestDecorator.getNativeRequest(this.received);
	}

	@Override
	public String toString() {
		return getClass().getSimpleName() + " [received=" + this.received + "]";
	}

	/**
	 * What is known of TLS between the client and the proxy.
	 */
	private static final class ForwardedSslInfo implements SslInfo {

		private final @Nullable String sessionId;

		private final X509Certificate @Nullable [] peerCertificates;

		ForwardedSslInfo(@Nullable String sessionId, X509Certificate @Nullable [] peerCertificates) {
			this.sessionId = sessionId;
			this.peerCertificates = peerCertificates;
		}

		@Override
		public @Nullable String getSessionId() {
			return this.sessionId;
		}

		@Override
		public X509Certificate @Nullable [] getPeerCertificates() {
			return this.peerCertificates;
		}

	}

}
