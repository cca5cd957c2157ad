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

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Security's rules for paths are about paths in the application, whatever prefix a
 * proxy removed. All paths without a rule are open here, so that a rule that does not
 * match is seen.
 */
@EveryServer
@Shows("what-is-rewritten.md: 10. Other libraries")
@Shows("what-is-rewritten.md: 6. Prefix")
class PathRuleTests extends AbstractLibraryTests {

	PathRuleTests(ServerStack stack) {
		super(stack, ServletRules.class, WebFluxRules.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api", "/api/v1/", "/a%20b", "/%C3%A4", "/whoami", "/whoami/public", "/whoami/admin" })
	void ruleHoldsBehindAPrefix(String prefix) throws IOException {
		assertDenied(trusting().get("/whoami/admin/x", "X-Forwarded-Prefix: " + prefix));
		assertDenied(trusting().get("/whoami/admin", "X-Forwarded-Prefix: " + prefix));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api", "/whoami/admin", "/whoami/admin/x" })
	void prefixIsNotWhatARuleIsAbout(String prefix) throws IOException {
		RawResponse response = trusting().get("/whoami/public", "X-Forwarded-Prefix: " + prefix);
		assertThat(response.status()).isEqualTo(200);
		assertThat(Application.whoAmI(response).path()).isEqualTo(prefix + "/whoami/public");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/whoami/admin/..", "/..", "/.", "/admin/..", "//evil", "/x%2f..", "/x%2F..", "/%2e%2e",
			"/x/%2e%2e", "/x%5c..", "/x\\..", "/x;y=z", "/;/..", "/x?", "/x#", "/x%00", "/x%", "%2fx", "x", "/x//",
			"http://evil.example/", "/x%252f.." })
	@Shows("threat-model.md: prefixes with dot segments, encoded slashes, backslashes, //")
	void hostilePrefixDoesNotSkipARule(String prefix) throws IOException {
		assertDenied(trusting().get("/whoami/admin/x", "X-Forwarded-Prefix: " + prefix));
		assertThat(trusting().whoAmI("X-Forwarded-Prefix: " + prefix).path()).isEqualTo("/whoami");
	}

	@Test
	void prefixOfAnUntrustedPeerChangesNoPath() throws IOException {
		assertDenied(distrusting().get("/whoami/admin/x", "X-Forwarded-Prefix: /api"));
		assertThat(distrusting().whoAmI("X-Forwarded-Prefix: /whoami/admin").path()).isEqualTo("/whoami");
	}

	private static void assertDenied(RawResponse response) {
		assertThat(response.status()).isIn(401, 403);
	}

	@SecuredConfiguration
	static class ServletRules {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((
					requests) -> requests.requestMatchers("/whoami/admin/**").hasRole("ADMIN").anyRequest().permitAll())
				.build();
		}

	}

	@SecuredConfiguration
	static class WebFluxRules {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			return http.authorizeExchange((
					exchanges) -> exchanges.pathMatchers("/whoami/admin/**").hasRole("ADMIN").anyExchange().permitAll())
				.build();
		}

	}

}
