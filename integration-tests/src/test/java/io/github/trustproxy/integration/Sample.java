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
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.trustproxy.support.RunningProcess;

import org.springframework.util.Assert;

/**
 * A sample that runs on the Java that runs the tests.
 *
 * @param address where it listens
 * @param process its process
 */
record Sample(InetSocketAddress address, RunningProcess process) {

	private static final String ADDRESS = "127.0.0.1";

	private static final Pattern STARTED = Pattern.compile("started on port (\\d+) ");

	/**
	 * The samples for tests of what is the same on both of them.
	 * @param name the one that is enough
	 * @return this one; both in the long run
	 */
	static Stream<String> names(String name) {
		return Boolean.getBoolean("thorough") ? Stream.of("webmvc", "webflux") : Stream.of(name);
	}

	static Sample start(Processes processes, String name, SampleSetting setting) throws IOException {
		return start(processes, name, setting.address(), setting.environment(), List.of(), setting.arguments());
	}

	/**
	 * Start a sample.
	 * @param processes takes care of the process
	 * @param name {@code webmvc} or {@code webflux}
	 * @param environment all the environment that the sample sees
	 * @param arguments more command line arguments
	 */
	static Sample start(Processes processes, String name, Map<String, String> environment, List<String> arguments)
			throws IOException {
		return start(processes, name, ADDRESS, environment, List.of(), arguments);
	}

	/**
	 * Start a sample.
	 * @param processes takes care of the process
	 * @param name {@code webmvc} or {@code webflux}
	 * @param address where it listens
	 * @param environment all the environment that the sample sees
	 * @param launcher a command that runs the one that follows it
	 * @param arguments more command line arguments
	 */
	static Sample start(Processes processes, String name, String address, Map<String, String> environment,
			List<String> launcher, List<String> arguments) throws IOException {
		Path directory = processes.createDirectory(name);
		List<String> command = new ArrayList<>(launcher);
		command.add(java());
		command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
		// Otherwise Reactor Netty takes two seconds to stop
		command.add("-Dreactor.netty.ioShutdownQuietPeriod=0");
		command.add("-Djava.io.tmpdir=" + directory);
		command.addAll(program(name, environment, launcher));
		command.addAll(List.of("--server.address=" + address, "--server.port=0"));
		command.addAll(arguments);
		RunningProcess process = processes.start(name, directory, environment, command);
		String port = process.await("the port",
				() -> STARTED.matcher(process.log()).results().map((match) -> match.group(1)).findFirst());
		return new Sample(new InetSocketAddress(address, Integer.parseInt(port)), process);
	}

	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	/**
	 * An agent, or another option that the environment has, would not get along with the
	 * archive. Tests with one of these show that the executable jar does the same.
	 */
	private static List<String> program(String name, Map<String, String> environment, List<String> launcher)
			throws IOException {
		return (launcher.isEmpty() && !environment.containsKey("JAVA_TOOL_OPTIONS"))
				? UnpackedSample.of(name, jar(name)).options() : List.of("-jar", jar(name).toString());
	}

	static Path jar(String name) {
		String property = "sample.%s.jar".formatted(name);
		String jar = System.getProperty(property);
		Assert.state(jar != null,
				() -> "The system property '%s' is not set. 'mvn verify' sets it.".formatted(property));
		Assert.state(Files.isRegularFile(Path.of(jar)),
				() -> "There is no '%s'. 'mvn verify' builds it.".formatted(jar));
		return Path.of(jar).toAbsolutePath();
	}

}
