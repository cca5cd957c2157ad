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

package io.github.trustproxy.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A process that a test has started. Its output goes to a file, and it sees no
 * environment but the given one.
 */
public final class RunningProcess {

	private static final Duration START_TIMEOUT = Duration.ofSeconds(180);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

	private static final int LOG_LINES = 60;

	private final String name;

	private final Path logFile;

	private final Process process;

	private RunningProcess(String name, Path logFile, Process process) {
		this.name = name;
		this.logFile = logFile;
		this.process = process;
	}

	/**
	 * Start a process.
	 * @param name what it is called in messages
	 * @param directory where it runs and its output goes
	 * @param environment all the environment that it sees
	 * @param command the command with its arguments
	 * @return the process
	 */
	public static RunningProcess start(String name, Path directory, Map<String, String> environment,
			List<String> command) {
		Path logFile = directory.resolve("output.log");
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(Redirect.appendTo(logFile.toFile()));
		builder.environment().clear();
		builder.environment().putAll(environment);
		try {
			Process process = builder.start();
			// For the case that the tests do not get to their end
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
			return new RunningProcess(name, logFile, process);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s could not be started".formatted(name), ex);
		}
	}

	/**
	 * Wait for something that shows that the process is ready.
	 * @param <T> what it is
	 * @param event says for what, for the error message
	 * @param attempt looks for it
	 * @return what was found
	 */
	public <T> T await(String event, Supplier<Optional<T>> attempt) {
		long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
		boolean alive;
		do {
			alive = this.process.isAlive();
			Optional<T> result = attempt.get();
			if (result.isPresent()) {
				return result.get();
			}
			sleep();
		}
		while (alive && System.nanoTime() < deadline);
		throw new IllegalStateException(
				"%s %s while the test waited for: %s%n%s".formatted(this.name, alive ? "ran" : "ended", event, log()));
	}

	private static void sleep() {
		try {
			Thread.sleep(50);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * End the process, and wait until it has ended.
	 */
	public void stop() {
		List<ProcessHandle> children = this.process.descendants().toList();
		this.process.destroy();
		try {
			if (!this.process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		// A browser outlives its driver
		children.forEach(ProcessHandle::destroyForcibly);
	}

	/**
	 * End the process without a chance to finish anything.
	 */
	public void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * Return the end of what the process has written.
	 * @return the last lines, below a line with the name
	 */
	public String log() {
		List<String> lines = output().lines().toList();
		List<String> end = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
		return "--- %s ---%n%s".formatted(this.name, String.join(System.lineSeparator(), end));
	}

	/**
	 * Return all that the process has written so far.
	 * @return the text
	 */
	public String output() {
		try {
			return Files.readString(this.logFile, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			return "No log: " + ex.getMessage();
		}
	}

}
