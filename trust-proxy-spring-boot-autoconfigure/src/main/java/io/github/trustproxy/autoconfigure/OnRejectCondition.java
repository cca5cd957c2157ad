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

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if malformed requests are rejected, or may be: ahead of time, conditions are
 * decided before the setting is known.
 */
class OnRejectCondition extends SpringBootCondition {

	private static final String PROPERTY = "trust-proxy.malformed";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean rejects = "reject".equalsIgnoreCase(context.getEnvironment().getProperty(PROPERTY));
		ConditionMessage message = ConditionMessage.forCondition("Rejected requests")
			.because(PROPERTY + " is " + (rejects ? "'reject'" : "something else"));
		return new ConditionOutcome(rejects || Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING), message);
	}

}
