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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.trustproxy.support.Repository;

import org.springframework.util.Assert;

/**
 * A file of {@code docs/recipes} that users copy. What depends on the machine is marked
 * in it, and is replaced here. Each change must find its line, and no marked line may be
 * left: the tests run the recipe and nothing else.
 * <p>
 * A line is marked by <code># yours</code> at its end, or, where the language has no
 * comments there, by a line <code># yours</code> above it.
 *
 * @param file the name of the file
 * @param content the content so far
 */
record Recipe(String file, String content) {

	/** At the end of a line. */
	private static final String MARK = "# yours[ \\t]*$";

	static Recipe read(String file) throws IOException {
		return new Recipe(file, Files.readString(directory().resolve(file)));
	}

	static Path directory() {
		return Repository.path("docs", "recipes");
	}

	/**
	 * Replace a line that is marked.
	 * @param line the line as the recipe has it, without spaces around it and mark
	 * @param replacement one or more lines, or an empty text
	 */
	Recipe yours(String line, String replacement) {
		return replace(mark(Pattern.quote(line)), replacement);
	}

	/**
	 * Make use of a line that is a comment.
	 * @param line the line as the recipe has it, without number sign and mark
	 */
	Recipe enable(String line) {
		return enable(line, line);
	}

	/**
	 * Make use of another line instead of one that is a comment.
	 * @param line the line as the recipe has it, without number sign and mark
	 * @param replacement one or more lines
	 */
	Recipe enable(String line, String replacement) {
		String comment = "#" + Pattern.quote(line);
		return replace(mark(comment) + "|" + comment, replacement);
	}

	/**
	 * Leave a line out.
	 * @param line the line as the recipe has it, without spaces around it
	 */
	Recipe disable(String line) {
		return replace(Pattern.quote(line), "");
	}

	private static String mark(String pattern) {
		return "%1$s[ \\t]+%2$s|%2$s\\R[ \\t]*%1$s".formatted(pattern, MARK);
	}

	private Recipe replace(String pattern, String replacement) {
		Matcher matcher = Pattern.compile("(?m)^([ \\t]*)(?:%s)[ \\t]*$".formatted(pattern)).matcher(this.content);
		Assert.state(matcher.results().count() == 1,
				() -> "%s must have one line like: %s".formatted(this.file, pattern));
		return new Recipe(this.file, matcher.reset().replaceAll("$1" + Matcher.quoteReplacement(replacement)));
	}

	/**
	 * Write what has become of the recipe.
	 * @param target the file
	 */
	void write(Path target) throws IOException {
		// Optional lines stay comments
		String marked = "(?m)^(?![ \\t]*#[^ ]).*" + MARK;
		Pattern.compile(marked).matcher(this.content).results().findFirst().ifPresent((match) -> {
			throw new IllegalStateException("%s: nobody has replaced '%s'".formatted(this.file, match.group()));
		});
		Files.writeString(target, this.content);
	}

}
