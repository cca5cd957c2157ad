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

package io.github.trustproxy.gateway;

import io.github.trustproxy.support.Shows;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Tests of Spring Cloud Gateway on Spring MVC.
 */
@Shows(value = "what-is-rewritten.md: 10. Other libraries", on = "Tomcat, servlet")
class WebMvcGatewayTests extends AbstractGatewayTests {

	WebMvcGatewayTests() {
		super("spring.cloud.gateway.server.webmvc",
				"spring.cloud.gateway.server.webmvc.forwarded-request-headers-filter.enabled");
	}

	@Override
	String pathOfOrders() {
		return "/orders/**";
	}

	@Override
	Class<?> links() {
		return LinkController.class;
	}

	@RestController
	static class LinkController {

		@GetMapping("/link")
		String link() {
			return ServletUriComponentsBuilder.fromCurrentRequest().toUriString();
		}

	}

}
