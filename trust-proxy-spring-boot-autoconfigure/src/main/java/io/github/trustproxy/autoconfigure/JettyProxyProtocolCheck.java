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

package io.github.trustproxy.autoconfigure;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ProxyConnectionFactory;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Looks for connectors of Jetty that read the PROXY protocol.
 */
final class JettyProxyProtocolCheck implements ApplicationListener<WebServerInitializedEvent> {

	private final ApplicationContext context;

	private final ProxyProtocolLogger logger;

	JettyProxyProtocolCheck(ApplicationContext context, ProxyProtocolLogger logger) {
		this.context = context;
		this.logger = logger;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		// The event of a management server comes here as well
		if (event.getApplicationContext() == this.context && event.getWebServer() instanceof JettyWebServer server) {
			for (Connector connector : server.getServer().getConnectors()) {
				if (connector.getConnectionFactory(ProxyConnectionFactory.class) != null) {
					this.logger.warn("A connector of Jetty");
				}
			}
		}
	}

}
