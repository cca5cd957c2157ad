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

package io.github.trustproxy.libraries;

import java.io.IOException;

import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Security does on secure connections only, or to get one, depends on the
 * connection of the client.
 */
@EveryServer
@Shows("what-is-rewritten.md: 10. Other libraries")
class SecureConnectionTests extends AbstractLibraryTests {

	SecureConnectionTests(ServerStack stack) {
		super(stack, ServletSecurity.class, WebFluxSecurity.class);
	}

	@Test
	void secureClientIsNotRedirectedAgain() throws IOException {
		assertThat(trusting().get("/whoami/secure", FORWARDED).status()).isEqualTo(200);
	}

	@Test
	void insecureClientIsRedirectedToTheForwardedHost() throws IOException {
		assertRedirected("https://www.example.com/whoami/secure?a=b", trusting(), "X-Forwarded-Proto: http",
				"X-Forwarded-Host: www.example.com");
		assertRedirected("https://www.example.com/api/whoami/secure?a=b", trusting(), "X-Forwarded-Proto: http",
				"X-Forwarded-Host: www.example.com", "X-Forwarded-Prefix: /api");
	}

	@Test
	void untrustedPeerIsRedirectedToTheOwnHost() throws IOException {
		assertRedirected("https://app.internal:8443/whoami/secure?a=b", distrusting(), FORGED);
	}

	@Test
	void strictTransportSecurityIsForSecureClients() throws IOException {
		assertThat(trusting().get("/whoami", FORWARDED).headers().getFirst("Strict-Transport-Security"))
			.startsWith("max-age=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-Proto: http", "X-Forwarded-For: 203.0.113.7", "X-Other: header" })
	void strictTransportSecurityIsNotForInsecureClients(String headerLine) throws IOException {
		assertThat(trusting().get("/whoami", headerLine).headers().containsHeader("Strict-Transport-Security"))
			.isFalse();
	}

	@Test
	void strictTransportSecurityIsNotForUntrustedPeers() throws IOException {
		assertThat(distrusting().get("/whoami", FORGED).headers().containsHeader("Strict-Transport-Security"))
			.isFalse();
	}

	@Test
	void csrfCookieIsSecureIfTheForwardedSchemeIs() throws IOException {
		assertThat(csrfCookie(trusting(), FORWARDED)).contains("; Secure").contains("Path=/;");
		assertThat(csrfCookie(trusting(), FORWARDED_WITH_PREFIX)).contains("; Secure").contains("Path=/api;");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-Proto: http", "X-Forwarded-For: 203.0.113.7", "X-Other: header" })
	void csrfCookieIsNotSecureForInsecureClients(String headerLine) throws IOException {
		assertThat(csrfCookie(trusting(), headerLine)).doesNotContain("Secure");
	}

	@Test
	void csrfCookieIsNotSecureBecauseOfAnUntrustedPeer() throws IOException {
		assertThat(csrfCookie(distrusting(), FORGED)).doesNotContain("Secure");
	}

	private static void assertRedirected(String location, Application application, String... headerLines)
			throws IOException {
		RawResponse response = application.get("/whoami/secure?a=b", headerLines);
		assertThat(response.status()).isEqualTo(302);
		assertThat(response.headers().get("Location")).containsExactly(location);
	}

	private static String csrfCookie(Application application, String... headerLines) throws IOException {
		return application.get("/whoami", headerLines)
			.headers()
			.getOrEmpty("Set-Cookie")
			.stream()
			.filter((cookie) -> cookie.startsWith("XSRF-TOKEN="))
			.findFirst()
			.orElseThrow();
	}

	@SecuredConfiguration
	static class ServletSecurity {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
			return http
				.redirectToHttps(
						(redirect) -> redirect.requestMatchers(PathPatternRequestMatcher.pathPattern("/whoami/secure")))
				.csrf((csrf) -> csrf.spa())
				.build();
		}

	}

	@SecuredConfiguration
	static class WebFluxSecurity {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			return http.redirectToHttps(
					(redirect) -> redirect.httpsRedirectWhen(ServerWebExchangeMatchers.pathMatchers("/whoami/secure")))
				.csrf((csrf) -> csrf.csrfTokenRepository(new CookieServerCsrfTokenRepository()))
				.build();
		}

		/**
		 * The cookie is made when somebody asks for the token.
		 */
		@Bean
		WebFilter csrfTokenFilter() {
			return (exchange, chain) -> {
				Mono<CsrfToken> token = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
				return token.then(chain.filter(exchange));
			};
		}

	}

}
