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

import io.github.trustproxy.DecisionListener;
import io.github.trustproxy.RequestListener;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} that compiles the properties of
 * trust-proxy.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(TrustProxyProperties.class)
public final class TrustProxyAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TrustProxy trustProxy(TrustProxyProperties properties, Environment environment, ObjectProvider<TrustPolicy> policy,
			ObjectProvider<RequestListener> requestListeners, ObjectProvider<DecisionListener> decisionListeners) {
		return new TrustProxyFactory(properties, environment).create(policy.getIfAvailable(),
				requestListeners.orderedStream().toList(), decisionListeners.orderedStream().toList());
	}

	@Bean
	@Conditional(OnTrustCondition.class)
	TrustPresenceCheck trustPresenceCheck(Environment environment, ObjectProvider<TrustPolicy> policy) {
		return new TrustPresenceCheck(true, environment, policy);
	}

	@Bean
	@ConditionalOnMissingBean
	TrustPresenceCheck trustAbsenceCheck(Environment environment, ObjectProvider<TrustPolicy> policy) {
		return new TrustPresenceCheck(false, environment, policy);
	}

}
