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

import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.component.Container;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Stops the start if a connector of Jetty, or a filter that only Jetty knows, rewrites
 * requests as well. Looks at them when a connector is about to open its port: Spring Boot
 * has initialized the filters by then, and no connector is added later.
 */
final class CompetingCustomizerCheck implements Container.Listener, LifeCycle.Listener {

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
			connector.getContainedBeans(HttpConfiguration.ConnectionFactory.class)
				.forEach((factory) -> CompetingRewrites.refuse(factory.getHttpConfiguration().getCustomizers(), ""));
			connector.getServer()
				.getContainedBeans(FilterHolder.class)
				.forEach((holder) -> CompetingRewrites.refuseFilter(holder.getFilter(), holder.getName()));
		}
	}

}
