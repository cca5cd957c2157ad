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

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;
import org.springframework.web.reactive.socket.server.upgrade.JettyRequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.StandardWebSocketUpgradeStrategy;

/**
 * A WebSocket endpoint of WebFlux, which tells what it knows of the client and then sends
 * back what it gets. There is one configuration for each server: by itself, Spring takes
 * the first server that it finds on the class path.
 */
abstract class WebFluxWebSocketConfiguration {

	static final String PATH = "/socket";

	private final RequestUpgradeStrategy upgradeStrategy;

	WebFluxWebSocketConfiguration(RequestUpgradeStrategy upgradeStrategy) {
		this.upgradeStrategy = upgradeStrategy;
	}

	@Bean
	HandlerMapping webSocketMapping() {
		WebSocketHandler handler = WebFluxWebSocketConfiguration::handle;
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of(PATH, handler),
				Ordered.HIGHEST_PRECEDENCE);
		// Allows no origin besides the own
		mapping.setCorsConfigurations(Map.of(PATH, new CorsConfiguration()));
		return mapping;
	}

	@Bean
	WebSocketHandlerAdapter webSocketHandlerAdapter() {
		return new WebSocketHandlerAdapter(new HandshakeWebSocketService(this.upgradeStrategy));
	}

	private static Mono<Void> handle(WebSocketSession session) {
		HandshakeInfo info = session.getHandshakeInfo();
		SessionView view = SessionView.of(info.getRemoteAddress(), info.getUri(), info.getHeaders());
		return session
			.send(Flux.concat(Mono.just(view.toJson()), session.receive().map(WebSocketMessage::getPayloadAsText))
				.map(session::textMessage));
	}

	@Configuration(proxyBeanMethods = false)
	static class Netty extends WebFluxWebSocketConfiguration {

		Netty() {
			super(new ReactorNettyRequestUpgradeStrategy());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Tomcat extends WebFluxWebSocketConfiguration {

		Tomcat() {
			super(new StandardWebSocketUpgradeStrategy());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Jetty extends WebFluxWebSocketConfiguration {

		Jetty() {
			super(new JettyRequestUpgradeStrategy());
		}

	}

}
