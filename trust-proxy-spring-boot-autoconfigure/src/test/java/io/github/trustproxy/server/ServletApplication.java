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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.ClientAddressResolver;
import io.github.trustproxy.autoconfigure.TrustProxyAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyJettyAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyObservationAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyServerAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyServletAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyTomcatAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyWebMvcAutoConfiguration;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * A servlet application that shows what it sees.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DispatcherServletAutoConfiguration.class, ErrorMvcAutoConfiguration.class,
		HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class, WebMvcAutoConfiguration.class,
		TrustProxyAutoConfiguration.class, TrustProxyJettyAutoConfiguration.class,
		TrustProxyObservationAutoConfiguration.class, TrustProxyServerAutoConfiguration.class,
		TrustProxyServletAutoConfiguration.class, TrustProxyTomcatAutoConfiguration.class,
		TrustProxyWebMvcAutoConfiguration.class })
@Import({ ServletApplication.Controller.class, ServletApplication.ErrorPage.class })
class ServletApplication {

	@Bean
	FilterRegistrationBean<Filter> filterBefore(ClientAddressResolver<HttpServletRequest> resolver) {
		FilterRegistrationBean<Filter> registration = new FirstRegistration(new FilterBefore(resolver));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	@Bean
	FilterRegistrationBean<Filter> filterAfter(ClientAddressResolver<HttpServletRequest> resolver) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(new FilterAfter(resolver));
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
		registration.setOrder(Ordered.LOWEST_PRECEDENCE);
		return registration;
	}

	static WhoAmI whoAmI(ClientAddress client, ClientAddress resolved, HttpServletRequest request) {
		return new WhoAmI(client.ip(), client.ips(), client.port(), client.stopReason(),
				(client.peer() != null) ? client.peer().getHostString() : null, resolved.ip(), request.getRemoteAddr(),
				request.getRemoteHost(), request.getRemotePort(), request.getScheme(), request.isSecure(),
				request.getServerName(), request.getServerPort(), request.getRequestURL().toString(),
				request.getQueryString(), request.getRequestURI(), request.getContextPath(), headers(request),
				(String) request.getAttribute("before"), (String) request.getAttribute("after"),
				request.getDispatcherType().name());
	}

	private static Map<String, List<String>> headers(HttpServletRequest request) {
		Map<String, List<String>> headers = new TreeMap<>();
		Collections.list(request.getHeaderNames())
			.forEach((name) -> headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name))));
		return headers;
	}

	/**
	 * Comes before ours, which an order alone does not.
	 */
	private static final class FirstRegistration extends FilterRegistrationBean<Filter> implements PriorityOrdered {

		FirstRegistration(Filter filter) {
			super(filter);
		}

	}

	/**
	 * Runs before ours and does what the query says.
	 */
	private record FilterBefore(ClientAddressResolver<HttpServletRequest> resolver) implements Filter {

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			HttpServletRequest httpRequest = (HttpServletRequest) request;
			String query = httpRequest.getQueryString();
			if ("fail-before".equals(query)) {
				throw new ServletException("Thrown before");
			}
			if ("send-error-before".equals(query)) {
				((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN);
				return;
			}
			if ("resolve-before".equals(query)) {
				request.setAttribute("before", request.getRemoteAddr() + " " + this.resolver.resolve(httpRequest).ip());
			}
			chain.doFilter(request, response);
		}

	}

	/**
	 * Runs after ours in all dispatches and starts the dispatch that the query says.
	 */
	private record FilterAfter(ClientAddressResolver<HttpServletRequest> resolver) implements Filter {

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			HttpServletRequest httpRequest = (HttpServletRequest) request;
			String seen = request.getRemoteAddr() + " " + this.resolver.resolve(httpRequest).ip();
			request.setAttribute("after", seen);
			((HttpServletResponse) response).addHeader("Seen-On-" + request.getDispatcherType(),
					seen + " " + httpRequest.getRequestURL());
			String query = httpRequest.getQueryString();
			if (request.getDispatcherType() == DispatcherType.REQUEST && "start-async".equals(query)) {
				request.startAsync().dispatch();
			}
			else if (request.getDispatcherType() == DispatcherType.REQUEST
					&& "start-async-with-request".equals(query)) {
				request.startAsync(request, response).dispatch();
			}
			else {
				chain.doFilter(request, response);
			}
		}

	}

	/**
	 * The endpoints.
	 */
	@RestController
	static class Controller {

		private final ClientAddressResolver<HttpServletRequest> resolver;

		Controller(ClientAddressResolver<HttpServletRequest> resolver) {
			this.resolver = resolver;
		}

		@GetMapping("/whoami/**")
		WhoAmI whoAmI(ClientAddress client, HttpServletRequest request) {
			return ServletApplication.whoAmI(client, this.resolver.resolve(request), request);
		}

		@PostMapping("/whoami")
		WhoAmI whoAmIAfterTheBody(@RequestBody byte[] body, ClientAddress client, HttpServletRequest request) {
			return whoAmI(client, request);
		}

		@GetMapping("/header")
		HeaderView header(@RequestParam String name, HttpServletRequest request) {
			return new HeaderView(request.getHeader(name), Collections.list(request.getHeaders(name)),
					Collections.list(request.getHeaderNames()).stream().anyMatch(name::equalsIgnoreCase));
		}

		@GetMapping("/int-header")
		int intHeader(@RequestParam String name, HttpServletRequest request) {
			return request.getIntHeader(name);
		}

		@GetMapping("/date-header")
		long dateHeader(@RequestParam String name, HttpServletRequest request) {
			return request.getDateHeader(name);
		}

		@PostMapping("/parameter")
		String parameter(@RequestParam String name) {
			return name;
		}

		@GetMapping("/fail")
		void fail() {
			throw new IllegalStateException("Thrown by the controller");
		}

		@GetMapping("/send-error")
		void sendError(HttpServletResponse response) throws IOException {
			response.sendError(HttpServletResponse.SC_CONFLICT);
		}

		@GetMapping("/redirect")
		void redirect(@RequestParam String to, @RequestParam String overload, HttpServletResponse response)
				throws IOException {
			switch (overload) {
				case "location" -> response.sendRedirect(to);
				case "clear" -> response.sendRedirect(to, true);
				case "status" -> response.sendRedirect(to, HttpServletResponse.SC_TEMPORARY_REDIRECT);
				case "status-clear" -> response.sendRedirect(to, HttpServletResponse.SC_SEE_OTHER, true);
				default -> throw new IllegalArgumentException(overload);
			}
		}

		@GetMapping("/session")
		boolean session(HttpSession session) {
			return session.isNew();
		}

		@GetMapping("/session/reset")
		boolean sessionBeforeReset(HttpSession session, HttpServletResponse response) {
			response.reset();
			return session.isNew();
		}

		@GetMapping("/session/new-id")
		boolean sessionWithNewId(HttpSession session, HttpServletRequest request) {
			request.changeSessionId();
			return session.isNew();
		}

		@GetMapping("/callable")
		Callable<WhoAmI> callable(ClientAddress client, HttpServletRequest request) {
			return () -> whoAmI(client, request);
		}

		@GetMapping("/failing-callable")
		Callable<WhoAmI> failingCallable() {
			return () -> {
				throw new IllegalStateException("Thrown by the callable");
			};
		}

		@GetMapping("/deferred")
		DeferredResult<WhoAmI> deferred(ClientAddress client, HttpServletRequest request) {
			DeferredResult<WhoAmI> result = new DeferredResult<>();
			WhoAmI seen = whoAmI(client, request);
			new Thread(() -> result.setResult(seen)).start();
			return result;
		}

		@GetMapping("/forward")
		void forward(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
			request.getRequestDispatcher("/whoami/forwarded").forward(request, response);
		}

	}

	/**
	 * The error page.
	 */
	@RestController
	static class ErrorPage implements ErrorController {

		private final ClientAddressResolver<HttpServletRequest> resolver;

		ErrorPage(ClientAddressResolver<HttpServletRequest> resolver) {
			this.resolver = resolver;
		}

		@RequestMapping("/error")
		WhoAmI error(ClientAddress client, HttpServletRequest request) {
			return ServletApplication.whoAmI(client, this.resolver.resolve(request), request);
		}

	}

}
