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

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation shows of tests of WebFlux.
 */
@WebFluxTest
@ContextConfiguration(classes = ClientApplication.class)
@TestPropertySource(properties = "trust-proxy.trust=loopback, 10.0.0.0/8")
class WebFluxExampleTests {

	@Autowired
	private WebTestClient client;

	@Test
	void webTestClient() {
		this.client.mutateWith(ServletExampleTests.SHOP.forWebTestClient())
			.get()
			.uri("/client")
			.exchange()
			.expectBody(String.class)
			.value((body) -> assertThat(body).startsWith("203.0.113.7"));
	}

}
