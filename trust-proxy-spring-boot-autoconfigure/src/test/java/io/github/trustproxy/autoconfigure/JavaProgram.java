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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Java program that ran in a JVM of its own.
 *
 * @param exitCode its exit code
 * @param output what it wrote
 */
record JavaProgram(int exitCode, String output) {

	/**
	 * Run a program to its end.
	 * @param directory where it runs and its output is kept
	 * @param variables environment variables
	 * @param options options of the JVM
	 * @param mainClass the main class
	 * @param arguments its arguments
	 */
	static JavaProgram run(Path directory, Map<String, String> variables, List<String> options, Class<?> mainClass,
			List<String> arguments) throws IOException, InterruptedException {
		Path output = directory.resolve("output.txt");
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8",
				"-Dreactor.netty.ioShutdownQuietPeriod=0"));
		command.addAll(options);
		command.add(mainClass.getName());
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("TRUST") || name.startsWith("SPRING"));
		builder.environment().putAll(variables);
		Process process = builder.start();
		try {
			boolean ended = process.waitFor(120, TimeUnit.SECONDS);
			assertThat(ended).as(() -> "Ended: " + read(output)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return new JavaProgram(process.exitValue(), read(output));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
