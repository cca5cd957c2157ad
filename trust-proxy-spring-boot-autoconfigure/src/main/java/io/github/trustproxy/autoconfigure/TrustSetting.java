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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import io.github.trustproxy.TrustSpec;
import io.github.trustproxy.source.SourceEntry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * What was set for {@code trust-proxy}, in its short or its long form. Boot does not bind
 * a value to the root of a {@code @ConfigurationProperties} prefix, so both forms are
 * bound here.
 *
 * @param property the property that was set
 * @param entries its entries, empty if its value is
 * @param origin where it was set, {@code null} if that is not known
 */
record TrustSetting(String property, List<String> entries, @Nullable Origin origin) {

	TrustSetting {
		entries = TrustSpec.split(entries);
	}

	private static final String SHORT_FORM = "trust-proxy";

	private static final String LONG_FORM = "trust-proxy.trust";

	/** A list has an element, whose index is part of its name. */
	private static final List<ConfigurationPropertyName> NAMES = List.of(ConfigurationPropertyName.of(SHORT_FORM),
			ConfigurationPropertyName.of(SHORT_FORM + "[0]"), ConfigurationPropertyName.of(LONG_FORM),
			ConfigurationPropertyName.of(LONG_FORM + "[0]"));

	private static final Bindable<List<String>> ENTRIES = Bindable.listOf(String.class);

	/**
	 * Return whether trust-proxy is set in one of its forms. Asked for each bean that
	 * depends on it, so that nothing is bound.
	 */
	static boolean isPresent(Environment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			for (ConfigurationPropertyName name : NAMES) {
				if (source.getConfigurationProperty(name) != null) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Return whether a name is that of the setting, in one of its forms.
	 */
	static boolean isName(ConfigurationPropertyName name) {
		return NAMES.contains(name);
	}

	/**
	 * Return what was set. If several property sources set it, the one with the highest
	 * precedence counts, in whichever form.
	 * @return the setting, or {@code null} if there is none
	 * @throws ConflictingKeysException if one source has the two forms with different
	 * values
	 */
	static @Nullable TrustSetting find(Environment environment) {
		PropertySourcesPlaceholdersResolver placeholders = new PropertySourcesPlaceholdersResolver(environment);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			// Most sources have neither, which needs no binder to see
			if (source.getConfigurationProperty(KnownProperties.ROOT) == null
					&& source.containsDescendantOf(KnownProperties.ROOT) == ConfigurationPropertyState.ABSENT) {
				continue;
			}
			TrustSetting shortForm = read(source, placeholders, SHORT_FORM);
			TrustSetting longForm = read(source, placeholders, LONG_FORM);
			if (shortForm != null && longForm != null && !shortForm.entries().equals(longForm.entries())) {
				throw new ConflictingKeysException("The proxies to trust are", shortForm.describe(),
						longForm.describe());
			}
			if (shortForm != null || longForm != null) {
				return (shortForm != null) ? shortForm : longForm;
			}
		}
		return null;
	}

	/**
	 * Read a property. Most applications set a text, which is split here anyway: a binder
	 * would split it at the same commas, and would have to be made first.
	 */
	private static @Nullable TrustSetting read(ConfigurationPropertySource source, PlaceholdersResolver placeholders,
			String name) {
		ConfigurationProperty property = source.getConfigurationProperty(ConfigurationPropertyName.of(name));
		if (property != null && property.getValue() instanceof String
				&& placeholders.resolvePlaceholders(property.getValue()) instanceof String text) {
			return new TrustSetting(name, text.isEmpty() ? List.of() : List.of(text), property.getOrigin());
		}
		return bind(new Binder(List.of(source), placeholders), name);
	}

	/**
	 * Return what was set for a property.
	 * @return its value and where it was set, or {@code null} if it is not set
	 */
	static @Nullable TrustSetting bind(Environment environment, String property) {
		return bind(Binder.get(environment), property);
	}

	private static @Nullable TrustSetting bind(Binder binder, String property) {
		OriginCapture capture = new OriginCapture();
		List<String> entries = binder.bind(property, ENTRIES, capture).orElse(null);
		return (entries != null) ? new TrustSetting(property, entries, capture.origin.get()) : null;
	}

	/**
	 * Return what was set and where, for a report.
	 */
	String describe() {
		String where = (this.origin != null) ? " (originating from '" + this.origin + "')" : "";
		return "%s: '%s'%s".formatted(this.property, shownEntries(), where);
	}

	/**
	 * Return the entries for the operator. There may be secrets in URLs.
	 */
	String shownEntries() {
		return shown(this.entries);
	}

	static String shown(List<String> entries) {
		return entries.stream().map(SourceEntry::shown).collect(Collectors.joining(","));
	}

	/**
	 * Remembers where the first value was found.
	 */
	private static final class OriginCapture implements BindHandler {

		private final AtomicReference<@Nullable Origin> origin = new AtomicReference<>();

		@Override
		public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Object result) {
			if (context.getConfigurationProperty() != null) {
				this.origin.compareAndSet(null, context.getConfigurationProperty().getOrigin());
			}
			return result;
		}

	}

}
