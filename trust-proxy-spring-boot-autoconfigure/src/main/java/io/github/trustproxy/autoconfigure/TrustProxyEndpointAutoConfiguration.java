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

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.actuate.TrustProxyEndpoint;
import io.github.trustproxy.observe.ObservedTraffic;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * {@link AutoConfiguration Auto-configuration} of the endpoint that shows which proxies
 * are trusted, and of what it has to see for that. It is also there to say that
 * trust-proxy is not set, where something below it is. As all endpoints, it has to be
 * exposed before anybody can reach it; until then nothing is looked at.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = TrustProxyAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass({ ConditionalOnAvailableEndpoint.class, WebEndpoint.class })
@ConditionalOnAvailableEndpoint(TrustProxyEndpoint.class)
@Conditional(OnKeyCondition.class)
public final class TrustProxyEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ObservedTraffic trustProxyObservedTraffic(TrustProxyProperties properties) {
		String clientIpHeader = properties.clientIpHeader();
		return new ObservedTraffic(properties.headerFormat(),
				StringUtils.hasLength(clientIpHeader) ? clientIpHeader : null);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	TrustProxyEndpoint trustProxyEndpoint(TrustProxy trustProxy, TrustProxyProperties properties,
			Environment environment, ObjectProvider<TrustPolicy> policy, SettingSources sources,
			ObservedTraffic traffic) {
		SettingsFactory settings = new SettingsFactory(properties, environment, sources);
		return new TrustProxyEndpoint(trustProxy, () -> settings.create(trustProxy, policy.getIfAvailable()),
				sources.refresher(), traffic);
	}

}
