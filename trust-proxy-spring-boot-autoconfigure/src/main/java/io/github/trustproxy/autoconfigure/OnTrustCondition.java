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

import io.github.trustproxy.TrustPolicy;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if the application says whom to trust: with the property, in its short or its
 * long form and to whatever value, or with a bean. {@code @ConditionalOnProperty} sees
 * neither lists nor the value {@code false}.
 */
class OnTrustCondition extends AnyNestedCondition {

	OnTrustCondition() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	/**
	 * Ask for the property first: to look for beans takes time, and is done for each bean
	 * that depends on this condition.
	 */
	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder property = ConditionMessage.forCondition("trust-proxy property");
		if (TrustSetting.isPresent(context.getEnvironment())) {
			return ConditionOutcome.match(property.because("it is set"));
		}
		ConditionOutcome policy = super.getMatchOutcome(context, metadata);
		return new ConditionOutcome(policy.isMatch(),
				ConditionMessage.of(List.of(property.because("it is not set"), policy.getConditionMessage())));
	}

	@ConditionalOnBean(TrustPolicy.class)
	static class Policy {

	}

}
