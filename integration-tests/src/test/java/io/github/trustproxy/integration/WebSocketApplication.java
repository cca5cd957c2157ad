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

package io.github.trustproxy.integration;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * An application with a WebSocket endpoint, which the samples do not have. It tells what
 * the session says of the client and then sends back what it gets.
 *
 * @param address where it listens
 * @param context its context
 */
record WebSocketApplication(InetSocketAddress address,
		ConfigurableApplicationContext context) implements AutoCloseable {

	static final String PATH = "/socket";

	/**
	 * Start the application in this JVM.
	 * @param type the stack
	 * @param trust the value of {@code trust-proxy}
	 */
	static WebSocketApplication start(WebApplicationType type, String trust) {
		Class<?> configuration = (type != WebApplicationType.SERVLET) ? WebFlux.class : WebMvc.class;
		List<String> properties = List.of("server.address=127.0.0.1", "server.port=0", "trust-proxy=" + trust,
				"trust-proxy.headers=for,host,proto,port,prefix", "spring.main.banner-mode=off",
				"logging.level.root=warn");
		ConfigurableApplicationContext context = new SpringApplicationBuilder(configuration).web(type)
			.properties(properties.toArray(String[]::new))
			.run();
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return new WebSocketApplication(new InetSocketAddress("127.0.0.1", port), context);
	}

	private static String describe(@Nullable InetSocketAddress client, @Nullable URI uri) {
		return "%s %s".formatted((client != null) ? client.getAddress().getHostAddress() : null, uri);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableWebSocket
	static class WebMvc {

		@Bean
		TomcatServletWebServerFactory tomcatServletWebServerFactory() {
			return new TomcatServletWebServerFactory();
		}

		@Bean
		WebSocketConfigurer webSocketConfigurer() {
			return (registry) -> registry.addHandler(new Handler(), PATH);
		}

		private static final class Handler extends TextWebSocketHandler {

			@Override
			public void afterConnectionEstablished(WebSocketSession session) throws Exception {
				session.sendMessage(new TextMessage(describe(session.getRemoteAddress(), session.getUri())));
			}

			@Override
			protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
				session.sendMessage(message);
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WebFlux {

		@Bean
		NettyReactiveWebServerFactory nettyReactiveWebServerFactory() {
			return new NettyReactiveWebServerFactory();
		}

		@Bean
		HandlerMapping webSocketMapping() {
			return new SimpleUrlHandlerMapping(
					Map.of(PATH, (org.springframework.web.reactive.socket.WebSocketHandler) WebFlux::handle),
					Ordered.HIGHEST_PRECEDENCE);
		}

		@Bean
		WebSocketHandlerAdapter webSocketHandlerAdapter() {
			return new WebSocketHandlerAdapter(new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy()));
		}

		private static Mono<Void> handle(org.springframework.web.reactive.socket.WebSocketSession session) {
			HandshakeInfo info = session.getHandshakeInfo();
			Flux<String> echo = session.receive().map(WebSocketMessage::getPayloadAsText);
			return session.send(Flux.concat(Mono.just(describe(info.getRemoteAddress(), info.getUri())), echo)
				.map(session::textMessage));
		}

	}

}
