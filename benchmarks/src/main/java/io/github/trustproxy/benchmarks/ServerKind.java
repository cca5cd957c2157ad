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

package io.github.trustproxy.benchmarks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.trustproxy.benchmarks.application.ServletOriginController;
import io.github.trustproxy.benchmarks.application.WebFluxOriginController;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.util.Assert;

/**
 * The servers of whole requests.
 */
public enum ServerKind {

	/** Spring MVC on Tomcat, from the parser of HTTP on. */
	TOMCAT(WebApplicationType.SERVLET, ServletOriginController.class, JettyServletWebServerAutoConfiguration.class) {

		@Override
		ServerExchange exchange(ConfigurableApplicationContext application, Workload workload) {
			return new TomcatExchange((TomcatWebServer) server(application), workload);
		}

	},

	/** Spring MVC on Jetty, from the parser of HTTP on. */
	JETTY(WebApplicationType.SERVLET, ServletOriginController.class, TomcatServletWebServerAutoConfiguration.class) {

		@Override
		ServerExchange exchange(ConfigurableApplicationContext application, Workload workload) {
			return new JettyExchange((JettyWebServer) server(application), workload);
		}

	},

	/** WebFlux, from its handler on: what Reactor Netty does is left out. */
	WEBFLUX(WebApplicationType.REACTIVE, WebFluxOriginController.class, TomcatReactiveWebServerAutoConfiguration.class,
			JettyReactiveWebServerAutoConfiguration.class) {

		@Override
		ServerExchange exchange(ConfigurableApplicationContext application, Workload workload) {
			return new HandlerExchange(application.getBean(HttpHandler.class), workload);
		}

	};

	private final WebApplicationType type;

	private final Class<?> controller;

	private final String others;

	ServerKind(WebApplicationType type, Class<?> controller, Class<?>... others) {
		this.type = type;
		this.controller = controller;
		this.others = Stream.of(others).map(Class::getName).collect(Collectors.joining(","));
	}

	WebApplicationType type() {
		return this.type;
	}

	Class<?> controller() {
		return this.controller;
	}

	/**
	 * Return what can be set for it.
	 */
	List<ServerContender> contenders() {
		return (this.type == WebApplicationType.SERVLET) ? List.of(ServerContender.values())
				: List.of(ServerContender.NONE, ServerContender.FRAMEWORK, ServerContender.OURS);
	}

	/**
	 * Return the auto-configurations of the other servers, which are on the class path as
	 * well.
	 */
	String others() {
		return this.others;
	}

	/**
	 * Return what sends a request to a running application.
	 */
	abstract ServerExchange exchange(ConfigurableApplicationContext application, Workload workload);

	private static WebServer server(ConfigurableApplicationContext application) {
		WebServer server = ((WebServerApplicationContext) application).getWebServer();
		Assert.state(server != null, "There is no server");
		return server;
	}

}
