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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.trustproxy.support.RunningProcess;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

import org.springframework.util.FileSystemUtils;

/**
 * The processes of a test class. They are stopped at its end, and what they have written
 * last is added to each failure.
 */
final class Processes implements AfterClassTemplateInvocationCallback, AfterAllCallback, TestExecutionExceptionHandler {

	private final Deque<RunningProcess> running = new ArrayDeque<>();

	private final Deque<RunningProcess> watched = new ArrayDeque<>();

	private final Deque<Path> directories = new ArrayDeque<>();

	/**
	 * Create a directory that lives as long as the processes.
	 * @param name the beginning of its name
	 */
	Path createDirectory(String name) throws IOException {
		Path directory = Files.createTempDirectory("trust-proxy-" + name);
		this.directories.push(directory);
		return directory;
	}

	RunningProcess start(String name, Path directory, Map<String, String> environment, List<String> command) {
		RunningProcess process = RunningProcess.start(name, directory, environment, command);
		this.running.push(process);
		return process;
	}

	/**
	 * Add to failures what a process has written that somebody else takes care of.
	 * @param process the process
	 */
	void watch(RunningProcess process) {
		this.watched.push(process);
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		String logs = Stream.concat(this.running.stream(), this.watched.stream())
			.map(RunningProcess::log)
			.collect(Collectors.joining("\n"));
		failure.addSuppressed(new Logs("%s%n%s".formatted(describe(context), logs)));
		throw failure;
	}

	/**
	 * Reports number the invocations. This names them.
	 */
	private static String describe(ExtensionContext context) {
		String parent = context.getParent().flatMap(ExtensionContext::getParent).isPresent()
				? describe(context.getParent().get()) + " > " : "";
		return parent + context.getDisplayName();
	}

	@Override
	public void afterClassTemplateInvocation(ExtensionContext context) throws IOException {
		stop();
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		stop();
	}

	void stop() throws IOException {
		this.watched.clear();
		while (!this.running.isEmpty()) {
			this.running.pop().stop();
		}
		while (!this.directories.isEmpty()) {
			FileSystemUtils.deleteRecursively(this.directories.pop());
		}
	}

	private static final class Logs extends Exception {

		Logs(String message) {
			super(message, null, false, false);
		}

	}

}
