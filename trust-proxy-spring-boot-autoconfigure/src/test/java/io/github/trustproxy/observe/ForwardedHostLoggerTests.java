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

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.autoconfigure.TestApplication;
import io.github.trustproxy.server.LoggedEvents;
import io.github.trustproxy.support.Shows;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForwardedHostLogger}.
 */
@Shows("explain.md: of 1000 requests that trusted proxies forwarded, at most 50")
class ForwardedHostLoggerTests {

	private static final int SAMPLE = ForwardedHostLogger.SAMPLE;

	private final DecisionReplay replay = new DecisionReplay("10.0.0.0/8",
			new ForwardedHostLogger("X-Forwarded-Host", LogFactory.getLog(ForwardedHostLogger.class)::warn));

	@TempDir
	private Path directory;

	private LoggedEvents log;

	@BeforeEach
	void watch() {
		this.log = LoggedEvents.of(ForwardedHostLogger.class.getName(), "INFO");
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void hostThatFewRequestsHaveIsWarnedAboutOnce() {
		send(null, SAMPLE - 3);
		send("evil.example", 2);
		assertThat(this.log.messages()).isEmpty();
		send(null, 1);
		assertThat(this.log.messages()).containsExactly("WARN Of 1000 requests that trusted proxies forwarded, 2 had a"
				+ " host in X-Forwarded-Host. A proxy that sets it does so in every request, so that these are probably"
				+ " from clients, who choose the host of links and redirects then. Leave 'host' out of"
				+ " trust-proxy.headers, or set trust-proxy.allowed-hosts.");
		send("evil.example", 1);
		send(null, 2 * SAMPLE);
		assertThat(this.log.messages()).hasSize(1);
	}

	@Test
	void hostIsSeenHoweverLongItTakes() {
		send(null, 10 * SAMPLE);
		send("evil.example", 1);
		send(null, SAMPLE);
		assertThat(this.log.messages()).hasSize(1);
	}

	@Test
	void hostOfAProxyIsNotWarnedAbout() {
		send("www.example.com", 2 * SAMPLE);
		send(null, SAMPLE - 51);
		send("www.example.com", 51);
		assertThat(this.log.messages()).isEmpty();
	}

	/**
	 * Threads that share one count of the requests and another one of the hosts come to
	 * this warning within the first thousands of requests.
	 */
	@Test
	void hostOfAProxyIsNotWarnedAboutWhenThreadsMeet() {
		Runnable requests = () -> send("www.example.com", 200 * SAMPLE);
		CompletableFuture
			.allOf(CompletableFuture.runAsync(requests), CompletableFuture.runAsync(requests),
					CompletableFuture.runAsync(requests), CompletableFuture.runAsync(requests))
			.join();
		assertThat(this.log.messages()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "1000, 1, true", "1000, 50, true", "1000, 51, false", "1000, 0, false", "999, 1, false",
			"2000, 100, true" })
	void hostOfFewRequestsIsChosenByClients(long forwarded, long withHost, boolean chosen) {
		assertThat(ForwardedHostLogger.isChosenByClients(forwarded, withHost)).isEqualTo(chosen);
	}

	@Test
	void missingHostIsNotWarnedAbout() {
		send(null, 3 * SAMPLE);
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void requestsThatNobodyForwardedDoNotCount() {
		send("evil.example", 1);
		this.replay.send("203.0.113.7", "6.6.6.6", null, 2 * SAMPLE);
		this.replay.send("10.0.0.9", "junk", null, 2 * SAMPLE);
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void applicationThatBelievesAnyHostIsWarned() {
		assertThat(warningsWith("trust-proxy=10.0.0.0/8")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "trust-proxy.headers=for", "trust-proxy.allowed-hosts=evil.example" })
	void applicationThatDoesNotIsNotWarned(String property) {
		assertThat(warningsWith("trust-proxy=10.0.0.0/8\n" + property)).isEmpty();
	}

	private List<String> warningsWith(String properties) {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory)
			.properties(properties)
			.start()) {
			// The start resets the logging system
			this.log.close();
			this.log = LoggedEvents.of(ForwardedHostLogger.class.getName(), "INFO");
			DecisionReplay replay = new DecisionReplay(context.getBean(TrustProxy.class));
			replay.send("10.0.0.9", "203.0.113.7", "evil.example", 1);
			replay.send("10.0.0.9", "203.0.113.7", null, SAMPLE);
			return this.log.messages();
		}
	}

	private void send(String host, int times) {
		this.replay.send("10.0.0.9", "203.0.113.7", host, times);
	}

}
