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

package io.github.trustproxy.samples.webflux;

import io.github.trustproxy.explain.Explanation;
import io.github.trustproxy.explain.RequestExplainer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers why the client of a request is the one that it is. The rest of the inspector is
 * the same for both stacks.
 */
@RestController
class ExplainController {

	private final ObjectProvider<RequestExplainer<ServerWebExchange>> explainer;

	ExplainController(ObjectProvider<RequestExplainer<ServerWebExchange>> explainer) {
		this.explainer = explainer;
	}

	/**
	 * Answers 404 if trust-proxy is not set: then nothing is decided, and there is no
	 * explainer.
	 */
	@GetMapping("/explain")
	ResponseEntity<Explanation> explain(ServerWebExchange exchange) {
		return ResponseEntity.of(this.explainer.stream().findAny().map((explainer) -> explainer.explain(exchange)));
	}

}
