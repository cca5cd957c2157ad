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

import io.github.trustproxy.Decision;
import io.github.trustproxy.Origin;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.SslInfo;

/**
 * The request as the application sees it. A decorator, because to mutate a request copies
 * all of it; what costs something is made when somebody asks for it.
 */
final class RewrittenServerHttpRequest extends ServerHttpRequestDecorator {

	/** Of TLS that a proxy terminated nothing is known. */
	private static final SslInfo UNKNOWN_SSL_INFO = new SslInfo() {

		@Override
		public @Nullable String getSessionId() {
			return null;
		}

		@Override
		public X509Certificate @Nullable [] getPeerCertificates() {
			return null;
		}

	};

	private final Decision decision;

	private final Origin origin;

	private @Nullable URI uri;

	private @Nullable RequestPath path;

	private @Nullable HttpHeaders headers;

	private @Nullable Map<String, Object> attributes;

	/**
	 * Create the request.
	 * @param request the request as the server received it
	 * @param decision what was decided about it
	 */
	RewrittenServerHttpRequest(ServerHttpRequest request, Decision decision) {
		super(request);
		this.decision = decision;
		this.origin = decision.origin();
	}

	/**
	 * Return the decision that a request shows.
	 * @param request any request
	 * @return the decision, or {@code null} if the request has not been rewritten
	 */
	static @Nullable Decision decisionAbout(ServerHttpRequest request) {
		ServerHttpRequest candidate = request;
		while (candidate instanceof ServerHttpRequestDecorator decorator) {
			if (decorator instanceof RewrittenServerHttpRequest rewritten) {
				return rewritten.decision;
			}
			candidate = decorator.getDelegate();
		}
		return (candidate.getRemoteAddress() instanceof ClientSocketAddress client) ? client.decision() : null;
	}

	@Override
	public @Nullable InetSocketAddress getRemoteAddress() {
		return this.decision.client().isKnown() ? new ClientSocketAddress(this.decision) : super.getRemoteAddress();
	}

	@Override
	public URI getURI() {
		if (!this.origin.isChanged()) {
			return super.getURI();
		}
		if (this.uri == null) {
			this.uri = rewrite(super.getURI());
		}
		return this.uri;
	}

	private URI rewrite(URI original) {
		String authority = original.getRawAuthority();
		String rawPath = original.getRawPath();
		if (original.getScheme() == null || rawPath == null) {
			// Nothing to hold on to, as in "OPTIONS *"
			return original;
		}
		String host = (this.origin.host() != null) ? this.origin.host() : host(authority);
		if (host.isEmpty()) {
			// Tomcat and Reactor Netty let an empty Host header pass
			return original;
		}
		StringBuilder text = new StringBuilder();
		if (this.origin.port() < 0) {
			text.append(original.getScheme()).append("://").append(authority);
		}
		else {
			String scheme = (this.origin.scheme() != null) ? this.origin.scheme() : original.getScheme();
			text.append(Origin.serialize(scheme, host, this.origin.port()));
		}
		if (this.origin.prefix() != null) {
			text.append(this.origin.prefix());
		}
		text.append(rawPath);
		if (original.getRawQuery() != null) {
			text.append('?').append(original.getRawQuery());
		}
		return URI.create(text.toString());
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
		SslInfo info = super.getSslInfo();
		return (info == null && "https".equals(this.origin.scheme())) ? UNKNOWN_SSL_INFO : info;
	}

	@Override
	public RequestPath getPath() {
		String prefix = this.origin.prefix();
		if (prefix == null) {
			return super.getPath();
		}
		if (this.path == null) {
			RequestPath original = super.getPath();
			this.path = RequestPath.parse(prefix + original.value(), prefix + original.contextPath().value());
		}
		return this.path;
	}

	@Override
	public HttpHeaders getHeaders() {
		if (this.headers == null) {
			HttpHeaders visible = new HttpHeaders();
			super.getHeaders().forEach((name, values) -> {
				if (!this.decision.hiddenHeaders().contains(name)) {
					visible.put(name, values);
				}
			});
			this.headers = HttpHeaders.readOnlyHttpHeaders(visible);
		}
		return this.headers;
	}

	/**
	 * An exchange gives its attributes to the request that the server made only, and not
	 * to a decorator of it.
	 */
	@Override
	public Map<String, Object> getAttributes() {
		return (this.attributes != null) ? this.attributes : super.getAttributes();
	}

	/**
	 * Set the attributes of the exchange that this request belongs to.
	 * @param attributes the attributes
	 */
	void setAttributes(Map<String, Object> attributes) {
		this.attributes = attributes;
	}

}
