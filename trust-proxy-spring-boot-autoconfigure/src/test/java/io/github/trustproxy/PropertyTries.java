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

package io.github.trustproxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.BeforeContainerHook;
import net.jqwik.api.lifecycle.ContainerLifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Counts how often each property was really checked, holds it against what was asked for,
 * and leaves the numbers for the summary.
 */
public class PropertyTries implements BeforeContainerHook, AroundPropertyHook {

	@Override
	public PropagationMode propagateTo() {
		return PropagationMode.ALL_DESCENDANTS;
	}

	@Override
	public void beforeContainer(ContainerLifecycleContext context) {
		context.optionalContainerClass().ifPresent((container) -> write(container, List.of()));
	}

	@Override
	public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
		PropertyExecutionResult result = property.execute();
		int checks = result.countChecks();
		int wanted = context.attributes().tries().orElse(Integer.getInteger("jqwik.tries.default", 1));
		if (result.status() == PropertyExecutionResult.Status.SUCCESSFUL && checks < wanted) {
			return result.mapToFailed("Checked %d times instead of %d".formatted(checks, wanted));
		}
		write(context.containerClass(), List.of("property-tries." + context.targetMethod().getName() + "=" + checks));
		return result;
	}

	private static void write(Class<?> container, List<String> lines) {
		String directory = System.getProperty("proof.directory");
		if (directory == null) {
			return;
		}
		Path file = Path.of(directory, container.getSimpleName() + ".properties");
		try {
			Files.createDirectories(file.getParent());
			Files.write(file, lines, StandardOpenOption.CREATE,
					lines.isEmpty() ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
