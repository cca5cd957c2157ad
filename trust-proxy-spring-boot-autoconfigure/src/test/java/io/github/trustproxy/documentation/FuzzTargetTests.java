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
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.support.MarkdownFile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the tables that say what is fuzzed, and with how much.
 */
class FuzzTargetTests {

	private static final String PACKAGE = TrustProxy.class.getPackageName();

	private static final Path PACKAGE_PATH = Path.of(PACKAGE.replace('.', '/'));

	private final MarkdownFile page = MarkdownFile.of("docs", "fuzzing.md");

	private final List<List<String>> targets = rows("## The fuzz tests");

	@Test
	void everyFuzzTestIsInTheTableAndHasFigures() throws Exception {
		List<String> fuzzTests = fuzzTests();
		assertThat(this.targets.stream().map((row) -> row.get(0))).containsExactlyElementsOf(fuzzTests);
		assertThat(rows("## Executions").stream().map((row) -> row.get(0))).containsExactlyElementsOf(fuzzTests);
	}

	@Test
	void everyFuzzTestHasItsInputs() throws Exception {
		for (List<String> row : this.targets) {
			String[] name = row.get(0).split("\\.");
			Path directory = Path.of("src/test/resources").resolve(PACKAGE_PATH).resolve(name[0] + "Inputs/" + name[1]);
			try (Stream<Path> inputs = Files.list(directory)) {
				assertThat(inputs.toList()).as(row.get(0)).hasSize(Integer.parseInt(row.get(3))).isNotEmpty();
			}
		}
	}

	@Test
	void everyInputBelongsToAFuzzTest() throws IOException {
		Path resources = Path.of("src/test/resources").resolve(PACKAGE_PATH);
		try (Stream<Path> directories = Files.find(resources, 2,
				(path, attributes) -> path.getParent().getFileName().toString().endsWith("FuzzTestsInputs"))) {
			assertThat(directories
				.map((path) -> path.getParent().getFileName().toString().replace("Inputs", ".") + path.getFileName()))
				.containsExactlyInAnyOrderElementsOf(this.targets.stream().map((row) -> row.get(0)).toList());
		}
	}

	@Test
	void everythingInTheCoreThatParsesIsFuzzed() throws Exception {
		List<String> read = this.targets.stream().flatMap((row) -> Arrays.stream(row.get(1).split(", "))).toList();
		List<String> parsers = core("src/main/java", ".java").stream().filter(FuzzTargetTests::parses).toList();
		assertThat(parsers).contains("AddressParser", "ForwardedParser", "TrustSpec");
		assertThat(read).containsAll(parsers);
		for (String name : read) {
			assertThat(core("src/main/java", name + ".java")).as(name).isNotEmpty();
		}
	}

	private List<List<String>> rows(String heading) {
		return this.page.section(heading).rows().stream().skip(1).toList();
	}

	private static List<String> fuzzTests() throws Exception {
		return core("src/test/java", "FuzzTests.java").stream()
			.flatMap((name) -> methods(name).filter((method) -> method.isAnnotationPresent(FuzzTest.class))
				.map((method) -> name + "." + method.getName()))
			.sorted()
			.toList();
	}

	private static boolean parses(String name) {
		return methods(name).anyMatch((method) -> method.getName().startsWith("parse"));
	}

	private static Stream<Method> methods(String name) {
		try {
			return Arrays.stream(Class.forName(PACKAGE + "." + name).getDeclaredMethods());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the names of the classes in the package of the core whose files end in a
	 * certain way.
	 */
	private static List<String> core(String root, String end) throws IOException {
		try (Stream<Path> files = Files.list(Path.of(root).resolve(PACKAGE_PATH))) {
			return files.map((file) -> file.getFileName().toString())
				.filter((file) -> file.endsWith(end) && !file.equals("package-info.java"))
				.map((file) -> file.substring(0, file.indexOf('.')))
				.toList();
		}
	}

}
