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

import java.util.function.Function;

import io.github.trustproxy.webflux.TrustProxyHttpHandler;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/**
 * What is compared that WebFlux applications can have before them.
 */
public enum WebFluxContender {

	/** The reads alone. */
	NONE {

		@Override
		HttpHandler handler(Workload workload, HttpHandler application) {
			return application;
		}

		@Override
		Answer answer(Workload workload) {
			return new Answer(workload.peer(), "http", Workload.SERVER_NAME, false);
		}

	},

	/** Our handler. */
	OURS {

		@Override
		HttpHandler handler(Workload workload, HttpHandler application) {
			return new TrustProxyHttpHandler(workload.trustProxy(), application);
		}

	},

	/** Spring's transformer, as the strategy {@code framework} creates it. */
	SPRING {

		@Override
		HttpHandler handler(Workload workload, HttpHandler application) {
			Function<ServerHttpRequest, ServerHttpRequest> transformer = new ForwardedHeaderTransformer();
			return (request, response) -> application.handle(transformer.apply(request), response);
		}

		@Override
		Answer answer(Workload workload) {
			return workload.leftMostAnswer();
		}

	};

	abstract HttpHandler handler(Workload workload, HttpHandler application);

	Answer answer(Workload workload) {
		return workload.answer();
	}

}
