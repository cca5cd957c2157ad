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

import io.github.trustproxy.certificate.TestCertificate;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;

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
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code x509()} of Spring Security logs in whom the proxy has verified, and nobody who
 * writes the header of the proxy.
 */
@EveryServer
@Shows("what-is-rewritten.md: 10. Other libraries")
class CertificateLoginTests extends AbstractLibraryTests {

	private static final String ALICE = "Client-Cert: " + TestCertificate.ALICE.structured();

	CertificateLoginTests(ServerStack stack) {
		super(stack, ServletSecurity.class, WebFluxSecurity.class);
	}

	@Test
	void ownerOfTheForwardedCertificateIsLoggedIn() throws IOException {
		assertThat(whoAmI("loopback", ALICE).status()).isEqualTo(200);
	}

	@Test
	void nobodyElseIs() throws IOException {
		assertThat(whoAmI("loopback").status()).isIn(401, 403);
		assertThat(whoAmI("loopback", "Client-Cert: " + TestCertificate.MALLORY.structured()).status()).isIn(401, 403);
		assertThat(whoAmI("10.0.0.0/8", ALICE).status()).isIn(401, 403);
		assertThat(whoAmI("false", ALICE).status()).isIn(401, 403);
	}

	private RawResponse whoAmI(String trust, String... headerLines) throws IOException {
		Application application = application(stack().isServlet() ? ServletSecurity.class : WebFluxSecurity.class,
				"trust-proxy=" + trust, "trust-proxy.client-certificate.header=Client-Cert");
		return application.get("/whoami", headerLines);
	}

	private static UserDetails user() {
		return User.withUsername("alice").password("{noop}unused").roles("USER").build();
	}

	@SecuredConfiguration
	static class ServletSecurity {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.x509(Customizer.withDefaults())
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
				.x509(Customizer.withDefaults())
				.build();
		}

		@Bean
		ReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(user());
		}

	}

}
