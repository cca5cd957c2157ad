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

package io.github.trustproxy.samples.webflux;

import io.github.trustproxy.support.AbstractSampleTests;
import io.github.trustproxy.support.Shows;
import io.github.trustproxy.test.ForwardedRequest;
import io.github.trustproxy.test.Proxy;
import io.github.trustproxy.test.Topology;
import io.github.trustproxy.test.TrustProxySetting;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebFluxSampleApplication}.
 */
@Shows(value = "what-is-rewritten.md: 12. One jar", on = "Reactor Netty")
class WebFluxSampleApplicationTests extends AbstractSampleTests {

	WebFluxSampleApplicationTests(@LocalServerPort int port) {
		super(WebFluxSampleApplication.class, port);
	}

	@Test
	void redirectIsAsTheApplicationWroteIt() {
		get("/redirect").expectStatus().isFound().expectHeader().valueEquals(HttpHeaders.LOCATION, "/whoami");
	}

	@Test
	void forwardedRequestIsShown(@Autowired ApplicationContext context) {
		ForwardedRequest request = ForwardedRequest.from("203.0.113.7").scheme("https").host("shop.example");
		client().get()
			.uri("/whoami")
			.headers(request.headers(TrustProxySetting.of(context)))
			.exchange()
			.expectBody()
			.jsonPath("$.ip")
			.isEqualTo("203.0.113.7")
			.jsonPath("$.url")
			.isEqualTo("https://shop.example/whoami");
	}

	@Test
	void nobodyDeceivesTheSampleBehindARecipe() {
		assertThat(TrustProxySetting.ofApplication()).behind(Topology.of(Proxy.recipe("127.0.0.1"))).isNotDeceived();
	}

}
