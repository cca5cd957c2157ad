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

import java.io.IOException;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Decision;
import io.github.trustproxy.RequestTrace;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.explain.Explanation;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Shows the application the request as the client sent it: with the client's address, and
 * with the scheme, host and port that it used, as far as trusted proxies forwarded them.
 * Has to run before any filter that looks at these, in all dispatches. Where the request
 * came in through a door of the server, it shows all of that already, and this filter
 * adds the prefix and completes redirects.
 *
 * @since 0.1.0
 */
public final class TrustProxyFilter extends OncePerRequestFilter {

	private static final Log explanations = LogFactory.getLog(Explanation.LOGGER);

	private final ServletClientAddressResolver resolver;

	/**
	 * Create a filter.
	 * @param trustProxy decides
	 */
	public TrustProxyFilter(TrustProxy trustProxy) {
		this.resolver = new ServletClientAddressResolver(trustProxy);
	}

	/**
	 * The inherited method marks a request, so that it is filtered once. Here its
	 * decision is that mark, and every dispatch is filtered: to mark it as well would be
	 * most of what a request costs that needs nothing.
	 */
	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse) {
			doFilterInternal(httpRequest, httpResponse, chain);
		}
		else {
			super.doFilter(request, response, chain);
		}
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		RewrittenRequest rewritten = WebUtils.getNativeRequest(request, RewrittenRequest.class);
		if (rewritten != null) {
			filterAgain(request, response, rewritten, chain);
		}
		else {
			filter(request, response, chain);
		}
	}

	/**
	 * Pass on a request that this filter has rewritten, and that comes back in another
	 * dispatch.
	 */
	private static void filterAgain(HttpServletRequest request, HttpServletResponse response,
			RewrittenRequest rewritten, FilterChain chain) throws IOException, ServletException {
		HttpServletRequest dispatched = (rewritten instanceof PrefixedRequest prefixed) ? dispatched(request, prefixed)
				: request;
		chain.doFilter(dispatched, (dispatched != request) ? new RewrittenResponse(response, dispatched) : response);
	}

	private static HttpServletRequest dispatched(HttpServletRequest request, PrefixedRequest prefixed) {
		return (request.getDispatcherType() == DispatcherType.INCLUDE) ? IncludedRequest.of(request, prefixed)
				: DispatchedRequest.of(request, prefixed);
	}

	private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		DecidedRequest<?> decided = this.resolver.decide(request);
		announce(request, decided);
		HttpServletRequest rewritten = showsDecision(request, decided) ? request : rewrite(request, decided);
		chain.doFilter(rewritten,
				completesRedirects(response, decided) ? new RewrittenResponse(response, rewritten) : response);
	}

	/**
	 * Return whether the server's own request shows all that was decided.
	 */
	private static boolean showsDecision(HttpServletRequest request, DecidedRequest<?> decided) {
		return decided.isShown() && decided.origin().prefix() == null && showsAddress(request, decided);
	}

	private static HttpServletRequest rewrite(HttpServletRequest request, DecidedRequest<?> decided) {
		if (!decided.isShown() && decided.peerTrusted()) {
			TomcatAttributes.set(request, decided);
		}
		return RewrittenRequest.of(request, decided);
	}

	/**
	 * In a FORWARD dispatch, the response of the request that led to it comes back.
	 */
	private static boolean completesRedirects(HttpServletResponse response, Decision decision) {
		return decision.origin().isChanged() && WebUtils.getNativeResponse(response, RewrittenResponse.class) == null;
	}

	/**
	 * Jetty spells IPv6 in another way, with brackets.
	 */
	private static boolean showsAddress(HttpServletRequest request, Decision decision) {
		return !decision.isClientKnown() || decision.clientIp().equals(request.getRemoteAddr());
	}

	/**
	 * Tell listeners, and the log, of a request when it comes in.
	 */
	private void announce(HttpServletRequest request, DecidedRequest<?> decided) {
		if (request.getDispatcherType() != DispatcherType.REQUEST || !decided.announce()) {
			return;
		}
		RequestTrace trace = decided.isShown() ? null : decided.trustProxy().currentTrace();
		if (trace != null) {
			trace.write(this.resolver.shown(request));
		}
		if (explanations.isTraceEnabled()) {
			explanations.trace(Explanation.of(decided));
		}
	}

}
