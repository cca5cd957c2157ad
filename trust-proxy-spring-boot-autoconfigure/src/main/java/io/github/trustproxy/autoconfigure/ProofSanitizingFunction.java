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
import java.util.List;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Keeps the secrets of proofs out of the endpoints of the actuator, whatever they show
 * otherwise: also where they come from, such as an environment variable that a
 * placeholder names.
 */
final class ProofSanitizingFunction implements SanitizingFunction {

	private final List<String> secrets = new ArrayList<>();

	ProofSanitizingFunction(TrustProxyProperties properties) {
		for (TrustProxyProperties.Source source : properties.sources().values()) {
			if (source.proof() != null && source.proof().values() != null) {
				this.secrets.addAll(source.proof().values());
			}
		}
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		Object value = data.getValue();
		if (value == null || this.secrets.isEmpty()) {
			return data;
		}
		String text = value.toString();
		return this.secrets.stream().anyMatch(text::contains) ? data.withSanitizedValue() : data;
	}

}
