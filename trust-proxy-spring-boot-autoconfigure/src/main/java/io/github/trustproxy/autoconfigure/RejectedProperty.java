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

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/**
 * Turns a refused setting into the exception that Boot reports with the origin of the
 * property.
 */
final class RejectedProperty {

	private RejectedProperty() {
	}

	/**
	 * Return the exception for a value, or for an entry of a list: then with the name of
	 * the entry if the list was given entry by entry, as in YAML.
	 */
	static InvalidConfigurationPropertyValueException of(Environment environment, String property, List<String> entries,
			InvalidSettingException rejected) {
		String indexed = property + "[" + entries.indexOf(rejected.getValue()) + "]";
		if (environment.containsProperty(indexed)) {
			return new InvalidConfigurationPropertyValueException(indexed, rejected.getValue(), rejected.getReason());
		}
		String reason = rejected.getReason();
		if (entries.size() > 1) {
			reason = "The entry '" + rejected.getValue() + "' is refused. " + reason;
		}
		return new InvalidConfigurationPropertyValueException(property, rejected.getValue(), reason);
	}

}
