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

package io.github.trustproxy.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * The page of the documentation about Spring Cloud Gateway, whose settings are those of
 * the tests.
 */
final class DocumentationPage {

	private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

	private static final Pattern TEST = Pattern.compile("`(\\w+)` \\|$", Pattern.MULTILINE);

	private DocumentationPage() {
	}

	/**
	 * Return the settings that the page recommends.
	 * @param prefix what only the properties of one flavour begin with
	 */
	static List<String> settings(String prefix) {
		return YAML.matcher(text())
			.results()
			.map((match) -> match.group(1))
			.filter((yaml) -> yaml.contains(prefix))
			.flatMap(DocumentationPage::properties)
			.toList();
	}

	/**
	 * Return the names of the tests in the last column of the tables.
	 */
	static List<String> tests() {
		return TEST.matcher(text()).results().map((match) -> match.group(1)).toList();
	}

	private static Stream<String> properties(String yaml) {
		try {
			List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("page",
					new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
			EnumerablePropertySource<?> source = (EnumerablePropertySource<?>) sources.get(0);
			return Arrays.stream(source.getPropertyNames()).map((name) -> name + "=" + source.getProperty(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text() {
		try {
			return Files.readString(Path.of("..", "..", "docs", "spring-cloud-gateway.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
