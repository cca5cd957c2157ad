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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.trustproxy.support.MarkdownFile;
import io.github.trustproxy.support.Repository;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the page about upgrading: the public classes are those that a build compares
 * with the last release, and everything else says that it is internal.
 */
class UpgradingPageTests {

	private static final String TEST = "io.github.trustproxy.test";

	private static final Path packages = Path.of("src", "main", "java", "io", "github", "trustproxy");

	private static List<String> publicClasses() {
		List<String> cells = MarkdownFile.of("docs", "upgrading.md").section("## The public classes").rows().get(1);
		return List.of(cells.get(1).split(", "));
	}

	@Test
	void publicClassesExistAndAreComparedWithTheLastRelease() throws Exception {
		String pom = Files.readString(Repository.path("pom.xml"));
		List<String> compared = Pattern.compile("<include>(io\\.github\\.trustproxy.*?)</include>")
			.matcher(pom)
			.results()
			.map((match) -> match.group(1))
			.toList();
		assertThat(compared)
			.containsExactlyElementsOf(Stream.concat(publicClasses().stream(), Stream.of(TEST)).toList());
		for (String name : publicClasses()) {
			assertThat(Class.forName(name)).isPublic();
		}
	}

	@Test
	void packagesSayWhatIsInternal() throws IOException {
		try (Stream<Path> files = Files.walk(packages)) {
			List<Path> infos = files.filter((file) -> file.endsWith("package-info.java")).toList();
			assertThat(infos).hasSizeGreaterThan(10).allSatisfy((file) -> {
				String text = Files.readString(file).replaceAll("\\s+(\\* )?", " ");
				String name = Pattern.compile("package (.*?);")
					.matcher(text)
					.results()
					.findFirst()
					.orElseThrow()
					.group(1);
				assertThat(text).containsIgnoringCase("internal:").contains("may change in any release");
				assertThat(
						publicClasses().stream().filter((type) -> type.matches(Pattern.quote(name) + "\\.[A-Z]\\w*")))
					.allSatisfy((type) -> assertThat(text).contains("{@link " + type + "}"));
			});
		}
	}

	@Test
	void whatIsPublicSaysSinceWhen() throws IOException {
		try (Stream<Path> files = Files.walk(packages)) {
			List<String> classes = new ArrayList<>();
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				String text = Files.readString(file);
				if (text.contains("\npublic ")) {
					classes.add(text);
				}
			}
			assertThat(classes).hasSizeGreaterThan(50)
				.allSatisfy((text) -> assertThat(text).containsPattern("\\* @since \\d+\\.\\d+\\.0\n"));
		}
	}

}
