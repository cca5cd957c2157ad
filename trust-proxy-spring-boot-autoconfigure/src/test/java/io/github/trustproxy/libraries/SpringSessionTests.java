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
import java.util.concurrent.ConcurrentHashMap;

import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.ReactiveMapSessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.config.annotation.web.server.EnableSpringWebSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cookie that Spring Session makes in place of the server's own.
 */
@EveryServer
@Shows("what-is-rewritten.md: 10. Other libraries")
@Shows("what-is-rewritten.md: 2. Session cookies")
class SpringSessionTests extends AbstractLibraryTests {

	SpringSessionTests(ServerStack stack) {
		super(stack, ServletSession.class, WebFluxSession.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/session", "/session/new-id" })
	void cookieIsSecureIfTheForwardedSchemeIs(String path) throws IOException {
		assertThat(cookie(trusting(), path, "X-Forwarded-Proto: https")).contains("; Secure");
		assertThat(cookie(trusting(), path, "X-Forwarded-Proto: http")).doesNotContain("Secure");
		assertThat(cookie(trusting(), path, "X-Forwarded-For: 203.0.113.7")).doesNotContain("Secure");
		assertThat(cookie(trusting(), path)).doesNotContain("Secure");
	}

	@Test
	void cookieIsNotSecureBecauseOfAnUntrustedPeer() throws IOException {
		assertThat(cookie(distrusting(), "/session", FORGED)).doesNotContain("Secure").contains("Path=/;");
	}

	@Test
	void cookieIsForThePathsBehindThePrefix() throws IOException {
		assertThat(cookie(trusting(), "/session", "X-Forwarded-Prefix: /api")).containsPattern("; Path=/api/?;");
		assertThat(cookie(trusting(), "/session", "X-Forwarded-Proto: https")).contains("Path=/;");
	}

	private static String cookie(Application application, String path, String... headerLines) throws IOException {
		RawResponse response = application.get(path, headerLines);
		assertThat(response.status()).isEqualTo(200);
		List<String> cookies = response.headers().getOrEmpty("Set-Cookie");
		assertThat(cookies).singleElement().asString().startsWith("SESSION=");
		return cookies.get(0);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableSpringHttpSession
	@ImportAutoConfiguration(SessionAutoConfiguration.class)
	static class ServletSession {

		@Bean
		MapSessionRepository sessionRepository() {
			return new MapSessionRepository(new ConcurrentHashMap<>());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableSpringWebSession
	@ImportAutoConfiguration(SessionAutoConfiguration.class)
	static class WebFluxSession {

		@Bean
		ReactiveMapSessionRepository sessionRepository() {
			return new ReactiveMapSessionRepository(new ConcurrentHashMap<>());
		}

	}

}
