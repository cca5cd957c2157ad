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
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Looks whether trust-proxy is set, as it was when the beans were chosen. It need not be
 * if an application is processed ahead of time in one environment and started in another
 * one: its conditions are not asked again. {@link KeyCheck} looks at the opposite case.
 */
final class TrustPresenceCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(TrustPresenceCheck.class);

	private final SettingSources sources;

	private final ObjectProvider<TrustPolicy> policy;

	/**
	 * Create a check.
	 * @param sources know whether trust-proxy is set now
	 * @param policy the application's own policy, which cannot get lost
	 */
	TrustPresenceCheck(SettingSources sources, ObjectProvider<TrustPolicy> policy) {
		this.sources = sources;
		this.policy = policy;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.sources.setting() == null && this.policy.getIfAvailable() == null) {
			logger.warn("trust-proxy is not set, but it was when the application was processed ahead of time."
					+ " It is taken for 'false': nobody is trusted.");
		}
	}

}
