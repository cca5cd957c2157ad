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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustSpec;
import io.github.trustproxy.actuate.TrustProxySettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertySourceInfo;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * Looks at the keys below {@code trust-proxy}, wherever they are set. Boot ignores those
 * that do not exist, and an application would start without what they were meant to
 * protect: they stop the start, and so does what one property source sets twice. Keys
 * without effect are warned about.
 */
final class KeyCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(KeyCheck.class);

	private final Environment environment;

	private final ObjectProvider<TrustPolicy> policy;

	private final @Nullable TrustSetting late;

	/**
	 * Create a check.
	 * @param environment has the keys
	 * @param policy the application's own policy, with which keys have an effect
	 * @param late what trust-proxy is set to if it was not when the beans were chosen,
	 * which can be so if an application is processed ahead of time: without the filter it
	 * would take its proxies for its clients
	 */
	KeyCheck(Environment environment, ObjectProvider<TrustPolicy> policy, @Nullable TrustSetting late) {
		this.environment = environment;
		this.policy = policy;
		this.late = late;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<UnknownKeyException.UnknownKey> unknown = new ArrayList<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> propertySource) {
				check(propertySource, unknown);
			}
		}
		if (!unknown.isEmpty()) {
			throw new UnknownKeyException(unknown);
		}
		if (this.late != null) {
			throw new LateTrustException(this.late);
		}
		String warning = warning(this.environment);
		if (warning != null && this.policy.getIfAvailable() == null) {
			logger.warn(warning);
		}
	}

	private static void check(EnumerablePropertySource<?> source, List<UnknownKeyException.UnknownKey> unknown) {
		Map<ConfigurationPropertyName, String> spellings = new HashMap<>();
		for (String spelling : source.getPropertyNames()) {
			ConfigurationPropertyName name;
			if (source instanceof SystemEnvironmentPropertySource) {
				name = readVariable(source, spelling, unknown);
			}
			else {
				name = readKey(source, spelling, unknown);
			}
			String other = (name != null) ? spellings.put(name, spelling) : null;
			if (name != null && other != null && !value(source, other).equals(value(source, spelling))) {
				throw conflict(source, name, other, spelling);
			}
		}
		for (ConfigurationPropertyName name : spellings.keySet()) {
			String whole = name.isLastElementIndexed() ? spellings.get(name.getParent()) : null;
			if (whole != null) {
				throw conflict(source, name.getParent(), whole, Objects.requireNonNull(spellings.get(name)));
			}
		}
	}

	private static @Nullable ConfigurationPropertyName readVariable(EnumerablePropertySource<?> source, String spelling,
			List<UnknownKeyException.UnknownKey> unknown) {
		String prefix = (source instanceof PropertySourceInfo info) ? info.getPrefix() : null;
		int start = StringUtils.hasLength(prefix) ? prefix.length() + 1 : 0;
		if (start > 0 && !StringUtils.startsWithIgnoreCase(spelling, prefix)) {
			return null;
		}
		String withoutPrefix = spelling.substring(Math.min(start, spelling.length()));
		if (!EnvironmentVariable.isOurs(withoutPrefix)) {
			return null;
		}
		EnvironmentVariable variable = new EnvironmentVariable(withoutPrefix);
		ConfigurationPropertyName name = variable.property();
		String suggestion = (name != null) ? null : variable.suggestion();
		if (suggestion != null) {
			unknown.add(new UnknownKeyException.UnknownKey(spelling, PropertySourceOrigin.get(source, spelling),
					spelling.substring(0, start) + suggestion));
		}
		return name;
	}

	private static @Nullable ConfigurationPropertyName readKey(EnumerablePropertySource<?> source, String spelling,
			List<UnknownKeyException.UnknownKey> unknown) {
		if (!StringUtils.startsWithIgnoreCase(spelling, "trust")) {
			return null;
		}
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(spelling, '.');
		if (KnownProperties.contains(name)) {
			return name;
		}
		if (KnownProperties.ROOT.isAncestorOf(name)) {
			unknown.add(new UnknownKeyException.UnknownKey(spelling, PropertySourceOrigin.get(source, spelling),
					KnownProperties.suggest(name)));
		}
		return null;
	}

	/**
	 * Return the value for a comparison: blanks do not count.
	 */
	private static List<String> value(EnumerablePropertySource<?> source, String spelling) {
		return TrustSpec.split(List.of(Objects.toString(source.getProperty(spelling))));
	}

	private static ConflictingKeysException conflict(EnumerablePropertySource<?> source, ConfigurationPropertyName name,
			String first, String second) {
		boolean trust = TrustSetting.isName(name);
		return new ConflictingKeysException(
				trust ? "The proxies to trust are" : "The property '" + KnownProperties.canonicalName(name) + "' is",
				describe(source, first, trust), describe(source, second, trust));
	}

	/**
	 * Values are shown where they are the question: others may be secrets.
	 */
	private static String describe(EnumerablePropertySource<?> source, String spelling, boolean withValue) {
		return spelling + (withValue ? ": '" + shown(source, spelling) + "'" : "") + " (originating from '"
				+ PropertySourceOrigin.get(source, spelling) + "')";
	}

	private static String shown(EnumerablePropertySource<?> source, String spelling) {
		String value = Objects.toString(source.getProperty(spelling));
		List<String> entries = TrustSpec.split(List.of(value));
		String shown = TrustSetting.shown(entries);
		return shown.equals(String.join(",", entries)) ? value : shown;
	}

	/**
	 * Return what there is to say about keys without effect, whether or not there is a
	 * policy.
	 * @return full sentences, or {@code null} if there is nothing to say
	 */
	static @Nullable String warning(Environment environment) {
		if (TrustSetting.isPresent(environment)) {
			return null;
		}
		List<String> keys = SetProperties.find(environment).stream().map(TrustProxySettings.SetProperty::name).toList();
		if (keys.isEmpty()) {
			return null;
		}
		return String.join(", ", keys) + ((keys.size() == 1) ? " is" : " are") + " set but trust-proxy is not, so that"
				+ " nothing is believed, hidden or protected. Set trust-proxy to the proxies in front of the application,"
				+ " or to 'false' if there are none.";
	}

}
