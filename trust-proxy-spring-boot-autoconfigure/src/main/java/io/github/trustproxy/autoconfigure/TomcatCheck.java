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

import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.ajp.AbstractAjpProtocol;
import org.apache.tomcat.util.descriptor.web.FilterDef;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Stops the start if a valve of an embedded Tomcat, or a filter, rewrites requests as
 * well. Tomcat has started its web application by then, with all valves and filters, but
 * has not opened a port.
 * <p>
 * Warns of connectors for AJP. The address that they have for the peer is what the sender
 * of a request writes. This does not stop the start: Tomcat starts such a connector only
 * with a secret, or if it is told that none is needed, and listens to this machine only
 * unless it is told otherwise.
 */
final class TomcatCheck implements SmartInitializingSingleton, ApplicationListener<WebServerInitializedEvent> {

	private static final Log logger = LogFactory.getLog(TomcatCheck.class);

	private final ApplicationContext context;

	TomcatCheck(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.context instanceof WebServerApplicationContext serverContext
				&& serverContext.getWebServer() instanceof TomcatWebServer server) {
			for (Container child : server.getTomcat().getHost().findChildren()) {
				check((Context) child);
			}
		}
	}

	private void check(Context context) {
		for (Container container = context; container != null; container = container.getParent()) {
			CompetingRewrites.refuse(container.getPipeline().getValves(), "");
		}
		for (FilterDef filter : context.findFilterDefs()) {
			CompetingFilterCheck.refuse(filter.getFilter(), filter.getFilterName(), this.context);
		}
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		// The event of a management server comes here as well
		if (event.getApplicationContext() == this.context && event.getWebServer() instanceof TomcatWebServer server) {
			for (Connector connector : server.getTomcat().getService().findConnectors()) {
				if (connector.getProtocolHandler() instanceof AbstractAjpProtocol<?> protocol) {
					warn(connector.getLocalPort(), protocol.getSecretRequired());
				}
			}
		}
	}

	private static void warn(int port, boolean secretRequired) {
		logger.warn("The AJP connector on port " + port + " believes whoever connects "
				+ (secretRequired ? "and knows its secret" : "(it needs no secret)")
				+ ": the peer that trust-proxy judges is the address that is written into the request, and a count or"
				+ " 'true' trusts that one without looking. Let nobody but the web server reach this port, with a"
				+ " secret, or connect it with HTTP.");
	}

}
