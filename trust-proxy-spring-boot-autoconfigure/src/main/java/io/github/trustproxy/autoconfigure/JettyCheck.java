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

import io.github.trustproxy.TrustProxy;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.util.component.Container;
import org.eclipse.jetty.util.component.LifeCycle;

import org.springframework.context.ApplicationContext;

/**
 * Stops the start if a connector of Jetty, or a filter, rewrites requests as well, and
 * warns of connectors that read the PROXY protocol. Looks at them when a connector is
 * about to open its port: Spring Boot has initialized the filters by then, and no
 * connector is added later.
 */
final class JettyCheck implements Container.Listener, LifeCycle.Listener {

	private final TrustProxy trustProxy;

	private final TrustProxyProperties properties;

	private final ApplicationContext context;

	JettyCheck(TrustProxy trustProxy, TrustProxyProperties properties, ApplicationContext context) {
		this.trustProxy = trustProxy;
		this.properties = properties;
		this.context = context;
	}

	@Override
	public void beanAdded(Container parent, Object child) {
		if (child instanceof Connector connector) {
			connector.addEventListener(this);
		}
	}

	@Override
	public void beanRemoved(Container parent, Object child) {
		if (child instanceof Connector connector) {
			connector.removeEventListener(this);
		}
	}

	@Override
	public void lifeCycleStarting(LifeCycle component) {
		if (component instanceof Connector connector) {
			check(connector);
		}
	}

	private void check(Connector connector) {
		for (HttpConfiguration.ConnectionFactory factory : connector
			.getContainedBeans(HttpConfiguration.ConnectionFactory.class)) {
			CompetingRewrites.refuse(factory.getHttpConfiguration().getCustomizers(), "");
		}
		for (FilterHolder holder : connector.getServer().getContainedBeans(FilterHolder.class)) {
			CompetingFilterCheck.refuse(holder.getFilter(), holder.getName(), this.context);
		}
		if (connector.getConnectionFactory(ProxyConnectionFactory.class) != null) {
			new ProxyProtocolLogger(this.trustProxy, this.properties).warn("A connector of Jetty");
		}
	}

}
