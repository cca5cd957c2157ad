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

package io.github.trustproxy.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.Provider;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.explain.DescribedRequest;
import io.github.trustproxy.support.Shows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link KeptSources} with a clock and a resolver that the test holds in its
 * hands.
 */
class KeptSourcesTests {

	private static final Duration REFRESH = Duration.ofSeconds(30);

	private static final Duration MAX_AGE = Duration.ofMinutes(5);

	private static final int THREADS = 16;

	private static final int FLIPS = 2000;

	private final HeldClock clock = new HeldClock();

	private final Map<String, List<String>> names = new HashMap<>();

	private final List<String> events = new ArrayList<>();

	private final Random random = new Random(42);

	private final SourceListener listener = new SourceListener() {

		@Override
		public void stateChanged(SourceStatus status) {
			KeptSourcesTests.this.events.add(status.name() + " " + status.state());
		}

		@Override
		public void listChanged(SourceStatus status, List<String> added, List<String> removed) {
			KeptSourcesTests.this.events.add(status.name() + " +" + added + " -" + removed);
		}

	};

	@Test
	@Shows("threat-model.md: dns: with a name for which somebody else")
	void addressesOfANameAreTrustedAndFollowed() throws Exception {
		this.names.put("traefik", List.of("192.0.2.1"));
		KeptSources sources = load("loopback", "dns:traefik");
		assertTrusted(sources, "127.0.0.1", "192.0.2.1");
		this.names.put("traefik", List.of("192.0.2.2", "2001:db8::2"));
		Duration pause = sources.refresh(this.listener);
		assertThat(pause).isBetween(REFRESH.multipliedBy(9).dividedBy(10), REFRESH.multipliedBy(11).dividedBy(10));
		assertTrusted(sources, "127.0.0.1", "192.0.2.1");
		this.clock.advance(pause);
		sources.refresh(this.listener);
		assertTrusted(sources, "127.0.0.1", "192.0.2.2", "2001:db8::2");
		assertThat(this.events).containsExactly("dns:traefik +[192.0.2.2, 2001:db8::2] -[192.0.2.1]");
		assertThat(sources.statuses()).singleElement().satisfies((status) -> {
			assertThat(status.name()).isEqualTo("dns:traefik");
			assertThat(status.kind()).isEqualTo("dns");
			assertThat(status.ranges()).isEqualTo(2);
			assertThat(status.state()).isEqualTo(SourceState.FRESH);
			assertThat(status.checked()).isEqualTo(this.clock.instant());
			assertThat(status.next()).isAfter(this.clock.instant());
			assertThat(status.changed()).isEqualTo(this.clock.instant() + ": 2 added, 1 removed");
		});
	}

	@Test
	void nameThatVanishesIsTrustedUntilItIsTooOldAndToldOnce() throws Exception {
		this.names.put("traefik", List.of("192.0.2.1"));
		KeptSources sources = load("dns:traefik");
		Instant good = this.clock.instant();
		this.names.clear();
		int tries = 0;
		while (this.clock.instant().isBefore(good.plus(MAX_AGE))) {
			assertTrusted(sources, "192.0.2.1");
			this.clock.advance(sources.refresh(this.listener));
			tries++;
		}
		assertThat(this.clock.instant()).isEqualTo(good.plus(MAX_AGE));
		assertThat(tries).isBetween(7, 14);
		assertThat(this.events).containsExactly("dns:traefik STALE");
		sources.refresh(this.listener);
		assertTrusted(sources);
		assertThat(this.events).containsExactly("dns:traefik STALE", "dns:traefik +[] -[192.0.2.1]",
				"dns:traefik EXPIRED");
		this.names.put("traefik", List.of("192.0.2.1"));
		this.clock.advance(Duration.ofMinutes(1));
		sources.refresh(this.listener);
		assertTrusted(sources, "192.0.2.1");
		assertThat(this.events).last().isEqualTo("dns:traefik FRESH");
	}

	/**
	 * audnexus#879.
	 */
	@Test
	void refreshThatFailsDoesNotMakeTheListYounger() throws Exception {
		this.names.put("traefik", List.of("192.0.2.1"));
		KeptSources sources = load("dns:traefik");
		this.names.clear();
		for (int i = 0; i < 4; i++) {
			this.clock.advance(Duration.ofMinutes(1));
			sources.refresh("dns:traefik", this.listener);
			assertTrusted(sources, "192.0.2.1");
		}
		this.clock.advance(Duration.ofMinutes(1));
		sources.refresh("dns:traefik", this.listener);
		assertTrusted(sources);
	}

	/**
	 * Nobody has failed to refresh a list that nobody has looked for.
	 */
	@Test
	void listThatIsLookedForLessOftenThanItIsBelievedIsBelievedUntilThen() throws Exception {
		this.names.put("edge", List.of("192.0.2.1"));
		SourceSettings edge = new SourceSettings("edge", List.of("dns:edge"), null, Duration.ofHours(1), null, null,
				null, null);
		KeptSources sources = new KeptSources(List.of("edge"), List.of(edge), this.clock, factory());
		sources.load(this.listener);
		for (int i = 0; i < 3; i++) {
			Duration pause = sources.refresh(this.listener);
			assertThat(pause).isBetween(Duration.ofMinutes(54), Duration.ofMinutes(66));
			this.clock.advance(pause);
			assertThat(sources.statuses().get(0).state()).isEqualTo(SourceState.FRESH);
			sources.refresh(this.listener);
			assertTrusted(sources, "192.0.2.1");
		}
		this.names.clear();
		this.clock.advance(sources.refresh(this.listener));
		sources.refresh(this.listener);
		assertTrusted(sources);
		assertThat(this.events).containsExactly("edge +[] -[192.0.2.1]", "edge EXPIRED");
	}

	@Test
	void hostBitsOfASourceAreWarnedAbout() {
		SourceSettings edge = new SourceSettings("edge", List.of("dns:edge", "10.0.0.5/8", "192.0.2.0/24"), null, null,
				null, null, null, null);
		KeptSources sources = new KeptSources(List.of("edge"), List.of(edge), this.clock, factory());
		assertThat(sources.warnings()).containsExactly(Map.entry("edge",
				List.of("The trusted range '10.0.0.5/8' has host bits set. It is read as '10.0.0.0/8'.")));
	}

	/**
	 * cloudflare-rails#243.
	 */
	@Test
	void pausesGrowWhileNothingIsThere() {
		SourceSettings edge = new SourceSettings("edge", List.of("dns:edge"), null, Duration.ofHours(1), null, null,
				null, null);
		KeptSources sources = new KeptSources(List.of("edge"), List.of(edge), this.clock, factory());
		sources.load(this.listener);
		List<Long> minutes = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			Duration pause = sources.refresh(this.listener);
			minutes.add(Math.round(pause.toSeconds() / 60.0));
			this.clock.advance(pause);
		}
		assertThat(minutes.get(0)).isOne();
		assertThat(minutes.get(1)).isEqualTo(2);
		assertThat(minutes.get(2)).isBetween(3L, 5L);
		assertThat(minutes.get(7)).isBetween(54L, 66L);
		assertThat(this.events).containsExactly("edge FAILED");
	}

	/**
	 * Otherwise all applications ask at once that were started together.
	 */
	@Test
	void looksAreEarlierAndLaterByUpToATenth() {
		this.names.put("traefik", List.of("192.0.2.1"));
		KeptSources sources = load("dns:traefik");
		List<Double> shares = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			Duration pause = sources.refresh(this.listener);
			shares.add(pause.toMillis() / (double) REFRESH.toMillis());
			this.clock.advance(pause);
		}
		assertThat(shares).allSatisfy((share) -> assertThat(share).isBetween(0.9, 1.1))
			.anySatisfy((share) -> assertThat(share).isLessThan(0.93))
			.anySatisfy((share) -> assertThat(share).isGreaterThan(1.07));
	}

	@Test
	void sourceWithoutAListTrustsNobodyAndDoesNotStopTheStart() throws Exception {
		KeptSources sources = load("10.0.0.1", "dns:traefik");
		sources.checkRequired();
		assertTrusted(sources, "10.0.0.1");
		assertThat(sources.statuses().get(0).error()).isEqualTo("The name 'traefik' has no address.");
	}

	@Test
	void sourceThatIsRequiredStopsTheStart() {
		SourceSettings edge = new SourceSettings("edge", List.of("dns:edge"), null, null, null, true, null, null);
		KeptSources sources = new KeptSources(List.of("edge"), List.of(edge), this.clock, factory());
		sources.load(this.listener);
		assertThatExceptionOfType(InvalidSourceException.class).isThrownBy(sources::checkRequired).satisfies((ex) -> {
			assertThat(ex.getSource()).isEqualTo("edge");
			assertThat(ex.getValue()).isEqualTo("dns:edge");
			assertThat(ex.getReason()).contains("The name 'edge' has no address.");
		});
	}

	/**
	 * righttoknow#1084.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "192.0.2.1, 192.0.2.2", "192.0.2.1, 2001:db8::1",
			"192.0.2.1, 192.0.2.2, 192.0.2.4, 192.0.2.6, 192.0.2.8, 192.0.2.10, 192.0.2.12, 192.0.2.14, 192.0.2.16,"
					+ " 2001:db8::1, 2001:db8::2" })
	@Shows("threat-model.md: a list of a source that is cut off")
	void guardRefusesAListThatChangedTooMuch(String addresses) throws Exception {
		this.names.put("edge", List.of("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "2001:db8::3"));
		SourceSettings edge = new SourceSettings("edge", List.of("dns:edge"), null, null, null, null, Guard.STRICT,
				null);
		KeptSources sources = new KeptSources(List.of("edge"), List.of(edge), this.clock, factory());
		sources.load(this.listener);
		this.names.put("edge", List.of(addresses.split(", ")));
		SourceStatus status = sources.refresh("edge", this.listener);
		assertThat(status.state()).isEqualTo(SourceState.STALE);
		assertThat(status.error()).contains("'guard: strict'");
		assertThat(status.ranges()).isEqualTo(5);
		this.names.put("edge", List.of("192.0.2.1", "2001:db8::1", "2001:db8::2"));
		assertThat(sources.refresh("edge", this.listener).ranges()).isEqualTo(3);
	}

	@Test
	void nameMayLoseAFamily() {
		this.names.put("edge", List.of("192.0.2.1", "2001:db8::1"));
		KeptSources sources = load("dns:edge");
		this.names.put("edge", List.of("192.0.2.1"));
		assertThat(sources.refresh("dns:edge", this.listener).ranges()).isOne();
	}

	@Test
	void sourceWithSeveralEntriesKeepsEachByItself() throws Exception {
		this.names.put("edge", List.of("192.0.2.1"));
		SourceSettings edge = new SourceSettings("edge", List.of("dns:edge", "dns:other", "198.51.100.0/24"), null,
				null, null, null, null, null);
		KeptSources sources = new KeptSources(List.of("edge"), List.of(edge), this.clock, factory());
		sources.load(this.listener);
		assertTrusted(sources, "192.0.2.1", "198.51.100.0/24");
		assertThat(sources.statuses()).singleElement().satisfies((status) -> {
			assertThat(status.kind()).isEqualTo("mixed");
			assertThat(status.state()).isEqualTo(SourceState.FAILED);
			assertThat(status.from()).isEqualTo("dns:edge, dns:other, 198.51.100.0/24");
		});
	}

	@Test
	void sourceMayHaveNamesAndProviders() throws Exception {
		SourceSettings edge = new SourceSettings("edge", List.of("loopback", "cloudflare"), null, null, null, null,
				null, null);
		KeptSources sources = new KeptSources(List.of("edge"), List.of(edge), this.clock, factory());
		assertTrusted(sources, "127.0.0.1");
		assertThat(sources.policy().trusts(InetAddress.getByName("104.16.0.1"), 0)).isTrue();
		assertThat(sources.statuses().get(0).date()).isEqualTo(Provider.CLOUDFLARE.snapshot().date());
	}

	@Test
	void nothingHasToBeRefreshedWithoutSourcesThatChange() {
		SourceSettings edge = new SourceSettings("edge", List.of("198.51.100.0/24"), null, null, null, null, null,
				null);
		KeptSources sources = new KeptSources(List.of("edge", "cloudflare", "loopback"), List.of(edge), this.clock,
				factory());
		assertThat(sources.isRefreshed()).isFalse();
		assertThat(sources.refresh(this.listener)).isNull();
		assertThat(sources.statuses()).extracting(SourceStatus::state)
			.containsExactly(SourceState.SNAPSHOT, SourceState.SNAPSHOT);
		assertThat(sources.policy()).asString()
			.isEqualTo("edge (1 range), " + Provider.CLOUDFLARE.snapshot() + ", loopback");
	}

	@ParameterizedTest
	@ValueSource(strings = { "dns:", "dns:10.0.0.1", "dns:127.1", "dns:traefik:80", "file:", "file://host/proxies",
			"edgee", "http://edge.example/ranges" })
	void entriesThatAreNoneAreRefused(String entry) {
		SourceSettings edge = SourceSettings.of("edge");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new KeptSources(List.of("loopback", entry), List.of(edge), this.clock, factory()))
			.satisfies((ex) -> assertThat(ex.getValue()).isEqualTo(entry))
			.satisfies(
					(ex) -> assertThat(ex.getReason()).contains(entry.equals("edgee") ? "Did you mean 'edge'?" : ""));
	}

	/**
	 * Whatever is answered whenever, what is trusted is the last good list within its
	 * age, or nobody.
	 */
	@Test
	@Shows("threat-model.md: a resolver or a file that fails")
	void modelOfTheLastGoodListHolds() throws Exception {
		KeptSources sources = load("dns:traefik");
		@Nullable String good = null;
		Instant since = this.clock.instant();
		Instant lastTry = null;
		for (int i = 0; i < 20_000; i++) {
			switch (this.random.nextInt(4)) {
				case 0 -> this.names.put("traefik", List.of("192.0.2." + this.random.nextInt(4)));
				case 1 -> this.names.remove("traefik");
				default -> this.clock.advance(Duration.ofMillis(this.random.nextInt(40_000)));
			}
			Duration pause = sources.refresh(this.listener);
			assertThat(pause).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(33));
			Instant checked = sources.statuses().get(0).checked();
			if (!checked.equals(lastTry) && this.names.containsKey("traefik")) {
				good = this.names.get("traefik").get(0);
				since = checked;
			}
			lastTry = checked;
			boolean believed = good != null && this.clock.instant().isBefore(since.plus(MAX_AGE));
			assertTrusted(sources, believed ? new String[] { good } : new String[0]);
		}
	}

	/**
	 * Each address of the chain is in the list of the other source than the one before,
	 * so that an answer of two states would be any of them.
	 */
	@Test
	@Shows("threat-model.md: a list that changes in the middle")
	void everyAnswerIsThatOfOneStateWhileSixteenThreadsAskAndListsFlip() throws Exception {
		flip(true);
		KeptSources sources = load("dns:one", "dns:other");
		TrustProxy trustProxy = TrustProxy.builder().policy(sources.policy()).build();
		DescribedRequest request = DescribedRequest.from("192.0.2.0")
			.header("X-Forwarded-For", "203.0.113.7, 192.0.2.6, 192.0.2.5, 192.0.2.4, 192.0.2.3, 192.0.2.2, 192.0.2.1");
		Map<String, LongAdder> answers = new ConcurrentHashMap<>();
		AtomicBoolean done = new AtomicBoolean();
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		for (int i = 0; i < THREADS; i++) {
			threads.submit(() -> {
				while (!done.get()) {
					String answer = request.explain(trustProxy).client().ip();
					answers.computeIfAbsent(answer, (key) -> new LongAdder()).increment();
				}
			});
		}
		for (int flips = 0; flips < FLIPS; flips++) {
			flip(flips % 2 == 1);
			this.clock.advance(Duration.ofMinutes(1));
			sources.refresh(this.listener);
		}
		done.set(true);
		threads.shutdown();
		assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		assertThat(answers).containsOnlyKeys("203.0.113.7", "192.0.2.1");
		assertThat(this.events).hasSize(2 * FLIPS);
	}

	private void flip(boolean all) {
		this.names.put("one", all ? List.of("192.0.2.0", "192.0.2.1", "192.0.2.3", "192.0.2.5") : List.of("192.0.2.0"));
		this.names.put("other", all ? List.of("192.0.2.2", "192.0.2.4", "192.0.2.6") : List.of("198.51.100.0"));
	}

	@Test
	void nameOfUnixSocketsIsAnEntryOfASource() throws Exception {
		SourceSettings edge = new SourceSettings("edge", List.of("unix", "dns:traefik"), null, null, null, null, null,
				null);
		KeptSources sources = new KeptSources(List.of("edge"), List.of(edge), this.clock, factory());
		sources.load(this.listener);
		TrustProxy trustProxy = TrustProxy.builder().policy(sources.policy()).build();
		DescribedRequest request = DescribedRequest.from("unix").header("X-Forwarded-For", "203.0.113.7");
		assertThat(request.explain(trustProxy).client().ip()).isEqualTo("203.0.113.7");
		assertThat(request.explain(trustProxy).hops().get(0).rule()).isEqualTo("edge");
		assertThat(trustProxy.trustedRanges()).containsExactly("unix");
		assertTrusted(sources);
	}

	private KeptSources load(String... entries) {
		KeptSources sources = new KeptSources(List.of(entries), List.of(), this.clock, factory());
		sources.load(this.listener);
		return sources;
	}

	private SourceFactory factory() {
		return new SourceFactory((name) -> {
			List<String> addresses = this.names.get(name);
			if (addresses == null) {
				throw new UnknownHostException(name);
			}
			InetAddress[] resolved = new InetAddress[addresses.size()];
			for (int i = 0; i < resolved.length; i++) {
				resolved[i] = InetAddress.getByName(addresses.get(i));
			}
			return resolved;
		}, this.random, null);
	}

	private static void assertTrusted(KeptSources sources, String... expected) throws UnknownHostException {
		for (String address : List.of("127.0.0.1", "10.0.0.1", "192.0.2.0", "192.0.2.1", "192.0.2.2", "192.0.2.3",
				"198.51.100.0", "2001:db8::2")) {
			boolean trusted = List.of(expected).stream().anyMatch((entry) -> entry.replace("/24", "").equals(address));
			assertThat(sources.policy().trusts(InetAddress.getByName(address), 0)).as(address).isEqualTo(trusted);
		}
	}

	private static final class HeldClock extends Clock {

		private Instant now = Instant.parse("2026-11-28T12:00:00Z");

		void advance(Duration duration) {
			this.now = this.now.plus(duration);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
