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

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.Decision;
import io.github.trustproxy.HiddenHeaders;
import io.github.trustproxy.Origin;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The request as the application sees it. Paths are read when they are asked for, because
 * a FORWARD dispatch changes them in the request below.
 */
final class RewrittenRequest extends HttpServletRequestWrapper {

	private final ClientAddress client;

	private final Origin origin;

	private final HiddenHeaders hiddenHeaders;

	private final @Nullable String failedUri;

	/** The one thread that sees no prefix. Others may be asking at the same time. */
	private @Nullable Thread withoutPrefix;

	/**
	 * Create the request.
	 * @param request the request as the server received it
	 * @param decision what was decided about it
	 */
	RewrittenRequest(HttpServletRequest request, Decision decision) {
		super(request);
		this.client = decision.client();
		this.origin = decision.origin();
		this.hiddenHeaders = decision.hiddenHeaders();
		this.failedUri = (hasPrefix()
				&& request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path) ? withPrefix(path)
						: null;
	}

	@Override
	public String getRemoteAddr() {
		return this.client.isKnown() ? this.client.ip() : super.getRemoteAddr();
	}

	/**
	 * The literal: the server's answer is about the proxy, and Spring's reactive adapter
	 * resolves it.
	 */
	@Override
	public String getRemoteHost() {
		return this.client.isKnown() ? this.client.ip() : super.getRemoteHost();
	}

	@Override
	public int getRemotePort() {
		return this.client.isKnown() ? this.client.port() : super.getRemotePort();
	}

	@Override
	public String getScheme() {
		String scheme = this.origin.scheme();
		return (scheme != null) ? scheme : super.getScheme();
	}

	@Override
	public boolean isSecure() {
		String scheme = this.origin.scheme();
		return (scheme != null) ? "https".equals(scheme) : super.isSecure();
	}

	@Override
	public String getServerName() {
		String host = this.origin.host();
		return (host != null) ? host : super.getServerName();
	}

	@Override
	public int getServerPort() {
		return (this.origin.port() >= 0) ? this.origin.port() : super.getServerPort();
	}

	@Override
	public String getContextPath() {
		return withPrefix(super.getContextPath());
	}

	@Override
	public String getRequestURI() {
		return withPrefix(super.getRequestURI());
	}

	String withPrefix(String path) {
		String prefix = this.origin.prefix();
		return (prefix != null && this.withoutPrefix != Thread.currentThread()) ? prefix + path : path;
	}

	/**
	 * Jetty takes the target of the later dispatch from this request, here and now, and
	 * looks it up without the prefix that it does not know.
	 */
	@Override
	public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
		this.withoutPrefix = Thread.currentThread();
		try {
			return super.startAsync(request, response);
		}
		finally {
			this.withoutPrefix = null;
		}
	}

	/**
	 * Return whether a wrapper around this request shows a path that does not come from
	 * here. One that comes from here has the prefix, or has not, as we like.
	 */
	boolean isBypassedBy(HttpServletRequest wrapper) {
		if (!hasPrefix()) {
			return false;
		}
		String path = wrapper.getRequestURI();
		this.withoutPrefix = Thread.currentThread();
		try {
			return path.equals(wrapper.getRequestURI());
		}
		finally {
			this.withoutPrefix = null;
		}
	}

	boolean hasPrefix() {
		return this.origin.prefix() != null;
	}

	/**
	 * An error page shows the path that failed, which is not that of its own request.
	 */
	@Override
	public @Nullable Object getAttribute(String name) {
		return (this.failedUri != null && RequestDispatcher.ERROR_REQUEST_URI.equals(name)) ? this.failedUri
				: super.getAttribute(name);
	}

	/**
	 * The inherited method asks the server, not the methods above.
	 */
	@Override
	public StringBuffer getRequestURL() {
		return this.origin.isChanged() ? urlOf(getRequestURI()) : super.getRequestURL();
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
	public Enumeration<String> getHeaderNames() {
		Enumeration<String> names = super.getHeaderNames();
		if (names == null) {
			return names;
		}
		List<String> visible = new ArrayList<>();
		while (names.hasMoreElements()) {
			String name = names.nextElement();
			if (!isHidden(name)) {
				visible.add(name);
			}
		}
		return Collections.enumeration(visible);
	}

	private boolean isHidden(@Nullable String name) {
		return name != null && this.hiddenHeaders.contains(name);
	}

}
