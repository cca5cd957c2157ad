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
import java.util.Arrays;

import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Security's redirects to the login page, and from there to the page that was
 * asked for, do not name the server behind the proxy.
 */
@EveryServer
@Shows("what-is-rewritten.md: 1. Redirects and links")
@Shows("what-is-rewritten.md: 10. Other libraries")
class LoginTests extends AbstractLibraryTests {

	LoginTests(ServerStack stack) {
		super(stack, ServletSecurity.class, WebFluxSecurity.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/whoami", "/whoami/absolute" })
	void loginPageIsWhereTheClientIs(String path) throws IOException {
		assertRedirected(clientOrigin() + "/login", page(trusting(), path, FORWARDED));
		assertRedirected(clientOrigin() + "/api/login", page(trusting(), path, FORWARDED_WITH_PREFIX));
	}

	@Test
	void loginLeadsToThePageThatWasAskedFor() throws IOException {
		String page = stack().isServlet() ? "/whoami?a=b&continue" : "/whoami?a=b";
		assertRedirected(clientOrigin() + page, login(trusting(), "/whoami?a=b", FORWARDED));
		assertRedirected(clientOrigin() + "/api" + page, login(trusting(), "/whoami?a=b", FORWARDED_WITH_PREFIX));
	}

	/**
	 * On WebFlux the locations have no origin.
	 */
	private String clientOrigin() {
		return stack().isServlet() ? "https://www.example.com" : "";
	}

	@ParameterizedTest
	@ValueSource(strings = { "/whoami", "/whoami/absolute" })
	void untrustedPeerStaysOnTheOwnHost(String path) throws IOException {
		assertThat(page(distrusting(), path, FORGED).headers().getFirst("Location")).isIn("/login",
				"http://app.internal:8080/login");
		assertThat(login(distrusting(), path, FORGED).headers().getFirst("Location")).isIn(path,
				"http://app.internal:8080" + path + "?continue");
	}

	private static void assertRedirected(String location, RawResponse response) {
		assertThat(response.status()).isEqualTo(302);
		assertThat(response.headers().get("Location")).containsExactly(location);
	}

	private static RawResponse page(Application application, String path, String... headerLines) throws IOException {
		String[] lines = Arrays.copyOf(headerLines, headerLines.length + 1);
		lines[headerLines.length] = "Accept: text/html";
		return application.get(path, lines);
	}

	private static RawResponse login(Application application, String path, String... headerLines) throws IOException {
		String cookie = page(application, path, headerLines).headers().getFirst("Set-Cookie");
		assertThat(cookie).contains("SESSION");
		String form = "username=user&password=password";
		return application.exchange(Application.IPV4_LOOPBACK,
				"POST /login HTTP/1.1\r\nHost: app.internal:8080\r\nCookie: " + cookie.substring(0, cookie.indexOf(';'))
						+ "\r\n" + String.join("\r\n", headerLines)
						+ "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
						+ "\r\n\r\n" + form);
	}

	private static UserDetails user() {
		return User.withUsername("user").password("{noop}password").roles("USER").build();
	}

	@SecuredConfiguration
	static class ServletSecurity {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
			LoginUrlAuthenticationEntryPoint absolute = new LoginUrlAuthenticationEntryPoint("/login");
			absolute.setFavorRelativeUris(false);
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.exceptionHandling((exceptions) -> exceptions.defaultAuthenticationEntryPointFor(absolute,
						PathPatternRequestMatcher.pathPattern("/whoami/absolute")))
				.formLogin(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(user());
		}

	}

	@SecuredConfiguration
	static class WebFluxSecurity {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.formLogin(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

		@Bean
		ReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(user());
		}

	}

}
