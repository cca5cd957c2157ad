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

import java.net.Socket;
import java.util.List;

import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.RawHttp2Exchange;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What WebSocket sessions know of the client, and who may open one.
 */
@Tag("slow")
@EveryServer
@Shows("what-is-rewritten.md: 4. Dispatches, handlers, WebSocket")
class WebSocketTests extends AbstractApplicationTests {

	private static final String CLIENT = "203.0.113.7";

	WebSocketTests(ServerStack stack) {
		super(stack);
	}

	private Application application(String trust) {
		return application(configuration(stack()), "trust-proxy=" + trust,
				"trust-proxy.headers=for,host,proto,port,prefix");
	}

	static Class<?> configuration(ServerStack stack) {
		return switch (stack) {
			case TOMCAT_SERVLET, JETTY_SERVLET -> ServletWebSocketConfiguration.class;
			case NETTY_WEBFLUX -> WebFluxWebSocketConfiguration.Netty.class;
			case TOMCAT_WEBFLUX -> WebFluxWebSocketConfiguration.Tomcat.class;
			case JETTY_WEBFLUX -> WebFluxWebSocketConfiguration.Jetty.class;
		};
	}

	/**
	 * The endpoints, each with another of the APIs that Spring uses on this server.
	 */
	private List<String> endpoints() {
		return endpoints(stack());
	}

	static List<String> endpoints(ServerStack stack) {
		return switch (stack) {
			case TOMCAT_SERVLET -> List.of(ServletWebSocketConfiguration.STANDARD);
			case JETTY_SERVLET -> List.of(ServletWebSocketConfiguration.STANDARD, ServletWebSocketConfiguration.JETTY);
			default -> List.of(WebFluxWebSocketConfiguration.PATH);
		};
	}

	/**
	 * Servlet containers name the scheme of WebSocket, and WebFlux that of HTTP.
	 */
	private String scheme(boolean secure) {
		return (stack().isServlet() ? "ws" : "http") + (secure ? "s" : "");
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.7,203.0.113.7,0", "203.0.113.7:51234,203.0.113.7,51234",
			"2001:db8::7,2001:db8:0:0:0:0:0:7,0" })
	void sessionHasTheClientThatTheTrustedPeerForwards(String entry, String client, int port) throws Exception {
		for (String endpoint : endpoints()) {
			SessionView session = WebSocketClient.session(application("loopback"), endpoint,
					"X-Forwarded-For: 198.51.100.66, " + entry, "X-Forwarded-Proto: https",
					"X-Forwarded-Host: www.example.com");
			assertThat(session.remoteAddress()).isEqualTo(client);
			assertThat(session.remotePort()).isEqualTo(port);
			assertThat(session.uri()).isEqualTo(scheme(true) + "://www.example.com" + endpoint);
			assertThat(session.headers().keySet()).contains("sec-websocket-key")
				.noneMatch((name) -> name.startsWith("x-forwarded-"));
		}
	}

	@Test
	void sessionHasThePeerThatIsNotTrusted() throws Exception {
		Application application = application("10.0.0.0/8");
		for (String endpoint : endpoints()) {
			SessionView session = WebSocketClient.session(application, endpoint, "X-Forwarded-For: " + CLIENT,
					"X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example", "X-Forwarded-Prefix: /evil");
			assertThat(session.remoteAddress()).isEqualTo("127.0.0.1");
			assertThat(session.remotePort()).isPositive();
			assertThat(session.uri()).isEqualTo(scheme(false) + "://127.0.0.1:" + application.port() + endpoint);
			assertThat(session.headers().keySet()).noneMatch((name) -> name.startsWith("x-forwarded-"));
		}
	}

	/**
	 * RFC 8441, which Jetty alone supports: the tunnel has an end point of its own.
	 */
	@Test
	void sessionOverHttp2HasTheClientThatTheTrustedPeerForwards() throws Exception {
		if (!stack().name().startsWith("JETTY")) {
			return;
		}
		Application application = application(configuration(stack()), "trust-proxy=loopback",
				"server.http2.enabled=true");
		for (String endpoint : endpoints()) {
			try (Socket socket = new Socket(Application.IPV4_LOOPBACK, application.port())) {
				socket.setSoTimeout(30_000);
				String frame = new RawHttp2Exchange().header(":method", "CONNECT")
					.header(":protocol", "websocket")
					.header(":scheme", "http")
					.header(":path", endpoint)
					.header(":authority", "a.example")
					.header("sec-websocket-version", "13")
					.header("x-forwarded-for", CLIENT)
					.header("x-forwarded-proto", "https")
					.open(socket)
					.body();
				SessionView session = SessionView.fromJson(frame.substring(frame.indexOf('{')));
				assertThat(session.remoteAddress()).as(endpoint).isEqualTo(CLIENT);
				assertThat(session.uri()).isEqualTo(scheme(true) + "://a.example" + endpoint);
				assertThat(session.headers().keySet()).noneMatch((name) -> name.startsWith("x-forwarded-"));
			}
		}
	}

	@Test
	void sessionHasThePrefix() throws Exception {
		for (String endpoint : endpoints()) {
			SessionView session = WebSocketClient.session(application("loopback"), endpoint,
					"X-Forwarded-Host: www.example.com", "X-Forwarded-Prefix: /api");
			assertThat(session.uri()).isEqualTo(scheme(false) + "://www.example.com/api" + endpoint);
		}
	}

	@Test
	void sessionOfForwardedClientCarriesMessagesUntilItIsClosed() throws Exception {
		for (String endpoint : endpoints()) {
			try (WebSocketClient client = new WebSocketClient(application("loopback"), endpoint,
					"X-Forwarded-For: " + CLIENT, "X-Forwarded-Proto: https")) {
				client.receive();
				for (String message : List.of("a", "b".repeat(8000), "c")) {
					client.send(message);
					assertThat(client.receive()).isEqualTo(message);
				}
				assertThat(client.closeNormally()).isEqualTo(1000);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "https", "wss", "WSS" })
	void originOfTheClientIsTheSame(String scheme) {
		for (String endpoint : endpoints()) {
			assertThat(status(application("loopback"), endpoint, "https://www.example.com", scheme, "www.example.com"))
				.isEqualTo(101);
			assertThat(status(application("loopback"), endpoint, "https://www.example.com:8443", scheme,
					"www.example.com:8443"))
				.isEqualTo(101);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://www.example.com", "https://www.example.com:8443", "https://example.com",
			"https://evil.example", "null" })
	void otherOriginIsRefused(String origin) {
		for (String endpoint : endpoints()) {
			assertThat(status(application("loopback"), endpoint, origin, "https", "www.example.com")).isEqualTo(403);
		}
	}

	@Test
	void originOfTheBackendIsAnotherOne() {
		Application application = application("loopback");
		for (String endpoint : endpoints()) {
			assertThat(
					status(application, endpoint, "http://127.0.0.1:" + application.port(), "https", "www.example.com"))
				.isEqualTo(403);
		}
	}

	@Test
	void originThatAnUntrustedPeerForgesIsRefused() {
		Application application = application("10.0.0.0/8");
		for (String endpoint : endpoints()) {
			assertThat(status(application, endpoint, "https://evil.example", "https", "evil.example")).isEqualTo(403);
			assertThat(status(application, endpoint, "http://127.0.0.1:" + application.port(), "https", "evil.example"))
				.isEqualTo(101);
		}
	}

	private static int status(Application application, String endpoint, String origin, String scheme, String host) {
		return WebSocketClient.status(application, endpoint, "Origin: " + origin, "X-Forwarded-Proto: " + scheme,
				"X-Forwarded-Host: " + host);
	}

}
