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

package io.github.trustproxy.tracing;

import java.util.function.Function;

import io.github.trustproxy.ShownRequest;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells the spans that Micrometer makes of the observations of requests what the
 * application sees. They begin within the application, too late for a
 * {@link CurrentSpan}.
 *
 * @since 0.1.0
 */
public final class SpanObservationFilter implements ObservationFilter {

	private final Function<Observation.Context, @Nullable ShownRequest> requests;

	/**
	 * Create a filter.
	 * @param requests finds what the application sees of the request that is observed
	 */
	public SpanObservationFilter(Function<Observation.Context, @Nullable ShownRequest> requests) {
		this.requests = requests;
	}

	@Override
	public Observation.Context map(Observation.Context context) {
		TracingContext tracing = context.get(TracingContext.class);
		Span span = (tracing != null) ? tracing.getSpan() : null;
		if (span != null && !span.isNoop()) {
			ShownRequest request = this.requests.apply(context);
			if (request != null) {
				SpanAttributes.set(request, span::tag, span::tag);
			}
		}
		return context;
	}

}
