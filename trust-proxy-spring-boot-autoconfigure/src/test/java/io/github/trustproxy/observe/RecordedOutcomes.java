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

package io.github.trustproxy.observe;

import java.util.ArrayList;
import java.util.List;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.TestRequest;
import io.github.trustproxy.TrustProxyBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Remembers the outcomes of requests.
 */
final class RecordedOutcomes implements RequestListener {

	private final List<RequestOutcome> outcomes = new ArrayList<>();

	@Override
	public void onRequest(DecidedRequest<?> request, RequestOutcome outcome) {
		this.outcomes.add(outcome);
	}

	/**
	 * Return the outcome of a request.
	 * @param builder the settings
	 * @param request the request
	 */
	static RequestOutcome of(TrustProxyBuilder builder, TestRequest request) {
		RecordedOutcomes recorded = new RecordedOutcomes();
		RequestListeners listeners = new RequestListeners(List.of(recorded), (ex) -> {
		});
		builder.onRequest(listeners).build().receive(request, TestRequest.READER).announce();
		assertThat(recorded.outcomes).hasSize(1);
		return recorded.outcomes.get(0);
	}

}
