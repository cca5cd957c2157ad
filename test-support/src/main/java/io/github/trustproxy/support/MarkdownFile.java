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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * A page of the documentation, whose examples are tested.
 */
public final class MarkdownFile {

	private final String text;

	private MarkdownFile(String text) {
		this.text = text;
	}

	/**
	 * Read a page.
	 * @param path the path from the root of the repository
	 * @return the page
	 */
	public static MarkdownFile of(String... path) {
		try {
			return new MarkdownFile(Files.readString(Repository.path(path)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return all of it.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Return what stands under a heading, up to the next heading of any level.
	 * @param heading the line of the heading
	 * @return the section
	 */
	public MarkdownFile section(String heading) {
		int start = ("\n" + this.text).indexOf("\n" + heading + "\n");
		if (start < 0) {
			throw new IllegalArgumentException("No heading '" + heading + "'");
		}
		int contentStart = start + heading.length() + 1;
		int end = this.text.indexOf("\n#", contentStart);
		return new MarkdownFile(this.text.substring(contentStart, (end < 0) ? this.text.length() : end));
	}

	/**
	 * Return the first code block of a language.
	 * @param language the language
	 * @return the code
	 */
	public String code(String language) {
		return codes(language).findFirst().orElseThrow(() -> new IllegalArgumentException("No code in " + language));
	}

	/**
	 * Return all code blocks of a language.
	 * @param language the language
	 * @return the code of each
	 */
	public Stream<String> codes(String language) {
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(this.text)
			.results()
			.map((block) -> block.group(1));
	}

	/**
	 * Return the properties of a code block.
	 * @param yaml the code
	 * @return the properties as {@code name=value}
	 */
	public static String[] properties(String yaml) {
		try {
			EnumerablePropertySource<?> source = (EnumerablePropertySource<?>) new YamlPropertySourceLoader()
				.load("page", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.get(0);
			return Arrays.stream(source.getPropertyNames())
				.map((name) -> name + "=" + source.getProperty(name))
				.toArray(String[]::new);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the rows of the tables, each as its cells without backticks.
	 * @return the rows, the headings first
	 */
	public List<List<String>> rows() {
		return this.text.lines()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| ---"))
			.map((line) -> Arrays.stream(line.substring(1).split("\\|"))
				.map((cell) -> cell.replace("`", "").trim())
				.toList())
			.toList();
	}

}
