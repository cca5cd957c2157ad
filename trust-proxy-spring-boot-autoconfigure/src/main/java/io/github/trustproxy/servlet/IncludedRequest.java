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

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The request of an INCLUDE dispatch on Jetty. The path of what is included is in
 * attributes, from which Spring MVC removes the context path of the request to find the
 * handler: they need the prefix as well.
 */
final class IncludedRequest extends HttpServletRequestWrapper {

	private final String uri;

	private final String contextPath;

	private IncludedRequest(HttpServletRequest request, String uri, String contextPath) {
		super(request);
		this.uri = uri;
		this.contextPath = contextPath;
	}

	/**
	 * Return the request to pass on in an INCLUDE dispatch.
	 * @param request the request that the server passes to the filter
	 * @param rewritten the request below, which the filter made before
	 */
	static HttpServletRequest of(HttpServletRequest request, PrefixedRequest rewritten) {
		if (!(request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) instanceof String target)) {
			return request;
		}
		String uri = rewritten.withPrefix(target);
		String contextPath = rewritten.getContextPath();
		if (target.equals(rewritten.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI))) {
			// Tomcat keeps them below, and for this dispatch only
			request.setAttribute(RequestDispatcher.INCLUDE_REQUEST_URI, uri);
			request.setAttribute(RequestDispatcher.INCLUDE_CONTEXT_PATH, contextPath);
			return request;
		}
		return new IncludedRequest(request, uri, contextPath);
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return switch (name) {
			case RequestDispatcher.INCLUDE_REQUEST_URI -> this.uri;
			case RequestDispatcher.INCLUDE_CONTEXT_PATH -> this.contextPath;
			default -> super.getAttribute(name);
		};
	}

}
