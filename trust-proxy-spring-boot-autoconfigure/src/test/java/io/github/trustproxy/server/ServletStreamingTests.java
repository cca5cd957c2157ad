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
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.trustproxy.ClientAddressResolver;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring MVC sees while another thread writes the response bit by bit, and in the
 * ASYNC dispatch at its end.
 */
@ServletServers
@Shows(value = "what-is-rewritten.md: 4. Dispatches, handlers, WebSocket", on = "servlet")
class ServletStreamingTests extends AbstractApplicationTests {

	ServletStreamingTests(ServerStack stack) {
		super(stack);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/events", "/emitter", "/body" })
	void streamAndItsDispatchSeeTheSameRequest(String path) throws Exception {
		Application application = application(Streams.class, "trust-proxy=loopback",
				"trust-proxy.headers=for,host,proto,port,prefix");
		RawResponse response = application.get(path, "X-Forwarded-For: 198.51.100.66, 203.0.113.7",
				"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com", "X-Forwarded-Prefix: /api");
		String seen = "203.0.113.7 203.0.113.7 https://www.example.com/api" + path;
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo((path.equals("/events") ? "data:" + seen + "\n\n" : seen).repeat(2));
		assertThat(application.context().getBean(Views.class).dispatched.poll(30, TimeUnit.SECONDS)).isEqualTo(seen);
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ StreamController.class, Views.class })
	static class Streams {

		/**
		 * After ours.
		 */
		@Bean
		FilterRegistrationBean<Filter> asyncDispatchFilter(Views views) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				views.dispatched.add(views.of((HttpServletRequest) request));
				chain.doFilter(request, response);
			});
			registration.setDispatcherTypes(DispatcherType.ASYNC);
			return registration;
		}

	}

	/**
	 * Says what is seen, and keeps what was seen when the response was already written.
	 */
	static class Views {

		private final BlockingQueue<String> dispatched = new LinkedBlockingQueue<>();

		private final ClientAddressResolver<HttpServletRequest> resolver;

		Views(ClientAddressResolver<HttpServletRequest> resolver) {
			this.resolver = resolver;
		}

		String of(HttpServletRequest request) {
			return request.getRemoteAddr() + " " + this.resolver.resolve(request).ip() + " " + request.getRequestURL();
		}

	}

	@RestController
	static class StreamController {

		private final Views views;

		StreamController(Views views) {
			this.views = views;
		}

		@GetMapping("/events")
		SseEmitter events(HttpServletRequest request) {
			return emitTwice(new SseEmitter(), () -> this.views.of(request));
		}

		@GetMapping("/emitter")
		ResponseBodyEmitter emitter(HttpServletRequest request) {
			return emitTwice(new ResponseBodyEmitter(), () -> this.views.of(request));
		}

		private static <T extends ResponseBodyEmitter> T emitTwice(T emitter, Supplier<String> text) {
			new Thread(() -> {
				try {
					emitter.send(text.get());
					emitter.send(text.get());
					emitter.complete();
				}
				catch (IOException ex) {
					emitter.completeWithError(ex);
				}
			}).start();
			return emitter;
		}

		@GetMapping("/body")
		StreamingResponseBody body(HttpServletRequest request) {
			return (output) -> {
				for (int i = 0; i < 2; i++) {
					output.write(this.views.of(request).getBytes(StandardCharsets.UTF_8));
					output.flush();
				}
			};
		}

	}

}
