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

import io.github.trustproxy.ClientAddressResolver;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What WebFlux sees while it writes the response bit by bit.
 */
@WebFluxServers
@Shows(value = "what-is-rewritten.md: 4. Dispatches, handlers, WebSocket", on = "WebFlux")
class WebFluxStreamingTests extends AbstractApplicationTests {

	WebFluxStreamingTests(ServerStack stack) {
		super(stack);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/events", "/texts" })
	void streamSeesTheSameRequest(String path) throws IOException {
		Application application = application(Streams.class, "trust-proxy=loopback",
				"trust-proxy.headers=for,host,proto,port,prefix");
		RawResponse response = application.get(path, "X-Forwarded-For: 198.51.100.66, 203.0.113.7",
				"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com", "X-Forwarded-Prefix: /api");
		String seen = "203.0.113.7 203.0.113.7 https://www.example.com/api" + path;
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo((path.equals("/events") ? "data:" + seen + "\n\n" : seen).repeat(2));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(StreamController.class)
	static class Streams {

	}

	@RestController
	static class StreamController {

		private final ClientAddressResolver<ServerWebExchange> resolver;

		StreamController(ClientAddressResolver<ServerWebExchange> resolver) {
			this.resolver = resolver;
		}

		@GetMapping("/events")
		Flux<ServerSentEvent<String>> events(ServerWebExchange exchange) {
			return texts(exchange).map((text) -> ServerSentEvent.builder(text).build());
		}

		@GetMapping("/texts")
		Flux<String> texts(ServerWebExchange exchange) {
			return Flux.range(0, 2)
				.publishOn(Schedulers.boundedElastic())
				.map((i) -> exchange.getRequest().getRemoteAddress().getHostString() + " "
						+ this.resolver.resolve(exchange).ip() + " " + exchange.getRequest().getURI());
		}

	}

}
