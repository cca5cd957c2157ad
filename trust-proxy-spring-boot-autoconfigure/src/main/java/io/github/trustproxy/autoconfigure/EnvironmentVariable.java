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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.trustproxy.NameSuggestion;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * An environment variable whose name begins like ours. Not all of these are meant for us:
 * Kubernetes makes some for each Service, and whoever deploys has some as well.
 *
 * @param name the name of the variable
 */
record EnvironmentVariable(String name) {

	private static final Pattern NAME = Pattern.compile("TRUST[_.-]?PROXY(?:[_.-](.*))?", Pattern.CASE_INSENSITIVE);

	private static final Pattern SEPARATORS = Pattern.compile("[_.-]+");

	private static final Pattern INDEX = Pattern.compile("\\d+");

	/**
	 * Return whether a variable has a name like ours.
	 */
	static boolean isOurs(String name) {
		return NAME.matcher(name).matches();
	}

	/**
	 * Return the property that Boot reads from this variable. It knows several spellings,
	 * but not each for each property, so that it is asked.
	 * @return the name, or {@code null} if no property is read
	 */
	@Nullable ConfigurationPropertyName property() {
		SystemEnvironmentPropertySource variables = new SystemEnvironmentPropertySource(
				StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(this.name, ""));
		ConfigurationPropertySource source = Objects.requireNonNull(ConfigurationPropertySource.from(variables));
		if (source instanceof IterableConfigurationPropertySource iterable) {
			ConfigurationPropertyName name = iterable.stream()
				.filter(KnownProperties::contains)
				.findFirst()
				.orElse(null);
			if (name != null) {
				return name;
			}
		}
		return Stream
			.concat(Stream.of(KnownProperties.ROOT),
					KnownProperties.all().stream().map((property) -> ConfigurationPropertyName.of(property.name())))
			.flatMap(this::withIndex)
			.filter((name) -> KnownProperties.contains(name) && source.getConfigurationProperty(name) != null)
			.findFirst()
			.orElse(null);
	}

	private Stream<ConfigurationPropertyName> withIndex(ConfigurationPropertyName name) {
		String index = index();
		return (index != null) ? Stream.of(name, name.append("[" + index + "]")) : Stream.of(name);
	}

	/**
	 * Return the variable that was probably meant.
	 * @return the variable, or {@code null} if this one is not like any of ours
	 */
	@Nullable String suggestion() {
		List<String> words = words();
		KnownProperties.Property property = meant(words);
		if (property == null) {
			return null;
		}
		List<String> propertyWords = List.of(SEPARATORS.split(property.shortName()));
		if (property.isMap()) {
			// Boot reads the keys of a map in this spelling only
			return upperCase("trustproxy_" + String.join("", propertyWords) + "_"
					+ String.join("_", words.subList(propertyWords.size(), words.size())));
		}
		String index = property.isList() ? index() : null;
		return upperCase("trust_proxy_" + String.join("_", propertyWords)) + ((index != null) ? "_" + index : "");
	}

	private KnownProperties.@Nullable Property meant(List<String> words) {
		List<KnownProperties.Property> properties = KnownProperties.all();
		List<String> nameWords = words.stream().filter((word) -> !INDEX.matcher(word).matches()).toList();
		String meant = KnownProperties.meant(nameWords);
		String nearest = (meant != null) ? meant : NameSuggestion.find(String.join("-", nameWords),
				properties.stream().map(KnownProperties.Property::shortName).toList());
		for (KnownProperties.Property property : properties) {
			List<String> propertyWords = List.of(SEPARATORS.split(property.shortName()));
			boolean keyOfMap = property.isMap() && words.size() > propertyWords.size()
					&& words.subList(0, propertyWords.size()).equals(propertyWords);
			// One word alone, such as "host", is in too many names
			if (property.shortName().equals(nearest) || keyOfMap
					|| (words.size() > 1 && propertyWords.containsAll(words))) {
				return property;
			}
		}
		return null;
	}

	private List<String> words() {
		Matcher matcher = NAME.matcher(this.name);
		String rest = matcher.matches() ? matcher.group(1) : null;
		return (rest != null) ? Arrays.stream(SEPARATORS.split(rest.toLowerCase(Locale.ROOT)))
			.filter((word) -> !word.isEmpty())
			.toList() : List.of();
	}

	private @Nullable String index() {
		List<String> words = words();
		String last = words.isEmpty() ? "" : words.get(words.size() - 1);
		return INDEX.matcher(last).matches() ? last : null;
	}

	private static String upperCase(String name) {
		return name.toUpperCase(Locale.ROOT);
	}

}
