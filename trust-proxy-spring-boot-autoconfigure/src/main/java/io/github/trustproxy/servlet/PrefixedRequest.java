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

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Origin;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request whose path begins with what a proxy removed from it. Paths are read when they
 * are asked for, because a FORWARD dispatch changes them in the request below.
 */
final class PrefixedRequest extends RewrittenRequest {

	private final Origin origin;

	private final @Nullable String failedUri;

	/**
	 * The one thread that sees no prefix: others may ask at the same time, and see it.
	 */
	private @Nullable Thread withoutPrefix;

	/**
	 * Create the request.
	 * @param request the request as the server received it
	 * @param decided what was decided about it
	 */
	PrefixedRequest(HttpServletRequest request, DecidedRequest<?> decided) {
		super(request, decided);
		this.origin = decided.origin();
		this.failedUri = (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path)
				? this.origin.path(path, request.getContextPath()) : null;
	}

	@Override
	public String getContextPath() {
		String contextPath = super.getContextPath();
		return isPrefixSeen() ? this.origin.contextPath(contextPath) : contextPath;
	}

	@Override
	public String getRequestURI() {
		return withPrefix(super.getRequestURI());
	}

	String withPrefix(String path) {
		return isPrefixSeen() ? this.origin.path(path, super.getContextPath()) : path;
	}

	private boolean isPrefixSeen() {
		return this.withoutPrefix != Thread.currentThread();
	}

	/**
	 * Jetty takes the target of the later dispatch from this request, here and now, and
	 * looks it up without the prefix that it does not know.
	 */
	@Override
	public synchronized AsyncContext startAsync(ServletRequest request, ServletResponse response) {
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
	synchronized boolean isBypassedBy(HttpServletRequest wrapper) {
		String path = wrapper.getRequestURI();
		this.withoutPrefix = Thread.currentThread();
		try {
			return path.equals(wrapper.getRequestURI());
		}
		finally {
			this.withoutPrefix = null;
		}
	}

	/**
	 * An error page shows the path that failed, which is not that of its own request.
	 */
	@Override
	public @Nullable Object getAttribute(String name) {
		return (this.failedUri != null && RequestDispatcher.ERROR_REQUEST_URI.equals(name)) ? this.failedUri
				: super.getAttribute(name);
	}

}
