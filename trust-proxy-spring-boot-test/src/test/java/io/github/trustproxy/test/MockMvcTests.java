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
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

/**
 * A {@link ForwardedRequest} in tests of Spring MVC, with different settings.
 */
@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
class MockMvcTests {

	private static final String ADDRESSES = "203.0.113.7 [203.0.113.7, 10.0.0.5] by 127.0.0.1 at ";

	private static final ForwardedRequest SHOP = ForwardedRequest.from("203.0.113.7")
		.through("10.0.0.5")
		.by("127.0.0.1")
		.scheme("https")
		.host("shop.example");

	abstract static class AbstractTests {

		@Autowired
		private MockMvc mockMvc;

		@Autowired
		private MockMvcTester tester;

		@Autowired
		private RestTestClient client;

		@Autowired
		private WebApplicationContext context;

		private final String expected;

		AbstractTests(String expected) {
			this.expected = expected;
		}

		@Test
		void mockMvcSendsIt() throws Exception {
			this.mockMvc.perform(get("/client").with(SHOP.forMockMvc())).andExpect(content().string(this.expected));
		}

		@Test
		void mockMvcTesterSendsIt() {
			assertThat(this.tester.get().uri("/client").with(SHOP.forMockMvc())).hasBodyTextEqualTo(this.expected);
		}

		@Test
		void restTestClientSendsIt() {
			expect(this.client, SHOP, this.expected);
		}

		@Test
		void restTestClientThatIsMadeByHandSendsIt() {
			RestTestClient byHand = RestTestClient.bindToApplicationContext(this.context)
				.configureServer((server) -> server.apply(new ForwardedRequests())
					.addFilters(this.context.getBean("trustProxyFilter", FilterRegistrationBean.class).getFilter()))
				.build();
			expect(byHand, SHOP, this.expected);
		}

		@Test
		void requestWithoutItIsThatOfThePeer() throws Exception {
			this.mockMvc.perform(get("/client"))
				.andExpect(content().string("127.0.0.1 [] by 127.0.0.1 at http://localhost/"));
		}

		@Test
		void peerThatIsNotTrustedIsTheClient() throws Exception {
			this.mockMvc.perform(get("/client").with(SHOP.by("192.0.2.1").forMockMvc()))
				.andExpect(content().string(startsWith("192.0.2.1 [] by 192.0.2.1 at http://")));
		}

		private static void expect(RestTestClient client, ForwardedRequest request, String expected) {
			client.get()
				.uri("/client")
				.headers(request.forRestTestClient())
				.exchange()
				.expectBody(String.class)
				.isEqualTo(expected);
		}

	}

	@Nested
	@WebMvcTest
	@AutoConfigureRestTestClient
	@ContextConfiguration(classes = ClientApplication.class)
	@TestPropertySource(
			properties = { "trust-proxy.trust=loopback, 10.0.0.0/8", "trust-proxy.headers=for, host, proto" })
	class XForwardedTests extends AbstractTests {

		XForwardedTests() {
			super(ADDRESSES + "https://shop.example/");
		}

	}

	@Nested
	@WebMvcTest
	@AutoConfigureRestTestClient
	@ContextConfiguration(classes = ClientApplication.class)
	@TestPropertySource(properties = { "trust-proxy.trust=loopback, 10.0.0.0/8", "trust-proxy.header-format=standard",
			"trust-proxy.headers=for, host, proto" })
	class StandardTests extends AbstractTests {

		StandardTests() {
			super(ADDRESSES + "https://shop.example/");
		}

	}

	@Nested
	@WebMvcTest
	@AutoConfigureRestTestClient
	@ContextConfiguration(classes = ClientApplication.class)
	@TestPropertySource(properties = { "trust-proxy.trust=loopback", "trust-proxy.headers=for, proto",
			"trust-proxy.client-ip-header=CloudFront-Viewer-Address",
			"trust-proxy.header-names.proto=CloudFront-Forwarded-Proto" })
	class OtherNamesTests extends AbstractTests {

		OtherNamesTests() {
			super("203.0.113.7 [203.0.113.7] by 127.0.0.1 at https://shop.example/");
		}

	}

}
