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

package io.github.trustproxy.integration;

import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RequiresProxyCondition}.
 */
class RequiresProxyConditionTests {

	private static final Function<String, Optional<Path>> INSTALLED = (name) -> Optional.of(Path.of("bin", name));

	private static final Function<String, Optional<Path>> NOT_INSTALLED = (name) -> Optional.empty();

	@Test
	void testsRunWhenProxyIsInstalled() {
		ConditionEvaluationResult result = evaluate(INSTALLED, false, NeedsProxy.class);
		assertThat(result.isDisabled()).isFalse();
		assertThat(result.getReason()).hasValue("exampled is installed: " + Path.of("bin", "exampled"));
	}

	@Test
	void testsRunInCiWhenProxyIsInstalled() {
		assertThat(evaluate(INSTALLED, true, NeedsProxy.class).isDisabled()).isFalse();
	}

	@Test
	void testsAreSkippedWithAdviceWhenProxyIsNotInstalled() {
		ConditionEvaluationResult result = evaluate(NOT_INSTALLED, false, NeedsProxy.class);
		assertThat(result.isDisabled()).isTrue();
		assertThat(result.getReason())
			.hasValue("exampled is not installed. Install it with 'apt-get install exampled', as .ci/run does.");
	}

	@Test
	void testsFailInCiWhenProxyIsNotInstalled() {
		assertThatIllegalStateException().isThrownBy(() -> evaluate(NOT_INSTALLED, true, NeedsProxy.class))
			.withMessage("exampled is not installed. Install it with 'apt-get install exampled', as .ci/run does."
					+ " In CI its tests are not skipped.");
	}

	@Test
	void subclassesRequireTheProxyToo() {
		assertThat(evaluate(NOT_INSTALLED, false, NeedsProxyAsWell.class).isDisabled()).isTrue();
	}

	@Test
	void testsThatNeedNoProxyRunInCi() {
		assertThat(evaluate(NOT_INSTALLED, true, NeedsNoProxy.class).isDisabled()).isFalse();
	}

	@Test
	void testsAreSkippedWhenOneOfTheProxiesIsNotInstalled() {
		Function<String, Optional<Path>> oneInstalled = (name) -> INSTALLED.apply(name)
			.filter((path) -> path.endsWith("exampled"));
		ConditionEvaluationResult result = evaluate(oneInstalled, false, NeedsProxies.class);
		assertThat(result.isDisabled()).isTrue();
		assertThat(result.getReason())
			.hasValue("varnishd is not installed. Install it with 'apt-get install varnish', as .ci/run does.");
	}

	@Test
	void testsRunWhenAllProxiesAreInstalled() {
		assertThat(evaluate(INSTALLED, false, NeedsProxies.class).isDisabled()).isFalse();
	}

	private static ConditionEvaluationResult evaluate(Function<String, Optional<Path>> lookup, boolean ci,
			AnnotatedElement element) {
		ExtensionContext context = mock();
		given(context.getElement()).willReturn(Optional.of(element));
		return new RequiresProxyCondition(lookup, ci).evaluateExecutionCondition(context);
	}

	@RequiresProxy("exampled")
	static class NeedsProxy {

	}

	static class NeedsProxyAsWell extends NeedsProxy {

	}

	@RequiresProxy({ "exampled", "varnishd" })
	static class NeedsProxies {

	}

	static class NeedsNoProxy {

	}

}
