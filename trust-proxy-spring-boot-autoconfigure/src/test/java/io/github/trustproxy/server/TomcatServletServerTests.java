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

import io.github.trustproxy.server.RawConnection.RawResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests on Tomcat with Spring MVC.
 */
class TomcatServletServerTests extends AbstractServletServerTests {

	TomcatServletServerTests() {
		super(Server.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "start-async", "start-async-with-request" })
	void asyncDispatchSeesThePrefixOnce(String start) throws IOException {
		WhoAmI seen = Application.whoAmI(believingPrefix().get("/whoami?" + start, "X-Forwarded-Prefix: /api"));
		assertThat(seen.dispatch()).isEqualTo("ASYNC");
		assertThat(seen.contextPath()).isEqualTo("/api");
		assertThat(seen.path()).isEqualTo("/api/whoami");
		assertThat(seen.url()).isEqualTo("http://app.internal:8080/api/whoami");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/callable", "/deferred" })
	void controllerThatAnswersLaterSeesThePrefix(String path) throws IOException {
		RawResponse response = believingPrefix().get(path, "X-Forwarded-Prefix: /api");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.headers().get("Seen-On-ASYNC"))
			.containsExactly("127.0.0.1 127.0.0.1 http://app.internal:8080/api" + path);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
	static class Server {

	}

}
