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

import io.github.trustproxy.Decision;
import io.github.trustproxy.MalformedHandling;
import io.github.trustproxy.TrustProxy;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Shows the application the request as the client sent it: with the client's address, and
 * with the scheme, host and port that it used, as far as trusted proxies forwarded them.
 * Has to run before any filter that looks at these, in all dispatches.
 */
public final class TrustProxyFilter extends OncePerRequestFilter {

	/**
	 * The attribute of a servlet context that says that no access log shows the
	 * attributes of a request. Without it, they are set for Tomcat's access logs.
	 */
	public static final String NO_LOGGED_ATTRIBUTES = TrustProxyFilter.class.getName() + ".NO_LOGGED_ATTRIBUTES";

	private static final String FILTERED_ATTRIBUTE = TrustProxyFilter.class.getName() + ".FILTERED";

	private final ServletClientAddressResolver resolver;

	private final MalformedHandling malformed;

	private final ReceivedRequests receivedRequests;

	private boolean onTomcat = true;

	private boolean attributesLogged = true;

	/**
	 * Create a filter.
	 * @param trustProxy decides
	 * @param malformed what a malformed address does
	 */
	public TrustProxyFilter(TrustProxy trustProxy, MalformedHandling malformed) {
		this.resolver = new ServletClientAddressResolver(trustProxy);
		this.malformed = malformed;
		this.receivedRequests = new ReceivedRequests(trustProxy);
	}

	@Override
	protected void initFilterBean() {
		FilterConfig config = getFilterConfig();
		if (config != null) {
			ServletContext context = config.getServletContext();
			this.onTomcat = !isJetty(context);
			this.attributesLogged = context.getAttribute(NO_LOGGED_ATTRIBUTES) == null;
		}
	}

	/**
	 * Jetty does not know the attributes for Tomcat. Other servers may be a Tomcat by
	 * another name.
	 */
	private static boolean isJetty(ServletContext context) {
		String server = context.getServerInfo();
		return server != null && server.startsWith("jetty/");
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		boolean unchanged = WebUtils.getNativeRequest(request, RewrittenRequest.class) == null
				&& hasCanonicalPeer(request) && this.resolver.decideIfNeeded(request) == null;
		if (unchanged) {
			this.receivedRequests.add(request, null);
		}
		return unchanged;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	/**
	 * The inherited method puts the name together anew for each request.
	 */
	@Override
	protected String getAlreadyFilteredAttributeName() {
		return FILTERED_ATTRIBUTE;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain filterChain)
			throws ServletException, IOException {
		// The dispatches that this request leads to are filtered as well
		request.removeAttribute(FILTERED_ATTRIBUTE);
		RewrittenRequest rewritten = WebUtils.getNativeRequest(request, RewrittenRequest.class);
		if (rewritten == null) {
			rewrite(request, response, filterChain);
			return;
		}
		HttpServletRequest dispatched = (rewritten instanceof PrefixedRequest prefixed) ? dispatched(request, prefixed)
				: request;
		filterChain.doFilter(dispatched,
				(dispatched != request) ? new RewrittenResponse(response, dispatched) : response);
	}

	private static HttpServletRequest dispatched(HttpServletRequest request, PrefixedRequest prefixed) {
		return (request.getDispatcherType() == DispatcherType.INCLUDE) ? IncludedRequest.of(request, prefixed)
				: DispatchedRequest.of(request, prefixed);
	}

	private void rewrite(HttpServletRequest request, HttpServletResponse response, FilterChain filterChain)
			throws ServletException, IOException {
		Decision decision = this.resolver.decide(request);
		this.receivedRequests.add(request, decision);
		if (this.malformed.rejects(decision.client()) && request.getDispatcherType() != DispatcherType.ERROR) {
			response.sendError(HttpServletResponse.SC_BAD_REQUEST);
			return;
		}
		if (this.onTomcat && decision.peerTrusted()) {
			TomcatAttributes.setSecure(request, decision.origin());
			if (this.attributesLogged) {
				TomcatAttributes.setLogged(request, decision);
			}
		}
		RewrittenRequest rewritten = RewrittenRequest.of(request, decision);
		filterChain.doFilter(rewritten,
				decision.origin().isChanged() ? new RewrittenResponse(response, rewritten) : response);
	}

	/**
	 * Servers write IPv4 as we do, but IPv6 without compression and with a zone, and
	 * Jetty with brackets.
	 */
	private static boolean hasCanonicalPeer(HttpServletRequest request) {
		String address = request.getRemoteAddr();
		return address == null || address.indexOf(':') < 0;
	}

}
