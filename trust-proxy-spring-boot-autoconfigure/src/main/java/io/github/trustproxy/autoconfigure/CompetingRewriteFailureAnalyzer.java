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
 * Reports a {@link CompetingRewriteException}.
 */
class CompetingRewriteFailureAnalyzer extends AbstractFailureAnalyzer<CompetingRewriteException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CompetingRewriteException cause) {
		String description = """
				The %s rewrites requests according to forwarding headers, and so does trust-proxy.

				Whichever of the two comes first, the application could see an address, scheme or host that a client \
				chose: trust-proxy has to judge the address that the server is connected to."""
			.formatted(cause.getCompetitor());
		return new FailureAnalysis(description,
				"Remove the %s, or remove trust-proxy.".formatted(cause.getCompetitor()) + CompetingRewrites.MIGRATION,
				cause);
	}

}
