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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.github.trustproxy.TrustPolicy;
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
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UntrustedPeerLogger}.
 */
@Shows("explain.md: a network that is not trusted sent 20 requests with")
class UntrustedPeerLoggerTests {

	private static final String ENOUGH = "203.0.113.7";

	private final AtomicLong nanoTime = new AtomicLong();

	private final DecisionReplay replay = new DecisionReplay("192.168.0.0/16",
			new UntrustedPeerLogger("add them to trust-proxy, such as '%s'", this.nanoTime::get,
					LogFactory.getLog(UntrustedPeerLogger.class)::warn));

	@TempDir
	private Path directory;

	private LoggedEvents log;

	@BeforeEach
	void watch() {
		this.log = LoggedEvents.of(UntrustedPeerLogger.class.getName(), "INFO");
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void proxyThatIsNotTrustedIsWarnedAboutWithItsNetworkAndTheProperty() {
		send("10.0.3.4", UntrustedPeerLogger.REQUESTS - 1);
		assertThat(this.log.messages()).isEmpty();
		send("10.0.3.5", 1);
		assertThat(this.log.messages()).containsExactly("WARN Peers in the network 10.0.3.0/24 keep sending forwarding"
				+ " headers, but are not trusted: the application takes them for its clients. If they are proxies of"
				+ " yours, add them to trust-proxy, such as '10.0.3.0/24'. If they are clients, they forge these"
				+ " headers, and nothing needs to be done. They are not warned about again.");
	}

	@Test
	void eachNetworkIsWarnedAboutOnce() {
		send("10.0.3.4", 1000);
		send("fd00::1", 1000);
		send("10.0.3.5", 1000);
		this.nanoTime.addAndGet(TimeUnit.DAYS.toNanos(1));
		send("10.0.3.4", 1000);
		assertThat(this.log.messages()).hasSize(2);
		assertThat(this.log.messages().get(1)).contains("fd00::/64");
		send("203.0.113.66", 1000);
		assertThat(this.log.messages()).hasSize(3);
	}

	@Test
	@Shows("threat-model.md: requests that make the log grow")
	void theWholeInternetCausesOneWarning() {
		for (int i = 0; i < 200; i++) {
			send("203.0." + i + ".7", UntrustedPeerLogger.REQUESTS);
			send("2001:db8:0:" + i + "::1", UntrustedPeerLogger.REQUESTS);
		}
		assertThat(this.log.messages()).singleElement()
			.asString()
			.contains("203.0.0.0/24", "They, and all others on the Internet, are not warned about again.");
		send("10.0.3.4", UntrustedPeerLogger.REQUESTS);
		assertThat(this.log.messages()).hasSize(2);
	}

	@Test
	void allNetworksTogetherCauseAFewWarnings() {
		for (int i = 0; i < 200; i++) {
			send("10.0." + i + ".7", UntrustedPeerLogger.REQUESTS);
		}
		assertThat(this.log.messages()).hasSize(UntrustedPeerLogger.MAX_WARNINGS);
	}

	@Test
	void requestsNowAndThenAreNoneOfAProxy() {
		for (int i = 0; i < 100; i++) {
			send("10.0.3.4", UntrustedPeerLogger.REQUESTS - 1);
			this.nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(61));
		}
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void requestsOfOneMinuteCountTogether() {
		send("10.0.3.4", 1);
		this.nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(60));
		send("10.0.3.4", UntrustedPeerLogger.REQUESTS - 1);
		assertThat(this.log.messages()).hasSize(1);
	}

	/**
	 * What is known of the one that was seen longest ago is forgotten, so that nobody can
	 * make it grow.
	 */
	@Test
	void proxyAmongTooManyClientsIsNotSeen() {
		for (int i = 0; i < UntrustedPeerLogger.REQUESTS; i++) {
			send("10.0.3.4", 1);
			for (int j = 0; j < UntrustedPeerLogger.MAX_NETWORKS; j++) {
				send("203." + i + "." + j + ".7", 1);
			}
		}
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void proxyAmongManyClientsIsSeen() {
		for (int i = 0; i < UntrustedPeerLogger.REQUESTS; i++) {
			send("10.0.3.4", 1);
			for (int j = 0; j < UntrustedPeerLogger.MAX_NETWORKS - 1; j++) {
				send("203." + i + "." + j + ".7", 1);
			}
		}
		assertThat(this.log.messages()).singleElement().asString().contains("10.0.3.0/24");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-Proto", "X-Forwarded-Host", "Accept" })
	void otherHeadersAreNoneOfAProxy(String header) {
		for (int i = 0; i < 100; i++) {
			this.replay.send("10.0.3.4", header, "https");
		}
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void standardHeaderIsOneOfAProxy() {
		for (int i = 0; i < 100; i++) {
			this.replay.send("10.0.3.4", "Forwarded", "for=203.0.113.7");
		}
		assertThat(this.log.messages()).hasSize(1);
	}

	@Test
	void trustedPeerIsNotWarnedAbout() {
		send("192.168.3.4", 1000);
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void peerWithoutAddressIsNotWarnedAbout() {
		send("", 1000);
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void requestThatMeetsAnotherIsNotLookedAtAndTheNextOneIs() {
		AtomicReference<DecisionReplay> other = new AtomicReference<>();
		DecisionReplay replay = new DecisionReplay("192.168.0.0/16", new UntrustedPeerLogger("'%s'", () -> {
			DecisionReplay met = other.getAndSet(null);
			if (met != null) {
				inAnotherThread(() -> met.send("10.0.9.4", ENOUGH, null, 1));
			}
			return 0;
		}, LogFactory.getLog(UntrustedPeerLogger.class)::warn));
		other.set(replay);
		replay.send("10.0.3.4", ENOUGH, null, 1);
		assertThat(this.log.messages()).isEmpty();
		inAnotherThread(() -> replay.send("10.0.3.4", ENOUGH, null, UntrustedPeerLogger.REQUESTS - 1));
		assertThat(this.log.messages()).hasSize(1);
	}

	private static void inAnotherThread(Runnable requests) {
		CompletableFuture.runAsync(requests).orTimeout(60, TimeUnit.SECONDS).join();
	}

	@Test
	void manyThreadsCauseOneWarning() throws InterruptedException {
		CountDownLatch done = new CountDownLatch(4);
		for (int i = 0; i < 4; i++) {
			new Thread(() -> {
				send("10.0.3.4", 5000);
				done.countDown();
			}).start();
		}
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.log.messages()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "trust-proxy=false", "trust-proxy=loopback\ntrust-proxy.max-hops=0" })
	void whoTrustsNobodyOnPurposeIsNotWarned(String properties) {
		assertThat(warningsOf(TestApplication.servlet(this.directory).properties(properties))).isEmpty();
	}

	@Test
	void propertyThatIsSetIsNamed() {
		assertThat(warningsOf(TestApplication.servlet(this.directory).properties("trust-proxy.trust=loopback")))
			.singleElement()
			.asString()
			.contains("add them to trust-proxy.trust, such as '10.0.3.0/24'");
		assertThat(warningsOf(TestApplication.reactive(this.directory).properties("trust-proxy=loopback"))).last()
			.asString()
			.contains("add them to trust-proxy, such as '10.0.3.0/24'");
	}

	@Test
	void beanThatReplacesThePropertyIsNamed() {
		assertThat(warningsOf(TestApplication.servlet(this.directory).with(TrustPolicyConfiguration.class)))
			.singleElement()
			.asString()
			.contains("let the TrustPolicy bean trust them, such as '10.0.3.0/24'");
	}

	private List<String> warningsOf(TestApplication application) {
		try (ConfigurableApplicationContext context = application.start()) {
			// The start resets the logging system
			this.log.close();
			this.log = LoggedEvents.of(UntrustedPeerLogger.class.getName(), "INFO");
			TrustProxy trustProxy = context.getBean(TrustProxy.class);
			new DecisionReplay(trustProxy).send("10.0.3.4", ENOUGH, null, UntrustedPeerLogger.REQUESTS);
			return this.log.messages();
		}
	}

	private void send(String peer, int times) {
		this.replay.send(peer, ENOUGH, null, times);
	}

	@Configuration(proxyBeanMethods = false)
	static class TrustPolicyConfiguration {

		@Bean
		TrustPolicy trustPolicy() {
			return TrustPolicy.of("loopback");
		}

	}

}
