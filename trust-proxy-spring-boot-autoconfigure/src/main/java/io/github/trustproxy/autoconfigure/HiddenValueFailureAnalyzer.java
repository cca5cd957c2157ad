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
 * Reports a {@link HiddenValueException}.
 */
class HiddenValueFailureAnalyzer extends AbstractFailureAnalyzer<HiddenValueException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, HiddenValueException cause) {
		return new FailureAnalysis("This value is refused. It is not shown, as it may be a secret:\n\n\t"
				+ cause.getProperty() + "\n\n" + cause.getReason(),
				"Review the value of the property with the provided reason.", cause);
	}

}
