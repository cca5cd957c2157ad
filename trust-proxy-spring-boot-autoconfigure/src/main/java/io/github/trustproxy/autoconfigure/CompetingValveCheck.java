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
import org.apache.tomcat.util.descriptor.web.FilterDef;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * Stops the start if a valve of Tomcat, or a filter that only Tomcat knows, rewrites
 * requests as well. Tomcat has started its web application by then, with all valves and
 * filters, but has not opened a port.
 */
final class CompetingValveCheck implements SmartInitializingSingleton {

	private final ApplicationContext context;

	CompetingValveCheck(ApplicationContext context) {
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

	private static void check(Context context) {
		for (Container container = context; container != null; container = container.getParent()) {
			CompetingRewrites.refuse(container.getPipeline().getValves(), "");
		}
		for (FilterDef filter : context.findFilterDefs()) {
			CompetingRewrites.refuseFilter(filter.getFilter(), filter.getFilterName());
		}
	}

}
