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

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;

import io.github.trustproxy.servlet.TrustProxyFilter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that our filter finds in a Tomcat whose access log is off, which is
 * the default of Spring Boot.
 */
final class StubFilterConfig implements FilterConfig {

	private final ServletContext context = (ServletContext) Proxy.newProxyInstance(
			StubFilterConfig.class.getClassLoader(), new Class<?>[] { ServletContext.class },
			(proxy, method, arguments) -> switch (method.getName()) {
				case "getAttribute" -> TrustProxyFilter.NO_LOGGED_ATTRIBUTES.equals(arguments[0]) ? true : null;
				case "getServerInfo" -> "Apache Tomcat";
				default -> throw new UnsupportedOperationException(method.toString());
			});

	@Override
	public String getFilterName() {
		return "filter";
	}

	@Override
	public ServletContext getServletContext() {
		return this.context;
	}

	@Override
	public @Nullable String getInitParameter(String name) {
		return null;
	}

	@Override
	public Enumeration<String> getInitParameterNames() {
		return Collections.emptyEnumeration();
	}

}
