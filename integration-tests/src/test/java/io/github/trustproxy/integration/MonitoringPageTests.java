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

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.trustproxy.observe.RequestOutcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code docs/monitoring.md} and its files that need no program.
 */
class MonitoringPageTests {

	@Test
	void tableHasAllOutcomes() {
		assertThat(MonitoringPage.alertsOfOutcomes().keySet())
			.containsExactlyElementsOf(Stream.of(RequestOutcome.values()).map(Enum::name).toList());
	}

	@Test
	void tableHasAllAlerts() {
		assertThat(MonitoringPage.alertsOfOutcomes().values().stream().filter((alert) -> !alert.isEmpty()).distinct())
			.containsExactlyInAnyOrderElementsOf(MonitoringPage.alertNames().toList());
	}

	@Test
	void panelsOfTheDashboardDoNotOverlap() {
		Set<String> cells = new HashSet<>();
		List<Map<String, Integer>> positions = MonitoringPage.dashboard().read("$.panels[*].gridPos");
		assertThat(positions).isNotEmpty().allSatisfy((position) -> {
			assertThat(position.get("x") + position.get("w")).isLessThanOrEqualTo(24);
			for (int x = position.get("x"); x < position.get("x") + position.get("w"); x++) {
				for (int y = position.get("y"); y < position.get("y") + position.get("h"); y++) {
					assertThat(cells.add(x + ", " + y)).as("%s is free at %d, %d", position, x, y).isTrue();
				}
			}
		});
	}

	@Test
	void everyPanelHasItsOwnNumberAndTheChosenDataSource() {
		assertThat(MonitoringPage.dashboard().<List<Integer>>read("$.panels[*].id")).isNotEmpty()
			.doesNotHaveDuplicates();
		assertThat(MonitoringPage.dashboard().<List<String>>read("$.panels..datasource.uid")).isNotEmpty()
			.containsOnly("${datasource}");
	}

	@Test
	void everyOutcomeHasItsColor() {
		assertThat(MonitoringPage.dashboard()
			.<List<String>>read(
					"$.panels[?(@.title == 'Requests by outcome')].fieldConfig.overrides[*].matcher.options"))
			.containsExactlyInAnyOrderElementsOf(MonitoringPage.alertsOfOutcomes().keySet());
	}

}
