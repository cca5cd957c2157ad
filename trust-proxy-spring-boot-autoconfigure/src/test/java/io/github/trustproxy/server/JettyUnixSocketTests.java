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
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A peer without an IP address: a Unix domain socket of Jetty.
 */
@ParameterizedClass
@EnumSource(value = ServerStack.class, names = "JETTY_SERVLET")
class JettyUnixSocketTests extends AbstractApplicationTests {

	JettyUnixSocketTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void peerIsUnknownUnlessItsHopCounts() throws IOException {
		assertThat(exchange("trust-proxy=loopback")).contains("200 OK").contains("\"ip\":\"unknown\"");
		assertThat(exchange("trust-proxy=1")).contains("200 OK").contains("\"ip\":\"203.0.113.7\"");
	}

	private String exchange(String trust) throws IOException {
		Application application = application(UnixSocket.class, trust);
		Path path = application.context().getBean(UnixSocket.class).path;
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			channel.connect(UnixDomainSocketAddress.of(path));
			channel.write(
					ByteBuffer.wrap(Application.request("/whoami", "X-Forwarded-For: 203.0.113.7", "Connection: close")
						.getBytes(StandardCharsets.ISO_8859_1)));
			ByteBuffer buffer = ByteBuffer.allocate(16384);
			while (channel.read(buffer) >= 0) {
				assertThat(buffer.hasRemaining()).isTrue();
			}
			return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class UnixSocket {

		final Path path;

		UnixSocket() throws IOException {
			this.path = Files.createTempDirectory("jetty").resolve("socket");
		}

		@Bean
		WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> unixSocket() {
			return (factory) -> factory.addServerCustomizers((server) -> {
				UnixDomainServerConnector connector = new UnixDomainServerConnector(server);
				connector.setUnixDomainPath(this.path);
				server.addConnector(connector);
			});
		}

	}

}
