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

import java.io.IOException;

import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.server.ServletServers;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Sessions of SockJS over HTTP, of which each request comes over another connection.
 * Spring lets nobody but the client that opened a session use it, which it tells by the
 * address.
 */
@Tag("slow")
@ServletServers
@Shows(value = "what-is-rewritten.md: 4. Dispatches, handlers, WebSocket", on = "servlet")
class SockJsTests extends AbstractApplicationTests {

	private static final String CLIENT = "X-Forwarded-For: 198.51.100.66, 203.0.113.7";

	private static int sessions;

	private final String session = "/sockjs/000/session" + ++sessions;

	SockJsTests(ServerStack stack) {
		super(stack);
	}

	private RawResponse post(String address, String path, String body, String... headerLines) throws IOException {
		Application application = application(SockJsConfiguration.class, "trust-proxy=loopback",
				"trust-proxy.headers=for,host,proto,port,prefix");
		String request = Application.request(path, headerLines).replaceFirst("GET", "POST");
		return application.exchange(address,
				request.substring(0, request.length() - 2) + "Connection: close\r\nContent-Type: text/plain\r\n"
						+ "Content-Length: " + body.length() + "\r\n\r\n" + body);
	}

	private RawResponse receive(String... headerLines) throws IOException {
		return post(Application.IPV4_LOOPBACK, this.session + "/xhr", "", headerLines);
	}

	private RawResponse send(String address, String... headerLines) throws IOException {
		return post(address, this.session + "/xhr_send", "[\"sent\"]", headerLines);
	}

	private void open(String... headerLines) throws IOException {
		assertThat(receive(headerLines).body()).isEqualTo("o\n");
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.7,203.0.113.7:0", "203.0.113.7:51234,203.0.113.7:51234" })
	void sessionHasTheClientThatTheTrustedPeerForwards(String entry, String remote) throws IOException {
		String[] forwarded = { "X-Forwarded-For: 198.51.100.66, " + entry, "X-Forwarded-Proto: https",
				"X-Forwarded-Host: www.example.com", "X-Forwarded-Prefix: /api" };
		open(forwarded);
		assertThat(receive(forwarded).body())
			.isEqualTo("a[\"" + remote + " https://www.example.com/api" + this.session + "/xhr false\"]\n");
	}

	@Test
	void streamHasTheClientThatTheTrustedPeerForwards() throws IOException {
		assertThat(
				post(Application.IPV4_LOOPBACK, this.session + "/xhr_streaming", "", CLIENT, "X-Forwarded-Proto: https")
					.body())
			.endsWith("\no\na[\"203.0.113.7:0 https://app.internal:8080" + this.session + "/xhr_streaming false\"]\n");
	}

	/**
	 * The ports of the client differ as well where proxies forward them.
	 */
	@ParameterizedTest
	@CsvSource({ "203.0.113.7,203.0.113.7", "203.0.113.7:51234,203.0.113.7:51235", "203.0.113.7,203.0.113.7:51235" })
	void sessionSurvivesTwoConnectionsOfAProxy(String first, String second) throws IOException {
		open("X-Forwarded-For: " + first);
		assertThat(
				post(Application.IPV4_LOOPBACK, this.session + "/xhr_send", "[\"sent\"]", "X-Forwarded-For: " + second)
					.status())
			.isEqualTo(204);
		assertThat(receive("X-Forwarded-For: " + second).body()).contains("\"sent\"");
	}

	@Test
	void sessionSurvivesTwoProxies() throws IOException {
		assumeThat(Application.hasIpv6()).isTrue();
		open(CLIENT);
		assertThat(send(Application.IPV6_LOOPBACK, CLIENT).status()).isEqualTo(204);
	}

	@Test
	void sessionIsRefusedToAnotherClientOfTheSameProxy() throws IOException {
		open(CLIENT);
		assertThat(receive("X-Forwarded-For: 203.0.113.7, 198.51.100.66").status()).isEqualTo(404);
		assertThat(send(Application.IPV4_LOOPBACK, "X-Forwarded-For: 203.0.113.8").status()).isEqualTo(404);
		assertThat(receive().status()).isEqualTo(404);
	}

	@Test
	void originOfTheClientIsTheSame() throws IOException {
		RawResponse response = receive("Origin: https://www.example.com", "X-Forwarded-Proto: https",
				"X-Forwarded-Host: www.example.com");
		assertThat(response.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://www.example.com", "https://evil.example", "http://app.internal:8080" })
	void otherOriginIsRefused(String origin) throws IOException {
		RawResponse response = receive("Origin: " + origin, "X-Forwarded-Proto: https",
				"X-Forwarded-Host: www.example.com");
		assertThat(response.status()).isEqualTo(403);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocket
	static class SockJsConfiguration {

		@Bean
		WebSocketConfigurer sockJsConfigurer() {
			return (registry) -> registry.addHandler(new SockJsHandler(), "/sockjs")
				.setHandshakeHandler(new DefaultHandshakeHandler(new StandardWebSocketUpgradeStrategy()))
				.withSockJS()
				// A stream ends with the first message
				.setStreamBytesLimit(1);
		}

	}

	/**
	 * Tells what it knows of the client, and then sends back what it gets.
	 */
	private static final class SockJsHandler extends TextWebSocketHandler {

		@Override
		public void afterConnectionEstablished(WebSocketSession session) throws Exception {
			boolean visible = session.getHandshakeHeaders()
				.headerNames()
				.stream()
				.anyMatch((name) -> name.regionMatches(true, 0, "X-Forwarded-", 0, 12));
			session.sendMessage(new TextMessage(session.getRemoteAddress().getAddress().getHostAddress() + ":"
					+ session.getRemoteAddress().getPort() + " " + session.getUri() + " " + visible));
		}

		@Override
		protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
			session.sendMessage(message);
		}

	}

}
