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

package io.github.trustproxy.samples.inspector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.trustproxy.header.HeaderFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the topologies of the documentation in the playground.
 */
class PresetTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| \\[[^\\]]+\\]\\(#[a-z-]+\\) \\|$");

	static List<Preset> presets() throws IOException {
		return Preset.all();
	}

	@Test
	void presetsAreTheTopologiesOfTheTable() throws IOException {
		List<String> rows = ROW.matcher(readme()).results().map((row) -> row.group(1)).toList();
		assertThat(rows).hasSizeGreaterThan(5);
		assertThat(presets()).extracting(Preset::name)
			.usingElementComparator(String::compareToIgnoreCase)
			.containsSubsequence(rows);
		assertThat(presets().stream().filter((preset) -> preset.page() == null)).extracting(Preset::name)
			.usingElementComparator(String::compareToIgnoreCase)
			.isSubsetOf(rows);
	}

	@Test
	void presetsAreTheTopologiesOfThePage() throws IOException {
		List<String> sections = Pattern.compile("(?m)^## (.+)$")
			.matcher(read("docs/topologies.md"))
			.results()
			.map((heading) -> heading.group(1))
			.toList();
		assertThat(presets().stream().filter((preset) -> "topologies.md".equals(preset.page())))
			.extracting(Preset::section)
			.containsExactlyElementsOf(sections);
	}

	@ParameterizedTest
	@MethodSource("presets")
	void settingIsThatOfThePage(Preset preset) throws IOException {
		assertThat(sections(preset)).isNotEmpty().allSatisfy((section) -> assertSetting(preset, section));
	}

	@ParameterizedTest
	@MethodSource("presets")
	void honestClientIsFoundAndAttackIsNoUse(Preset preset) {
		assertThat(preset.with(preset.honest()).answer(List.of()).explanation())
			.satisfies((explanation) -> assertThat(explanation.client().ip()).isEqualTo("203.0.113.7"));
		assertThat(preset.with(preset.attack()).answer(List.of()).explanation()).satisfies((explanation) -> {
			assertThat(explanation.client().ip()).isEqualTo("203.0.113.66");
			assertThat(explanation.origin().host().value()).isEqualTo("app.example.com");
			assertThat(explanation.ignored()).isNotEmpty();
		});
	}

	@ParameterizedTest
	@MethodSource("presets")
	void requestIsThatOfThePage(Preset preset) throws IOException {
		if (preset.page() != null) {
			String section = sections(preset).get(0);
			assertThat(blocks(section, "http")).containsExactly(String.join("\n", preset.honest().lines()) + "\n");
			assertThat(section).contains("\nFrom `" + preset.honest().peer() + "`:\n");
		}
	}

	@ParameterizedTest
	@MethodSource("presets")
	void pageSaysWhatTheProxyNeedsAndWhatToCheck(Preset preset) throws IOException {
		if (preset.page() != null) {
			assertThat(sections(preset).get(0)).contains("\nProxy: ", "\nCheck:\n\n- ", "\nSource: ");
		}
	}

	@Test
	void configurationsOfThePageCanBeRead() throws IOException {
		String page = read("docs/topologies.md");
		List<String> yaml = blocks(page, "yaml");
		assertThat(yaml).hasSizeGreaterThan(presets().size());
		assertThat(yaml).allSatisfy((block) -> assertThat(new Yaml().<Object>load(block)).isInstanceOf(Map.class));
		assertThat(blocks(page, "json")).isNotEmpty()
			.allSatisfy((block) -> assertThat(new JsonMapper().readTree(block).isObject()).isTrue());
	}

	private static void assertSetting(Preset preset, String section) {
		Map<String, Object> properties = new Yaml().load(blocks(section, "yaml").get(0));
		Object value = properties.get("trust-proxy");
		Map<?, ?> settings = (value instanceof Map<?, ?> map) ? map : Map.of("trust", value);
		assertThat(preset.trust()).isEqualTo(text(settings.get("trust")));
		Object format = settings.get("header-format");
		assertThat(preset.headerFormat())
			.isEqualTo((format != null) ? HeaderFormat.valueOf(format.toString().toUpperCase(Locale.ROOT)) : null);
		Object headers = settings.get("headers");
		assertThat(preset.headers()).extracting((header) -> header.name().toLowerCase())
			.containsExactlyInAnyOrder(((headers != null) ? headers.toString() : "for, host, proto, port").split(", "));
	}

	/**
	 * Return the sections of a topology: that of its page, if it has one, and that of the
	 * README, if there is one.
	 */
	private static List<String> sections(Preset preset) throws IOException {
		List<String> sections = new ArrayList<>();
		if (preset.page() != null) {
			sections.add(section(read("docs/" + preset.page()), "## " + preset.section()));
		}
		sections.add(section(readme(), "### " + preset.section()));
		sections.removeIf(String::isEmpty);
		return sections;
	}

	private static String section(String text, String heading) {
		int start = text.indexOf("\n" + heading + "\n");
		int end = text.indexOf("\n## ", start + 1);
		return (start < 0) ? "" : text.substring(start, (end < 0) ? text.length() : end);
	}

	private static List<String> blocks(String text, String language) {
		return Pattern.compile("```" + language + "\n(.+?)```", Pattern.DOTALL)
			.matcher(text)
			.results()
			.map((block) -> block.group(1))
			.toList();
	}

	private static String text(Object value) {
		return (value instanceof List<?> list) ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
				: String.valueOf(value);
	}

	private static String readme() throws IOException {
		return read("README.md");
	}

	private static String read(String path) throws IOException {
		Path root = Stream.of(".", "../..")
			.map(Path::of)
			.filter((directory) -> Files.exists(directory.resolve("CONTRIBUTING.md")))
			.findFirst()
			.orElseThrow();
		return Files.readString(root.resolve(path));
	}

}
