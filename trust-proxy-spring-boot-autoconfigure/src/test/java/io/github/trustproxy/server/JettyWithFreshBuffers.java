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

import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Gives each connection of Jetty buffers that no other one had or gets. Jetty 12.1.14 can
 * mix connections up if it uses buffers again after requests that it refuses: see
 * docs/threat-model.md.
 */
@Configuration(proxyBeanMethods = false)
class JettyWithFreshBuffers {

	@Bean
	FreshBuffers freshBuffers() {
		return new FreshBuffers();
	}

	/**
	 * Runs last, because it takes over what others have set.
	 */
	static final class FreshBuffers implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory>, Ordered {

		@Override
		public void customize(ConfigurableJettyWebServerFactory factory) {
			factory.addServerCustomizers((server) -> {
				Connector[] connectors = server.getConnectors();
				for (int i = 0; i < connectors.length; i++) {
					connectors[i] = withFreshBuffers(server, (ServerConnector) connectors[i]);
				}
				server.setConnectors(connectors);
			});
		}

		private static ServerConnector withFreshBuffers(Server server, ServerConnector pooled) {
			ServerConnector connector = new ServerConnector(server, null, null, new ByteBufferPool.NonPooling(),
					pooled.getAcceptors(), pooled.getSelectorManager().getSelectorCount(),
					pooled.getConnectionFactories().toArray(ConnectionFactory[]::new));
			connector.setHost(pooled.getHost());
			connector.setPort(pooled.getPort());
			connector.setIdleTimeout(pooled.getIdleTimeout());
			for (ConnectionFactory factory : connector.getConnectionFactories()) {
				if (factory instanceof HttpConfiguration.ConnectionFactory http) {
					// Those outside the heap are too expensive for a single use
					http.getHttpConfiguration().setUseInputDirectByteBuffers(false);
					http.getHttpConfiguration().setUseOutputDirectByteBuffers(false);
				}
			}
			return connector;
		}

		@Override
		public int getOrder() {
			return Ordered.LOWEST_PRECEDENCE;
		}

	}

}
