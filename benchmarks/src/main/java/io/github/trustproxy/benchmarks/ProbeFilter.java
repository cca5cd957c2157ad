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

package io.github.trustproxy.benchmarks;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What is left of our filter if it decides nothing, knows the answer beforehand and hides
 * nothing: it looks the same headers up, keeps an attribute and wraps the request.
 */
final class ProbeFilter extends OncePerRequestFilter {

	private static final String FILTERED_ATTRIBUTE = ProbeFilter.class.getName() + ".FILTERED";

	private static final String DECISION_ATTRIBUTE = ProbeFilter.class.getName() + ".DECISION";

	private static final String[] HEADERS = Workload.DIRECT.trustProxy().relevantHeaders().toArray(String[]::new);

	private final Answer answer;

	ProbeFilter(Answer answer) {
		this.answer = answer;
	}

	@Override
	protected String getAlreadyFilteredAttributeName() {
		return FILTERED_ATTRIBUTE;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		for (String name : HEADERS) {
			if (request.getHeader(name) != null) {
				return false;
			}
		}
		return true;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain filterChain)
			throws ServletException, IOException {
		ProbeRequest probe = new ProbeRequest(request, this.answer);
		request.setAttribute(DECISION_ATTRIBUTE, probe);
		filterChain.doFilter(probe, response);
	}

	/**
	 * Has read the headers and does not look at them.
	 */
	private static final class ProbeRequest extends HttpServletRequestWrapper {

		private final Answer answer;

		private final @Nullable String forwardedFor;

		private final @Nullable String proto;

		private final @Nullable String host;

		private final @Nullable String port;

		ProbeRequest(HttpServletRequest request, Answer answer) {
			super(request);
			this.answer = answer;
			this.forwardedFor = request.getHeader("X-Forwarded-For");
			this.proto = request.getHeader("X-Forwarded-Proto");
			this.host = request.getHeader("X-Forwarded-Host");
			this.port = request.getHeader("X-Forwarded-Port");
		}

		@Override
		public String getRemoteAddr() {
			return (this.forwardedFor != null) ? this.answer.address() : super.getRemoteAddr();
		}

		@Override
		public String getScheme() {
			return (this.proto != null) ? this.answer.scheme() : super.getScheme();
		}

		@Override
		public String getServerName() {
			return (this.host != null || this.port != null) ? this.answer.host() : super.getServerName();
		}

		@Override
		public boolean isSecure() {
			return (this.proto != null) ? this.answer.secure() : super.isSecure();
		}

	}

}
