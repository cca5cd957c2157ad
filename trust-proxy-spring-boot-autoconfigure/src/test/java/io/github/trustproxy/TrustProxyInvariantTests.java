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

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * What holds for {@link TrustProxy} whatever a request contains, tried on random
 * requests.
 */
class TrustProxyInvariantTests {

	private static final int REQUESTS = 3000;

	private static final TrustPolicy TRUSTED = TrustPolicy.of("127.0.0.0/8", "::1", "10.0.0.0/8");

	private static final List<String> ENTRIES = List.of("10.0.0.5", "10.0.0.6:80", "[::1]:99", "::ffff:10.0.0.7",
			"127.0.0.1", "203.0.113.7", "203.0.113.8:443", "2001:db8::7", "6.6.6.6", "unknown", "_hidden", "localhost",
			"010.0.0.1", "0.0.0.0", "10.0.0.0/8", "\"10.0.0.5\"", "[10.0.0.5]", "1.2.3.4 5.6.7.8", "\u00a0", "");

	private static final List<String> ELEMENTS = List.of("for=10.0.0.5", "for=\"10.0.0.6:80\";host=a.example",
			"For=\"[::1]\";proto=https", "for=127.0.0.1", "for=203.0.113.7;proto=https;host=b.example",
			"for=\"2001:db8::7\"", "for=unknown;proto=http", "for=_x", "proto=https", "for=10.0.0.5:80", "for=\"a, b\"",
			"for=a;for=b", "\"", "x y", ";", "");

	/**
	 * What a client can send to confuse a parser.
	 */
	private static final List<String> GARBAGE = List.of("6.6.6.6", "10.0.0.99", "unknown", "x", "", ",,,", "for=\"",
			"\"", "for=6.6.6.6;proto=http;host=evil.example", "\\", "[", "%", "\u0000", "\u00e9", ";", "10.0.0.0/8",
			"for=\"\\");

	static Stream<Arguments> families() {
		return Stream.of(argumentSet("X-Forwarded-For", HeaderFormat.X_FORWARDED, "X-Forwarded-For", ENTRIES),
				argumentSet("Forwarded", HeaderFormat.STANDARD, "Forwarded", ELEMENTS));
	}

	@ParameterizedTest
	@MethodSource("families")
	void answerIsAnAddressAndNothingThrows(HeaderFormat format, String header, List<String> pool) {
		Random random = new Random(11);
		for (int i = 0; i < REQUESTS; i++) {
			List<String> lines = lines(random, pool);
			Decision decision = decide(format, TestRequest.from("10.0.0.9").header(header, lines));
			ClientAddress client = decision.client();
			assertThat(isCanonical(client.ip())).as("%s", lines).isTrue();
			assertThat(client.ips()).as("%s", lines).hasSize(client.distance()).allMatch(this::isCanonical);
			assertThat(client.hops()).as("%s", lines).hasSizeGreaterThan(client.distance());
			assertThat(client.hops().get(client.distance()).address()).as("%s", lines).isEqualTo(client.address());
		}
	}

	@ParameterizedTest
	@MethodSource("families")
	void untrustedPeerIsAnsweredAsIfThereWereNoHeaders(HeaderFormat format, String header, List<String> pool) {
		Random random = new Random(12);
		TestRequest request = TestRequest.from("198.51.100.1");
		Answer expected = Answer.of(decide(format, request));
		for (int i = 0; i < REQUESTS; i++) {
			List<String> lines = lines(random, pool);
			assertThat(Answer.of(decide(format, request.header(header, lines)))).as("%s", lines).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@MethodSource("families")
	void whatAClientPutsInFrontChangesNothing(HeaderFormat format, String header, List<String> pool) {
		Random random = new Random(13);
		int tried = 0;
		for (int i = 0; i < REQUESTS; i++) {
			List<String> lines = lines(random, pool);
			TestRequest request = TestRequest.from("10.0.0.9");
			Decision decision = decide(format, request.header(header, lines));
			StopReason stopReason = decision.client().stopReason();
			if (stopReason != StopReason.LEFT_MOST && stopReason != StopReason.NO_FORWARDED_ADDRESS) {
				tried++;
				List<String> more = new ArrayList<>();
				more.add(GARBAGE.get(random.nextInt(GARBAGE.size())));
				more.add(GARBAGE.get(random.nextInt(GARBAGE.size())));
				more.addAll(lines);
				assertThat(Answer.of(decide(format, request.header(header, more)))).as("%s", more)
					.isEqualTo(Answer.of(decision));
			}
		}
		assertThat(tried).isGreaterThan(REQUESTS / 2);
	}

	@ParameterizedTest
	@MethodSource("families")
	void whatStandsLeftOfTheStopCanBeAnything(HeaderFormat format, String header, List<String> pool) {
		Random random = new Random(14);
		for (int i = 0; i < REQUESTS; i++) {
			List<String> lines = lines(random, pool);
			TestRequest request = TestRequest.from("10.0.0.9");
			Decision decision = decide(format, request.header(header, lines));
			int last = (int) decision.client()
				.hops()
				.stream()
				.filter((hop) -> hop.verdict() != Hop.Verdict.IGNORED)
				.count() - 1;
			if (last < decision.client().hops().size() - 1) {
				// One line per entry, so that the entries to the left can be taken away
				List<String> kept = new ArrayList<>();
				decision.client().hops().subList(1, last + 1).forEach((hop) -> kept.add(0, hop.text()));
				kept.add(0, GARBAGE.get(random.nextInt(3)));
				assertThat(Answer.of(decide(format, request.header(header, kept)))).as("%s", lines)
					.isEqualTo(Answer.of(decision));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("families")
	void joiningLinesChangesNothing(HeaderFormat format, String header, List<String> pool) {
		Random random = new Random(15);
		// Lines with an open quote are the exception: they stand for themselves
		List<String> closed = pool.stream().filter((entry) -> !entry.equals("\"")).toList();
		for (int i = 0; i < REQUESTS; i++) {
			List<String> lines = lines(random, closed);
			TestRequest request = TestRequest.from("10.0.0.9");
			assertThat(Answer.of(decide(format, request.header(header, String.join(",", lines))))).as("%s", lines)
				.isEqualTo(Answer.of(decide(format, request.header(header, lines))));
		}
	}

	@ParameterizedTest
	@MethodSource("families")
	void randomTextNeverThrows(HeaderFormat format, String header, List<String> pool) {
		Random random = new Random(16);
		String alphabet = "0123456789abcdef:.[]%,;=\"\\ \tforp_/-\u00e9\u0000";
		for (int i = 0; i < REQUESTS; i++) {
			StringBuilder text = new StringBuilder();
			random.ints(random.nextInt(60), 0, alphabet.length()).forEach((c) -> text.append(alphabet.charAt(c)));
			TestRequest request = TestRequest.from("10.0.0.9");
			for (ForwardedValue value : ForwardedValue.values()) {
				request = request.header(value.header(), text.toString());
			}
			ClientAddress client = decide(format, request.header(header, text.toString())).client();
			assertThat(isCanonical(client.ip())).as("%s", text).isTrue();
			assertThat(client.hops()).as("%s", text).isNotEmpty();
		}
	}

	private boolean isCanonical(String ip) {
		AddressParser parser = new AddressParser();
		return parser.parse(ip, 0, ip.length()) && AddressFormat.format(parser.high(), parser.low()).equals(ip);
	}

	private static List<String> lines(Random random, List<String> pool) {
		return IntStream.range(0, 1 + random.nextInt(3))
			.mapToObj((line) -> String.join(random.nextBoolean() ? "," : " ,\t", IntStream.range(0, random.nextInt(4))
				// The trusted ones come first and are taken more often
				.mapToObj((entry) -> pool.get(random.nextInt(random.nextBoolean() ? 4 : pool.size())))
				.toList()))
			.toList();
	}

	private static Decision decide(HeaderFormat format, TestRequest request) {
		return TrustProxy.builder()
			.policy(TRUSTED)
			.headerFormat(format)
			.values(EnumSet.allOf(ForwardedValue.class))
			.build()
			.decide(request, TestRequest.READER);
	}

	/**
	 * What the application sees.
	 */
	record Answer(String ip, int port, List<String> ips, boolean peerTrusted, Origin origin) {

		static Answer of(Decision decision) {
			ClientAddress client = decision.client();
			return new Answer(client.ip(), client.port(), client.ips(), decision.peerTrusted(), decision.origin());
		}

	}

}
