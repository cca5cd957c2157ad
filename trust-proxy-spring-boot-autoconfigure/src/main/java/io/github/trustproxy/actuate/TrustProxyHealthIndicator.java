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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.source.SourceRefresher;
import io.github.trustproxy.source.SourceState;
import io.github.trustproxy.source.SourceStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} that is down where a source trusts nobody any more because its
 * list is too old: proxies are then taken for clients.
 *
 * @since 0.1.0
 */
public final class TrustProxyHealthIndicator implements HealthIndicator {

	private final @Nullable SourceRefresher sources;

	/**
	 * Create an indicator.
	 * @param sources the sources, or {@code null} without any
	 */
	public TrustProxyHealthIndicator(@Nullable SourceRefresher sources) {
		this.sources = sources;
	}

	@Override
	public Health health() {
		List<SourceStatus> statuses = (this.sources != null) ? this.sources.statuses() : List.of();
		boolean expired = statuses.stream().anyMatch((status) -> status.state() == SourceState.EXPIRED);
		Map<String, Object> details = new LinkedHashMap<>();
		statuses.forEach((status) -> details.put(status.name(), details(status)));
		return (expired ? Health.down() : Health.up()).withDetail("sources", details).build();
	}

	private static Map<String, Object> details(SourceStatus status) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", status.state());
		details.put("ranges", status.ranges());
		if (status.date() != null) {
			details.put("date", status.date());
		}
		if (status.error() != null) {
			details.put("error", status.error());
		}
		return details;
	}

}
