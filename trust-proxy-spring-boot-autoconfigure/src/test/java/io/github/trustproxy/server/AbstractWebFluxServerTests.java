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

import io.github.trustproxy.MalformedHandling;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.support.Shows;
import io.github.trustproxy.webflux.TrustProxyWebFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What WebFlux applications have besides: mutated exchanges and exception handlers.
 */
abstract class AbstractWebFluxServerTests extends AbstractServerTests {

	private static final String[] FORWARDED = { "X-Forwarded-For: 198.51.100.66, 203.0.113.7",
			"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com" };

	AbstractWebFluxServerTests(ServerStack stack) {
		super(stack);
	}

	@Override
	Class<?> filterTwice() {
		return FilterTwiceConfiguration.class;
	}

	@Test
	void exchangeThatAFilterMutatesLaterStaysRewritten() throws IOException {
		WhoAmI seen = Application.whoAmI(trustingLoopback().get("/whoami?mutate", FORWARDED));
		assertThat(seen.ip()).isEqualTo("203.0.113.7");
		assertThat(seen.remoteAddr()).isEqualTo("203.0.113.7");
		assertThat(seen.url()).isEqualTo("https://www.example.com/whoami");
		assertThat(seen.query()).isEqualTo("mutate");
		assertThat(seen.headers()).containsOnlyKeys("host", "x-added");
	}

	@Test
	void exchangeThatAFilterMutatesLaterKeepsThePrefix() throws IOException {
		WhoAmI seen = Application.whoAmI(believingPrefix().get("/whoami?mutate", "X-Forwarded-Prefix: /api"));
		assertThat(seen.contextPath()).isEqualTo("/api");
		assertThat(seen.path()).isEqualTo("/api/whoami");
		assertThat(seen.url()).isEqualTo("http://app.internal:8080/api/whoami");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/fail", "/whoami?fail-before" })
	@Shows(value = "what-is-rewritten.md: 4. Dispatches, handlers, WebSocket", on = "WebFlux")
	void exceptionHandlerSeesTheSameRequest(String path) throws IOException {
		WhoAmI seen = assertErrorPageResolvesClient(500, path);
		assertThat(seen.remoteAddr()).isEqualTo("203.0.113.7");
		assertThat(seen.scheme()).isEqualTo("https");
		assertThat(seen.headers()).containsOnlyKeys("host");
	}

	@Test
	@Shows(value = "what-is-rewritten.md: 4. Dispatches, handlers, WebSocket", on = "WebFlux")
	void requestThatAFilterMutatesBeforeOursStaysRewritten() throws IOException {
		for (String hide : List.of("true", "false")) {
			WhoAmI seen = Application
				.whoAmI(application("trust-proxy=loopback,203.0.113.0/24", "trust-proxy.hide-headers=" + hide)
					.get("/whoami?mutate-before", FORWARDED));
			assertThat(seen.ip()).isEqualTo("198.51.100.66");
			assertThat(seen.ips()).containsExactly("198.51.100.66", "203.0.113.7");
			assertThat(seen.peer()).isEqualTo("127.0.0.1");
			assertThat(seen.remoteAddr()).isEqualTo("198.51.100.66");
			assertThat(seen.url()).isEqualTo("https://www.example.com/whoami");
			assertThat(seen.headers()).containsKey("x-added");
		}
	}

	@Test
	@Shows(value = "what-is-rewritten.md: 4. Dispatches, handlers, WebSocket", on = "WebFlux")
	void observationSeesTheSameRequest() throws IOException {
		assertThat(trustingLoopback().get("/observation", FORWARDED).body())
			.isEqualTo("203.0.113.7 https://www.example.com/observation");
	}

	@Test
	void requestSharesTheAttributesOfItsExchange() throws IOException {
		assertThat(trustingLoopback().get("/attribute", FORWARDED).body()).isEqualTo("set on the exchange");
		assertThat(trustingLoopback().get("/attribute").body()).isEqualTo("set on the exchange");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/session", "/session/new-id" })
	@Shows(value = "what-is-rewritten.md: 2. Session cookies", on = "WebFlux")
	void sessionCookieIsSecureIfTheForwardedSchemeIs(String path) throws IOException {
		assertThat(sessionCookie(trustingLoopback(), path, "X-Forwarded-Proto: https")).contains("; Secure");
		assertThat(sessionCookie(trustingLoopback(), path, "X-Forwarded-Proto: http")).doesNotContain("Secure");
		assertThat(sessionCookie(trustingLoopback(), path, "X-Forwarded-For: 203.0.113.7")).doesNotContain("Secure");
		assertThat(sessionCookie(trustingLoopback(), path)).doesNotContain("Secure");
	}

	@Test
	@Shows("threat-model.md: a session cookie without Secure, or with it, by a forged")
	@Shows(value = "what-is-rewritten.md: 2. Session cookies", on = "WebFlux")
	void sessionCookieIsNotSecureBecauseOfAnUntrustedPeer() throws IOException {
		assertThat(sessionCookie(application("trust-proxy=10.0.0.0/8"), "/session", "X-Forwarded-Proto: https"))
			.doesNotContain("Secure");
	}

	private static String sessionCookie(Application application, String path, String... headerLines)
			throws IOException {
		List<String> cookies = application.get(path, headerLines).headers().getOrEmpty("Set-Cookie");
		assertThat(cookies).singleElement().asString().startsWith("SESSION=");
		return cookies.get(0);
	}

	@Configuration(proxyBeanMethods = false)
	static class FilterTwiceConfiguration {

		@Bean
		@Order(0)
		WebFilter secondTrustProxyWebFilter(TrustProxy trustProxy) {
			TrustProxyWebFilter filter = new TrustProxyWebFilter(trustProxy, MalformedHandling.STOP);
			return filter::filter;
		}

	}

}
