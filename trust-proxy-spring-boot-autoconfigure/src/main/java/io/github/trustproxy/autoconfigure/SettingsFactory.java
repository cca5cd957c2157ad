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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.actuate.TrustProxySettings;
import io.github.trustproxy.header.ForwardedValue;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Describes the settings that are in effect.
 */
final class SettingsFactory {

	private final TrustProxyProperties properties;

	private final Environment environment;

	private final SettingSources sources;

	SettingsFactory(TrustProxyProperties properties, Environment environment, SettingSources sources) {
		this.sources = sources;
		this.properties = properties;
		this.environment = environment;
	}

	TrustProxySettings create(TrustProxy trustProxy, @Nullable TrustPolicy policy) {
		SettingAdvice advice = new SettingAdvice(this.properties, trustProxy, policy, this.sources);
		boolean set = this.sources.spec() != null || policy != null;
		List<String> warnings = new ArrayList<>(advice.warnings());
		String keysWithoutEffect = set ? null : KeyCheck.warning(this.environment);
		if (keysWithoutEffect != null) {
			warnings.add(keysWithoutEffect);
		}
		String clientIpHeader = this.properties.clientIpHeader();
		return new TrustProxySettings(set ? trustProxy.toString() : "not set",
				set ? hops(trustProxy.trustedHops()) : null, trustProxy.trustedRanges(), this.properties.maxHops(),
				name(this.properties.headerFormat()), headers(),
				StringUtils.hasLength(clientIpHeader) ? clientIpHeader : null, headerNames(),
				name(this.properties.prefix()), this.properties.allowedHosts(), name(this.properties.malformed()),
				this.properties.hideHeaders(), this.properties.protectedHeaders(), SetProperties.find(this.environment),
				warnings, set ? advice.assumptions() : List.of());
	}

	private List<String> headers() {
		return this.properties.headers().stream().sorted().map(SettingsFactory::name).toList();
	}

	private Map<String, String> headerNames() {
		Map<String, String> names = new LinkedHashMap<>();
		for (ForwardedValue value : ForwardedValue.values()) {
			String name = this.properties.headerNames().of(value);
			if (StringUtils.hasLength(name)) {
				names.put(name(value), name);
			}
		}
		return names;
	}

	private static @Nullable String hops(int count) {
		if (count == Integer.MAX_VALUE) {
			return "every";
		}
		return (count >= 0) ? Integer.toString(count) : null;
	}

	private static String name(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
