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

package io.github.trustproxy.observe;

import io.github.trustproxy.Network;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NetworkTable}.
 */
class NetworkTableTests {

	private final NetworkTable<int[]> table = new NetworkTable<>(4, () -> new int[1]);

	@Test
	void networksAreShownByImportance() {
		see("10.0.1.1", 1);
		see("10.0.2.1", 3);
		see("10.0.3.1", 2);
		assertThat(this.table.copy(int[]::clone).keySet()).map(Network::toString)
			.containsExactly("10.0.2.0/24", "10.0.3.0/24", "10.0.1.0/24");
	}

	@Test
	@Shows("threat-model.md: networks that push the proxies out of what the doctor sees")
	void whatComesOftenStaysHoweverManyOthersCome() {
		for (int i = 0; i < 250; i++) {
			see("10.0.0.1", 1);
			see("203." + i + ".113.7", 1);
			see("198." + i + ".100.7", 1);
		}
		assertThat(this.table.copy(int[]::clone)).hasSize(4)
			.satisfies((copy) -> assertThat(copy.get(Network.of("10.0.0.1"))[0]).isEqualTo(250));
	}

	@Test
	void leastImportantNetworkMakesRoomAndLeavesItsWeight() {
		see("10.0.1.1", 3);
		see("10.0.2.1", 1);
		see("10.0.3.1", 3);
		see("10.0.4.1", 2);
		see("10.0.5.1", 2);
		assertThat(this.table.copy(int[]::clone).keySet()).map(Network::toString)
			.containsExactly("10.0.1.0/24", "10.0.3.0/24", "10.0.5.0/24", "10.0.4.0/24");
	}

	@Test
	void copyDoesNotChange() {
		see("10.0.0.1", 1);
		var copy = this.table.copy(int[]::clone);
		see("10.0.0.1", 1);
		assertThat(copy.get(Network.of("10.0.0.1"))[0]).isOne();
	}

	private void see(String address, int times) {
		for (int i = 0; i < times; i++) {
			this.table.seen(Network.of(address))[0]++;
		}
	}

}
