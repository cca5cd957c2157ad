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

package io.github.trustproxy.actuate;

import io.github.trustproxy.observe.RequestCounts;
import io.github.trustproxy.observe.RequestOutcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of the requests by their outcome. Each is registered once and reads a count that
 * is kept anyway, so that a request knows nothing of meters.
 *
 * @since 0.1.0
 */
public final class TrustProxyMetrics implements MeterBinder {

	private static final String REQUESTS = "trustproxy.requests";

	private final RequestCounts counts;

	/**
	 * Create the meters.
	 * @param counts what they read
	 */
	public TrustProxyMetrics(RequestCounts counts) {
		this.counts = counts;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (RequestOutcome outcome : RequestOutcome.values()) {
			FunctionCounter.builder(REQUESTS, this.counts, (counts) -> counts.count(outcome))
				.tag("outcome", outcome.name())
				.description("Number of requests by what was found out about their client")
				.register(registry);
		}
	}

}
