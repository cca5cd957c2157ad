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

import java.util.Collections;
import java.util.Enumeration;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Origin;
import io.github.trustproxy.certificate.ForwardedCertificate;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The request as the application sees it. What is read is read when it is asked for.
 */
class RewrittenRequest extends HttpServletRequestWrapper {

	private final DecidedRequest<?> decided;

	private final boolean addressShown;

	/** Whether the application knows the certificate of the client. */
	private boolean certificateSet;

	/**
	 * Create the request.
	 * @param request the request as the server received it
	 * @param decided what was decided about it
	 */
	RewrittenRequest(HttpServletRequest request, DecidedRequest<?> decided) {
		super(request);
		this.decided = decided;
		this.addressShown = decided.isShown() && decided.clientIp().equals(request.getRemoteAddr())
				&& decided.clientPort() == request.getRemotePort();
	}

	/**
	 * Return the request that the application is to see.
	 * @param request the request as the server received it
	 * @param decided what was decided about it
	 */
	static RewrittenRequest of(HttpServletRequest request, DecidedRequest<?> decided) {
		return (decided.origin().prefix() != null) ? new PrefixedRequest(request, decided)
				: new RewrittenRequest(request, decided);
	}

	/**
	 * A server that shows the client in the same form knows when somebody is to see the
	 * peer.
	 */
	@Override
	public String getRemoteAddr() {
		return (this.decided.isClientKnown() && !this.addressShown) ? this.decided.clientIp() : super.getRemoteAddr();
	}

	/**
	 * The literal: the server's answer is about the proxy, and Spring's reactive adapter
	 * resolves it.
	 */
	@Override
	public String getRemoteHost() {
		return this.decided.isClientKnown() ? this.decided.clientIp() : super.getRemoteHost();
	}

	@Override
	public int getRemotePort() {
		return (this.decided.isClientKnown() && !this.addressShown) ? this.decided.clientPort() : super.getRemotePort();
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
		return (origin().port() >= 0) ? origin().port() : super.getServerPort();
	}

	/**
	 * The inherited method asks the server, not the methods above.
	 */
	@Override
	public StringBuffer getRequestURL() {
		return origin().isChanged() ? urlOf(getRequestURI()) : super.getRequestURL();
	}

	StringBuffer urlOf(String path) {
		return new StringBuffer(Origin.serialize(getScheme(), getServerName(), getServerPort())).append(path);
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
	public int getIntHeader(String name) {
		return isHidden(name) ? -1 : super.getIntHeader(name);
	}

	@Override
	public long getDateHeader(String name) {
		return isHidden(name) ? -1 : super.getDateHeader(name);
	}

	@Override
	public @Nullable Enumeration<String> getHeaderNames() {
		Enumeration<String> names = super.getHeaderNames();
		return (names != null) ? this.decided.hiddenHeaders().visible(names) : null;
	}

	/**
	 * The certificate that a proxy presents to this server is not the one of the client.
	 * A server that shows the decision does that itself, and knows who has set another.
	 */
	@Override
	public @Nullable Object getAttribute(String name) {
		ForwardedCertificate certificate = (!this.certificateSet && !this.decided.isShown()
				&& ServletRequestReader.CERTIFICATES.equals(name)) ? this.decided.certificate() : null;
		return (certificate != null) ? certificate.chainOrNull() : super.getAttribute(name);
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		super.setAttribute(name, value);
		if (ServletRequestReader.CERTIFICATES.equals(name)) {
			this.certificateSet = value != null;
		}
	}

	@Override
	public void removeAttribute(String name) {
		super.removeAttribute(name);
		if (ServletRequestReader.CERTIFICATES.equals(name)) {
			this.certificateSet = false;
		}
	}

	private boolean isHidden(@Nullable String name) {
		return name != null && this.decided.hiddenHeaders().contains(name);
	}

	private Origin origin() {
		return this.decided.origin();
	}

}
