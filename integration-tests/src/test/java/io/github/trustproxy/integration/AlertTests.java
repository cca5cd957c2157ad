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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests of {@code docs/monitoring/alerts.yml} in the time that Prometheus' own tool makes
 * up.
 */
@RequiresProgram("promtool")
class AlertTests {

	@TempDir
	Path directory;

	@Test
	void rulesAreValid() throws IOException {
		promtool("check", "rules", MonitoringPage.alertsFile().toString());
	}

	@ParameterizedTest
	@MethodSource
	void outcomeOfMostRequestsFiresItsAlertAndNoOther(String outcome, String alert) throws IOException {
		assertFiring(Map.of("CLIENT_FOUND", 20, outcome, 80), alert);
	}

	static Stream<Arguments> outcomeOfMostRequestsFiresItsAlertAndNoOther() {
		return MonitoringPage.alertsOfOutcomes()
			.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().isEmpty())
			.map((entry) -> arguments(entry.getKey(), entry.getValue()));
	}

	@Test
	void nothingFiresWhereClientsAreFound() throws IOException {
		assertFiring(Map.of("CLIENT_FOUND", 100, "DIRECT", 5, "NOT_FORWARDED", 10, "UNTRUSTED_PEER", 1));
	}

	@Test
	void nothingFiresWhereClientsConnectDirectly() throws IOException {
		assertFiring(Map.of("DIRECT", 100, "UNTRUSTED_PEER", 5));
	}

	/**
	 * Let an hour go by.
	 * @param requests the number of requests with each outcome, per minute
	 * @param alerts the alerts that fire then
	 */
	private void assertFiring(Map<String, Integer> requests, String... alerts) throws IOException {
		String series = lines(requests.entrySet()
			.stream()
			.map((entry) -> "      - {series: 'trustproxy_requests_total{job=\"app\", outcome=\"%s\"}', values: '0+%dx60'}"
				.formatted(entry.getKey(), entry.getValue())));
		String samples = lines(
				Stream.of(alerts).map("          - {labels: '{alertname=\"%s\", job=\"app\"}', value: 1}"::formatted));
		Path test = Files.writeString(this.directory.resolve("test.yml"), """
				rule_files: ["%s"]
				tests:
				  - interval: 1m
				    input_series:
				%s
				    promql_expr_test:
				      - expr: sum by (alertname, job) (ALERTS{alertstate="firing"})
				        eval_time: 60m
				        exp_samples:
				%s
				""".formatted(MonitoringPage.alertsFile(), series, samples));
		promtool("test", "rules", test.toString());
	}

	private static String lines(Stream<String> lines) {
		return lines.collect(Collectors.joining("\n"));
	}

	private void promtool(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(Executables.find("promtool").orElseThrow().toString()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.onExit().join().exitValue()).as(output).isZero();
	}

}
