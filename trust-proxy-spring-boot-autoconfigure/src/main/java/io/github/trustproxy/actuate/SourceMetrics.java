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

import io.github.trustproxy.source.SourceRefresher;
import io.github.trustproxy.source.SourceStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Meters of the sources of trust.
 *
 * @since 0.1.0
 */
public final class SourceMetrics implements MeterBinder {

	private final @Nullable SourceRefresher sources;

	/**
	 * Create the meters.
	 * @param sources the sources, or {@code null} without any
	 */
	public SourceMetrics(@Nullable SourceRefresher sources) {
		this.sources = sources;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (this.sources != null) {
			for (SourceStatus status : this.sources.statuses()) {
				bind(registry, this.sources, status.name());
			}
		}
	}

	private static void bind(MeterRegistry registry, SourceRefresher sources, String name) {
		Tags tags = Tags.of("source", name);
		Gauge.builder("trustproxy.source.ranges", sources, (refresher) -> refresher.figures(name).ranges())
			.tags(tags)
			.description("Number of ranges that the source trusts")
			.register(registry);
		Gauge.builder("trustproxy.source.age", sources, (refresher) -> refresher.figures(name).age())
			.tags(tags)
			.baseUnit("seconds")
			.description("Time since the list of the source was last known to be good")
			.register(registry);
		FunctionCounter
			.builder("trustproxy.source.refreshes", sources, (refresher) -> refresher.figures(name).successes())
			.tags(tags.and("outcome", "SUCCESS"))
			.description("Number of times that the list of the source was read again")
			.register(registry);
		FunctionCounter
			.builder("trustproxy.source.refreshes", sources, (refresher) -> refresher.figures(name).failures())
			.tags(tags.and("outcome", "FAILURE"))
			.description("Number of times that the list of the source was read again")
			.register(registry);
	}

}
