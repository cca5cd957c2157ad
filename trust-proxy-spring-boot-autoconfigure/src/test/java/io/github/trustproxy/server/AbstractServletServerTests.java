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

package io.github.trustproxy.server;

import java.io.IOException;
import java.util.List;

import io.github.trustproxy.StopReason;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.servlet.TrustProxyFilter;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What servlet applications have besides: typed headers and dispatches.
 */
abstract class AbstractServletServerTests extends AbstractServerTests {

	private static final String[] FORWARDED = { "X-Forwarded-For: 198.51.100.66, 203.0.113.7",
			"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com" };

	AbstractServletServerTests(ServerStack stack) {
		super(stack);
	}

	@Override
	Class<?> filterTwice() {
		return FilterTwiceConfiguration.class;
	}

	@Test
	void filterOfTheHighestPrecedenceComesAfterOurs() throws IOException {
		RawResponse response = application(FilterOfTheHighestPrecedence.class, "trust-proxy=loopback").get("/whoami",
				"X-Forwarded-For: 203.0.113.7");
		assertThat(response.headers().getFirst("Seen")).isEqualTo("203.0.113.7");
	}

	@Test
	@Shows(value = "what-is-rewritten.md: 5. Header hiding", on = "servlet")
	void forwardingHeaderIsHiddenFromIntHeader() throws IOException {
		assertThat(
				trustingLoopback().get("/int-header?name=x-forwarded-port", "X-Forwarded-Port: 8443", "X-Number: 8443")
					.body())
			.isEqualTo("-1");
		assertThat(
				trustingLoopback().get("/int-header?name=x-number", "X-Forwarded-Port: 8443", "X-Number: 8443").body())
			.isEqualTo("8443");
	}

	@Test
	@Shows(value = "what-is-rewritten.md: 5. Header hiding", on = "servlet")
	void forwardingHeaderIsHiddenFromDateHeader() throws IOException {
		String date = "Sun, 06 Nov 1994 08:49:37 GMT";
		assertThat(trustingLoopback().get("/date-header?name=x-forwarded-host", "X-Forwarded-Host: " + date).body())
			.isEqualTo("-1");
		assertThat(trustingLoopback().get("/date-header?name=x-date", "X-Date: " + date, "X-Forwarded-Port: 1").body())
			.isEqualTo("784111777000");
	}

	@Test
	void forwardingHeadersThatStayVisibleHaveTypes() throws IOException {
		Application application = application("trust-proxy=loopback", "trust-proxy.hide-headers=false");
		assertThat(application.get("/int-header?name=x-forwarded-port", "X-Forwarded-Port: 8443").body())
			.isEqualTo("8443");
	}

	@ParameterizedTest
	@ValueSource(strings = { "start-async", "start-async-with-request" })
	@Shows("threat-model.md: a second look in another filter, dispatch, error page or")
	@Shows(value = "what-is-rewritten.md: 4. Dispatches, handlers, WebSocket", on = "servlet")
	void asyncDispatchSeesTheSameRequest(String start) throws IOException {
		RawResponse response = trustingLoopback().get("/whoami?" + start, FORWARDED);
		WhoAmI seen = Application.whoAmI(response);
		assertThat(seen.dispatch()).isEqualTo("ASYNC");
		assertIsForwarded(seen, "/whoami");
		assertThat(seen.headers()).containsOnlyKeys("host");
		assertSeenOn("ASYNC", response, "/whoami");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/callable", "/deferred" })
	@Shows(value = "what-is-rewritten.md: 4. Dispatches, handlers, WebSocket", on = "servlet")
	void controllerThatAnswersLaterSeesTheSameRequest(String path) throws IOException {
		RawResponse response = trustingLoopback().get(path, FORWARDED);
		assertIsForwarded(Application.whoAmI(response), path);
		assertSeenOn("REQUEST", response, path);
		assertSeenOn("ASYNC", response, path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "start-async", "start-async-with-request" })
	void asyncDispatchSeesThePrefixOnce(String start) throws IOException {
		WhoAmI seen = Application.whoAmI(believingPrefix().get("/whoami?" + start, "X-Forwarded-Prefix: /api"));
		assertThat(seen.dispatch()).isEqualTo("ASYNC");
		assertThat(seen.contextPath()).isEqualTo("/api");
		assertThat(seen.path()).isEqualTo("/api/whoami");
		assertThat(seen.url()).isEqualTo("http://app.internal:8080/api/whoami");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/callable", "/deferred" })
	void controllerThatAnswersLaterSeesThePrefix(String path) throws IOException {
		RawResponse response = believingPrefix().get(path, "X-Forwarded-Prefix: /api");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.headers().get("Seen-On-ASYNC"))
			.containsExactly("127.0.0.1 127.0.0.1 http://app.internal:8080/api" + path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/fail", "/failing-callable", "/whoami?fail-before" })
	@Shows(value = "what-is-rewritten.md: 4. Dispatches, handlers, WebSocket", on = "servlet")
	void errorPageSeesTheSameRequestAfterAnException(String path) throws IOException {
		assertIsForwarded(assertErrorPageResolvesClient(500, path), "/error");
	}

	@Test
	void errorPageSeesTheSameRequestAfterAnErrorOfTheController() throws IOException {
		assertIsForwarded(assertErrorPageResolvesClient(409, "/send-error"), "/error");
	}

	@Test
	void errorPageSeesTheSameRequestAfterAnErrorOfAFilterBeforeOurs() throws IOException {
		assertIsForwarded(assertErrorPageResolvesClient(403, "/whoami?send-error-before"), "/error");
	}

	@ParameterizedTest
	@CsvSource({ "location,302", "clear,302", "status,307", "status-clear,303" })
	@Shows(value = "what-is-rewritten.md: 1. Redirects and links", on = "servlet")
	void redirectLeadsToTheForwardedOrigin(String overload, int status) throws IOException {
		for (String relative : List.of("false", "true")) {
			Application application = application("trust-proxy=loopback",
					"server.tomcat.use-relative-redirects=" + relative);
			RawResponse response = application.get("/redirect?to=/login&overload=" + overload, FORWARDED);
			assertThat(response.status()).isEqualTo(status);
			assertThat(response.headers().get("Location")).containsExactly("https://www.example.com/login");
		}
	}

	@Test
	@Shows(value = "what-is-rewritten.md: 1. Redirects and links", on = "servlet")
	void relativeRedirectIsCompletedWithThePathThatWasAskedFor() throws IOException {
		RawResponse response = trustingLoopback().get("/redirect?to=login?x=../y&overload=location", FORWARDED);
		assertThat(response.headers().get("Location")).containsExactly("https://www.example.com/login?x=../y");
	}

	@Test
	void redirectOfDirectClientIsLeftToTheServer() throws IOException {
		RawResponse response = trustingLoopback().get("/redirect?to=/login&overload=location");
		assertThat(response.headers().get("Location")).singleElement().isIn("/login", "http://app.internal:8080/login");
	}

	/**
	 * CVE-2023-28708.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "/session", "/session/new-id", "/session/reset" })
	@Shows(value = "what-is-rewritten.md: 2. Session cookies", on = "servlet")
	void sessionCookieIsSecureIfTheForwardedSchemeIs(String path) throws IOException {
		assertThat(sessionCookies(path, "X-Forwarded-Proto: https"))
			.allSatisfy((cookie) -> assertThat(cookie).contains("; Secure"));
		for (String[] headerLines : new String[][] { { "X-Forwarded-Proto: http" }, { "X-Forwarded-For: 203.0.113.7" },
				{} }) {
			assertThat(sessionCookies(path, headerLines))
				.allSatisfy((cookie) -> assertThat(cookie).doesNotContain("Secure"));
		}
	}

	@Test
	@Shows("threat-model.md: a session cookie without Secure, or with it, by a forged")
	@Shows(value = "what-is-rewritten.md: 2. Session cookies", on = "servlet")
	void sessionCookieIsNotSecureBecauseOfAnUntrustedPeer() throws IOException {
		assertThat(application("trust-proxy=10.0.0.0/8").get("/session", "X-Forwarded-Proto: https")
			.headers()
			.get("Set-Cookie")).singleElement().asString().doesNotContain("Secure");
	}

	private List<String> sessionCookies(String path, String... headerLines) throws IOException {
		RawResponse response = trustingLoopback().get(path, headerLines);
		assertThat(response.status()).isEqualTo(200);
		List<String> cookies = response.headers().getOrEmpty("Set-Cookie");
		if (!path.endsWith("/reset")) {
			assertThat(cookies).isNotEmpty();
		}
		return cookies;
	}

	@Test
	void requestWithoutHostHasTheDefaultPortOfTheForwardedScheme() throws IOException {
		WhoAmI seen = Application.whoAmI(trustingLoopback().exchange(Application.IPV4_LOOPBACK,
				"GET /whoami HTTP/1.0\r\nX-Forwarded-Proto: https\r\n\r\n"));
		assertThat(seen.scheme()).isEqualTo("https");
		assertThat(seen.port()).isEqualTo(443);
	}

	@Test
	void errorPageIsRenderedForARejectedRequest() throws IOException {
		RawResponse response = rejecting().get("/whoami", "X-Forwarded-For: junk", "X-Forwarded-Proto: https");
		assertThat(response.status()).isEqualTo(400);
		WhoAmI seen = Application.whoAmI(response);
		assertThat(seen.dispatch()).isEqualTo("ERROR");
		assertThat(seen.ip()).isEqualTo("127.0.0.1");
		assertThat(seen.stopReason()).isEqualTo(StopReason.MALFORMED);
		assertThat(seen.headers()).containsOnlyKeys("host");
		assertThat(response.headers().get("Seen-On-REQUEST")).isNull();
	}

	private static void assertSeenOn(String dispatch, RawResponse response, String path) {
		assertThat(response.headers().get("Seen-On-" + dispatch))
			.containsExactly("203.0.113.7 203.0.113.7 https://www.example.com" + path);
	}

	private static void assertIsForwarded(WhoAmI seen, String path) {
		assertThat(seen.ip()).isEqualTo("203.0.113.7");
		assertThat(seen.resolvedIp()).isEqualTo("203.0.113.7");
		assertThat(seen.remoteAddr()).isEqualTo("203.0.113.7");
		assertThat(seen.remoteHost()).isEqualTo("203.0.113.7");
		assertThat(seen.scheme()).isEqualTo("https");
		assertThat(seen.secure()).isTrue();
		assertThat(seen.url()).isEqualTo("https://www.example.com" + path);
		assertThat(seen.path()).isEqualTo(path);
	}

	@Configuration(proxyBeanMethods = false)
	static class FilterTwiceConfiguration {

		@Bean
		FilterRegistrationBean<Filter> secondTrustProxyFilter(TrustProxy trustProxy) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
					new TrustProxyFilter(trustProxy));
			registration.setName("secondTrustProxyFilter");
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
			registration.setOrder(0);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FilterOfTheHighestPrecedence {

		@Bean
		FilterRegistrationBean<Filter> filterOfTheHighestPrecedence() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				((HttpServletResponse) response).setHeader("Seen", request.getRemoteAddr());
				chain.doFilter(request, response);
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

}
