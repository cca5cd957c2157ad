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

import io.github.trustproxy.Provider;
import io.github.trustproxy.explain.Explanation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrustProxyHints}.
 */
class TrustProxyHintsTests {

	@ParameterizedTest
	@EnumSource
	void listIsInNativeImages(Provider provider) {
		assertThat(hints()).matches(RuntimeHintsPredicates.resource()
			.forResource("io/github/trustproxy/provider/" + provider.entry() + ".txt"));
	}

	@Test
	void endpointAnswersInNativeImages() {
		assertThat(hints())
			.matches(RuntimeHintsPredicates.reflection().onMethodInvocation(Explanation.class, "client"));
	}

	/**
	 * As they are found when an application is processed.
	 */
	private static RuntimeHints hints() {
		RuntimeHints hints = new RuntimeHints();
		for (RuntimeHintsRegistrar registrar : AotServices.factories().load(RuntimeHintsRegistrar.class)) {
			if (registrar instanceof TrustProxyHints) {
				registrar.registerHints(hints, null);
			}
		}
		return hints;
	}

}
