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

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Sends one request through WebFlux to an application, over and over.
 */
final class WebFluxExchange {

	private final HttpHandler handler;

	private final ServerHttpRequest request;

	private final ServerHttpResponse response = new StubServerResponse();

	private final ReadingHandler application = new ReadingHandler();

	WebFluxExchange(WebFluxContender contender, Workload workload, HeaderMap headers) {
		WebHttpHandlerBuilder builder = WebHttpHandlerBuilder.webHandler(this.application);
		contender.configure(builder, workload);
		this.handler = builder.build();
		this.request = new StubServerRequest(workload.peerAddress(), headers.of(workload.headers()));
		WrongAnswerException.check(contender, workload, send().answer(), contender.answer(workload));
	}

	/**
	 * Send the request.
	 * @return the application that has read it
	 */
	ReadingHandler send() {
		this.handler.handle(this.request, this.response).subscribe();
		return this.application;
	}

}
