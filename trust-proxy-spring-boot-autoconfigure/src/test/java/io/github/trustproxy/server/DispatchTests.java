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

import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the dispatches of a servlet container see, with a prefix and without.
 */
@ServletServers
@Shows(value = "what-is-rewritten.md: 4. Dispatches, handlers, WebSocket", on = "servlet")
class DispatchTests extends AbstractApplicationTests {

	private static final String[] FORWARDED = { "X-Forwarded-For: 198.51.100.66, 203.0.113.7",
			"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com", "X-Forwarded-Prefix: /api" };

	DispatchTests(ServerStack stack) {
		super(stack);
	}

	/**
	 * Get a page behind the prefix and the context path.
	 */
	private RawResponse get(String prefix, String contextPath, String path) throws IOException {
		Application application = application(Dispatches.class, "trust-proxy=loopback",
				"trust-proxy.headers=for,host,proto,port" + (prefix.isEmpty() ? "" : ",prefix"),
				"server.servlet.context-path=" + contextPath);
		return application.get(contextPath + path, FORWARDED);
	}

	@ParameterizedTest
	@CsvSource({ "'',''", "'',/shop", "/api,''", "/api,/shop" })
	void forwardDispatchSeesTheSameRequestWithItsOwnPath(String prefix, String contextPath) throws IOException {
		RawResponse response = get(prefix, contextPath, "/forward");
		assertIsForwarded(response, "FORWARD", prefix + contextPath, "/whoami/forwarded");
	}

	@ParameterizedTest
	@CsvSource({ "'',''", "'',/shop", "/api,''", "/api,/shop" })
	void includeDispatchSeesTheSameRequest(String prefix, String contextPath) throws IOException {
		RawResponse response = get(prefix, contextPath, "/include");
		assertIsForwarded(response, "INCLUDE", prefix + contextPath, "/include");
	}

	@ParameterizedTest
	@CsvSource({ "'',''", "'',/shop", "/api,''", "/api,/shop" })
	void includeDispatchHasThePathOfWhatIsIncluded(String prefix, String contextPath) throws IOException {
		assertThat(get(prefix, contextPath, "/include/paths").body())
			.isEqualTo("%1$s%2$s/paths %1$s%2$s".formatted(prefix, contextPath));
	}

	@ParameterizedTest
	@CsvSource({ "/forward/include,INCLUDE,/include", "/forward/forward,FORWARD,/whoami/forwarded",
			"/include/include,INCLUDE,/include/include", "/include/forward,FORWARD,/whoami/forwarded" })
	void dispatchInsideADispatchSeesTheSameRequest(String path, String dispatch, String seenPath) throws IOException {
		assertIsForwarded(get("", "", path), dispatch, "", seenPath);
		assertIsForwarded(get("/api", "/shop", path), dispatch, "/api/shop", seenPath);
	}

	@ParameterizedTest
	@ValueSource(strings = { "start-without-request", "start-with-request" })
	void asyncDispatchOfAForwardedRequestSeesTheSameRequest(String start) throws IOException {
		for (String prefix : new String[] { "", "/api" }) {
			assertIsForwarded(get(prefix, "", "/forward/async?" + start), "ASYNC", prefix, "/whoami/async");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/forward,FORWARD,/whoami/forwarded", "/forward/forward,FORWARD,/whoami/forwarded",
			"/forward/include,INCLUDE,/include", "/include,INCLUDE,/include",
			"/forward/async?start-without-request,ASYNC,/whoami/async",
			"/forward/async?start-with-request,ASYNC,/whoami/async", "/fail,ERROR,/error", "/missing,ERROR,/error" })
	void dispatchSeesThePrefixInsteadOfTheContextPath(String path, String dispatch, String seenPath)
			throws IOException {
		for (String contextPath : new String[] { "", "/shop", "/shop/v1", "/api" }) {
			Application application = application(Dispatches.class, "trust-proxy=loopback",
					"trust-proxy.headers=for,host,proto,port,prefix", "trust-proxy.prefix=replace",
					"server.servlet.context-path=" + contextPath);
			assertIsForwarded(application.get(contextPath + path, FORWARDED), dispatch, "/api", seenPath);
		}
	}

	@ParameterizedTest
	@CsvSource({ "/shop,/api", "/shop,/", "/shop/v1,/api" })
	void includeDispatchHasThePathOfWhatIsIncludedInsteadOfTheContextPath(String contextPath, String prefix)
			throws IOException {
		Application application = application(Dispatches.class, "trust-proxy=loopback", "trust-proxy.headers=prefix",
				"trust-proxy.prefix=replace", "server.servlet.context-path=" + contextPath);
		String shown = prefix.equals("/") ? "" : prefix;
		assertThat(application.get(contextPath + "/include/paths", "X-Forwarded-Prefix: " + prefix).body())
			.isEqualTo("%1$s/paths %1$s".formatted(shown));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/api" })
	void forwardDispatchOfAFilterBeforeOursSeesTheSameRequest(String prefix) throws IOException {
		assertIsForwarded(get(prefix, "", "/show?forward-before"), "FORWARD", prefix, "/whoami/before");
	}

	@ParameterizedTest
	@CsvSource({ "/deferred-timeout,503", "/async-timeout?start-without-request,500",
			"/async-timeout?start-with-request,500" })
	void errorPageSeesTheSameRequestAfterATimeout(String path, int status) throws IOException {
		for (String prefix : new String[] { "", "/api" }) {
			RawResponse response = get(prefix, "", path);
			assertThat(response.status()).isEqualTo(status);
			assertIsForwarded(response, "ERROR", prefix, "/error");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/fail,500", "/failing-callable,500", "/send-error,409", "/missing,404", "/whoami?fail-before,500",
			"/whoami?send-error-before,403", "/forward/fail,500", "/include/fail,500" })
	void errorPageSeesThePrefixOnce(String path, int status) throws IOException {
		for (String contextPath : new String[] { "", "/shop" }) {
			RawResponse response = get("/api", contextPath, path);
			assertThat(response.status()).isEqualTo(status);
			assertIsForwarded(response, "ERROR", "/api" + contextPath, "/error");
		}
	}

	private static void assertIsForwarded(RawResponse response, String dispatch, String contextPath, String path) {
		WhoAmI seen = Application.whoAmI(response);
		assertThat(seen.dispatch()).isEqualTo(dispatch);
		assertThat(seen.ip()).isEqualTo("203.0.113.7");
		assertThat(seen.resolvedIp()).isEqualTo("203.0.113.7");
		assertThat(seen.remoteAddr()).isEqualTo("203.0.113.7");
		assertThat(seen.scheme()).isEqualTo("https");
		assertThat(seen.url()).isEqualTo("https://www.example.com" + contextPath + path);
		assertThat(seen.path()).isEqualTo(contextPath + path);
		assertThat(seen.contextPath()).isEqualTo(contextPath);
		assertThat(seen.headers()).containsOnlyKeys("host");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(DispatchController.class)
	static class Dispatches {

		@Bean
		FilterRegistrationBean<Filter> forwardBefore() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				if ("forward-before".equals(((HttpServletRequest) request).getQueryString())) {
					request.getRequestDispatcher("/whoami/before").forward(request, response);
				}
				else {
					chain.doFilter(request, response);
				}
			});
			registration.setDispatcherTypes(DispatcherType.REQUEST);
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	@RestController
	static class DispatchController {

		/** In milliseconds. Jetty loses timeouts of very few. */
		private static final long TIMEOUT = 300;

		@GetMapping("/include")
		void include(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
			request.getRequestDispatcher("/whoami/included").include(request, response);
		}

		@GetMapping("/include/{path}")
		void includePath(HttpServletRequest request, HttpServletResponse response)
				throws ServletException, IOException {
			request.getRequestDispatcher(lastSegment(request)).include(request, response);
		}

		@GetMapping("/forward/{path}")
		void forwardPath(HttpServletRequest request, HttpServletResponse response)
				throws ServletException, IOException {
			request.getRequestDispatcher(lastSegment(request)).forward(request, response);
		}

		private static String lastSegment(HttpServletRequest request) {
			String uri = request.getRequestURI();
			return uri.substring(uri.lastIndexOf('/'));
		}

		@GetMapping("/paths")
		String paths(HttpServletRequest request) {
			return request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) + " "
					+ request.getAttribute(RequestDispatcher.INCLUDE_CONTEXT_PATH);
		}

		@GetMapping("/async")
		void async(HttpServletRequest request, HttpServletResponse response) {
			start(request, response).dispatch("/whoami/async");
		}

		@GetMapping("/deferred-timeout")
		DeferredResult<String> deferredTimeout() {
			return new DeferredResult<>(TIMEOUT);
		}

		@GetMapping("/async-timeout")
		void asyncTimeout(HttpServletRequest request, HttpServletResponse response) {
			start(request, response).setTimeout(TIMEOUT);
		}

		private static AsyncContext start(HttpServletRequest request, HttpServletResponse response) {
			return "start-without-request".equals(request.getQueryString()) ? request.startAsync()
					: request.startAsync(request, response);
		}

	}

}
