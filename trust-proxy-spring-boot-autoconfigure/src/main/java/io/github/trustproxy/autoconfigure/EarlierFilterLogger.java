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

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.trustproxy.servlet.TrustProxyFilter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapperImpl;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.PropertyAccessor;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.context.WebApplicationContext;

/**
 * Warns of filters that come before ours in a WAR file. Other code can add filters before
 * the application starts, and nothing can be put in front of them afterwards. A servlet
 * context does not tell the order either, so that Tomcat and Jetty are asked for it by
 * reflection: they hide their classes from what is deployed.
 */
final class EarlierFilterLogger implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(EarlierFilterLogger.class);

	private static final String TOMCAT_MAPPINGS = "context.context.filterMaps.array";

	private static final String JETTY_MAPPINGS = "contextHandler.servletHandler.filterMappings";

	private final WebApplicationContext context;

	EarlierFilterLogger(WebApplicationContext context) {
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		ServletContext servletContext = this.context.getServletContext();
		Set<String> earlier = (servletContext != null) ? earlier(servletContext) : Set.of();
		if (!earlier.isEmpty()) {
			logger.warn("These filters come before that of trust-proxy, because other code added them before the"
					+ " application started: " + String.join(", ", earlier) + ". They see the proxy as the client, and"
					+ " whatever forwarding headers were sent. Declare them in web.xml or with @WebFilter, or make"
					+ " beans of them: these come after it.");
		}
	}

	/**
	 * Return the names of the filters in front, or none if the server does not tell the
	 * order.
	 */
	private static Set<String> earlier(ServletContext servletContext) {
		Set<String> earlier = new LinkedHashSet<>();
		try {
			for (Object mapping : mappings(servletContext)) {
				String name = String.valueOf(new BeanWrapperImpl(mapping).getPropertyValue("filterName"));
				FilterRegistration filter = servletContext.getFilterRegistration(name);
				if (filter != null && TrustProxyFilter.class.getName().equals(filter.getClassName())) {
					return earlier;
				}
				// Filters of servlets come after those of paths
				if (filter != null && !filter.getUrlPatternMappings().isEmpty()) {
					earlier.add(name);
				}
			}
		}
		catch (RuntimeException ex) {
			logger.debug("The server does not tell the order of its filters", ex);
		}
		return Set.of();
	}

	/**
	 * Return the mappings of filters in the order in which requests pass them.
	 */
	private static Object[] mappings(ServletContext servletContext) {
		Object mappings = read(new DirectFieldAccessor(servletContext), TOMCAT_MAPPINGS);
		if (mappings == null) {
			mappings = read(new BeanWrapperImpl(servletContext), JETTY_MAPPINGS);
		}
		return (mappings instanceof Object[] array) ? array : new Object[0];
	}

	private static @Nullable Object read(PropertyAccessor accessor, String path) {
		return accessor.isReadableProperty(path) ? accessor.getPropertyValue(path) : null;
	}

}
