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
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What a process can have for itself on Linux.
 */
enum Unshared {

	/** Other files, without changing those of the machine. */
	MOUNTS("-rm"),

	/** A network that leads nowhere. */
	NETWORK("-rn");

	private static final String PROGRAM = "unshare";

	private final String option;

	Unshared(String option) {
		this.option = option;
	}

	/**
	 * Skip the test where this needs more rights than it has.
	 */
	void assumePossible() throws InterruptedException {
		boolean possible;
		try {
			Process process = new ProcessBuilder(PROGRAM, this.option, "true").start();
			possible = process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
		}
		catch (IOException ex) {
			possible = false;
		}
		assumeTrue(possible, "'%s %s' does not work here".formatted(PROGRAM, this.option));
	}

	/**
	 * Return what stands in front of a command.
	 * @param script what a shell does first
	 * @param file is {@code $0} in it
	 */
	List<String> after(String script, Path file) {
		return List.of(PROGRAM, this.option, "sh", "-c", script + " && exec \"$@\"", file.toString());
	}

}
