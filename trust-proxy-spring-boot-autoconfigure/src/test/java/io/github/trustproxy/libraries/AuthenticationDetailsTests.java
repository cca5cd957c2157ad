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
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.server.ServletServers;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The {@link WebAuthenticationDetails} that Spring Security keeps of a request name the
 * client. WebFlux has nothing of the kind.
 */
@ServletServers
@Shows(value = "what-is-rewritten.md: 10. Other libraries", on = "servlet")
class AuthenticationDetailsTests extends AbstractLibraryTests {

	private static final String USER = "Authorization: Basic dXNlcjpwYXNzd29yZA==";

	AuthenticationDetailsTests(ServerStack stack) {
		super(stack, ServletSecurity.class, ServletSecurity.class);
	}

	@Test
	void detailsNameTheClient() throws IOException {
		assertThat(details(trusting(), FORWARDED)).isEqualTo("anonymousUser 203.0.113.7");
		assertThat(details(trusting(), USER, "X-Forwarded-For: 2001:DB8::0007")).isEqualTo("user 2001:db8::7");
	}

	@Test
	void detailsNameAnUntrustedPeer() throws IOException {
		assertThat(details(distrusting(), FORGED)).isEqualTo("anonymousUser 127.0.0.1");
	}

	private static String details(Application application, String... headerLines) throws IOException {
		return application.get("/details", headerLines).body();
	}

	@SecuredConfiguration
	@Import(DetailsController.class)
	static class ServletSecurity {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("user").password("{noop}password").roles("USER").build());
		}

	}

	@RestController
	static class DetailsController {

		@GetMapping("/details")
		String details() {
			Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
			WebAuthenticationDetails details = (WebAuthenticationDetails) authentication.getDetails();
			return authentication.getName() + " " + details.getRemoteAddress();
		}

	}

}
