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
import io.github.trustproxy.actuate.TrustProxyMetrics;
import io.github.trustproxy.observe.RequestCounts;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link AutoConfiguration Auto-configuration} that counts requests where there are
 * meters.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TrustProxyAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnWebApplication
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@Conditional(OnTrustCondition.class)
public final class TrustProxyMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RequestCounts trustProxyRequestCounts() {
		return new RequestCounts();
	}

	@Bean
	@ConditionalOnMissingBean
	TrustProxyMetrics trustProxyMetrics(RequestCounts counts) {
		return new TrustProxyMetrics(counts);
	}

	@Bean
	@ConditionalOnMissingBean
	SourceMetrics trustProxySourceMetrics(SettingSources sources) {
		return new SourceMetrics(sources.refresher());
	}

}
