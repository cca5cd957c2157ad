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

import java.util.concurrent.atomic.LongAdder;

import io.github.trustproxy.DecidedRequest;

/**
 * Counts requests by their outcome.
 *
 * @since 0.1.0
 */
public final class RequestCounts implements RequestListener {

	private final LongAdder[] counts = new LongAdder[RequestOutcome.values().length];

	/**
	 * Create counts, all of them zero.
	 */
	public RequestCounts() {
		for (int i = 0; i < this.counts.length; i++) {
			this.counts[i] = new LongAdder();
		}
	}

	@Override
	public void onRequest(DecidedRequest<?> request, RequestOutcome outcome) {
		this.counts[outcome.ordinal()].increment();
	}

	/**
	 * Return how many requests had an outcome.
	 * @param outcome the outcome
	 * @return the number since the start
	 */
	public long count(RequestOutcome outcome) {
		return this.counts[outcome.ordinal()].sum();
	}

}
