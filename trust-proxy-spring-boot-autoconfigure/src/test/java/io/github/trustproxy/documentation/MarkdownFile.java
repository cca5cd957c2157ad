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
import java.util.List;

/**
 * A page of the documentation, whose examples are tested.
 */
public final class MarkdownFile {

	private final String text;

	private MarkdownFile(String text) {
		this.text = text;
	}

	static MarkdownFile readme() {
		return of("README.md");
	}

	/**
	 * Read a page.
	 * @param path the path from the root of the repository
	 * @return the page
	 */
	public static MarkdownFile of(String... path) {
		try {
			return new MarkdownFile(Files.readString(Path.of("..", path)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String text() {
		return this.text;
	}

	/**
	 * Return what stands under a heading, up to the next heading of any level.
	 * @param heading the line of the heading
	 * @return the section
	 */
	public MarkdownFile section(String heading) {
		int start = this.text.indexOf("\n" + heading + "\n");
		if (start < 0) {
			throw new IllegalArgumentException("No heading '" + heading + "'");
		}
		int contentStart = start + heading.length() + 2;
		int end = this.text.indexOf("\n#", contentStart);
		return new MarkdownFile(this.text.substring(contentStart, (end < 0) ? this.text.length() : end));
	}

	/**
	 * Return the first code block of a language.
	 */
	String code(String language) {
		String opening = "```" + language + "\n";
		int start = this.text.indexOf(opening) + opening.length();
		if (start < opening.length()) {
			throw new IllegalArgumentException("No code in " + language);
		}
		return this.text.substring(start, this.text.indexOf("```", start));
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
