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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.trustproxy.actuate.TrustProxySettings;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * Finds the properties of trust-proxy that are set, and where.
 */
final class SetProperties {

	private SetProperties() {
	}

	static List<TrustProxySettings.SetProperty> find(Environment environment) {
		List<String> names = new ArrayList<>();
		names.add(KnownProperties.ROOT.toString());
		for (KnownProperties.Property property : KnownProperties.all()) {
			names.add(property.name());
			if (property.isMap()) {
				names.addAll(inMap(environment, ConfigurationPropertyName.of(property.name())));
			}
		}
		List<TrustProxySettings.SetProperty> found = new ArrayList<>();
		for (String name : names) {
			TrustSetting setting = TrustSetting.bind(environment, name);
			if (setting != null) {
				Origin origin = setting.origin();
				found.add(new TrustProxySettings.SetProperty(name, isSecret(name) ? "******" : setting.shownEntries(),
						(origin != null) ? origin.toString() : null));
			}
		}
		return found;
	}

	/**
	 * Return whether a property has secrets: trust-proxy.sources.NAME.proof.values.
	 */
	private static boolean isSecret(String name) {
		return name.startsWith("trust-proxy.sources.") && name.endsWith(".proof.values");
	}

	/**
	 * Return the names of what is set in a map. A list has an element, whose index is
	 * part of its name.
	 */
	private static Set<String> inMap(Environment environment, ConfigurationPropertyName map) {
		Set<String> names = new LinkedHashSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter((name) -> map.isAncestorOf(name) && KnownProperties.contains(name))
					.map((name) -> name.isLastElementIndexed() ? name.getParent() : name)
					.map((name) -> map.append(name.subName(map.getNumberOfElements())))
					.forEach((name) -> names.add(name.toString()));
			}
		}
		return names;
	}

}
