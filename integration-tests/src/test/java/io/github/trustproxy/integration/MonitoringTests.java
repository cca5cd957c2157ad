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
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.trustproxy.support.RawConnection.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code docs/monitoring.md} with both samples and a Prometheus that scrapes
 * them.
 */
@RequiresProgram("prometheus")
@ParameterizedClass
@ValueSource(strings = { "webmvc", "webflux" })
@TestInstance(Lifecycle.PER_CLASS)
class MonitoringTests {

	private static final Pattern NAME = Pattern.compile("trustproxy_\\w+");

	private static final Pattern OUTCOMES = Pattern.compile("outcome=~?\"([^\"]+)\"");

	private static final Pattern GROUPED = Pattern.compile("(?:by|on) \\(([^)]*)\\)");

	@RegisterExtension
	static final Processes processes = new Processes();

	@Parameter
	String sampleName;

	private Sample sample;

	private Prometheus prometheus;

	@BeforeParameterizedClassInvocation
	void start() throws IOException {
		this.sample = Sample.start(processes, this.sampleName,
				new SampleSetting("monitored", "127.0.0.1", Map.of("TRUST_PROXY", "127.0.0.2"), List.of(), false));
		this.prometheus = Prometheus.start(processes, this.sample);
	}

	@Test
	void requestsAreCountedByOutcome() throws IOException {
		double before = count("CLIENT_FOUND");
		double untrusted = count("UNTRUSTED_PEER");
		request("127.0.0.2", "X-Forwarded-For: 198.51.100.1, 203.0.113.7");
		request("127.0.0.5", "X-Forwarded-For: 203.0.113.7");
		assertThat(count("CLIENT_FOUND")).isEqualTo(before + 1);
		assertThat(count("UNTRUSTED_PEER")).isEqualTo(untrusted + 1);
	}

	@Test
	void thereIsOneSeriesForEachOutcome() throws IOException {
		request("127.0.0.2", "X-Forwarded-For: no address");
		assertThat(series()).extracting((line) -> line.substring(0, line.indexOf(' ')))
			.containsExactlyInAnyOrderElementsOf(MonitoringPage.alertsOfOutcomes()
				.keySet()
				.stream()
				.map("trustproxy_requests_total{outcome=\"%s\"}"::formatted)
				.toList());
	}

	@Test
	void everythingThatQueriesNameIsInTheScrape() throws IOException {
		List<String> series = series();
		assertThat(allQueries()).isNotEmpty().allSatisfy((query) -> {
			String plain = query.replaceAll("\\bjob\\w*:trustproxy_requests:\\w+", "trustproxy_requests_total");
			assertThat(NAME.matcher(plain).results().map((match) -> match.group())).isNotEmpty()
				.allMatch("trustproxy_requests_total"::equals);
			assertThat(OUTCOMES.matcher(plain).results().flatMap((match) -> Stream.of(match.group(1).split("\\|"))))
				.allSatisfy(
						(outcome) -> assertThat(series).anyMatch((line) -> line.contains("\"%s\"".formatted(outcome))));
			// Prometheus itself adds the others
			assertThat(GROUPED.matcher(plain).results().flatMap((match) -> Stream.of(match.group(1).split(", "))))
				.isSubsetOf("outcome", "job", "instance", "");
		});
	}

	@ParameterizedTest
	@MethodSource
	void queryHasAResult(String query) throws IOException {
		request("127.0.0.5", "X-Forwarded-For: 203.0.113.7");
		assertThat(this.prometheus.await(query)).isNotEmpty();
	}

	static Stream<String> queryHasAResult() {
		return Stream.concat(MonitoringPage.queries(), MonitoringPage.dashboardQueries());
	}

	@Test
	void alertsAreEvaluated() {
		assertThat(this.prometheus.awaitHealthOfRules()).hasSameSizeAs(MonitoringPage.alertQueries().toList())
			.containsOnly("ok");
		assertThat(this.prometheus.await("job_outcome:trustproxy_requests:ratio_rate5m"))
			.hasSameSizeAs(MonitoringPage.alertsOfOutcomes().keySet());
	}

	private static Stream<String> allQueries() {
		return Stream.of(MonitoringPage.queries(), MonitoringPage.dashboardQueries(), MonitoringPage.alertQueries())
			.flatMap((queries) -> queries);
	}

	private double count(String outcome) throws IOException {
		String prefix = "trustproxy_requests_total{outcome=\"%s\"} ".formatted(outcome);
		return series().stream()
			.filter((line) -> line.startsWith(prefix))
			.map((line) -> Double.parseDouble(line.substring(prefix.length())))
			.findFirst()
			.orElseThrow();
	}

	private List<String> series() throws IOException {
		RawResponse response = request("127.0.0.5", "/actuator/prometheus", "Accept: text/plain");
		return response.body().lines().filter((line) -> line.startsWith("trustproxy_")).toList();
	}

	private void request(String source, String header) throws IOException {
		request(source, "/whoami", header);
	}

	private RawResponse request(String source, String target, String header) throws IOException {
		RawResponse response = new RawHttpClient(source, this.sample.address(), null).get(target,
				List.of("Host: app.example.com", header));
		assertThat(response.status()).as(response::toString).isEqualTo(200);
		return response;
	}

}
