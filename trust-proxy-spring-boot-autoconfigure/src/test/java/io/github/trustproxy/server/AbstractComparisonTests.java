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

package io.github.trustproxy.server;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.trustproxy.support.MarkdownFile;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes the same claims about trust-proxy and about what Boot has itself, and compares
 * the outcomes with the documented ones.
 */
@Tag("slow")
public abstract class AbstractComparisonTests extends AbstractApplicationTests {

	/** The client. */
	protected static final String CLIENT = "203.0.113.7";

	/** What a proxy sends that knows the client. */
	protected static final String[] FORWARDED = { "X-Forwarded-For: " + CLIENT, "X-Forwarded-Proto: https",
			"X-Forwarded-Host: www.example.com" };

	private static final MarkdownFile page = MarkdownFile.of("docs", "comparison.md");

	/**
	 * Create the tests.
	 * @param stack the server
	 */
	protected AbstractComparisonTests(ServerStack stack) {
		super(stack);
	}

	/**
	 * Check a claim, which holds if it throws nothing. It has to hold for trust-proxy.
	 * @param description what the documentation calls it
	 * @param claim the claim
	 */
	protected final void compare(String description, Claim claim) {
		String outcomes = Arrays.stream(Strategy.values())
			.map((strategy) -> outcome(claim, new Contestant(strategy)))
			.collect(Collectors.joining(" / "));
		assertThat(outcomes).as(description + " on " + stack()).startsWith("yes");
		assertThat(outcomes).as(description + " on " + stack()).isEqualTo(documented(description));
	}

	private static String outcome(Claim claim, Contestant contestant) {
		try {
			claim.check(contestant);
			return "yes";
		}
		catch (ConditionTimeoutException ex) {
			// What does not come says nothing about what it would be
			throw ex;
		}
		catch (AssertionError | Exception ex) {
			return "no";
		}
	}

	private String documented(String description) {
		List<List<String>> rows = page.section("## The outcomes").rows();
		int column = rows.get(0).indexOf(stack().heading());
		return rows.stream()
			.filter((row) -> row.get(1).equals(description))
			.map((row) -> row.get(column))
			.findFirst()
			.orElse("not documented");
	}

	/**
	 * A statement about a contestant.
	 */
	@FunctionalInterface
	protected interface Claim {

		/**
		 * Throws an exception or an error if the claim does not hold.
		 * @param contestant the contestant
		 * @throws IOException if a server does not answer
		 */
		void check(Contestant contestant) throws IOException;

	}

	/**
	 * What makes an application believe its proxy.
	 */
	private enum Strategy {

		TRUST_PROXY("trust-proxy=loopback", "trust-proxy=10.0.0.0/8"),

		FRAMEWORK("server.forward-headers-strategy=framework", "server.forward-headers-strategy=framework"),

		NATIVE("server.forward-headers-strategy=native", "server.forward-headers-strategy=native");

		private final String trusting;

		private final String notTrusting;

		Strategy(String trusting, String notTrusting) {
			this.trusting = trusting;
			this.notTrusting = notTrusting;
		}

	}

	/**
	 * Applications with one strategy.
	 */
	protected final class Contestant {

		private final Strategy strategy;

		private Contestant(Strategy strategy) {
			this.strategy = strategy;
		}

		/**
		 * Return whether this is trust-proxy, which has properties of its own.
		 * @return {@code false} for what Boot has
		 */
		public boolean isTrustProxy() {
			return this.strategy == Strategy.TRUST_PROXY;
		}

		/**
		 * Return an application that believes its peer.
		 * @param properties further properties
		 * @return the application
		 */
		public Application trusting(String... properties) {
			return application(with(properties, this.strategy.trusting));
		}

		/**
		 * Return an application that believes its peer, and has something besides.
		 * @param configuration what it has besides
		 * @param properties further properties
		 * @return the application
		 */
		public Application trusting(Class<?> configuration, String... properties) {
			return application(configuration, with(properties, this.strategy.trusting));
		}

		/**
		 * Return an application that believes a proxy, which is not its peer, as far as
		 * this can be expressed.
		 * @param properties further properties
		 * @return the application
		 */
		public Application notTrusting(String... properties) {
			return (this.strategy == Strategy.NATIVE && stack().name().startsWith("TOMCAT"))
					? application(with(properties, this.strategy.notTrusting,
							"server.tomcat.remoteip.internal-proxies=10\\.\\d+\\.\\d+\\.\\d+"))
					: application(with(properties, this.strategy.notTrusting));
		}

		@Override
		public String toString() {
			return this.strategy.name();
		}

		private static String[] with(String[] properties, String... others) {
			return Stream.concat(Arrays.stream(properties), Arrays.stream(others)).toArray(String[]::new);
		}

	}

}
