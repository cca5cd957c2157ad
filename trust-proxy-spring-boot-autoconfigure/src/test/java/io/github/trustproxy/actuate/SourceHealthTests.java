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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.trustproxy.source.KeptSources;
import io.github.trustproxy.source.SourceListener;
import io.github.trustproxy.source.SourceRefresher;
import io.github.trustproxy.source.SourceSettings;
import io.github.trustproxy.source.SourceStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrustProxyHealthIndicator} and {@link SourceMetrics}, with a clock
 * that the test holds in its hands.
 */
class SourceHealthTests {

	@TempDir
	private Path directory;

	private Path file;

	private volatile Instant now = Instant.parse("2026-11-28T12:00:00Z");

	private SourceRefresher refresher;

	@BeforeEach
	void start() throws Exception {
		this.file = Files.writeString(this.directory.resolve("proxies.txt"), "192.0.2.1, 192.0.2.7");
		SourceSettings edge = new SourceSettings("edge", List.of("file:" + this.file), null, Duration.ofHours(1),
				Duration.ofDays(1), null, null, null);
		KeptSources sources = new KeptSources(List.of("google-lb", "edge"), List.of(edge), new HeldClock(),
				new Random(42), null);
		this.refresher = new SourceRefresher(sources, new SourceListener() {

			@Override
			public void stateChanged(SourceStatus status) {
			}

			@Override
			public void listChanged(SourceStatus status, List<String> added, List<String> removed) {
			}

		});
		this.refresher.start();
	}

	@AfterEach
	void close() {
		this.refresher.close();
	}

	@Test
	void healthIsUpAsLongAsALastGoodListIsBelieved() throws Exception {
		TrustProxyHealthIndicator indicator = new TrustProxyHealthIndicator(this.refresher);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		Files.delete(this.file);
		this.refresher.refresh("edge");
		Health stale = indicator.health();
		assertThat(stale.getStatus()).isEqualTo(Status.UP);
		assertThat((Map<?, ?>) stale.getDetails().get("sources")).asString()
			.contains("edge={state=STALE, ranges=2", "There is no file", "google-lb={state=SNAPSHOT, ranges=4");
		this.now = this.now.plus(Duration.ofDays(1));
		this.refresher.refresh("edge");
		Health expired = indicator.health();
		assertThat(expired.getStatus()).isEqualTo(Status.DOWN);
		assertThat(expired.getDetails().get("sources")).asString().contains("edge={state=EXPIRED, ranges=0");
		Files.writeString(this.file, "192.0.2.1");
		this.refresher.refresh("edge");
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void healthIsUpWithoutSources() {
		assertThat(new TrustProxyHealthIndicator(null).health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void metersFollowTheSources() throws Exception {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new SourceMetrics(this.refresher).bindTo(registry);
		new SourceMetrics(null).bindTo(registry);
		assertThat(registry.get("trustproxy.source.ranges").tag("source", "edge").gauge().value()).isEqualTo(2);
		assertThat(registry.get("trustproxy.source.ranges").tag("source", "google-lb").gauge().value()).isEqualTo(4);
		assertThat(registry.get("trustproxy.source.age").tag("source", "google-lb").gauge().value())
			.isGreaterThan(86_400);
		this.now = this.now.plusSeconds(90);
		assertThat(registry.get("trustproxy.source.age").tag("source", "edge").gauge().value()).isEqualTo(90);
		Files.delete(this.file);
		this.refresher.refresh("edge");
		assertThat(registry.get("trustproxy.source.age").tag("source", "edge").gauge().value()).isEqualTo(90);
		assertThat(count(registry, "SUCCESS")).isEqualTo(1);
		assertThat(count(registry, "FAILURE")).isEqualTo(1);
	}

	private static double count(SimpleMeterRegistry registry, String outcome) {
		return registry.get("trustproxy.source.refreshes")
			.tags("source", "edge", "outcome", outcome)
			.functionCounter()
			.count();
	}

	private final class HeldClock extends Clock {

		@Override
		public Instant instant() {
			return SourceHealthTests.this.now;
		}

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
