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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import io.github.trustproxy.ClientAddress;
import io.netty.channel.unix.DomainSocketAddress;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An application on a Unix domain socket, which the samples do not listen on. It tells
 * who its client and its peer are, and its own URL.
 *
 * @param socket where it listens
 * @param context its context
 */
record UnixSocketApplication(Path socket, ConfigurableApplicationContext context) implements AutoCloseable {

	private static final String SOCKET = "test.socket";

	/**
	 * Start the application in this JVM.
	 * @param server its server
	 * @param socket where it listens
	 * @param trust the value of {@code trust-proxy}
	 */
	static UnixSocketApplication start(Server server, Path socket, String trust) throws IOException {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(server.configuration, Controller.class)
			.web((server != Server.NETTY) ? WebApplicationType.SERVLET : WebApplicationType.REACTIVE)
			.properties(Map.of(SOCKET, socket.toString(), "trust-proxy", trust, "spring.main.banner-mode", "off",
					"logging.level.root", "warn"))
			.run();
		// A proxy may run as somebody else
		Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwxrwxrwx"));
		return new UnixSocketApplication(socket, context);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * A server that can listen on a Unix domain socket.
	 */
	enum Server {

		/** Tomcat, as users set it up. */
		TOMCAT(Tomcat.class),

		/** Jetty, as users set it up. */
		JETTY(Jetty.class),

		/** Reactor Netty, as users set it up. */
		NETTY(Netty.class);

		private final Class<?> configuration;

		Server(Class<?> configuration) {
			this.configuration = configuration;
		}

	}

	@RestController
	static class Controller {

		@GetMapping("/client")
		String client(ClientAddress client, UriComponentsBuilder own) {
			return "%s, peer %s, %s".formatted(client.ip(), client.hops().get(0).text(), own.toUriString());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Tomcat {

		@Bean
		TomcatServletWebServerFactory tomcat(Environment environment) {
			TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
			factory.addConnectorCustomizers((connector) -> connector.setProperty("unixDomainSocketPath",
					environment.getRequiredProperty(SOCKET)));
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Jetty {

		@Bean
		JettyServletWebServerFactory jetty(Environment environment) {
			JettyServletWebServerFactory factory = new JettyServletWebServerFactory();
			factory.addServerCustomizers((server) -> {
				UnixDomainServerConnector connector = new UnixDomainServerConnector(server,
						new HttpConnectionFactory());
				connector.setUnixDomainPath(Path.of(environment.getRequiredProperty(SOCKET)));
				server.setConnectors(new Connector[] { connector });
			});
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Netty {

		@Bean
		NettyReactiveWebServerFactory netty(Environment environment) {
			NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory();
			factory.addServerCustomizers((server) -> server
				.bindAddress(() -> new DomainSocketAddress(environment.getRequiredProperty(SOCKET))));
			return factory;
		}

	}

}
