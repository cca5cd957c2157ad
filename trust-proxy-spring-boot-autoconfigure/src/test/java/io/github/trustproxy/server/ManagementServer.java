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

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.InfoEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyReactiveManagementContextAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyServletManagementContextAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.actuate.web.server.NettyReactiveManagementContextAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatServletManagementContextAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * A management server on a port of its own.
 */
public final class ManagementServer {

	private ManagementServer() {
	}

	/**
	 * Return the configuration of the management server beside a server.
	 * @param stack the server of the application
	 * @return the configuration
	 */
	public static Class<?> on(ServerStack stack) {
		return switch (stack) {
			case TOMCAT_SERVLET -> TomcatServlet.class;
			case JETTY_SERVLET -> JettyServlet.class;
			case NETTY_WEBFLUX -> NettyWebFlux.class;
			case TOMCAT_WEBFLUX -> TomcatWebFlux.class;
			case JETTY_WEBFLUX -> JettyWebFlux.class;
		};
	}

	@ImportAutoConfiguration({ EndpointAutoConfiguration.class, InfoEndpointAutoConfiguration.class,
			ManagementContextAutoConfiguration.class, WebEndpointAutoConfiguration.class })
	static class Management {

	}

	@Import(Management.class)
	@ImportAutoConfiguration({ ServletManagementContextAutoConfiguration.class,
			TomcatServletManagementContextAutoConfiguration.class })
	static class TomcatServlet {

	}

	@Import(Management.class)
	@ImportAutoConfiguration({ ServletManagementContextAutoConfiguration.class,
			JettyServletManagementContextAutoConfiguration.class })
	static class JettyServlet {

	}

	@Import(Management.class)
	@ImportAutoConfiguration(NettyReactiveManagementContextAutoConfiguration.class)
	static class NettyWebFlux {

	}

	@Import(Management.class)
	@ImportAutoConfiguration(TomcatReactiveManagementContextAutoConfiguration.class)
	static class TomcatWebFlux {

	}

	@Import(Management.class)
	@ImportAutoConfiguration(JettyReactiveManagementContextAutoConfiguration.class)
	static class JettyWebFlux {

	}

}
