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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.github.trustproxy.support.MarkdownFile;
import io.github.trustproxy.support.Repository;
import org.yaml.snakeyaml.Yaml;

/**
 * What {@code docs/monitoring.md} and its files say.
 */
final class MonitoringPage {

	private static final MarkdownFile page = MarkdownFile.of("docs", "monitoring.md");

	private MonitoringPage() {
	}

	/**
	 * Return the alert of each outcome, an empty text without one.
	 */
	static Map<String, String> alertsOfOutcomes() {
		Map<String, String> alerts = new LinkedHashMap<>();
		page.rows().stream().skip(1).forEach((row) -> alerts.put(row.get(0), row.get(2).replace("–", "")));
		return alerts;
	}

	static Stream<String> queries() {
		return page.codes("promql");
	}

	/**
	 * Return the queries of the dashboard, with values for what Grafana replaces.
	 */
	static Stream<String> dashboardQueries() {
		return dashboard().<List<String>>read("$.panels[*].targets[*].expr")
			.stream()
			.map((query) -> query.replace("$__rate_interval", "1m").replace("$job", ".+"));
	}

	static DocumentContext dashboard() {
		return JsonPath.parse(read("dashboard.json"));
	}

	static Stream<String> alertQueries() {
		return rules().stream().map((rule) -> rule.get("expr"));
	}

	static Stream<String> alertNames() {
		return rules().stream().filter((rule) -> rule.containsKey("alert")).map((rule) -> rule.get("alert"));
	}

	private static List<Map<String, String>> rules() {
		Map<String, List<Map<String, List<Map<String, String>>>>> file = new Yaml().load(read("alerts.yml"));
		return file.get("groups").stream().flatMap((group) -> group.get("rules").stream()).toList();
	}

	static Path alertsFile() {
		return Repository.path("docs", "monitoring", "alerts.yml");
	}

	private static String read(String file) {
		try {
			return Files.readString(Repository.path("docs", "monitoring", file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
