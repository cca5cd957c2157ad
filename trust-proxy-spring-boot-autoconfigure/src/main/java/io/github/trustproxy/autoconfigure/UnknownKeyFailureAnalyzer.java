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

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports an {@link UnknownKeyException}.
 */
class UnknownKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnknownKeyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownKeyException cause) {
		String keys = cause.getKeys()
			.stream()
			.map(UnknownKeyFailureAnalyzer::describe)
			.collect(Collectors.joining("\n"));
		String description = """
				These keys do not exist, so that trust-proxy would not do what they say:

				%s""".formatted(keys);
		String action = "Correct or remove them. Below trust-proxy there are: "
				+ String.join(", ",
						KnownProperties.all().stream().map(KnownProperties.Property::shortName).sorted().toList())
				+ ".";
		return new FailureAnalysis(description, action, cause);
	}

	private static String describe(UnknownKeyException.UnknownKey key) {
		String origin = (key.origin() != null) ? " (originating from '" + key.origin() + "')" : "";
		String suggestion = (key.suggestion() != null) ? " Did you mean '" + key.suggestion() + "'?" : "";
		return "\t" + key.spelling() + origin + "." + suggestion;
	}

}
