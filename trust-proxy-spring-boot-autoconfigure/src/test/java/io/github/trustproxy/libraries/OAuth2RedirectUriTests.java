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

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.reactive.ReactiveOAuth2ClientAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.reactive.ReactiveOAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The <code>{baseUrl}</code> of an OAuth 2.0 redirect URI is where the client came from:
 * an authorization server refuses any other.
 */
@EveryServer
@Shows("what-is-rewritten.md: 10. Other libraries")
class OAuth2RedirectUriTests extends AbstractLibraryTests {

	OAuth2RedirectUriTests(ServerStack stack) {
		super(stack, ServletClient.class, WebFluxClient.class);
	}

	@Test
	void redirectUriIsOnTheForwardedHost() throws IOException {
		assertThat(redirectUri(trusting(), FORWARDED)).isEqualTo("https://www.example.com/login/oauth2/code/example");
		assertThat(redirectUri(trusting(), "X-Forwarded-Host: www.example.com:8081"))
			.isEqualTo("http://www.example.com:8081/login/oauth2/code/example");
	}

	@Test
	void redirectUriHasThePrefix() throws IOException {
		assertThat(redirectUri(trusting(), FORWARDED_WITH_PREFIX))
			.isEqualTo("https://www.example.com/api/login/oauth2/code/example");
	}

	@Test
	void redirectUriIsOnTheOwnHostForAnUntrustedPeer() throws IOException {
		assertThat(redirectUri(distrusting(), FORGED)).isEqualTo("http://app.internal:8080/login/oauth2/code/example");
	}

	private static String redirectUri(Application application, String... headerLines) throws IOException {
		RawResponse response = application.get("/oauth2/authorization/example", headerLines);
		assertThat(response.status()).isEqualTo(302);
		String location = response.headers().getFirst("Location");
		assertThat(location).startsWith("https://accounts.example.org/authorize?");
		return UriComponentsBuilder.fromUriString(location).build().getQueryParams().getFirst("redirect_uri");
	}

	private static ClientRegistration registration() {
		return ClientRegistration.withRegistrationId("example")
			.clientId("id")
			.clientSecret("secret")
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
			.authorizationUri("https://accounts.example.org/authorize")
			.tokenUri("https://accounts.example.org/token")
			.build();
	}

	@SecuredConfiguration
	@ImportAutoConfiguration({ OAuth2ClientAutoConfiguration.class, OAuth2ClientWebSecurityAutoConfiguration.class })
	static class ServletClient {

		@Bean
		ClientRegistrationRepository clientRegistrations() {
			return new InMemoryClientRegistrationRepository(registration());
		}

	}

	@SecuredConfiguration
	@ImportAutoConfiguration({ ReactiveOAuth2ClientAutoConfiguration.class,
			ReactiveOAuth2ClientWebSecurityAutoConfiguration.class })
	static class WebFluxClient {

		@Bean
		ReactiveClientRegistrationRepository clientRegistrations() {
			return new InMemoryReactiveClientRegistrationRepository(registration());
		}

	}

}
