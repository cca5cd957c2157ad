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

package io.github.trustproxy.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.trustproxy.server.ServerStack;

/**
 * The source of a test class, in any module of the build.
 */
final class TestSource {

	/**
	 * What stands at a test of JUnit, jqwik or Jazzer.
	 */
	private static final String TEST = "@((Parameterized|Fuzz)?Test|Property)\\b";

	private static final Map<String, TestSource> sources = readAll();

	private final String text;

	private TestSource(String text) {
		this.text = text;
	}

	private static Map<String, TestSource> readAll() {
		try (Stream<Path> files = Files.walk(Path.of(".."))) {
			return files.filter((file) -> file.toString().endsWith("Tests.java"))
				.filter((file) -> file.toString().contains(Path.of("src", "test", "java").toString()))
				.collect(Collectors.toMap((file) -> file.getFileName().toString().replace(".java", ""),
						TestSource::read));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static TestSource read(Path file) {
		try {
			return new TestSource(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Find the source of a test class.
	 */
	static TestSource of(String simpleName) {
		TestSource source = sources.get(simpleName);
		if (source == null) {
			throw new AssertionError("There is no test class " + simpleName);
		}
		return source;
	}

	/**
	 * Return whether the class, or one that it extends, has this test.
	 */
	boolean hasTest(String method) {
		boolean declared = Pattern
			.compile(TEST + "(?:(?!\\n\\t}).)*?\\bvoid " + Pattern.quote(method) + "\\(", Pattern.DOTALL)
			.matcher(this.text)
			.find();
		return declared || inherited((parent) -> parent.hasTest(method));
	}

	/**
	 * Return whether the class has any test.
	 */
	boolean hasTests() {
		return Pattern.compile(TEST).matcher(this.text).find() || inherited(TestSource::hasTests);
	}

	/**
	 * Return whether the class runs on a server. A class that says nothing of servers
	 * starts its own.
	 */
	boolean runsOn(ServerStack stack) {
		if (this.text.contains("@EveryServer")) {
			return true;
		}
		if (this.text.contains("@ServletServers") || this.text.contains("@WebFluxServers")) {
			return stack.isServlet() == this.text.contains("@ServletServers");
		}
		return Arrays.stream(ServerStack.values()).noneMatch((candidate) -> this.text.contains(candidate.name()))
				|| this.text.contains(stack.name());
	}

	private boolean inherited(Function<TestSource, Boolean> condition) {
		Matcher parent = Pattern.compile("class \\w+ extends (\\w+Tests)\\b").matcher(this.text);
		return parent.find() && sources.containsKey(parent.group(1)) && condition.apply(of(parent.group(1)));
	}

}
