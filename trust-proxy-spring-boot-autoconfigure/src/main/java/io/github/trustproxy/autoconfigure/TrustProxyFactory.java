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

import java.util.List;
import java.util.function.Supplier;

import io.github.trustproxy.ForwardedValue;
import io.github.trustproxy.HeaderFormat;
import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.TrustSpec;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Compiles the properties, and tells the operator what is trusted now.
 */
final class TrustProxyFactory {

	private static final Log logger = LogFactory.getLog(TrustProxyFactory.class);

	private final TrustProxyProperties properties;

	private final Environment environment;

	TrustProxyFactory(TrustProxyProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	/**
	 * Compile the properties.
	 * @param policy the application's own policy, or {@code null} without one
	 */
	TrustProxy create(@Nullable TrustPolicy policy) {
		TrustSetting setting = TrustSetting.find(this.environment);
		TrustSpec spec = (setting != null) ? setting.parse(this.environment) : null;
		TrustProxy.Builder builder = TrustProxy.builder();
		if (policy != null) {
			builder.policy(policy);
		}
		else if (spec != null) {
			builder.policy(spec.policy());
		}
		TrustProxy trustProxy = configure(builder).onPolicyFailure(new PolicyFailureLogger()).build();
		if (policy != null || spec != null) {
			report(trustProxy, policy, spec);
		}
		return trustProxy;
	}

	private TrustProxy.Builder configure(TrustProxy.Builder builder) {
		builder.headerFormat(this.properties.headerFormat()).values(this.properties.headers());
		String clientIpHeader = this.properties.clientIpHeader();
		List<String> allowedHosts = this.properties.allowedHosts();
		set("trust-proxy.max-hops", () -> builder.maxHops(this.properties.maxHops()));
		if (StringUtils.hasLength(clientIpHeader)) {
			set("trust-proxy.client-ip-header", () -> builder.clientIpHeader(clientIpHeader));
		}
		try {
			return builder.allowedHosts(allowedHosts);
		}
		catch (InvalidSettingException ex) {
			throw RejectedProperty.of(this.environment, "trust-proxy.allowed-hosts", allowedHosts, ex);
		}
	}

	private static void set(String property, Supplier<TrustProxy.Builder> setter) {
		try {
			setter.get();
		}
		catch (InvalidSettingException ex) {
			throw RejectedProperty.of(property, ex);
		}
	}

	private void report(TrustProxy trustProxy, @Nullable TrustPolicy policy, @Nullable TrustSpec spec) {
		logger.info("Trust proxy: " + trustProxy);
		if (policy != null && spec != null) {
			logger.warn("A TrustPolicy bean replaces the value '" + spec + "' of trust-proxy, which has no effect.");
		}
		else if (spec != null) {
			spec.warnings().forEach(logger::warn);
		}
		if (this.properties.headerFormat() == HeaderFormat.STANDARD
				&& this.properties.headers().contains(ForwardedValue.PREFIX)) {
			logger.warn("trust-proxy.headers contains 'prefix', which has no effect:"
					+ " the standard header Forwarded has no such value.");
		}
	}

}
