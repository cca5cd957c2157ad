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

import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.PropertyAccessor;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletContextInitializerBeans;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/**
 * Stops the start if a servlet filter rewrites requests as well. Looks at what Spring
 * Boot registers, unless the server has been looked at, which has it all, and at what
 * else the servlet context has, in a WAR file for example.
 */
final class CompetingFilterCheck implements SmartInitializingSingleton {

	private final ApplicationContext context;

	CompetingFilterCheck(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!isServerChecked()) {
			checkRegistrations();
		}
		if (this.context instanceof WebApplicationContext webContext && webContext.getServletContext() != null) {
			check(webContext.getServletContext());
		}
	}

	/**
	 * To collect the registrations once more takes as long as it took Boot.
	 */
	private boolean isServerChecked() {
		return (this.context.containsLocalBean("tomcatCheck") && EmbeddedServer.isTomcat(this.context))
				|| (this.context.containsLocalBean("jettyDoorCustomizer") && EmbeddedServer.isJetty(this.context));
	}

	private void checkRegistrations() {
		for (ServletContextInitializer initializer : new ServletContextInitializerBeans(this.context)) {
			if (initializer instanceof AbstractFilterRegistrationBean<?> registration && registration.isEnabled()) {
				refuse(registration.getFilter(), registration.getFilterName(), this.context);
			}
		}
	}

	/**
	 * Throw an exception if a servlet filter, or something inside of it, rewrites
	 * requests.
	 * @param filter the filter, or {@code null} if it is not there yet
	 * @param name the name that it is registered with
	 * @param context has the bean that it may be a proxy of
	 * @throws CompetingRewriteException if it is, or has, a competitor
	 */
	static void refuse(@Nullable Filter filter, String name, ApplicationContext context) {
		CompetingRewrites.refuse((filter instanceof DelegatingFilterProxy) ? target(filter, name, context) : filter,
				CompetingRewrites.inFilter(name));
	}

	/**
	 * A proxy looks for its bean when the first request comes, and does not tell the name
	 * of the bean, which may differ from its own.
	 */
	private static Object target(Filter proxy, String name, ApplicationContext context) {
		PropertyAccessor fields = new DirectFieldAccessor(proxy);
		Object field = fields.isReadableProperty("targetBeanName") ? fields.getPropertyValue("targetBeanName") : null;
		String target = (field != null) ? field.toString() : name;
		return context.containsBean(target) ? context.getBean(target) : proxy;
	}

	private void check(ServletContext servletContext) {
		for (FilterRegistration registration : servletContext.getFilterRegistrations().values()) {
			checkType(registration.getClassName(), registration.getName());
		}
	}

	private void checkType(@Nullable String className, String name) {
		ClassLoader classLoader = this.context.getClassLoader();
		if (className != null && ClassUtils.isPresent(className, classLoader)) {
			CompetingRewrites.refuseType(ClassUtils.resolveClassName(className, classLoader),
					CompetingRewrites.inFilter(name));
		}
	}

	/**
	 * Which server a context has started. A class of its own, because a WAR file has none
	 * of these types.
	 */
	private static final class EmbeddedServer {

		private EmbeddedServer() {
		}

		static boolean isTomcat(ApplicationContext context) {
			return hasServer(context, "org.springframework.boot.tomcat.TomcatWebServer");
		}

		static boolean isJetty(ApplicationContext context) {
			return hasServer(context, "org.springframework.boot.jetty.JettyWebServer");
		}

		private static boolean hasServer(ApplicationContext context, String className) {
			WebServer server = (context instanceof WebServerApplicationContext serverContext)
					? serverContext.getWebServer() : null;
			return server != null && server.getClass().getName().equals(className);
		}

	}

}
