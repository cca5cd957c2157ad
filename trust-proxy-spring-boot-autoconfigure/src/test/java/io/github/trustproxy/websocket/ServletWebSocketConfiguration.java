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

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.RequestUpgradeStrategy;
import org.springframework.web.socket.server.jetty.JettyRequestUpgradeStrategy;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * WebSocket endpoints of Spring MVC, which tell what they know of the client and then
 * send back what they get. Spring uses Jetty's API where it is on the class path, and the
 * standard one otherwise.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class ServletWebSocketConfiguration {

	static final String STANDARD = "/socket/standard";

	static final String JETTY = "/socket/jetty";

	static final String HANDSHAKE = "/socket/handshake";

	static final String PROPERTY = "/socket/property";

	@Bean
	WebSocketConfigurer webSocketConfigurer() {
		RequestUpgradeStrategy standard = new StandardWebSocketUpgradeStrategy();
		RequestUpgradeStrategy jetty = new JettyRequestUpgradeStrategy();
		HandshakeView handshakeView = new HandshakeView();
		return (registry) -> {
			registry.addHandler(new SessionHandler(), STANDARD)
				.setHandshakeHandler(new DefaultHandshakeHandler(standard));
			registry.addHandler(new SessionHandler(), JETTY).setHandshakeHandler(new DefaultHandshakeHandler(jetty));
			registry.addHandler(new PropertyHandler(), PROPERTY)
				.setHandshakeHandler(new DefaultHandshakeHandler(standard));
			registry.addHandler(handshakeView, HANDSHAKE)
				.setHandshakeHandler(new DefaultHandshakeHandler(standard))
				.addInterceptors(handshakeView);
		};
	}

	/**
	 * Tells what the session says.
	 */
	private static final class SessionHandler extends TextWebSocketHandler {

		@Override
		public void afterConnectionEstablished(WebSocketSession session) throws Exception {
			SessionView view = SessionView.of(session.getRemoteAddress(), session.getUri(),
					session.getHandshakeHeaders());
			session.sendMessage(new TextMessage(view.toJson()));
		}

		@Override
		protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
			session.sendMessage(message);
		}

	}

	/**
	 * Tells what Jetty has in a property of the session: the standard API has no other
	 * place for addresses.
	 */
	private static final class PropertyHandler extends TextWebSocketHandler {

		@Override
		public void afterConnectionEstablished(WebSocketSession session) throws Exception {
			Object address = ((StandardWebSocketSession) session).getNativeSession()
				.getUserProperties()
				.get("jakarta.websocket.endpoint.remoteAddress");
			session.sendMessage(new TextMessage(String.valueOf(address)));
		}

	}

	/**
	 * Tells what the request of the handshake said.
	 */
	private static final class HandshakeView extends TextWebSocketHandler implements HandshakeInterceptor {

		private static final String ATTRIBUTE = "handshake";

		@Override
		public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response,
				WebSocketHandler webSocketHandler, Map<String, Object> attributes) {
			attributes.put(ATTRIBUTE,
					SessionView.of(request.getRemoteAddress(), request.getURI(), request.getHeaders()).toJson());
			return true;
		}

		@Override
		public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response,
				WebSocketHandler webSocketHandler, @Nullable Exception exception) {
		}

		@Override
		public void afterConnectionEstablished(WebSocketSession session) throws Exception {
			session.sendMessage(new TextMessage((String) session.getAttributes().get(ATTRIBUTE)));
		}

	}

}
