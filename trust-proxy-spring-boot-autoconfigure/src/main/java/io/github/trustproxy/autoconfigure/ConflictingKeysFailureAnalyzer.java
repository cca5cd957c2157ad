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

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports a {@link ConflictingKeysException}.
 */
class ConflictingKeysFailureAnalyzer extends AbstractFailureAnalyzer<ConflictingKeysException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ConflictingKeysException cause) {
		String description = """
				%s:

				\t%s
				\t%s

				Both are names of the same setting and have the same precedence, so that which of them is meant \
				cannot be known.""".formatted(cause.getMessage(), cause.getFirst(), cause.getSecond());
		return new FailureAnalysis(description, "Remove one of the two properties, or give both the same value.",
				cause);
	}

}
