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
 * Tests for {@link RequiresProgramCondition}.
 */
class RequiresProgramConditionTests {

	private static final Function<String, Optional<Path>> INSTALLED = (name) -> Optional.of(Path.of("bin", name));

	private static final Function<String, Optional<Path>> NOT_INSTALLED = (name) -> Optional.empty();

	@Test
	void testsRunWhenProgramIsInstalled() {
		ConditionEvaluationResult result = evaluate(INSTALLED, false, NeedsProgram.class);
		assertThat(result.isDisabled()).isFalse();
		assertThat(result.getReason()).hasValue("exampled is installed: " + Path.of("bin", "exampled"));
	}

	@Test
	void testsRunInCiWhenProgramIsInstalled() {
		assertThat(evaluate(INSTALLED, true, NeedsProgram.class).isDisabled()).isFalse();
	}

	@Test
	void testsAreSkippedWithAdviceWhenProgramIsNotInstalled() {
		ConditionEvaluationResult result = evaluate(NOT_INSTALLED, false, NeedsProgram.class);
		assertThat(result.isDisabled()).isTrue();
		assertThat(result.getReason())
			.hasValue("exampled is not installed. Install it with 'apt-get install exampled', as .ci/run does.");
	}

	@Test
	void testsFailInCiWhenProgramIsNotInstalled() {
		assertThatIllegalStateException().isThrownBy(() -> evaluate(NOT_INSTALLED, true, NeedsProgram.class))
			.withMessage("exampled is not installed. Install it with 'apt-get install exampled', as .ci/run does."
					+ " In CI its tests are not skipped.");
	}

	@Test
	void subclassesRequireTheProgramToo() {
		assertThat(evaluate(NOT_INSTALLED, false, NeedsProgramAsWell.class).isDisabled()).isTrue();
	}

	@Test
	void testsThatNeedNoProgramRunInCi() {
		assertThat(evaluate(NOT_INSTALLED, true, NeedsNoProgram.class).isDisabled()).isFalse();
	}

	@Test
	void testsAreSkippedWhenOneOfTheProgramsIsNotInstalled() {
		Function<String, Optional<Path>> oneInstalled = (name) -> INSTALLED.apply(name)
			.filter((path) -> path.endsWith("exampled"));
		ConditionEvaluationResult result = evaluate(oneInstalled, false, NeedsPrograms.class);
		assertThat(result.isDisabled()).isTrue();
		assertThat(result.getReason())
			.hasValue("varnishd is not installed. Install it with 'apt-get install varnish', as .ci/run does.");
	}

	@Test
	void testsRunWhenAllProgramsAreInstalled() {
		assertThat(evaluate(INSTALLED, false, NeedsPrograms.class).isDisabled()).isFalse();
	}

	private static ConditionEvaluationResult evaluate(Function<String, Optional<Path>> lookup, boolean ci,
			AnnotatedElement element) {
		ExtensionContext context = mock();
		given(context.getElement()).willReturn(Optional.of(element));
		return new RequiresProgramCondition(lookup, ci).evaluateExecutionCondition(context);
	}

	@RequiresProgram("exampled")
	static class NeedsProgram {

	}

	static class NeedsProgramAsWell extends NeedsProgram {

	}

	@RequiresProgram({ "exampled", "varnishd" })
	static class NeedsPrograms {

	}

	static class NeedsNoProgram {

	}

}
