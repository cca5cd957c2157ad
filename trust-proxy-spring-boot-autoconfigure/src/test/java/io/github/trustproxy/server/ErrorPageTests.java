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
import java.util.Map;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.web.ErrorProperties;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebExceptionHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What exception handlers of controllers see, and what Spring Boot says of an error.
 */
@EveryServer
@Shows("what-is-rewritten.md: 4. Dispatches, handlers, WebSocket")
@Shows("what-is-rewritten.md: 6. Prefix")
class ErrorPageTests extends AbstractApplicationTests {

	private static final String[] FORWARDED = { "X-Forwarded-For: 198.51.100.66, 203.0.113.7",
			"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com", "X-Forwarded-Prefix: /api" };

	ErrorPageTests(ServerStack stack) {
		super(stack);
	}

	private RawResponse get(String path, String headers) throws IOException {
		return application(stack().isServlet() ? BootServletErrors.class : BootWebFluxErrors.class,
				"trust-proxy=loopback", "trust-proxy.headers=" + headers, "spring.web.error.path=/boot-error",
				"logging.level.org.springframework.boot.webflux.autoconfigure.error=off")
			.get(path, FORWARDED);
	}

	@ParameterizedTest
	@CsvSource({ "for;host;proto,", "for;host;proto;prefix,/api" })
	@Shows("threat-model.md: a second look in another filter, dispatch, error page or")
	void exceptionHandlerOfAControllerSeesTheSameRequest(String headers, String prefix) throws IOException {
		RawResponse response = get("/refuse", headers.replace(';', ','));
		assertThat(response.status()).isEqualTo(410);
		assertThat(response.body()).isEqualTo(
				"203.0.113.7 203.0.113.7 https://www.example.com" + ((prefix != null) ? prefix : "") + "/refuse");
	}

	@ParameterizedTest
	@CsvSource({ "/fail,500", "/missing,404", "/whoami?fail-before,500" })
	void errorHasThePathThatTheClientAskedFor(String path, int status) throws IOException {
		String ownPath = path.replaceFirst("\\?.*", "");
		assertError(get(path, "for,host,proto"), status, ownPath);
		assertError(get(path, "for,host,proto,prefix"), status, "/api" + ownPath);
	}

	@Test
	void rejectedRequestIsAnsweredAsAnyOtherError() throws IOException {
		RawResponse response = application(stack().isServlet() ? BootServletErrors.class : BootWebFluxErrors.class,
				"trust-proxy=loopback", "trust-proxy.malformed=reject", "spring.web.error.path=/boot-error")
			.get("/whoami", "X-Forwarded-For: junk");
		assertError(response, 400, "/whoami");
		assertThat(Application.read(response, Map.class).get("error")).isEqualTo("Bad Request");
	}

	static void assertError(RawResponse response, int status, String path) {
		assertThat(response.status()).isEqualTo(status);
		Map<?, ?> error = Application.read(response, Map.class);
		assertThat(error.get("status")).isEqualTo(status);
		assertThat(error.get("path")).isEqualTo(path);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(ServletController.class)
	static class BootServletErrors {

		@Bean
		BasicErrorController basicErrorController(ErrorAttributes attributes) {
			return new BasicErrorController(attributes, new ErrorProperties());
		}

	}

	@RestController
	static class ServletController {

		@GetMapping("/refuse")
		void refuse() {
			throw new RefusedException();
		}

		@GetMapping("/timeout")
		void timeOut(HttpServletRequest request, HttpServletResponse response) {
			(request.getQueryString().equals("start-with-request") ? request.startAsync(request, response)
					: request.startAsync())
				.setTimeout(300);
		}

		@ExceptionHandler
		@ResponseStatus(HttpStatus.GONE)
		String refused(RefusedException exception, ClientAddress client, HttpServletRequest request) {
			return client.ip() + " " + request.getRemoteAddr() + " " + request.getRequestURL();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ErrorWebFluxAutoConfiguration.class)
	@Import(WebFluxController.class)
	static class BootWebFluxErrors {

		/**
		 * Before the handler of the application.
		 */
		@Bean
		@Order(-3)
		WebExceptionHandler bootExceptionHandler(ErrorWebExceptionHandler handler) {
			return handler::handle;
		}

	}

	@RestController
	static class WebFluxController {

		@GetMapping("/refuse")
		void refuse() {
			throw new RefusedException();
		}

		@ExceptionHandler
		@ResponseStatus(HttpStatus.GONE)
		String refused(RefusedException exception, ClientAddress client, ServerHttpRequest request) {
			return client.ip() + " " + request.getRemoteAddress().getHostString() + " " + request.getURI();
		}

	}

	static class RefusedException extends RuntimeException {

	}

}
