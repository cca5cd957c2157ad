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

import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.TrustSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/**
 * Turns a refused setting into the exception that Boot reports with the origin of the
 * property, unless that would show a secret.
 */
final class RejectedProperty {

	private RejectedProperty() {
	}

	/**
	 * Return the exception, with the name of the entry if the property is a list that was
	 * given entry by entry, as in YAML.
	 */
	static RuntimeException of(Environment environment, String property, InvalidSettingException rejected) {
		String value = rejected.getValue();
		String reason = rejected.getReason();
		TrustSetting set = TrustSetting.bind(environment, property);
		if (set != null && !set.shownEntries().equals(String.join(",", set.entries()))) {
			return new HiddenValueException(set.describe(), "The entry '" + value + "' is refused. " + reason);
		}
		ConfigurationProperty source = find(environment, property, value);
		if (source == null) {
			return new InvalidConfigurationPropertyValueException(property, value, reason);
		}
		// Boot prints what was written, which may be a whole list or a placeholder
		if (!value.equals(source.getValue().toString())) {
			reason = "The entry '" + value + "' is refused. " + reason;
		}
		return new InvalidConfigurationPropertyValueException(source.getName().toString(), value, reason);
	}

	private static @Nullable ConfigurationProperty find(Environment environment, String property, String value) {
		SourceCapture capture = new SourceCapture(value);
		Binder.get(environment).bind(property, Bindable.listOf(String.class), capture);
		return capture.source;
	}

	/**
	 * Remembers where a value was found.
	 */
	private static final class SourceCapture implements BindHandler {

		private final String value;

		private @Nullable ConfigurationProperty source;

		SourceCapture(String value) {
			this.value = value;
		}

		/**
		 * Called for each entry that stands by itself, and then for the list.
		 */
		@Override
		public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				Object result) {
			if (this.source == null && (!name.isLastElementIndexed() || contains(result))) {
				this.source = context.getConfigurationProperty();
			}
			return result;
		}

		private boolean contains(Object result) {
			return result instanceof String text
					&& (this.value.equals(text) || TrustSpec.split(List.of(text)).contains(this.value));
		}

	}

}
