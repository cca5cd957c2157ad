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

package io.github.trustproxy.proof;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prints what the build has shown, and fails if it is less than it should be.
 */
class ProofSummaryTests {

	private static final String INTEGRATION_TESTS = "io.github.trustproxy.integration.";

	private static final String SERVER_TABLE = "io.github.trustproxy.table.ServerTableTests";

	private static final List<String> PROXIES = List.of("Nginx", "Haproxy", "Apache", "Caddy", "Varnish", "Squid",
			"Hitch", "Chain");

	private static final List<String> WITHOUT_PROXY = List.of("AheadOfTimeSampleTests", "AlertTests", "InspectorTests",
			"MonitoringPageTests", "MonitoringTests", "RecipeTests", "RequiresProgramConditionTests");

	/**
	 * What PIT calls a mutant that no test has noticed.
	 */
	private static final Set<String> UNNOTICED = Set.of("SURVIVED", "NO_COVERAGE");

	private final Reports reports = Reports.read(Path.of(".."));

	@Test
	void printsWhatTheBuildHasShown() {
		StringBuilder summary = new StringBuilder("\nWhat this build has shown\n");
		line(summary, "rows of the tables", rows(), "run %,d times on the core and on servers".formatted(rowTests()));
		line(summary, "requests answered by Express", vectors(), "run on both stacks");
		line(summary, "tries of properties", this.reports.sum("property-tries."),
				"%d properties".formatted(this.reports.values("property-tries.").size()));
		line(summary, "inputs of the fuzz corpus", corpus(), "all run");
		line(summary, "mutants of the core killed", this.reports.mutants().size() - unnoticed(), survivors());
		line(summary, "scenarios with real proxies", scenarios(), "on both samples");
		line(summary, "requests under load", this.reports.sum("load.requests."),
				"%d servers".formatted(this.reports.values("load.requests.").size()));
		line(summary, "wrong answers", wrongAnswers(), "");
		line(summary, "tests", this.reports.ended("passed"),
				"%d failed, %d skipped".formatted(this.reports.ended("failed"), this.reports.ended("skipped")));
		System.out.println(summary);
	}

	@Test
	void noAnswerWasWrong() {
		assertThat(wrongAnswers()).isZero();
		assertThat(this.reports.ended("failed")).isZero();
	}

	@Test
	void nothingWasLeftOut() {
		assertThat(rows()).isGreaterThanOrEqualTo(400);
		assertThat(rowTests()).isGreaterThan(4 * rows());
		assertThat(vectors()).isGreaterThanOrEqualTo(1000);
		assertThat(this.reports.values("property-tries.")).hasSizeGreaterThanOrEqualTo(8)
			.allSatisfy((tries) -> assertThat(tries).isGreaterThanOrEqualTo(Long.getLong("property.tries")));
		assertThat(corpus()).isPositive();
		assertThat(this.reports.values("load.requests.")).hasSizeGreaterThanOrEqualTo(5)
			.allSatisfy((requests) -> assertThat(requests).isGreaterThan(1000));
		if (Boolean.getBoolean("thorough")) {
			assertThat(this.reports.mutants()).isNotEmpty();
		}
		// Elsewhere a proxy may be missing
		if (System.getenv("CI") != null) {
			assertThat(this.reports.ended("skipped")).isZero();
			assertThat(PROXIES).allSatisfy((proxy) -> assertThat(
					this.reports.passed((test) -> test.type().startsWith(INTEGRATION_TESTS + proxy)))
				.as(proxy)
				.isPositive());
		}
	}

	private long rows() {
		return this.reports.figures().getOrDefault("table.rows", 0L);
	}

	private long rowTests() {
		return this.reports.figures().getOrDefault("table.rows.core", 0L)
				+ this.reports.passed((test) -> SERVER_TABLE.equals(test.type()));
	}

	private long vectors() {
		return this.reports.passed((test) -> test.name().startsWith("servletFilterAnswersLikeExpress"));
	}

	private long corpus() {
		return this.reports.passed((test) -> test.type().endsWith("FuzzTests"));
	}

	private long scenarios() {
		return this.reports.passed((test) -> test.type().startsWith(INTEGRATION_TESTS)
				&& WITHOUT_PROXY.stream().noneMatch(test.type()::endsWith));
	}

	private long wrongAnswers() {
		return this.reports.sum("load.wrong-answers.");
	}

	private long unnoticed() {
		return this.reports.mutants().stream().filter(UNNOTICED::contains).count();
	}

	private String survivors() {
		return this.reports.mutants().isEmpty() ? "not run: see the profile thorough"
				: "of %,d; %d are explained".formatted(this.reports.mutants().size(), unnoticed());
	}

	private static void line(StringBuilder summary, String what, long count, String remark) {
		summary.append(String.format(Locale.ROOT, "  %-30s %,12d  %s%n", what, count, remark));
	}

}
