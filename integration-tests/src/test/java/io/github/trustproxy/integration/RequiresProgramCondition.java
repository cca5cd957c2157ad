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

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Decides what {@link RequiresProgram} does.
 */
class RequiresProgramCondition implements ExecutionCondition {

	private static final Log logger = LogFactory.getLog(RequiresProgramCondition.class);

	/** The Debian packages whose names are not those of their executables. */
	private static final Map<String, String> PACKAGES = Map.of("varnishd", "varnish", "chromedriver", "chromium-driver",
			"promtool", "prometheus");

	private final Function<String, Optional<Path>> lookup;

	private final boolean ci;

	RequiresProgramCondition() {
		this(Executables::find, Boolean.parseBoolean(System.getenv("CI")));
	}

	RequiresProgramCondition(Function<String, Optional<Path>> lookup, boolean ci) {
		this.lookup = lookup;
		this.ci = ci;
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return AnnotationSupport.findAnnotation(context.getElement(), RequiresProgram.class)
			.map((annotation) -> Stream.of(annotation.value())
				.map(this::evaluate)
				.reduce((first, second) -> first.isDisabled() ? first : second)
				.orElseThrow())
			.orElseGet(() -> ConditionEvaluationResult.enabled("No program is required"));
	}

	private ConditionEvaluationResult evaluate(String program) {
		Optional<Path> executable = this.lookup.apply(program);
		if (executable.isPresent()) {
			return ConditionEvaluationResult.enabled("%s is installed: %s".formatted(program, executable.get()));
		}
		String reason = "%s is not installed. Install it with 'apt-get install %s', as .ci/run does.".formatted(program,
				PACKAGES.getOrDefault(program, program));
		if (this.ci) {
			throw new IllegalStateException(reason + " In CI its tests are not skipped.");
		}
		// Surefire does not mention a parameterized class that is skipped
		logger.warn("Tests are skipped: " + reason);
		return ConditionEvaluationResult.disabled(reason);
	}

}
