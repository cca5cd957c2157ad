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

package io.github.trustproxy.test;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A {@link ForwardedRequest} in tests of WebFlux, with different settings.
 */
@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
class WebTestClientTests {

	private static final ForwardedRequest SHOP = ForwardedRequest.from("203.0.113.7")
		.through("10.0.0.5")
		.by("127.0.0.1")
		.scheme("https")
		.host("shop.example");

	@Test
	void clientOfAServerIsRefused() {
		WebTestClient client = WebTestClient.bindToServer().build();
		assertThatIllegalStateException().isThrownBy(() -> client.mutateWith(SHOP.forWebTestClient()))
			.withMessageContaining("ForwardedRequest.headers(setting)");
	}

	abstract static class AbstractTests {

		@Autowired
		private WebTestClient client;

		private final String ownHost;

		AbstractTests(String ownHost) {
			this.ownHost = ownHost;
		}

		@Test
		void clientSendsIt() {
			expect(SHOP, "203.0.113.7 [203.0.113.7, 10.0.0.5] by 127.0.0.1 at https://shop.example/");
		}

		@Test
		void requestsOfTheSameClientStayAsTheyWere() {
			WebTestClient forwarded = this.client.mutateWith(SHOP.forWebTestClient());
			forwarded.get().uri("/client").exchange().expectStatus().isOk();
			expect(SHOP.by("192.0.2.1"), "192.0.2.1 [] by 192.0.2.1 at http://" + this.ownHost + "/");
		}

		private void expect(ForwardedRequest request, String expected) {
			this.client.mutateWith(request.forWebTestClient())
				.get()
				.uri("/client")
				.exchange()
				.expectBody(String.class)
				.isEqualTo(expected);
		}

	}

	@Nested
	@WebFluxTest
	@ContextConfiguration(classes = ClientApplication.class)
	@TestPropertySource(
			properties = { "trust-proxy.trust=loopback, 10.0.0.0/8", "trust-proxy.headers=for, host, proto" })
	class XForwardedTests extends AbstractTests {

		XForwardedTests() {
			super("localhost");
		}

	}

	@Nested
	@WebFluxTest
	@ContextConfiguration(classes = ClientApplication.class)
	@TestPropertySource(properties = { "trust-proxy.trust=loopback, 10.0.0.0/8", "trust-proxy.header-format=standard",
			"trust-proxy.headers=for, host, proto" })
	class StandardTests extends AbstractTests {

		StandardTests() {
			super("localhost");
		}

	}

	@Nested
	@WebFluxTest
	@ContextConfiguration(classes = ClientApplication.class)
	@TestPropertySource(properties = { "trust-proxy.trust=loopback, 10.0.0.0/8", "trust-proxy.headers=for, proto" })
	class HostOfTheRequestItselfTests extends AbstractTests {

		HostOfTheRequestItselfTests() {
			super("shop.example");
		}

	}

}
