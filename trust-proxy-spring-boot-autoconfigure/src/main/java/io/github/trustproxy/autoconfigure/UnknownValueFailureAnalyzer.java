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

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * Reports a value that cannot be converted to the type of its property, in the words in
 * which it is configured. Boot's own report has the names of our classes.
 */
@Order(0)
class UnknownValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName PROOFS = ConfigurationPropertyName.of("trust-proxy.sources");

	private static final int PROOF_INDEX = PROOFS.getNumberOfElements() + 1;

	private static final String FLAG = "It is 'true' or 'false'.";

	private static final Map<String, String> ACCEPTED = Map.of("trust-proxy.max-hops",
			"It is a whole number from 0 to 2147483647.", "trust-proxy.header-format",
			"It is 'x-forwarded', or 'standard' for the header Forwarded of RFC 7239. One of the two is believed, never"
					+ " both.",
			"trust-proxy.headers",
			"Accepted are 'for', 'host', 'proto', 'port' and 'prefix', separated by commas or as a YAML list. They are"
					+ " not the names of headers: these follow from trust-proxy.header-format.",
			"trust-proxy.prefix",
			"It is 'prepend', with which a forwarded prefix stands in front of the application's context path, or"
					+ " 'replace', with which it stands instead of it.",
			"trust-proxy.malformed",
			"It is 'stop', with which the client is the last verified hop, or 'reject', with which the request is"
					+ " answered with 400.",
			"trust-proxy.hide-headers", FLAG, "trust-proxy.observations.client-address", FLAG,
			"trust-proxy.observations.client-key", FLAG, "trust-proxy.observations.traces", FLAG);

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		if (isProof(cause.getName())) {
			return new FailureAnalysis(
					"This value is refused. It is not shown, as it may be a secret:\n\n\t" + cause.getName()
							+ ((property != null && property.getOrigin() != null)
									? " (originating from '" + property.getOrigin() + "')" : "")
							+ "\n\nA proof has the keys 'header', 'values' and 'certificate', each with text.",
					"Review the value of the property with the provided reason.",
					// The cause is logged at DEBUG, with the value
					new IllegalArgumentException("Invalid value of " + cause.getName()));
		}
		String accepted = ACCEPTED.get(withoutIndex(cause.getName()).toString());
		if (property == null || accepted == null) {
			return null;
		}
		String origin = (property.getOrigin() != null) ? " (originating from '%s')".formatted(property.getOrigin())
				: "";
		String description = """
				Invalid value '%s' for configuration property '%s'%s. Validation failed for the following reason:

				%s""".formatted(property.getValue(), property.getName(), origin, accepted);
		return new FailureAnalysis(description, "Review the value of the property with the provided reason.", cause);
	}

	/**
	 * Return whether a value belongs to a proof, trust-proxy.sources.NAME.proof, so that
	 * it may be a secret.
	 */
	private static boolean isProof(ConfigurationPropertyName name) {
		return PROOFS.isAncestorOf(name) && name.getNumberOfElements() > PROOF_INDEX
				&& "proof".equals(name.getElement(PROOF_INDEX, ConfigurationPropertyName.Form.UNIFORM));
	}

	private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
		return name.isLastElementIndexed() ? name.getParent() : name;
	}

}
