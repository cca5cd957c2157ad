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
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.StopReason;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.header.ForwardedValue;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TrustProxyFilter}, {@link RewrittenRequest} and
 * {@link ServletClientAddressResolver}.
 */
class TrustProxyFilterTests {

	private static final TrustProxy trustProxy = TrustProxy.builder().policy(TrustPolicy.of("10.0.0.0/8")).build();

	private final MockHttpServletRequest request = request("10.0.0.9");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void showsRequestWithoutForwardingHeaderAsItIs() throws Exception {
		this.request.addHeader("X-Real-IP", "203.0.113.7");
		HttpServletRequest seen = filter(trustProxy);
		assertThat(seen.getHeader("X-Real-IP")).isEqualTo("203.0.113.7");
		assertThat(Collections.list(seen.getHeaderNames())).containsExactly("X-Real-IP");
		assertThat(seen.getRemoteAddr()).isEqualTo("10.0.0.9");
		assertThat(seen.getRemotePort()).isEqualTo(54321);
		assertThat(seen.getRequestURL()).hasToString(this.request.getRequestURL().toString());
	}

	@Test
	void isAOncePerRequestFilter() {
		assertThat(new TrustProxyFilter(trustProxy)).isInstanceOf(OncePerRequestFilter.class);
	}

	@Test
	void refusesWhatIsNotHttp() {
		TrustProxyFilter filter = new TrustProxyFilter(trustProxy);
		MockFilterChain chain = new MockFilterChain();
		assertThatExceptionOfType(ServletException.class)
			.isThrownBy(() -> filter.doFilter(new ServletRequestWrapper(this.request), this.response, chain));
		assertThatExceptionOfType(ServletException.class)
			.isThrownBy(() -> filter.doFilter(this.request, new ServletResponseWrapper(this.response), chain));
		assertThat(chain.getRequest()).isNull();
	}

	/**
	 * The server looks through all headers, or all attributes, each time.
	 */
	@Test
	void doesNoMoreWithADirectRequestThanItHasTo() throws Exception {
		List<String> questions = new ArrayList<>();
		HttpServletRequest recorded = new HttpServletRequestWrapper(request("203.0.113.7")) {

			@Override
			public @Nullable String getHeader(String name) {
				questions.add(name);
				return super.getHeader(name);
			}

			@Override
			public Enumeration<String> getHeaders(String name) {
				questions.add("all " + name);
				return super.getHeaders(name);
			}

			@Override
			public void setAttribute(String name, Object value) {
				questions.add("set " + name);
				super.setAttribute(name, value);
			}

			@Override
			public void removeAttribute(String name) {
				questions.add("remove " + name);
				super.removeAttribute(name);
			}

		};
		filter(TrustProxy.builder().onRequest(DecidedRequest::isForwarded).build(), recorded);
		assertThat(questions).containsExactly("X-Forwarded-For", "set " + DecidedRequest.ATTRIBUTE, "Forwarded");
	}

	@Test
	void showsRequestWithoutAnyPeerAsItIs() throws Exception {
		this.request.setRemoteAddr(null);
		assertThat(filter(trustProxy).getRemoteAddr()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
			"X-Forwarded-Prefix", "X-Forwarded-Ssl", "Forwarded", "x-forwarded-for" })
	void hidesForwardingHeaderWithoutValue(String name) throws Exception {
		this.request.addHeader(name, "");
		HttpServletRequest seen = filter(trustProxy);
		assertThat(seen).isNotSameAs(this.request);
		assertThat(seen.getHeader(name)).isNull();
		assertThat(seen.getHeaders(name).hasMoreElements()).isFalse();
		assertThat(seen.getHeaderNames().hasMoreElements()).isFalse();
		assertThat(seen.getIntHeader(name)).isEqualTo(-1);
		assertThat(seen.getDateHeader(name)).isEqualTo(-1);
	}

	@ParameterizedTest
	@CsvSource({ "0:0:0:0:0:0:0:1,::1", "[0:0:0:0:0:0:0:1],::1", "[::1],::1", "fe80:0:0:0:0:0:0:9%eth0,fe80::9",
			"::ffff:10.0.0.9,10.0.0.9" })
	void makesPeerCanonicalAsServersWriteIt(String peer, String canonical) throws Exception {
		this.request.setRemoteAddr(peer);
		HttpServletRequest seen = filter(trustProxy);
		assertThat(seen.getRemoteAddr()).isEqualTo(canonical);
		assertThat(seen.getRemoteHost()).isEqualTo(canonical);
		assertThat(seen.getRemotePort()).isEqualTo(54321);
	}

	@Test
	void certificateThatTheApplicationSetsIsSeenAndThatOfTheProxyIsNot() throws Exception {
		this.request.setAttribute(ServletRequestReader.CERTIFICATES, "of the proxy");
		HttpServletRequest seen = filter(trustProxy);
		assertThat(seen.getAttribute(ServletRequestReader.CERTIFICATES)).isNull();
		seen.setAttribute(ServletRequestReader.CERTIFICATES, "of the client");
		assertThat(seen.getAttribute(ServletRequestReader.CERTIFICATES)).isEqualTo("of the client");
		seen.setAttribute(ServletRequestReader.CERTIFICATES, null);
		assertThat(seen.getAttribute(ServletRequestReader.CERTIFICATES)).isNull();
		seen.setAttribute(ServletRequestReader.CERTIFICATES, "of the client");
		seen.removeAttribute(ServletRequestReader.CERTIFICATES);
		// A container may go back to the one of the connection
		this.request.setAttribute(ServletRequestReader.CERTIFICATES, "of the proxy");
		assertThat(seen.getAttribute(ServletRequestReader.CERTIFICATES)).isNull();
	}

	@Test
	void setsAttributesForATomcatWithoutDoor() throws Exception {
		filterForwarded(new TrustProxyFilter(trustProxy));
		assertThat(Collections.list(this.request.getAttributeNames())).contains(
				"org.apache.catalina.AccessLog.RemoteAddr", "org.apache.catalina.AccessLog.ServerName",
				"org.apache.catalina.filters.RemoteIpFilter.secure");
	}

	private void filterForwarded(TrustProxyFilter filter) throws Exception {
		this.request.addHeader("X-Forwarded-For", "203.0.113.7");
		this.request.addHeader("X-Forwarded-Proto", "https");
		this.request.addHeader("X-Forwarded-Host", "example.com");
		filter.doFilter(this.request, this.response, new MockFilterChain());
	}

	@Test
	void doesNotTrustPeerWithoutAddressByItsAddress() throws Exception {
		this.request.setRemoteAddr(null);
		this.request.addHeader("X-Forwarded-For", "203.0.113.7");
		HttpServletRequest seen = filter(trustProxy);
		assertThat(resolve(trustProxy, seen).ip()).isEqualTo("unknown");
		assertThat(resolve(trustProxy, seen).peer()).isNull();
		assertThat(seen.getRemoteAddr()).isNull();
	}

	@Test
	void asksThePolicyOncePerRequest() throws Exception {
		AtomicInteger questions = new AtomicInteger();
		TrustProxy counting = TrustProxy.builder().policy((address, hop) -> {
			questions.incrementAndGet();
			return true;
		}).build();
		this.request.addHeader("X-Forwarded-For", "203.0.113.7");
		ClientAddress before = resolve(counting, this.request);
		HttpServletRequest seen = filter(counting);
		assertThat(resolve(counting, seen)).isSameAs(before);
		assertThat(resolve(counting, new HttpServletRequestWrapper(seen))).isSameAs(before);
		this.request.setDispatcherType(DispatcherType.ERROR);
		assertThat(resolve(counting, filter(counting))).isSameAs(before);
		assertThat(questions).hasValue(1);
	}

	@Test
	void readsPathsWhenAskedForThem() throws Exception {
		this.request.addHeader("X-Forwarded-Host", "www.example.com");
		this.request.addHeader("X-Forwarded-Prefix", "/api");
		HttpServletRequest seen = filter(believingPrefix());
		this.request.setRequestURI("/app/forwarded");
		this.request.setContextPath("/app");
		assertThat(seen.getRequestURI()).isEqualTo("/api/app/forwarded");
		assertThat(seen.getContextPath()).isEqualTo("/api/app");
		assertThat(seen.getRequestURL()).hasToString("http://www.example.com/api/app/forwarded");
	}

	/**
	 * An application may have given the request to a thread of its own by then.
	 */
	@Test
	void leavesOutThePrefixForNoOtherThreadWhenAsyncProcessingStarts() throws Exception {
		List<String> paths = new ArrayList<>();
		AtomicReference<HttpServletRequest> seen = new AtomicReference<>();
		HttpServletRequest readByAnotherThread = new HttpServletRequestWrapper(this.request) {

			@Override
			public @Nullable AsyncContext startAsync(ServletRequest request, ServletResponse response) {
				paths.add(seen.get().getRequestURI());
				paths.add(CompletableFuture.supplyAsync(() -> seen.get().getRequestURI()).join());
				return null;
			}

		};
		this.request.addHeader("X-Forwarded-Prefix", "/api");
		seen.set(filter(believingPrefix(), readByAnotherThread));
		seen.get().startAsync(seen.get(), this.response);
		assertThat(paths).containsExactly("/whoami", "/api/whoami");
	}

	@Test
	void leavesTheOriginToTheServerWhereOnlyTheAddressIsForwarded() throws Exception {
		this.request.addHeader("X-Forwarded-For", "203.0.113.7");
		this.request.setScheme("https");
		this.request.setServerName("app.internal");
		this.request.setServerPort(8443);
		HttpServletRequest seen = filter(trustProxy);
		assertThat(seen.isSecure()).isTrue();
		assertThat(seen.getRequestURL()).hasToString("https://app.internal:8443/whoami");
	}

	@Test
	void toleratesContainerThatKeepsHeadersBack() throws Exception {
		HttpServletRequest restricted = new HttpServletRequestWrapper(this.request) {

			@Override
			public @Nullable Enumeration<String> getHeaders(String name) {
				return null;
			}

			@Override
			public @Nullable Enumeration<String> getHeaderNames() {
				return null;
			}

		};
		this.request.addHeader("X-Forwarded-For", "203.0.113.7");
		HttpServletRequest seen = filter(trustProxy, restricted);
		assertThat(seen.getRemoteAddr()).isEqualTo("10.0.0.9");
		assertThat(seen.getHeaderNames()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void rewritesInDispatch(DispatcherType dispatch) throws Exception {
		this.request.setDispatcherType(dispatch);
		if (dispatch == DispatcherType.ERROR) {
			this.request.setAttribute("jakarta.servlet.error.request_uri", "/whoami");
		}
		this.request.addHeader("X-Forwarded-For", "203.0.113.7");
		assertThat(filter(trustProxy).getRemoteAddr()).isEqualTo("203.0.113.7");
	}

	@Test
	void passesItsOwnRequestOnAsItIsInAsyncDispatch() throws Exception {
		this.request.addHeader("X-Forwarded-For", "203.0.113.7");
		HttpServletRequest seen = filter(trustProxy);
		this.request.setDispatcherType(DispatcherType.ASYNC);
		HttpServletRequest wrapped = new HttpServletRequestWrapper(seen);
		assertThat(filter(trustProxy, wrapped)).isSameAs(wrapped);
	}

	@Test
	void rewritesInErrorDispatchWithinTheFirstOne() throws Exception {
		this.request.addHeader("X-Forwarded-For", "203.0.113.7");
		Filter nestedErrorDispatch = (servletRequest, servletResponse, chain) -> {
			this.request.setDispatcherType(DispatcherType.ERROR);
			this.request.setAttribute("jakarta.servlet.error.request_uri", "/whoami");
			try {
				assertThat(filter(trustProxy).getRemoteAddr()).isEqualTo("203.0.113.7");
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		};
		MockFilterChain chain = new MockFilterChain(new HttpServlet() {
		}, new TrustProxyFilter(trustProxy), nestedErrorDispatch);
		chain.doFilter(this.request, this.response);
	}

	@Test
	void malformedRequestIsRefusedByTheFilterBehindThisOne() throws Exception {
		this.request.addHeader("X-Forwarded-For", "junk");
		assertThat(rejecting().getRequest()).isNull();
		assertThat(this.response.getStatus()).isEqualTo(400);
	}

	@Test
	void malformedRequestIsNotRefusedInErrorDispatch() throws Exception {
		this.request.addHeader("X-Forwarded-For", "junk");
		this.request.setDispatcherType(DispatcherType.ERROR);
		this.request.setAttribute("jakarta.servlet.error.request_uri", "/whoami");
		HttpServletRequest seen = (HttpServletRequest) rejecting().getRequest();
		assertThat(resolve(trustProxy, seen).stopReason()).isEqualTo(StopReason.MALFORMED);
		assertThat(seen.getRemoteAddr()).isEqualTo("10.0.0.9");
	}

	@Test
	void otherRequestsAreNotRefused() throws Exception {
		this.request.addHeader("X-Forwarded-For", "unknown");
		assertThat(rejecting().getRequest()).isNotNull();
	}

	private MockFilterChain rejecting() throws Exception {
		MockFilterChain last = new MockFilterChain();
		new MockFilterChain(new HttpServlet() {

			@Override
			public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
				last.doFilter(request, response);
			}

		}, new TrustProxyFilter(trustProxy), new MalformedRequestFilter()).doFilter(this.request, this.response);
		return last;
	}

	private HttpServletRequest filter(TrustProxy trustProxy) throws Exception {
		return filter(trustProxy, this.request);
	}

	private HttpServletRequest filter(TrustProxy trustProxy, HttpServletRequest request) throws Exception {
		MockFilterChain chain = new MockFilterChain();
		new TrustProxyFilter(trustProxy).doFilter(request, this.response, chain);
		HttpServletRequest seen = (HttpServletRequest) chain.getRequest();
		assertThat(seen).isNotNull();
		return seen;
	}

	private static ClientAddress resolve(TrustProxy trustProxy, HttpServletRequest request) {
		return new ServletClientAddressResolver(trustProxy).resolve(request);
	}

	private static TrustProxy believingPrefix() {
		return TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.values(EnumSet.allOf(ForwardedValue.class))
			.build();
	}

	private static MockHttpServletRequest request(String peer) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/whoami");
		assertThat(Collections.list(request.getHeaderNames())).isEmpty();
		request.setRemoteAddr(peer);
		request.setRemotePort(54321);
		return request;
	}

}
