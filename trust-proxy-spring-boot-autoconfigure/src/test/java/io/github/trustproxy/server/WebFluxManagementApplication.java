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

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.ClientAddressResolver;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

/**
 * Shows what a management server on a port of its own sees. Such a server takes its beans
 * from classes that are listed in a file.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@Import(ManagementConfiguration.class)
class WebFluxManagementApplication {

	/**
	 * The endpoints.
	 */
	@RestController
	static class ManagementController {

		private final ClientAddressResolver<ServerWebExchange> resolver;

		ManagementController(ClientAddressResolver<ServerWebExchange> resolver) {
			this.resolver = resolver;
		}

		@GetMapping(path = "/whoami", produces = "application/json")
		byte[] whoAmI(ServerWebExchange exchange) {
			ClientAddress client = this.resolver.resolve(exchange);
			return JsonMapper.shared()
				.writeValueAsBytes(WebFluxApplication.whoAmI(client, client, exchange, "REQUEST"));
		}

		@GetMapping("/session")
		void session(WebSession session) {
			session.start();
		}

	}

}
