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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;

import javax.net.ssl.SSLSocketFactory;

import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.server.ProxyProtocolSupportType;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of applications that read the PROXY protocol themselves, as
 * {@code docs/proxy-protocol.md} says.
 */
@RequiresProgram("haproxy")
class ProxyProtocolApplicationTests {

	private static final String[] FORGED = { "X-Forwarded-For: 198.51.100.66", "X-Forwarded-Host: evil.example",
			"X-Forwarded-Proto: http", "X-Forwarded-Port: 4711" };

	@RegisterExtension
	static final Processes processes = new Processes();

	private static Certificate certificate;

	@BeforeAll
	static void createCertificate(@TempDir Path directory) throws IOException, GeneralSecurityException {
		certificate = Certificate.shared(directory);
	}

	@ParameterizedTest
	@ValueSource(classes = { Jetty.class, Netty.class })
	void loadBalancerSaysWhoTheClientIsAndWhichSchemeItUsed(Class<?> server) throws IOException {
		try (ConfigurableApplicationContext application = start(server, "1")) {
			Endpoints haproxy = haproxy(application);
			assertThat(get("127.0.0.5", haproxy.https(), certificate.trusting()))
				.isEqualTo("127.0.0.5, peer 127.0.0.5, https://app.example.com");
			assertThat(get("127.0.0.6", haproxy.https(), certificate.trusting()))
				.isEqualTo("127.0.0.6, peer 127.0.0.6, https://app.example.com");
			assertThat(get("127.0.0.6", haproxy.http(), null))
				.isEqualTo("127.0.0.6, peer 127.0.0.6, http://app.example.com");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Jetty.class, Netty.class })
	void addressOfTheLoadBalancerIsTrustedInVain(Class<?> server) throws IOException {
		try (ConfigurableApplicationContext application = start(server, "127.0.0.2")) {
			assertThat(get("127.0.0.5", haproxy(application).https(), certificate.trusting()))
				.isEqualTo("127.0.0.5, peer 127.0.0.5, http://app.example.com");
		}
	}

	private static ConfigurableApplicationContext start(Class<?> server, String trust) {
		return new SpringApplicationBuilder(server, UnixSocketApplication.Controller.class)
			.web((server != Netty.class) ? WebApplicationType.SERVLET : WebApplicationType.REACTIVE)
			.properties(Map.of("server.address", "127.0.0.1", "server.port", "0", "trust-proxy.trust", trust,
					"trust-proxy.headers", "proto,host,port", "spring.main.banner-mode", "off", "logging.level.root",
					"warn"))
			.run();
	}

	private static Endpoints haproxy(ConfigurableApplicationContext application) throws IOException {
		int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return new HaproxySendProxy().start(processes,
				new ReverseProxy.Settings("127.0.0.2", new Endpoints(new InetSocketAddress("127.0.0.1", port), null),
						certificate, Topology.CLIENT_MACHINE, false, false, false, false));
	}

	private static String get(String client, InetSocketAddress server, @Nullable SSLSocketFactory tls)
			throws IOException {
		StringBuilder request = new StringBuilder("GET /client HTTP/1.1\r\nHost: app.example.com\r\n");
		for (String line : FORGED) {
			request.append(line).append("\r\n");
		}
		request.append("\r\n");
		try (RawConnection connection = new RawConnection(new RawHttpClient(client, server, tls).connect())) {
			RawResponse first = connection.exchange(request.toString());
			assertThat(first.status()).as(first::toString).isEqualTo(200);
			// HAProxy may use another connection for the second one
			assertThat(connection.exchange(request.toString()).body()).isEqualTo(first.body());
			return first.body();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Jetty {

		@Bean
		JettyServletWebServerFactory jetty() {
			JettyServletWebServerFactory factory = new JettyServletWebServerFactory();
			factory.addServerCustomizers((server) -> {
				ServerConnector connector = (ServerConnector) server.getConnectors()[0];
				ConnectionFactory next = connector.getDefaultConnectionFactory();
				ProxyConnectionFactory first = new ProxyConnectionFactory(next.getProtocol());
				connector.addFirstConnectionFactory(first);
				connector.setDefaultProtocol(first.getProtocol());
			});
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Netty {

		@Bean
		NettyReactiveWebServerFactory netty() {
			NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory();
			factory.addServerCustomizers((server) -> server.proxyProtocol(ProxyProtocolSupportType.ON));
			return factory;
		}

	}

}
