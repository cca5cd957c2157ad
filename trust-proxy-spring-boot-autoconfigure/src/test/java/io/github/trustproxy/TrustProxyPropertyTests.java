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

package io.github.trustproxy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import io.github.trustproxy.address.NaiveAddress;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.support.Shows;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for {@link TrustProxy} whatever a request contains, tried on random requests
 * and settings. {@link TrustProxyFuzzTests} tries the same on what Jazzer finds.
 */
@Domain(RandomRequests.Domain.class)
@AddLifecycleHook(PropertyTries.class)
@Shows("threat-model.md: what nobody thought of")
class TrustProxyPropertyTests {

	private static final List<ForwardedValue> ORIGIN = List.of(ForwardedValue.PROTO, ForwardedValue.HOST,
			ForwardedValue.PORT, ForwardedValue.PREFIX);

	private static final List<String> STRANGERS = List.of("198.51.100.1", "2001:db8:ffff:0:0:0:0:1", "11.0.0.1",
			"128.0.0.1", "", "unix");

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@BeforeContainer
	static void watchNameResolutions() {
		NameResolutions.watch();
		NameResolutions.seen();
	}

	@Property
	void modelGivesTheSameAnswer(@ForAll RandomRequests random) {
		TrustSettings settings = random.settings();
		Answer answer = answerOfTheModel(settings, random.request());
		Statistics.label("stop reasons").collect(answer.stopReason()).coverage((coverage) -> {
			// The model knows no sources: ProofTests and ProvenRequestTests have all
			// kinds of
			// proofs
			for (StopReason stopReason : EnumSet.complementOf(EnumSet.of(StopReason.NOT_PROVEN))) {
				coverage.check(stopReason).count((count) -> count > 0);
			}
		});
		Statistics.label("families")
			.collect(settings.format(), settings.clientIpHeader() != null)
			.coverage((coverage) -> coverage.check(HeaderFormat.STANDARD, true)
				.percentage((percentage) -> percentage > 1));
		Statistics.label("distances").collect(Math.min(4, answer.ips().size())).coverage((coverage) -> {
			for (int distance = 0; distance <= 4; distance++) {
				// The rarest is 2.5 % of all requests, but not of 500 of them
				coverage.check(distance).percentage((percentage) -> percentage > 0.1);
			}
		});
		Origin origin = answer.origin();
		collect("scheme", origin.scheme() != null);
		collect("host", origin.host() != null);
		collect("port", origin.port() >= 0);
		collect("prefix", origin.prefix() != null);
	}

	static Answer answerOfTheModel(TrustSettings settings, TestRequest request) {
		Answer answer = Answer.of(settings, request);
		assertThat(answer).isEqualTo(new NaiveTrustProxy(settings).decide(request));
		return answer;
	}

	private static void collect(String name, boolean forwarded) {
		Statistics.label(name + " forwarded")
			.collect(forwarded)
			.coverage((coverage) -> coverage.check(true).percentage((percentage) -> percentage > 3));
	}

	@Property
	void policyIsAskedWhatTheModelAsks(@ForAll RandomRequests random) {
		TrustSettings settings = random.settings();
		TestRequest request = random.request();
		TrustPolicy policy = (settings.function() != null) ? settings.function()
				: TrustSpec.parse(settings.trust()).policy();
		List<String> asked = new ArrayList<>();
		List<String> expected = new ArrayList<>();
		Answer.of(settings.function(recording(policy, asked)), request);
		new NaiveTrustProxy(settings.function(recording(policy, expected))).decide(request);
		assertThat(asked).isEqualTo(expected).hasSizeLessThanOrEqualTo(settings.maxHops());
	}

	private static TrustPolicy recording(TrustPolicy policy, List<String> questions) {
		return (address, hop) -> {
			questions.add(address.getHostAddress() + " " + hop);
			return policy.trusts(address, hop);
		};
	}

	/** Invariant I1. */
	@Property
	void nothingLeftOfTheStopMatters(@ForAll RandomRequests random) {
		Statistics.label("something was left of the stop")
			.collect(exchangeWhatIsLeftOfTheStop(random))
			.coverage((coverage) -> coverage.check(true).percentage((percentage) -> percentage > 50));
	}

	/**
	 * Return whether there was anything.
	 */
	static boolean exchangeWhatIsLeftOfTheStop(RandomRequests random) {
		TrustSettings settings = random.settings();
		TestRequest request = random.request();
		List<String> garbage = random.garbage();
		Answer answer = Answer.of(settings, request);
		boolean walked = answer.stopReason() != StopReason.POLICY_FAILED;
		List<Hop> hops = settings.trustProxy().decide(request, TestRequest.READER).client().hops();
		int seen = answer.verdicts().size();
		TestRequest changed = request;
		if (walked && settings.clientIpHeader() == null && seen < hops.size()) {
			// One line for each entry, so that those to the left can be exchanged
			List<String> lines = new ArrayList<>(garbage);
			lines.add("x");
			IntStream.iterate(seen - 1, (hop) -> hop > 0, (hop) -> hop - 1)
				.forEach((hop) -> lines.add(hops.get(hop).text()));
			changed = changed.replaced(chainHeader(settings), lines);
		}
		int distance = Math.max(1, answer.ips().size());
		for (ForwardedValue value : ORIGIN) {
			String name = header(settings, value);
			List<String> members = members(request.lines(name));
			if (walked && members.size() >= distance) {
				List<String> lines = new ArrayList<>(garbage);
				lines.addAll(members.subList(members.size() - distance, members.size()));
				changed = changed.replaced(name, lines);
			}
		}
		assertThat(Seen.of(Answer.of(settings, changed))).isEqualTo(Seen.of(answer));
		return changed != request;
	}

	private static List<String> members(List<String> lines) {
		return Stream.of(String.join(",", lines).split(","))
			.filter((member) -> !member.replaceAll("[ \t]", "").isEmpty())
			.toList();
	}

	private static String header(TrustSettings settings, ForwardedValue value) {
		return settings.names().getOrDefault(value, value.header());
	}

	private static String chainHeader(TrustSettings settings) {
		return (settings.format() == HeaderFormat.STANDARD) ? "Forwarded" : "X-Forwarded-For";
	}

	/** Invariant I2. */
	@Property
	void untrustedPeerIsAnsweredAsIfThereWereNoHeaders(@ForAll RandomRequests random) {
		TrustSettings any = random.settings();
		TestRequest request = random.request();
		TrustSettings settings = switch (random.below(8)) {
			case 0 -> any.trust("false");
			case 1 -> any.maxHops(0);
			case 2 -> any.function(CustomPolicy.ALL_BUT_PEER);
			case 3 -> any.function(CustomPolicy.BROKEN);
			default -> any.trust("private", "2001:db8:1::/48");
		};
		if (settings.function() == null) {
			request = request.peer(random.oneOf(STRANGERS));
		}
		TestRequest bare = request.replaced("Host", request.lines("Host"));
		for (TestRequest.HeaderLine line : request.headerLines()) {
			bare = line.name().equals("Host") ? bare : bare.without(line.name());
		}
		Answer answer = Answer.of(settings, request);
		assertThat(answer.stopReason()).isIn(StopReason.PEER_NOT_TRUSTED, StopReason.POLICY_FAILED);
		assertThat(answer.origin()).isEqualTo(Origin.UNCHANGED);
		assertThat(Seen.of(answer)).isEqualTo(Seen.of(Answer.of(settings, bare)));
		assertThat(answer.visibleHeaders()).noneMatch(settings.protectedHeaders()::contains);
	}

	/** Invariant I3. */
	@Property
	void answerIsACanonicalAddress(@ForAll RandomRequests random) {
		checkAddresses(random.settings().trustProxy().decide(random.request(), TestRequest.READER).client());
	}

	private static void checkAddresses(ClientAddress client) {
		List<Hop> hops = client.hops();
		assertThat(hops).hasSizeGreaterThan(client.distance());
		assertThat(client.ips()).hasSize(client.distance()).allMatch(TrustProxyPropertyTests::isCanonical);
		assertThat(hops.get(client.distance()).address()).isEqualTo(client.address());
		assertThat(client.port()).isBetween(0, Integer.MAX_VALUE);
		if (client.isKnown()) {
			assertThat(client.ip()).matches(TrustProxyPropertyTests::isCanonical);
			assertThat(client.address().getHostName()).isEqualTo(client.ip());
		}
		else {
			assertThat(client.ip()).isEqualTo("unknown");
			assertThat(client.address()).isNull();
			assertThat(client.distance()).isZero();
		}
	}

	private static boolean isCanonical(String ip) {
		NaiveAddress address = NaiveAddress.parse(ip);
		return address != null && address.text().equals(ip);
	}

	/** Invariant I4. */
	@Property
	void whatAClientPutsInFrontChangesNothing(@ForAll RandomRequests random) {
		TrustSettings settings = random.settings();
		TestRequest request = random.request();
		// Ends the walk if nothing else does
		String stopper = random.oneOf(RandomRequests.BAD_NODES);
		if (random.oneIn(2)) {
			settings = settings.trust(random.list().toArray(String[]::new));
			stopper = random.oneOf(RandomRequests.UNTRUSTED);
		}
		List<String> garbage = random.garbage();
		String name = chainHeader(settings);
		boolean standard = settings.format() == HeaderFormat.STANDARD;
		List<String> honest = new ArrayList<>();
		honest.add(standard ? "for=" + RandomRequests.Quoting.ALWAYS.quote(stopper) : stopper);
		honest.addAll(request.lines(name));
		List<String> linesInFront = new ArrayList<>(garbage);
		linesInFront.addAll(honest);
		Seen expected = seen(settings, request.replaced(name, honest));
		assertThat(seen(settings, request.replaced(name, linesInFront))).isEqualTo(expected);
		String text = String.join(",", garbage);
		// An open quote reaches to the end of its line, whoever continues the line
		if (!standard || !text.contains("\"")) {
			List<String> textInFront = new ArrayList<>(honest);
			textInFront.set(0, text + "," + honest.get(0));
			assertThat(seen(settings, request.replaced(name, textInFront))).isEqualTo(expected);
		}
	}

	/** Invariant I5. */
	@Property
	void linesCanBeSplitAndJoined(@ForAll RandomRequests random) {
		TrustSettings settings = random.settings();
		TestRequest request = random.request();
		List<String> elements = random.closedElements();
		TestRequest joined = request.replaced("Forwarded", List.of(String.join(", ", elements)));
		TestRequest split = request.replaced("Forwarded", elements);
		TestRequest blank = split.header("Forwarded", "", " ");
		for (ForwardedValue value : ForwardedValue.values()) {
			String name = header(settings, value);
			List<String> lines = request.lines(name);
			List<String> members = members(lines);
			joined = joined.replaced(name, List.of(String.join(",", lines)));
			split = split.replaced(name, members);
			blank = blank.replaced(name, members.stream().flatMap((member) -> Stream.of("", member)).toList());
		}
		Seen expected = seen(settings, split);
		assertThat(seen(settings, joined)).isEqualTo(expected);
		assertThat(seen(settings, blank)).isEqualTo(expected);
	}

	/** Invariant I6. */
	@Property
	void oddTextNeverThrowsAndIsNeverResolved(@ForAll RandomRequests random) {
		checkAddresses(random.settings().trustProxy().decide(random.oddRequest(), TestRequest.READER).client());
		assertThat(NameResolutions.seen()).isFalse();
	}

	/** Of invariant I6, what operators write. */
	@Property
	void settingIsUnderstoodOrRefused(@ForAll RandomRequests random) {
		List<String> garbage = random.garbage();
		refuses(() -> TrustSpec.parse(garbage));
		refuses(() -> TrustProxy.builder().allowedHosts(garbage));
		refuses(() -> TrustProxy.builder().clientIpHeader(garbage.get(0)));
		refuses(() -> TrustProxy.builder().protectedHeaders(garbage));
	}

	private static void refuses(Runnable setting) {
		try {
			setting.run();
		}
		catch (InvalidSettingException ex) {
			assertThat(ex).hasMessageEndingWith(".");
		}
	}

	/**
	 * Invariant I7, without a clock: bytes instead of time, and questions to the headers.
	 */
	@Property
	void costIsLinearAndCapped(@ForAll RandomRequests random) {
		TrustSettings settings = random.settings();
		TestRequest request = random.longRequest();
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		request.headerLines()
			.forEach((line) -> headers.computeIfAbsent(line.name(), (name) -> new ArrayList<>()).add(line.value()));
		long size = request.headerLines().stream().mapToLong((line) -> line.value().length() + 1).sum();
		TrustProxy trustProxy = settings.trustProxy();
		// The first time may link code
		trustProxy.decide(request, new CountingReader(headers));
		CountingReader reader = new CountingReader(headers);
		long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
		Decision decision = trustProxy.decide(request, reader);
		long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
		assertThat(allocated).isLessThan(16_000 + 30 * size);
		assertThat(reader.lookups).isLessThanOrEqualTo(6);
		assertThat(decision.client().distance()).isLessThanOrEqualTo(settings.maxHops());
	}

	private static Seen seen(TrustSettings settings, TestRequest request) {
		return Seen.of(Answer.of(settings, request));
	}

	/**
	 * What an application acts upon. Why the walk stopped is not part of it: the
	 * left-most entry becomes another one when something is put in front.
	 */
	record Seen(String ip, int port, List<String> ips, Origin origin) {

		static Seen of(Answer answer) {
			return new Seen(answer.ip(), answer.port(), answer.ips(), answer.origin());
		}

	}

	/**
	 * Reads headers from a map, and counts how often.
	 */
	private static final class CountingReader extends TestRequest.Reader {

		private final Map<String, List<String>> headers;

		private int lookups;

		CountingReader(Map<String, List<String>> headers) {
			this.headers = headers;
		}

		@Override
		public List<String> headerLines(TestRequest request, String name) {
			this.lookups++;
			return this.headers.getOrDefault(name, List.of());
		}

	}

}
