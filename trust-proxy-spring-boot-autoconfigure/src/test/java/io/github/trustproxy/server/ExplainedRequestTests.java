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

import io.github.trustproxy.explain.Explanation;
import io.github.trustproxy.explain.RequestExplainer;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests are explained from code and in the log, on every server.
 */
@EveryServer
class ExplainedRequestTests extends AbstractApplicationTests {

	private static final String LOGGER = "io.github.trustproxy.Explanation";

	private static final String[] FORWARDED = { "X-Forwarded-For: 198.51.100.66, 203.0.113.7",
			"X-Forwarded-Proto: https", "Forwarded: for=6.6.6.6" };

	ExplainedRequestTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void controllerExplainsWhatWasReceived() throws IOException {
		JsonNode explanation = explain("trust-proxy=loopback", FORWARDED);
		assertThat(explanation.at("/client/ip").asString()).isEqualTo("203.0.113.7");
		assertThat(explanation.at("/client/ips/0").asString()).isEqualTo("203.0.113.7");
		assertThat(explanation.at("/stop/reason").asString()).isEqualTo("HOP_NOT_TRUSTED");
		assertThat(explanation.at("/hops/0/rule").asString()).isEqualTo("loopback");
		assertThat(explanation.at("/hops/2/verdict").asString()).isEqualTo("IGNORED");
		assertThat(explanation.at("/origin/scheme/value").asString()).isEqualTo("https");
		assertThat(explanation.at("/origin/scheme/hop").asInt()).isZero();
		assertThat(explanation.at("/origin/host/value").asString()).isEqualTo("app.internal");
		assertThat(explanation.at("/ignored/1/header").asString()).isEqualTo("Forwarded");
		assertThat(explanation.at("/hiddenHeaders").valueStream().map(JsonNode::asString)).containsExactly("Forwarded",
				"X-Forwarded-For", "X-Forwarded-Proto");
	}

	@Test
	void controllerExplainsRequestThatNobodyRewrote() throws IOException {
		JsonNode explanation = explain("trust-proxy=10.0.0.0/8");
		assertThat(explanation.at("/client/ip").asString()).isEqualTo("127.0.0.1");
		assertThat(explanation.at("/hops/0/port").asInt()).isPositive();
		assertThat(explanation.at("/stop/reason").asString()).isEqualTo("PEER_NOT_TRUSTED");
		assertThat(explanation.at("/origin/port/value").asString()).isEqualTo("8080");
	}

	private JsonNode explain(String property, String... headers) throws IOException {
		Class<?> controller = stack().isServlet() ? ServletController.class : WebFluxController.class;
		return JsonMapper.shared().readTree(application(controller, property).get("/explain", headers).body());
	}

	@Test
	void eachRequestIsLoggedOnceAtTrace() throws IOException {
		Application application = application("trust-proxy=loopback");
		try (LoggedEvents log = LoggedEvents.of(LOGGER, "TRACE")) {
			application.get("/whoami", FORWARDED);
			application.get("/whoami");
			application.get("/fail", FORWARDED);
			assertThat(log.messages()).hasSize(3)
				.allMatch((message) -> message.startsWith("TRACE The client is "))
				.allMatch((message) -> message.contains("\n  hop 0: 127.0.0.1 (socket), trusted: "));
			assertThat(log.messages().get(0)).contains("The client is 203.0.113.7. The walk stopped at hop 1")
				.contains("ignored: Forwarded: for=6.6.6.6: ");
			assertThat(log.messages().get(1)).contains("The client is 127.0.0.1. ");
		}
	}

	@Test
	void nothingIsLoggedAboveTrace() throws IOException {
		Application application = application("trust-proxy=loopback");
		try (LoggedEvents log = LoggedEvents.of(LOGGER, "DEBUG")) {
			application.get("/whoami", FORWARDED);
			assertThat(log.messages()).isEmpty();
		}
	}

	@RestController
	static class ServletController {

		private final RequestExplainer<HttpServletRequest> explainer;

		ServletController(RequestExplainer<HttpServletRequest> explainer) {
			this.explainer = explainer;
		}

		@GetMapping("/explain")
		Explanation explain(HttpServletRequest request) {
			return this.explainer.explain(request);
		}

	}

	@RestController
	static class WebFluxController {

		private final RequestExplainer<ServerWebExchange> explainer;

		WebFluxController(RequestExplainer<ServerWebExchange> explainer) {
			this.explainer = explainer;
		}

		@GetMapping("/explain")
		Explanation explain(ServerWebExchange exchange) {
			return this.explainer.explain(exchange);
		}

	}

}
