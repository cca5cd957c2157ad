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

package io.github.trustproxy.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.server.ServletServers;
import io.github.trustproxy.support.MarkdownFile;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rate limit of the README counts those who have several addresses once, and those
 * who have one each for themselves.
 */
@ServletServers
class RateLimitRecipeTests extends AbstractApplicationTests {

	private static final int BUDGET = 20;

	RateLimitRecipeTests(ServerStack stack) {
		super(stack);
	}

	@Test
	@Shows("threat-model.md: another address of one's own IPv6 network for each request")
	void addressesOfOneSubnetHaveOneBudget() throws IOException {
		assertThat(served(1000, (i) -> "2001:db8:0:1::" + Integer.toHexString(i + 1))).isBetween(BUDGET, BUDGET + 5);
		assertThat(served(1, (i) -> "2001:db8:0:2::1")).isEqualTo(1);
	}

	@Test
	void ipv4MappedAddressesHaveABudgetEach() throws IOException {
		assertThat(served(200, (i) -> "::ffff:198.51.100." + i)).isEqualTo(200);
		assertThat(served(200, (i) -> (i % 2 == 0) ? "::ffff:192.0.2.1" : "192.0.2.1")).isBetween(BUDGET, BUDGET + 5);
	}

	@Test
	void recipeIsTheOneOfTheReadme() throws IOException {
		String source = Files.readString(
				Path.of("src", "test", "java", "io", "github", "trustproxy", "documentation", "RateLimitRecipe.java"));
		String documented = MarkdownFile.of("README.md").section("## Rate limits").code("java");
		assertThat(source.replaceAll("\\s+", " ")).contains(documented.strip().replaceAll("\\s+", " "));
	}

	/**
	 * Send requests of a trusted proxy, and count those that are not refused.
	 */
	private int served(int requests, IntFunction<String> client) throws IOException {
		Application application = application(RateLimitRecipe.class, "trust-proxy=loopback",
				"spring.application.name=rate-limit");
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < requests; i++) {
			statuses.add(application.get("/whoami", "X-Forwarded-For: 6.6.6.6, " + client.apply(i)).status());
		}
		assertThat(statuses).containsAnyOf(200, 429).doesNotContain(500);
		return (int) statuses.stream().filter((status) -> status == 200).count();
	}

}
