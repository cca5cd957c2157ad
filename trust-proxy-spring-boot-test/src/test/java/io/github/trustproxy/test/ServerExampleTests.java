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
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * What the documentation shows of tests of a running server.
 */
@SpringBootTest(classes = ClientApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "trust-proxy.trust=loopback, 10.0.0.0/8", "trust-proxy.headers=for,host,proto" })
@AutoConfigureRestTestClient
class ServerExampleTests {

	@Autowired
	private RestTestClient client;

	@Autowired
	private ApplicationContext context;

	@Test
	void runningServer() {
		this.client.get()
			.uri("/client")
			.headers(ServletExampleTests.SHOP.headers(TrustProxySetting.of(this.context)))
			.exchange()
			.expectBody(String.class)
			.isEqualTo("203.0.113.7 [203.0.113.7, 10.0.0.5] by 127.0.0.1 at https://shop.example/");
	}

}
