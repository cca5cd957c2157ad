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
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

/**
 * What the documentation shows of tests of Spring MVC.
 */
@WebMvcTest
@AutoConfigureRestTestClient
@ContextConfiguration(classes = ClientApplication.class)
@TestPropertySource(properties = "trust-proxy.trust=loopback, 10.0.0.0/8")
class ServletExampleTests {

	static final ForwardedRequest SHOP = ForwardedRequest.from("203.0.113.7")
		.through("10.0.0.5")
		.by("127.0.0.1")
		.scheme("https")
		.host("shop.example");

	@Autowired
	private MockMvc mockMvc;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private RestTestClient client;

	@Test
	void mockMvc() throws Exception {
		this.mockMvc.perform(get("/client").with(SHOP.forMockMvc()))
			.andExpect(content().string(startsWith("203.0.113.7")));
	}

	@Test
	void mockMvcTester() {
		assertThat(this.mvc.get().uri("/client").with(SHOP.forMockMvc())).bodyText().startsWith("203.0.113.7");
	}

	@Test
	void restTestClient() {
		this.client.get()
			.uri("/client")
			.headers(SHOP.forRestTestClient())
			.exchange()
			.expectBody(String.class)
			.value((body) -> assertThat(body).startsWith("203.0.113.7"));
	}

}
