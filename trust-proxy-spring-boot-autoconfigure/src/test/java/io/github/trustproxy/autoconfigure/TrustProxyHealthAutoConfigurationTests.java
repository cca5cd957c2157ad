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

package io.github.trustproxy.autoconfigure;

import io.github.trustproxy.actuate.SourceMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrustProxyHealthAutoConfiguration}.
 */
class TrustProxyHealthAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TrustProxyAutoConfiguration.class,
				TrustProxyHealthAutoConfiguration.class, TrustProxyMetricsAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class));

	@Test
	void contributorHasItsName() {
		this.contextRunner.withPropertyValues("trust-proxy=cloudflare").run((context) -> {
			HealthIndicator indicator = (HealthIndicator) context.getBean(HealthContributorRegistry.class)
				.getContributor("trustProxy");
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			assertThat(indicator.health().getDetails().get("sources")).asString()
				.contains("cloudflare={state=SNAPSHOT");
		});
	}

	@Test
	void contributorCanBeSwitchedOff() {
		this.contextRunner.withPropertyValues("trust-proxy=cloudflare", "management.health.trustproxy.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("trustProxyHealthIndicator"));
	}

	@Test
	void thereIsNoContributorWithoutTheSetting() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean("trustProxyHealthIndicator"));
	}

	@Test
	void metersAreThereWhereThereIsARegistry() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("trust-proxy=cloudflare")
			.run((context) -> {
				assertThat(context).hasSingleBean(SourceMetrics.class);
				context.getBean(SourceMetrics.class).bindTo(context.getBean(MeterRegistry.class));
				assertThat(context.getBean(MeterRegistry.class).find("trustproxy.source.ranges").gauges()).hasSize(1);
			});
	}

}
