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

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.servlet.ClientAddressArgumentResolver;
import org.junit.jupiter.api.Test;

import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation shows of tests of a controller alone.
 */
class ControllerExampleTests {

	private final OrderController controller = new OrderController();

	@Test
	void orderIsOfTheClient() {
		ClientAddress client = ForwardedRequest.from("203.0.113.7").through("10.0.0.5").clientAddress();

		assertThat(this.controller.order(client)).isEqualTo("ordered by 203.0.113.7");
	}

	@Test
	void orderOverMockMvcIsOfTheClient() {
		ForwardedRequest request = ForwardedRequest.from("203.0.113.7");
		MockMvcTester mvc = MockMvcTester.create(MockMvcBuilders.standaloneSetup(this.controller)
			.setCustomArgumentResolvers(new ClientAddressArgumentResolver((any) -> request.clientAddress()))
			.build());

		assertThat(mvc.get().uri("/order")).hasBodyTextEqualTo("ordered by 203.0.113.7");
	}

	@Test
	void clientHasAllThatAForwardedOneHas() {
		ClientAddress client = ForwardedRequest.from("203.0.113.7").through("10.0.0.5").by("10.0.0.9").clientAddress();
		assertThat(client.ips()).containsExactly("203.0.113.7", "10.0.0.5");
		assertThat(client.peer().getHostString()).isEqualTo("10.0.0.9");
		assertThat(client.hops()).hasSize(3);
		assertThat(client.key()).isEqualTo("203.0.113.7");
	}

	@RestController
	static class OrderController {

		@GetMapping("/order")
		String order(ClientAddress client) {
			return "ordered by " + client.ip();
		}

	}

}
