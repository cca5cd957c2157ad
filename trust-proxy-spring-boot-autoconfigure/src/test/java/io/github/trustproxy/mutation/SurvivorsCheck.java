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

package io.github.trustproxy.mutation;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the mutants that survive the tests with those that are known to change
 * nothing. Runs after PIT only: its name keeps it out of the other runs.
 */
class SurvivorsCheck {

	private static final Path REPORT = Path.of("target/pit-reports/mutations.xml");

	private static final Path EXPLANATIONS = Path.of("src/test/mutation/survivors.txt");

	/** The first letters of the classes that were mutated, as in a regular expression. */
	private static final String LETTERS = System.getProperty("mutants", "A-Za-z");

	private static List<Mutant> mutants;

	private static List<Explanation> explanations;

	@BeforeAll
	static void read() throws Exception {
		mutants = Mutant.read(REPORT, Path.of("src/main/java"));
		explanations = Explanation.read(EXPLANATIONS)
			.stream()
			.filter((explanation) -> isMutated(explanation.method()))
			.toList();
	}

	private static boolean isMutated(String name) {
		return name.matches("[" + LETTERS + "].*");
	}

	@Test
	void everySurvivorIsExplained() {
		assertThat(mutants.stream()
			.filter(Mutant::survives)
			.filter((mutant) -> explanations.stream().noneMatch(mutant::isSameAs)))
			.as("mutants that survive without an explanation in " + EXPLANATIONS)
			.isEmpty();
	}

	@Test
	void everyExplanationIsOfASurvivor() {
		assertThat(explanations.stream()
			.filter((explanation) -> mutants.stream()
				.noneMatch((mutant) -> mutant.isSameAs(explanation) && !mutant.isKilled())))
			.as("explanations in " + EXPLANATIONS + " of mutants that do not exist or are killed")
			.isEmpty();
	}

	@Test
	void everyExplanationHasAReason() {
		assertThat(explanations).allSatisfy((explanation) -> assertThat(explanation.reason()).isNotBlank());
	}

	@Test
	void decisionsRangesAndParsersAreMutated() {
		assertThat(mutants).extracting((mutant) -> mutant.method().split("[.$]")[0])
			.containsAll(Stream
				.of("AddressFormat", "AddressParser", "AddressRange", "AddressRanges", "AllowedHosts", "Characters",
						"ClientAddress", "CompiledPolicy", "DecidedRequest", "DecisionTrace", "DescribedRequest",
						"EscapedText", "ForwardedElements", "ForwardedHeaders", "ForwardedParser", "HeaderSettings",
						"HiddenHeaders", "HopWalk", "HostAndPort", "IgnoredHeaders", "ListCursor", "Network",
						"NodeParser", "ObservedTraffic", "OriginDecision", "OriginExplainer", "PathExplainer",
						"PathPrefix", "Peer", "RequestOutcome", "TrustEntryParser", "TrustProxy", "TrustSpec")
				.filter(SurvivorsCheck::isMutated)
				.toList());
	}

}
