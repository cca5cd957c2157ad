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

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * The request of an ASYNC or FORWARD dispatch on Jetty. Jetty puts a request of its own
 * around the one that the application sees, which answers with the target of the
 * dispatch: a path without the prefix.
 */
final class DispatchedRequest extends HttpServletRequestWrapper {

	private final PrefixedRequest rewritten;

	private DispatchedRequest(HttpServletRequest request, PrefixedRequest rewritten) {
		super(request);
		this.rewritten = rewritten;
	}

	/**
	 * Return the request to pass on in a dispatch.
	 * @param request the request that the server passes to the filter
	 * @param rewritten the request below, which the filter made before
	 */
	static HttpServletRequest of(HttpServletRequest request, PrefixedRequest rewritten) {
		return rewritten.isBypassedBy(request) ? new DispatchedRequest(request, rewritten) : request;
	}

	/**
	 * Jetty before 12.1.14 answers with that of the request below, and since then without
	 * the prefix.
	 */
	@Override
	public String getContextPath() {
		return this.rewritten.getContextPath();
	}

	@Override
	public String getRequestURI() {
		return this.rewritten.withPrefix(super.getRequestURI());
	}

	@Override
	public StringBuffer getRequestURL() {
		return this.rewritten.urlOf(getRequestURI());
	}

}
