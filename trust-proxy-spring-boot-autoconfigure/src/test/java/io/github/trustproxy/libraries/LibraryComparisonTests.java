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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import io.github.trustproxy.server.AbstractComparisonTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what other libraries make of the request.
 */
@EveryServer
class LibraryComparisonTests extends AbstractComparisonTests {

	LibraryComparisonTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void addressRule() {
		compare("a rule of Spring Security lets the client in", (contestant) -> {
			Application application = contestant.trusting(addressRules());
			assertThat(application.get("/whoami/office", FORWARDED).status()).isEqualTo(200);
			assertThat(application.get("/whoami/office", "X-Forwarded-For: 198.51.100.66").status()).isIn(401, 403);
		});
	}

	@Test
	void forgedAddress() {
		compare("nobody gets past it by sending an address",
				(contestant) -> assertThat(contestant.trusting(addressRules())
					.get("/whoami/office", "X-Forwarded-For: " + CLIENT + ", 198.51.100.66")
					.status()).isIn(401, 403));
	}

	private Class<?> addressRules() {
		return stack().isServlet() ? AddressRuleTests.ServletRules.class : AddressRuleTests.WebFluxRules.class;
	}

	@Test
	void redirectToHttps() {
		compare("the redirect to https goes to the client's host, and not in circles", (contestant) -> {
			Application application = contestant.trusting(secureConnection());
			assertThat(application.get("/whoami/secure", FORWARDED).status()).isEqualTo(200);
			assertThat(application
				.get("/whoami/secure", "X-Forwarded-Proto: http", "X-Forwarded-Host: www.example.com",
						"X-Forwarded-For: " + CLIENT)
				.headers()
				.getFirst("Location")).isEqualTo("https://www.example.com/whoami/secure");
		});
	}

	@Test
	void strictTransportSecurity() {
		compare("HSTS is sent behind TLS",
				(contestant) -> assertThat(contestant.trusting(secureConnection())
					.get("/whoami", FORWARDED)
					.headers()
					.getFirst("Strict-Transport-Security")).startsWith("max-age="));
	}

	@Test
	void csrfCookie() {
		compare("the CSRF cookie is Secure behind TLS",
				(contestant) -> assertThat(
						contestant.trusting(secureConnection()).get("/whoami", FORWARDED).headers().get("Set-Cookie"))
					.anySatisfy((cookie) -> assertThat(cookie).startsWith("XSRF-TOKEN=").contains("; Secure")));
	}

	private Class<?> secureConnection() {
		return stack().isServlet() ? SecureConnectionTests.ServletSecurity.class
				: SecureConnectionTests.WebFluxSecurity.class;
	}

	@Test
	void redirectUri() {
		compare("the redirect URI of OAuth2 is the client's origin", (contestant) -> {
			Class<?> client = stack().isServlet() ? OAuth2RedirectUriTests.ServletClient.class
					: OAuth2RedirectUriTests.WebFluxClient.class;
			assertThat(location(contestant.trusting(client)))
				.contains("redirect_uri=https://www.example.com/login/oauth2/code/example");
		});
	}

	private static String location(Application application) throws IOException {
		String location = application.get("/oauth2/authorization/example", FORWARDED).headers().getFirst("Location");
		return URLDecoder.decode(location, StandardCharsets.UTF_8);
	}

	@Test
	void springSession() {
		compare("the cookie of Spring Session is Secure behind TLS", (contestant) -> {
			Class<?> session = stack().isServlet() ? SpringSessionTests.ServletSession.class
					: SpringSessionTests.WebFluxSession.class;
			assertThat(contestant.trusting(session).get("/session", FORWARDED).headers().getFirst("Set-Cookie"))
				.startsWith("SESSION=")
				.contains("; Secure");
		});
	}

}
