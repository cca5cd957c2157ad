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
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Recipe} and for what is written about the recipes.
 */
class RecipeTests {

	private static final Recipe RECIPE = new Recipe("example.conf", """
			# What is marked with # yours depends on the machine
			server {
			    listen 80;      # yours
			    # yours
			    Host example
			    #optional 1;    # yours
			    #optional 2;
			    fixed;
			}
			""");

	@TempDir
	private Path directory;

	@Test
	void linesAreReplaced() throws IOException {
		RECIPE.yours("listen 80;", "listen 4711;\nlisten 4712;")
			.yours("Host example", "Host localhost")
			.enable("optional 1;", "optional 3;")
			.enable("optional 2;")
			.disable("fixed;")
			.write(this.directory.resolve("written"));
		assertThat(this.directory.resolve("written")).content().isEqualTo("""
				# What is marked with # yours depends on the machine
				server {
				    listen 4711;
				listen 4712;
				    Host localhost
				    optional 3;
				    optional 2;
				   \s
				}
				""");
	}

	@Test
	void optionalLinesCanStayComments() throws IOException {
		RECIPE.yours("listen 80;", "").yours("Host example", "").write(this.directory.resolve("written"));
		assertThat(this.directory.resolve("written")).content().contains("#optional 1;    # yours");
	}

	@Test
	void markedLineThatNobodyReplacesIsAnError() {
		assertThatIllegalStateException()
			.isThrownBy(() -> RECIPE.yours("Host example", "").write(this.directory.resolve("written")))
			.withMessage("example.conf: nobody has replaced '    listen 80;      # yours'");
		assertThatIllegalStateException()
			.isThrownBy(() -> RECIPE.yours("listen 80;", "").write(this.directory.resolve("written")))
			.withMessage("example.conf: nobody has replaced '    # yours'");
	}

	@Test
	void changeThatDoesNotFindItsLineIsAnError() {
		assertThatIllegalStateException().isThrownBy(() -> RECIPE.yours("listen 81;", ""))
			.withMessageStartingWith("example.conf must have one line like: ");
		assertThatIllegalStateException().isThrownBy(() -> RECIPE.yours("fixed;", ""));
		assertThatIllegalStateException().isThrownBy(() -> RECIPE.disable("listen 80;"));
		assertThatIllegalStateException().isThrownBy(() -> RECIPE.enable("fixed;"));
		assertThatIllegalStateException().isThrownBy(() -> RECIPE.enable("optional 3;"));
	}

	@Test
	void thereAreRecipes() throws IOException {
		assertThat(recipes()).contains("nginx.conf", "haproxy.cfg", "haproxy-tcp.cfg");
	}

	@ParameterizedTest
	@MethodSource("recipes")
	void recipeIsExplained(String file) throws IOException {
		assertThat(explanations()).as("A file that links to %s", file)
			.anySatisfy((explanation) -> assertThat(Files.readString(explanation))
				.contains("[%1$s](%1$s)".formatted(file)));
	}

	@ParameterizedTest
	@MethodSource("explanations")
	void explanationHasASettingAndAWayToCheckIt(Path explanation) throws IOException {
		assertThat(Files.readString(explanation)).contains("| setting |", "## Check it", "/whoami");
	}

	static Stream<String> recipes() throws IOException {
		return files().map((file) -> file.getFileName().toString()).filter((name) -> !name.endsWith(".md"));
	}

	static Stream<Path> explanations() throws IOException {
		return files().filter((file) -> file.getFileName().toString().endsWith(".md"));
	}

	private static Stream<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(Recipe.directory())) {
			return files.toList().stream();
		}
	}

}
