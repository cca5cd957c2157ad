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

import java.io.IOException;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.ClientAddressResolver;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Shows what a management server on a port of its own sees. Such a server takes its beans
 * from classes that are listed in a file.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import(ManagementConfiguration.class)
class ServletManagementApplication {

	@Bean
	ServletRegistrationBean<HttpServlet> whoAmI(ClientAddressResolver<HttpServletRequest> resolver) {
		return new ServletRegistrationBean<>(new WhoAmIServlet(resolver), "/whoami", "/redirect", "/session");
	}

	private static final class WhoAmIServlet extends HttpServlet {

		private final transient ClientAddressResolver<HttpServletRequest> resolver;

		WhoAmIServlet(ClientAddressResolver<HttpServletRequest> resolver) {
			this.resolver = resolver;
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			switch (request.getServletPath()) {
				case "/redirect" -> response.sendRedirect("/whoami");
				case "/session" -> request.getSession();
				default -> {
					response.setContentType("application/json");
					response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(whoAmI(request)));
				}
			}
		}

		private WhoAmI whoAmI(HttpServletRequest request) {
			ClientAddress client = this.resolver.resolve(request);
			return ServletApplication.whoAmI(client, client, request);
		}

	}

}
