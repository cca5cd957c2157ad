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

import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the redirects and cookies of WebFlux lead behind a prefix.
 */
@WebFluxServers
@Shows(value = "what-is-rewritten.md: 1. Redirects and links", on = "WebFlux")
@Shows(value = "what-is-rewritten.md: 6. Prefix", on = "WebFlux")
class WebFluxPrefixTests extends AbstractApplicationTests {

	WebFluxPrefixTests(ServerStack stack) {
		super(stack);
	}

	private RawResponse get(String basePath, String path) throws IOException {
		return application(PrefixConfiguration.class, "trust-proxy=loopback",
				"trust-proxy.headers=for,host,proto,port,prefix", "spring.webflux.base-path=" + basePath)
			.get(basePath + path, "X-Forwarded-Prefix: /api", "X-Forwarded-Proto: https",
					"X-Forwarded-Host: www.example.com");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/shop" })
	void redirectViewIsRelativeToThePrefix(String basePath) throws IOException {
		assertThat(get(basePath, "/view").headers().getFirst("Location")).isEqualTo("/api" + basePath + "/login");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/shop" })
	void redirectsAndCookiesHaveThePrefixInsteadOfTheBasePath(String basePath) throws IOException {
		Application application = application(PrefixConfiguration.class, "trust-proxy=loopback",
				"trust-proxy.headers=prefix", "trust-proxy.prefix=replace", "spring.webflux.base-path=" + basePath);
		assertThat(application.get(basePath + "/view", "X-Forwarded-Prefix: /api").headers().getFirst("Location"))
			.isEqualTo("/api/login");
		assertThat(application.get(basePath + "/session", "X-Forwarded-Prefix: /api").headers().getFirst("Set-Cookie"))
			.contains("; Path=/api/;");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/shop" })
	void sessionCookieHasThePathOfTheClient(String basePath) throws IOException {
		assertThat(get(basePath, "/session").headers().getFirst("Set-Cookie"))
			.contains("; Path=/api" + basePath + "/;");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PrefixController.class)
	static class PrefixConfiguration {

	}

	@Controller
	static class PrefixController {

		@GetMapping("/view")
		Rendering view() {
			return Rendering.redirectTo("/login").build();
		}

	}

}
