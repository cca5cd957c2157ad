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

import java.net.InetSocketAddress;

import io.github.trustproxy.ClientAddress;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebSession;

/**
 * An application with WebFlux alone.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(StartedWebFluxApplication.ClientController.class)
public class StartedWebFluxApplication {

	public static void main(String[] args) {
		ForwardedRequest.sendTo(StartedWebFluxApplication.class, args);
	}

	@RestController
	static class ClientController {

		@GetMapping("/client")
		String client(ServerHttpRequest request, WebSession session, ClientAddress client) {
			session.start();
			InetSocketAddress address = request.getRemoteAddress();
			return (address != null && address.getHostString().equals(client.ip())) ? client.ip()
					: "the request and the argument differ";
		}

	}

}
