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

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring takes for another origin than that of the request.
 */
@EveryServer
class CorsTests extends AbstractApplicationTests {

	CorsTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void forwardedOriginIsTheOwnOne() throws IOException {
		assertThat(get("www.example.com", "https://www.example.com")).isEqualTo(200);
		assertThat(get("www.example.com", "https://other.example")).isEqualTo(200);
		assertThat(get("www.example.com", "http://www.example.com")).isEqualTo(403);
		assertThat(get("www.example.com", "https://app.internal:8080")).isEqualTo(403);
	}

	/**
	 * A {@link java.net.URI} has no such host, so that WebFlux lets nobody in. It does so
	 * as well where the client sends that host itself, and nothing is forwarded. Tomcat
	 * refuses it then.
	 */
	@Test
	void originWithAnUnderscoreIsOneForServletsOnly() throws IOException {
		int status = stack().isServlet() ? 200 : 403;
		assertThat(get("my_shop.example", "https://my_shop.example")).isEqualTo(status);
		assertThat(get("my_shop.example", "https://www.example.com")).isEqualTo(403);
		assertThat(statusOf("Host: my_shop.example", "Origin: http://my_shop.example"))
			.isEqualTo(stack().name().startsWith("TOMCAT") ? 400 : status);
	}

	private int get(String forwardedHost, String origin) throws IOException {
		return statusOf("Host: app.internal:8080", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https",
				"X-Forwarded-Host: " + forwardedHost, "Origin: " + origin);
	}

	private int statusOf(String... headers) throws IOException {
		return application(Shared.class, "trust-proxy=127.0.0.1")
			.exchange(Application.IPV4_LOOPBACK,
					"GET /shared HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n")
			.status();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(SharedController.class)
	static class Shared {

	}

	@RestController
	static class SharedController {

		@CrossOrigin("https://other.example")
		@GetMapping("/shared")
		String shared() {
			return "shared";
		}

	}

}
