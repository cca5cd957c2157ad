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

import io.github.trustproxy.MalformedHandling;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.webflux.TrustProxyHttpHandler;
import io.github.trustproxy.webflux.TrustProxyWebFilter;

import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * What is compared that WebFlux applications can have before them.
 */
public enum WebFluxContender {

	/** WebFlux and the reads alone. */
	NONE {

		@Override
		void configure(WebHttpHandlerBuilder builder, Workload workload) {
		}

		@Override
		Answer answer(Workload workload) {
			return workload.answerWithoutHeaders();
		}

	},

	/** Our handler, which replaces our filter as it does in applications. */
	OURS {

		@Override
		void configure(WebHttpHandlerBuilder builder, Workload workload) {
			TrustProxy trustProxy = workload.trustProxy();
			builder.httpHandlerDecorator((handler) -> TrustProxyHttpHandler.decorate(trustProxy, handler))
				.filter(new TrustProxyWebFilter(trustProxy, MalformedHandling.STOP));
			TrustProxyHttpHandler.replaceFilter(builder, trustProxy);
		}

	},

	/** Spring's transformer, as the strategy {@code framework} creates it. */
	SPRING {

		@Override
		void configure(WebHttpHandlerBuilder builder, Workload workload) {
			builder.forwardedHeaderTransformer(new ForwardedHeaderTransformer());
		}

		@Override
		Answer answer(Workload workload) {
			return workload.leftMostAnswer();
		}

	};

	abstract void configure(WebHttpHandlerBuilder builder, Workload workload);

	Answer answer(Workload workload) {
		return workload.answer();
	}

}
