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
 * Reports a {@link LateTrustException}.
 */
class LateTrustFailureAnalyzer extends AbstractFailureAnalyzer<LateTrustException> {

	private static final String ACTION = """
			Set trust-proxy when the application is processed as well, in its application.yml for example, and process \
			it again. Any value will do, such as 'false': the value that counts is read at each start.""";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LateTrustException cause) {
		String description = """
				The proxies to trust are set, but they were not when the beans of the application were chosen:

				\t%s

				The beans of an application that is processed ahead of time (AOT), as for a native image, are chosen \
				then. This one has no filter: it would take its proxies for its clients."""
			.formatted(cause.getSetting().describe());
		return new FailureAnalysis(description, ACTION, cause);
	}

}
