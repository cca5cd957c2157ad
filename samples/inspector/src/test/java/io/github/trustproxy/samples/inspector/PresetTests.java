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
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the topologies of the README in the playground.
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
			.containsExactlyElementsOf(rows);
	}

	@ParameterizedTest
	@MethodSource("presets")
	void settingIsThatOfTheReadme(Preset preset) throws IOException {
		Pattern block = Pattern.compile("### " + Pattern.quote(preset.section()) + "\n\n```yaml\n(.+?)```",
				Pattern.DOTALL);
		String yaml = block.matcher(readme()).results().map(MatchResult::group).findFirst().orElseThrow();
		Map<String, Object> properties = new Yaml()
			.load(yaml.substring(yaml.indexOf("```yaml") + 7, yaml.length() - 3));
		Object value = properties.get("trust-proxy");
		Map<?, ?> settings = (value instanceof Map<?, ?> map) ? map : Map.of("trust", value);
		assertThat(preset.trust()).isEqualTo(text(settings.get("trust")));
		Object headers = settings.get("headers");
		assertThat(preset.headers()).extracting((header) -> header.name().toLowerCase())
			.containsExactlyInAnyOrder(((headers != null) ? headers.toString() : "for, host, proto, port").split(", "));
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

	private static String text(Object value) {
		return (value instanceof List<?> list) ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
				: String.valueOf(value);
	}

	private static String readme() throws IOException {
		return Files.readString(Stream.of("README.md", "../../README.md")
			.map(Path::of)
			.filter((file) -> Files.exists(file.resolveSibling("CONTRIBUTING.md")))
			.findFirst()
			.orElseThrow());
	}

}
