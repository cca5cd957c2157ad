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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.CorePackages;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.support.MarkdownFile;
import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;

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
		Map<String, Integer> inputs = new TreeMap<>();
		try (Stream<Path> files = Files.walk(Path.of("src/test/resources").resolve(PACKAGE_PATH))) {
			files.filter((file) -> file.getParent().getParent().toString().endsWith("FuzzTestsInputs"))
				.map((file) -> file.getParent().getParent().getFileName().toString().replace("Inputs", ".")
						+ file.getParent().getFileName())
				.forEach((test) -> inputs.merge(test, 1, Integer::sum));
		}
		assertThat(inputs).isEqualTo(this.targets.stream()
			.collect(Collectors.toMap((row) -> row.get(0), (row) -> Integer.valueOf(row.get(3)))));
	}

	@Test
	void everythingInTheCoreThatParsesIsFuzzed() throws Exception {
		List<String> read = this.targets.stream().flatMap((row) -> Arrays.stream(row.get(1).split(", "))).toList();
		List<String> parsers = core("src/main/java", ".java").filter(FuzzTargetTests::parses)
			.map(Class::getSimpleName)
			.toList();
		assertThat(parsers).contains("AddressParser", "ForwardedParser", "TrustSpec");
		assertThat(read).containsAll(parsers);
		assertThat(core("src/main/java", ".java").map(Class::getSimpleName)).containsAll(read);
	}

	private List<List<String>> rows(String heading) {
		return this.page.section(heading).rows().stream().skip(1).toList();
	}

	private static List<String> fuzzTests() throws IOException {
		return core("src/test/java", "FuzzTests.java")
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods())
				.filter((method) -> method.isAnnotationPresent(FuzzTest.class))
				.map((method) -> type.getSimpleName() + "." + method.getName()))
			.sorted()
			.toList();
	}

	private static boolean parses(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods()).anyMatch((method) -> method.getName().startsWith("parse"));
	}

	/**
	 * Return the classes in the packages of the core whose files end in a certain way.
	 */
	private static Stream<Class<?>> core(String root, String end) throws IOException {
		Path directory = Path.of(root);
		try (Stream<Path> files = Files.walk(directory.resolve(PACKAGE_PATH))) {
			return files.map((file) -> directory.relativize(file).toString())
				.filter((file) -> file.endsWith(end) && !file.endsWith("package-info.java"))
				.map((file) -> file.replace(".java", "").replace(File.separatorChar, '.'))
				.filter((name) -> CorePackages.contain(name.substring(0, name.lastIndexOf('.'))))
				.<Class<?>>map((name) -> ClassUtils.resolveClassName(name, null))
				.toList()
				.stream();
		}
	}

}
