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
import java.util.List;

import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ManagementServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.IpAddressAuthorizationManager;
import org.springframework.security.web.access.expression.WebExpressionAuthorizationManager;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.IpAddressReactiveAuthorizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules of Spring Security that let addresses in decide by the client.
 */
@EveryServer
@Shows("what-is-rewritten.md: 10. Other libraries")
class AddressRuleTests extends AbstractLibraryTests {

	AddressRuleTests(ServerStack stack) {
		super(stack, ServletRules.class, WebFluxRules.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/whoami/office", "/whoami/office-too" })
	void ruleDecidesByTheClient(String path) throws IOException {
		assertAllowed(trusting(), path, "X-Forwarded-For: 203.0.113.7");
		assertAllowed(trusting(), path, "X-Forwarded-For: 198.51.100.66, 203.0.113.7");
		assertDenied(trusting(), path, "X-Forwarded-For: 198.51.100.66");
		assertDenied(trusting(), path);
	}

	@Test
	void ruleForIpv6DecidesByTheClient() throws IOException {
		assertAllowed(trusting(), "/whoami/ipv6", "X-Forwarded-For: [2001:db8::7]:443");
		assertDenied(trusting(), "/whoami/ipv6", "X-Forwarded-For: 2001:db9::7");
	}

	@Test
	void clientDoesNotComeFromTheMachineOfTheProxy() throws IOException {
		assertAllowed(trusting(), "/whoami/local");
		assertDenied(trusting(), "/whoami/local", "X-Forwarded-For: 203.0.113.7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/whoami/office", "/whoami/office-too" })
	@Shows("threat-model.md: a list | the")
	@Shows("threat-model.md: an address in front of one's own")
	void addressThatTheClientForgesInFrontOfItsOwnIsNotLetIn(String path) throws IOException {
		assertDenied(trusting(), path, "X-Forwarded-For: 203.0.113.7, 198.51.100.66");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/whoami/office", "/whoami/office-too" })
	@Shows("threat-model.md: any header around the proxy, with a list")
	void addressThatAnUntrustedPeerForgesIsNotLetIn(String path) throws IOException {
		assertDenied(distrusting(), path, FORGED);
	}

	@Test
	void untrustedPeerHasItsOwnAddress() throws IOException {
		assertAllowed(distrusting(), "/whoami/local", FORGED);
	}

	@Test
	@Shows("what-is-rewritten.md: 8. Management server")
	void ruleOfAManagementServerDecidesByTheClient() throws IOException {
		Application server = managementServer("trust-proxy=loopback");
		assertThat(server.get("/actuator", "X-Forwarded-For: 198.51.100.66, 203.0.113.7").status()).isEqualTo(200);
		assertDenied(server, "/actuator", "X-Forwarded-For: 203.0.113.7, 198.51.100.66");
		assertDenied(server, "/actuator");
	}

	@Test
	@Shows("threat-model.md: the same against a management server on its own port")
	void addressThatAnUntrustedPeerForgesIsNotLetInToAManagementServer() throws IOException {
		assertDenied(managementServer("trust-proxy=10.0.0.0/8"), "/actuator", FORGED);
	}

	private Application managementServer(String trust) {
		List<Class<?>> configurations = List.of(ManagementServer.on(stack()),
				stack().isServlet() ? ServletRules.class : WebFluxRules.class);
		return application(configurations, trust, "management.server.port=0").managementServer();
	}

	private static void assertAllowed(Application application, String path, String... headerLines) throws IOException {
		assertThat(application.get(path, headerLines).status()).isEqualTo(200);
	}

	private static void assertDenied(Application application, String path, String... headerLines) throws IOException {
		assertThat(application.get(path, headerLines).status()).isIn(401, 403);
	}

	@SecuredConfiguration
	static class ServletRules {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/whoami/office")
					.access(IpAddressAuthorizationManager.hasIpAddress("203.0.113.0/24"))
					.requestMatchers("/whoami/office-too")
					.access(new WebExpressionAuthorizationManager("hasIpAddress('203.0.113.0/24')"))
					.requestMatchers("/actuator")
					.access(IpAddressAuthorizationManager.hasIpAddress("203.0.113.0/24"))
					.requestMatchers("/whoami/ipv6")
					.access(IpAddressAuthorizationManager.hasIpAddress("2001:db8::/32"))
					.requestMatchers("/whoami/local")
					.access(IpAddressAuthorizationManager.hasIpAddress("127.0.0.1"))
					.anyRequest()
					.denyAll())
				.build();
		}

	}

	@SecuredConfiguration
	static class WebFluxRules {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			return http
				.authorizeExchange((exchanges) -> exchanges.pathMatchers("/whoami/office")
					.access(IpAddressReactiveAuthorizationManager.hasIpAddress("203.0.113.0/24"))
					.pathMatchers("/whoami/office-too")
					.hasIpAddress("203.0.113.0/24")
					.pathMatchers("/actuator")
					.hasIpAddress("203.0.113.0/24")
					.pathMatchers("/whoami/ipv6")
					.hasIpAddress("2001:db8::/32")
					.pathMatchers("/whoami/local")
					.hasIpAddress("127.0.0.1")
					.anyExchange()
					.denyAll())
				.build();
		}

	}

}
