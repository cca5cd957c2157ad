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

package io.github.trustproxy.websocket;

import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.server.ServletServers;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only the servlet stack knows of a client of WebSocket: interceptors, before there
 * is a session, and properties of the session.
 */
@Tag("slow")
@ServletServers
@Shows(value = "what-is-rewritten.md: 4. Dispatches, handlers, WebSocket", on = "servlet")
class WebSocketInterceptorTests extends AbstractApplicationTests {

	WebSocketInterceptorTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void interceptorOfTheHandshakeSeesTheClient() throws Exception {
		SessionView handshake = WebSocketClient.session(
				application(ServletWebSocketConfiguration.class, "trust-proxy=loopback"),
				ServletWebSocketConfiguration.HANDSHAKE, "X-Forwarded-For: 198.51.100.66, 203.0.113.7",
				"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com");
		assertThat(handshake.remoteAddress()).isEqualTo("203.0.113.7");
		assertThat(handshake.uri()).isEqualTo("https://www.example.com" + ServletWebSocketConfiguration.HANDSHAKE);
		assertThat(handshake.headers().keySet()).noneMatch((name) -> name.startsWith("x-forwarded-"));
	}

	/**
	 * The standard API has no other place for addresses, and Tomcat does not use it.
	 */
	@Test
	void propertyOfTheSessionHasTheClient() throws Exception {
		try (WebSocketClient client = new WebSocketClient(
				application(ServletWebSocketConfiguration.class, "trust-proxy=loopback"),
				ServletWebSocketConfiguration.PROPERTY, "X-Forwarded-For: 198.51.100.66, 203.0.113.7:51234")) {
			assertThat(client.receive())
				.endsWith((stack() == ServerStack.JETTY_SERVLET) ? "/203.0.113.7:51234" : "null");
		}
	}

}
