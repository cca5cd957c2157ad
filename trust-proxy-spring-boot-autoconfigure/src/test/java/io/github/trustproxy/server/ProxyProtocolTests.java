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

import io.github.trustproxy.StopReason;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.server.ProxyProtocolSupportType;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests of servers that read the PROXY protocol, which Tomcat cannot.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProxyProtocolTests {

	private static final String WARNING = " reads the PROXY protocol, so that the peer is whom the protocol names";

	private static final String[] FORGED = { "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https" };

	@ParameterizedTest
	@EnumSource(names = { "JETTY_SERVLET", "JETTY_WEBFLUX", "NETTY_WEBFLUX" })
	@Shows("threat-model.md: the PROXY protocol")
	void peerIsWhomTheProtocolNames(ServerStack stack) throws IOException {
		try (Application application = start(stack, "trust-proxy=127.0.0.1")) {
			WhoAmI seen = Application.whoAmI(exchange(application, "PROXY TCP4 203.0.113.7 192.0.2.8 50000 80\r\n"));
			assertThat(seen.peer()).isEqualTo("203.0.113.7");
			assertThat(seen.ip()).isEqualTo("203.0.113.7");
			assertThat(seen.stopReason()).isEqualTo(StopReason.PEER_NOT_TRUSTED);
			assertThat(seen.scheme()).isEqualTo("http");
			WhoAmI ipv6 = Application.whoAmI(exchange(application, "PROXY TCP6 2001:db8::7 2001:db8::8 50000 80\r\n"));
			assertThat(ipv6.peer()).isEqualTo("2001:db8::7");
			assertThat(ipv6.remoteAddr()).isIn("2001:db8::7", "[2001:db8::7]");
		}
	}

	/**
	 * Such as a check of the load balancer's own.
	 */
	@ParameterizedTest
	@EnumSource(names = { "JETTY_SERVLET", "NETTY_WEBFLUX" })
	void peerIsTheOneOfTheConnectionWhereTheProtocolNamesNobody(ServerStack stack) throws IOException {
		try (Application application = start(stack, "trust-proxy=false")) {
			assertThat(Application.whoAmI(exchange(application, "PROXY UNKNOWN\r\n")).peer()).isEqualTo("127.0.0.1");
			if (stack != ServerStack.NETTY_WEBFLUX) {
				assertThat(Application.whoAmI(exchange(application, "")).peer()).isEqualTo("127.0.0.1");
			}
			else {
				assertThatIOException().isThrownBy(() -> exchange(application, ""));
			}
		}
	}

	/**
	 * The load balancer alone has said which scheme it was.
	 */
	@ParameterizedTest
	@EnumSource(names = { "JETTY_SERVLET", "JETTY_WEBFLUX", "NETTY_WEBFLUX" })
	void countWithoutAddressesBelievesTheSchemeOfTheLoadBalancer(ServerStack stack, CapturedOutput output)
			throws IOException {
		try (Application application = start(stack, "trust-proxy=1", "trust-proxy.headers=proto,host,port")) {
			WhoAmI seen = Application.whoAmI(exchange(application, "PROXY TCP4 203.0.113.7 192.0.2.8 50000 80\r\n"));
			assertThat(seen.ip()).isEqualTo("203.0.113.7");
			assertThat(seen.remoteAddr()).isEqualTo("203.0.113.7");
			assertThat(seen.scheme()).isEqualTo("https");
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			JETTY_SERVLET | 127.0.0.1, 10.0.0.0/8 | for,proto | trusting those of the load balancer has no effect
			NETTY_WEBFLUX | unix                  | for,proto | trusting those of the load balancer has no effect
			NETTY_WEBFLUX | 1                     | for,proto | a count or 'true' trusts the client itself
			JETTY_WEBFLUX | true                  | for       | a count or 'true' trusts the client itself
			NETTY_WEBFLUX | false                 | for,proto |
			""")
	@Shows("explain.md: the server reads the PROXY protocol")
	void isWarnedOfWhereTheSettingDoesNotFit(ServerStack stack, String trust, String headers, @Nullable String reason,
			CapturedOutput output) {
		start(stack, "trust-proxy=" + trust, "trust-proxy.headers=" + headers).close();
		if (reason != null) {
			assertThat(output).containsOnlyOnce(WARNING).contains(reason);
		}
		else {
			assertThat(output).doesNotContain(WARNING);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "JETTY_SERVLET", "NETTY_WEBFLUX" })
	void isNotWarnedOfWhereTheServerDoesNotReadIt(ServerStack stack, CapturedOutput output) {
		stack.start("trust-proxy=127.0.0.1").close();
		assertThat(output).doesNotContain(WARNING);
	}

	private static RawResponse exchange(Application application, String proxyHeader) throws IOException {
		try (RawConnection connection = application.connect(Application.IPV4_LOOPBACK)) {
			return connection.exchange(proxyHeader + Application.request("/whoami", FORGED));
		}
	}

	private static Application start(ServerStack stack, String... properties) {
		return Application.start(stack.type(), new Class<?>[] { stack.application(), stack.server(),
				(stack == ServerStack.NETTY_WEBFLUX) ? Netty.class : Jetty.class }, properties);
	}

	@Configuration(proxyBeanMethods = false)
	static class Jetty {

		@Bean
		WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> proxyProtocol() {
			return (factory) -> factory.addServerCustomizers((server) -> {
				ServerConnector connector = (ServerConnector) server.getConnectors()[0];
				ConnectionFactory next = connector.getDefaultConnectionFactory();
				ProxyConnectionFactory first = new ProxyConnectionFactory(next.getProtocol());
				connector.addFirstConnectionFactory(first);
				connector.setDefaultProtocol(first.getProtocol());
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Netty {

		@Bean
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> proxyProtocol() {
			return (factory) -> factory
				.addServerCustomizers((server) -> server.proxyProtocol(ProxyProtocolSupportType.ON));
		}

	}

}
