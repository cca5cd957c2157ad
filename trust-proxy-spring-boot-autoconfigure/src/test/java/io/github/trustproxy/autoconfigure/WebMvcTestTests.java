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

package io.github.trustproxy.autoconfigure;

import io.github.trustproxy.ClientAddress;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A controller that takes a {@link ClientAddress} can be tested with {@link WebMvcTest}.
 */
@WebMvcTest(properties = "trust-proxy=loopback")
class WebMvcTestTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void controllerTakesTheClient() {
		assertThat(this.mvc.get().uri("/client").header("X-Forwarded-For", "203.0.113.7, 127.0.0.2")).hasStatusOk()
			.hasBodyTextEqualTo("203.0.113.7");
	}

	@Test
	void controllerTakesThePeerOfDirectRequest() {
		assertThat(this.mvc.get().uri("/client")).hasStatusOk().hasBodyTextEqualTo("127.0.0.1");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(ClientController.class)
	static class Application {

	}

	@RestController
	static class ClientController {

		@GetMapping("/client")
		String client(ClientAddress client) {
			return client.ip();
		}

	}

}
