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

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The servers, each with the stack that runs on it.
 */
public enum ServerStack {

	/** Spring MVC on Tomcat. */
	TOMCAT_SERVLET("Tomcat, servlet", WebApplicationType.SERVLET, TomcatServlet.class),

	/** Spring MVC on Jetty. */
	JETTY_SERVLET("Jetty, servlet", WebApplicationType.SERVLET, JettyServlet.class),

	/** WebFlux on Reactor Netty. */
	NETTY_WEBFLUX("Reactor Netty, WebFlux", WebApplicationType.REACTIVE, NettyWebFlux.class),

	/** WebFlux on Tomcat. */
	TOMCAT_WEBFLUX("Tomcat, WebFlux", WebApplicationType.REACTIVE, TomcatWebFlux.class),

	/** WebFlux on Jetty. */
	JETTY_WEBFLUX("Jetty, WebFlux", WebApplicationType.REACTIVE, JettyWebFlux.class);

	private final String heading;

	private final WebApplicationType type;

	private final Class<?> server;

	ServerStack(String heading, WebApplicationType type, Class<?> server) {
		this.heading = heading;
		this.type = type;
		this.server = server;
	}

	/**
	 * Return the servers that the build asks for with the system property
	 * {@code servers}, which are all without it.
	 * @return the servers
	 */
	public static List<ServerStack> selected() {
		String names = System.getProperty("servers", "");
		return names.isEmpty() ? List.of(values()) : Arrays.stream(names.split(",")).map(ServerStack::valueOf).toList();
	}

	static List<ServerStack> selectedServlet() {
		return selected().stream().filter(ServerStack::isServlet).toList();
	}

	static List<ServerStack> selectedWebFlux() {
		return selected().stream().filter((stack) -> !stack.isServlet()).toList();
	}

	/**
	 * Return whether this is the servlet stack.
	 * @return {@code false} for WebFlux
	 */
	public boolean isServlet() {
		return this.type == WebApplicationType.SERVLET;
	}

	/**
	 * Return the heading of the column that tables of the documentation have for it.
	 * @return the heading
	 */
	public String heading() {
		return this.heading;
	}

	/**
	 * Start the application that shows what it sees on this stack.
	 * @param properties the properties, such as {@code trust-proxy=loopback}
	 * @return the running application
	 */
	public Application start(String... properties) {
		return Application.start(this.type, new Class<?>[] { application(), this.server }, properties);
	}

	/**
	 * Start the application that shows what it sees on this stack, with buffers that the
	 * server does not use again, if it is Jetty.
	 * @param properties the properties, such as {@code trust-proxy=loopback}
	 * @return the running application
	 * @see JettyWithFreshBuffers
	 */
	public Application startWithFreshBuffers(String... properties) {
		return Application.start(this.type, new Class<?>[] { application(), this.server, JettyWithFreshBuffers.class },
				properties);
	}

	WebApplicationType type() {
		return this.type;
	}

	/**
	 * Return the configuration of the server.
	 */
	Class<?> server() {
		return this.server;
	}

	/**
	 * Return the application that shows what it sees on this stack.
	 */
	Class<?> application() {
		return isServlet() ? ServletApplication.class : WebFluxApplication.class;
	}

	@ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
	static class TomcatServlet {

	}

	@ImportAutoConfiguration(JettyServletWebServerAutoConfiguration.class)
	static class JettyServlet {

	}

	@ImportAutoConfiguration(NettyReactiveWebServerAutoConfiguration.class)
	static class NettyWebFlux {

		/**
		 * Threads of its own: a context that is closed ends those that are shared, and
		 * with them each other server.
		 */
		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			factory.setShutdownQuietPeriod(Duration.ZERO);
			return factory;
		}

	}

	@ImportAutoConfiguration(TomcatReactiveWebServerAutoConfiguration.class)
	static class TomcatWebFlux {

	}

	@ImportAutoConfiguration(JettyReactiveWebServerAutoConfiguration.class)
	static class JettyWebFlux {

	}

}
