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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.RawHttp2Exchange;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients can write into the pseudo-headers of HTTP/2.
 */
@EveryServer
class Http2DoorTests extends AbstractApplicationTests {

	private static final List<String> UNKNOWN_TO_JETTY = List.of("javascript", "ftp");

	Http2DoorTests(ServerStack stack) {
		super(stack);
	}

	private Application application(String trust) {
		String[] properties = { "trust-proxy=" + trust, "server.http2.enabled=true" };
		return stack().name().startsWith("TOMCAT") ? application(AnyScheme.class, properties) : application(properties);
	}

	private static RawResponse send(Application application, String source, RawHttp2Exchange exchange)
			throws IOException {
		try (Socket socket = new Socket()) {
			socket.bind(new InetSocketAddress(InetAddress.getByName(source), 0));
			socket.connect(new InetSocketAddress(Application.IPV4_LOOPBACK, application.port()));
			socket.setSoTimeout(30_000);
			return exchange.send(socket);
		}
	}

	private static RawHttp2Exchange request(String scheme) {
		return new RawHttp2Exchange().header(":method", "GET").header(":scheme", scheme).header(":path", "/whoami");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https", "HTTPS", "javascript", "ftp", "ws" })
	void schemeThatAClientWritesDoesNotCount(String scheme) throws IOException {
		for (String trust : new String[] { "127.0.0.1", "false" }) {
			RawResponse response = send(application(trust), "127.0.0.2",
					request(scheme).header(":authority", "a.example:8443"));
			if (stack().name().startsWith("JETTY") && UNKNOWN_TO_JETTY.contains(scheme)) {
				assertThat(response.status()).isEqualTo(400);
				return;
			}
			WhoAmI seen = Application.whoAmI(response);
			assertThat(seen.scheme()).isEqualTo("http");
			assertThat(seen.secure()).isFalse();
			assertThat(seen.url()).isEqualTo("http://a.example:8443/whoami");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void schemeThatTheTrustedPeerForwardsCounts(String scheme) throws IOException {
		for (String forwarded : new String[] { "http", "https" }) {
			WhoAmI seen = Application.whoAmI(send(application("127.0.0.1"), "127.0.0.1",
					request(scheme).header(":authority", "a.example")
						.header("x-forwarded-proto", forwarded)
						.header("x-forwarded-for", "203.0.113.7")));
			assertThat(seen.url()).isEqualTo(forwarded + "://a.example/whoami");
			assertThat(seen.secure()).isEqualTo(forwarded.equals("https"));
			assertThat(seen.remoteAddr()).isEqualTo("203.0.113.7");
			assertThat(seen.headers()).doesNotContainKeys("x-forwarded-proto", "x-forwarded-for");
		}
	}

	@Test
	void hostWithoutAuthorityIsThatOfTheRequestWithItsPort() throws IOException {
		WhoAmI seen = Application
			.whoAmI(send(application("127.0.0.1"), "127.0.0.2", request("http").header("host", "a.example:2222")));
		assertThat(seen.url()).isEqualTo("http://a.example:2222/whoami");
		assertThat(seen.host()).isEqualTo("a.example");
		assertThat(seen.port()).isEqualTo(2222);
		seen = Application.whoAmI(send(application("127.0.0.1"), "127.0.0.1",
				request("http").header("host", "a.example:2222").header("x-forwarded-proto", "https")));
		assertThat(seen.url()).isEqualTo("https://a.example:2222/whoami");
	}

	/**
	 * Lets Tomcat accept a scheme that is not that of the connection, which it refuses
	 * otherwise.
	 */
	@Configuration(proxyBeanMethods = false)
	static class AnyScheme {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> anyScheme() {
			return (factory) -> factory.addConnectorCustomizers((connector) -> {
				for (UpgradeProtocol protocol : connector.findUpgradeProtocols()) {
					if (protocol instanceof Http2Protocol http2) {
						http2.setAllowSchemeMismatch(true);
					}
				}
			});
		}

	}

}
