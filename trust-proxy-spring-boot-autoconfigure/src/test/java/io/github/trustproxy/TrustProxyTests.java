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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link TrustProxy}: who the client is, and why. The origin is in
 * {@link TrustProxyOriginTests}.
 */
class TrustProxyTests {

	private static final String PEER = "10.0.0.9";

	/**
	 * The real client.
	 */
	private static final String C = "203.0.113.7";

	private static final TrustPolicy TRUSTED = TrustPolicy.of("127.0.0.0/8", "::1", "10.0.0.0/8");

	@ParameterizedTest
	@MethodSource("chains")
	void findsTheClient(List<String> lines, String ip, StopReason stopReason) {
		ClientAddress client = client(TRUSTED, TestRequest.from(PEER).header("X-Forwarded-For", lines));
		assertThat(client.ip()).isEqualTo(ip);
		assertThat(client.stopReason()).isEqualTo(stopReason);
	}

	@ParameterizedTest
	@MethodSource("chains")
	void doesNotCareHowLinesAreSplit(List<String> lines, String ip, StopReason stopReason) {
		List<String> members = List.of(String.join(",", lines).split(",", -1));
		ClientAddress split = client(TRUSTED, TestRequest.from(PEER).header("X-Forwarded-For", members));
		ClientAddress joined = client(TRUSTED, TestRequest.from(PEER).forwardedFor(String.join(",", lines)));
		assertThat(List.of(split, joined)).allSatisfy((client) -> {
			assertThat(client.ip()).isEqualTo(ip);
			assertThat(client.stopReason()).isEqualTo(stopReason);
		});
	}

	static Stream<Arguments> chains() {
		return Stream.of(argumentSet("edge case 11", List.of(C), C, StopReason.LEFT_MOST),
				argumentSet("one untrusted entry in front", List.of("6.6.6.6, " + C), C, StopReason.HOP_NOT_TRUSTED),
				argumentSet("does not skip past an untrusted hop, edge case 13",
						List.of("6.6.6.6, 10.0.0.5, " + C + ", 10.0.0.7"), C, StopReason.HOP_NOT_TRUSTED),
				argumentSet("two lines in order, edge case 15", List.of("6.6.6.6", C + ", 10.0.0.7"), C,
						StopReason.HOP_NOT_TRUSTED),
				argumentSet("empty line, edge case 17", List.of(C, ""), C, StopReason.LEFT_MOST),
				argumentSet("empty line in front", List.of("", C), C, StopReason.LEFT_MOST),
				argumentSet("only empty lines", List.of("", " \t"), PEER, StopReason.NO_FORWARDED_ADDRESS),
				argumentSet("blank entries, edge case 19", List.of(",," + C + ",,"), C, StopReason.LEFT_MOST),
				argumentSet("blank entry inside, edge case 55", List.of(C + ", ,10.0.0.7"), C, StopReason.LEFT_MOST),
				argumentSet("tabs around", List.of("\t6.6.6.6\t,\t" + C + "\t"), C, StopReason.HOP_NOT_TRUSTED),
				argumentSet("loopback in the client's part, edge case 33", List.of("127.0.0.1, " + C), C,
						StopReason.HOP_NOT_TRUSTED),
				argumentSet("everybody trusted", List.of("10.0.0.5, 127.0.0.1, 10.0.0.7"), "10.0.0.5",
						StopReason.LEFT_MOST),
				argumentSet("port, edge case 35", List.of("[2001:db8::7]:443"), "2001:db8::7", StopReason.LEFT_MOST),
				argumentSet("canonical text, edge case 39", List.of("2001:0DB8:0:0:0:0:0:7"), "2001:db8::7",
						StopReason.LEFT_MOST),
				argumentSet("trusted hop with port", List.of(C + ", 10.0.0.7:1234"), C, StopReason.LEFT_MOST),
				argumentSet("trusted hop in another spelling", List.of(C + ", [0:0:0:0:0:0:0:1]:80"), C,
						StopReason.LEFT_MOST),
				argumentSet("trusted IPv4-mapped hop", List.of(C + ", ::ffff:10.0.0.7"), C, StopReason.LEFT_MOST),
				argumentSet("IPv4-compatible is not trusted as IPv4, edge case 41", List.of("6.6.6.6, ::10.0.0.7"),
						"::a00:7", StopReason.HOP_NOT_TRUSTED),
				argumentSet("NAT64 is not trusted as IPv4, edge case 41", List.of("6.6.6.6, 64:ff9b::a00:7"),
						"64:ff9b::a00:7", StopReason.HOP_NOT_TRUSTED),
				argumentSet("6to4 is not trusted as IPv4, edge case 41", List.of("6.6.6.6, 2002:a00:7::"),
						"2002:a00:7::", StopReason.HOP_NOT_TRUSTED),
				argumentSet("broadcast, edge case 51", List.of("6.6.6.6, 255.255.255.255"), "255.255.255.255",
						StopReason.HOP_NOT_TRUSTED),
				argumentSet("zone, edge case 63", List.of("fe80::1%eth0"), "fe80::1", StopReason.LEFT_MOST),
				argumentSet("octal, edge case 43", List.of("6.6.6.6, 0177.0.0.1"), PEER, StopReason.MALFORMED),
				argumentSet("octal behind a trusted hop", List.of("6.6.6.6, 0177.0.0.1, 10.0.0.7"), "10.0.0.7",
						StopReason.MALFORMED),
				argumentSet("short, edge case 45", List.of("6.6.6.6, 127.1"), PEER, StopReason.MALFORMED),
				argumentSet("leading zero, edge case 47", List.of("6.6.6.6, 010.0.0.5"), PEER, StopReason.MALFORMED),
				argumentSet("netmask sneaking, edge case 49", List.of("6.6.6.6, 10.0.0.0/8"), PEER,
						StopReason.MALFORMED),
				argumentSet("left-most malformed", List.of("localhost, 10.0.0.7"), "10.0.0.7", StopReason.MALFORMED),
				argumentSet("obfuscated, edge case 53", List.of(C + ", _hidden, 10.0.0.7"), "10.0.0.7",
						StopReason.OBFUSCATED),
				argumentSet("unknown", List.of(C + ", unknown, 10.0.0.7"), "10.0.0.7", StopReason.UNKNOWN),
				argumentSet("no-break space, edge case 57", List.of(C + "\u00a010.0.0.7"), PEER, StopReason.MALFORMED),
				argumentSet("two addresses in one entry, edge case 59", List.of("1.2.3.4 5.6.7.8"), PEER,
						StopReason.MALFORMED),
				argumentSet("quotes, edge case 61", List.of("\"1.2.3.4\""), PEER, StopReason.MALFORMED),
				argumentSet("unspecified", List.of(C + ", 0.0.0.0"), PEER, StopReason.MALFORMED),
				argumentSet("unspecified IPv6, edge case 67", List.of(C + ", ::"), PEER, StopReason.MALFORMED),
				argumentSet("bad port", List.of(C + ":0"), PEER, StopReason.MALFORMED),
				argumentSet("malformed left of the client", List.of("localhost, " + C + ", 10.0.0.7"), C,
						StopReason.HOP_NOT_TRUSTED));
	}

	@ParameterizedTest
	@MethodSource("forwardedLines")
	void findsTheClientInForwarded(List<String> lines, String ip, StopReason stopReason) {
		ClientAddress client = client(standard(TRUSTED), TestRequest.from(PEER).header("Forwarded", lines));
		assertThat(client.ip()).isEqualTo(ip);
		assertThat(client.stopReason()).isEqualTo(stopReason);
	}

	static Stream<Arguments> forwardedLines() {
		return Stream.of(argumentSet("no header", List.of(), PEER, StopReason.NO_FORWARDED_ADDRESS),
				argumentSet("empty header", List.of(" ,;"), PEER, StopReason.NO_FORWARDED_ADDRESS),
				argumentSet("edge case 75", List.of("for=" + C), C, StopReason.LEFT_MOST),
				argumentSet("untrusted hop", List.of("for=6.6.6.6, for=" + C + ", for=10.0.0.7"), C,
						StopReason.HOP_NOT_TRUSTED),
				argumentSet("two lines in order", List.of("for=6.6.6.6", "for=" + C + ", for=10.0.0.7"), C,
						StopReason.HOP_NOT_TRUSTED),
				argumentSet("unquoted brackets, edge case 77", List.of("for=6.6.6.6, for=[2001:db8::7]"), PEER,
						StopReason.MALFORMED),
				argumentSet("unquoted colon, edge case 79", List.of("for=6.6.6.6, for=" + C + ":8080"), PEER,
						StopReason.MALFORMED),
				argumentSet("quoted, with port", List.of("for=\"[2001:db8::7]:443\""), "2001:db8::7",
						StopReason.LEFT_MOST),
				argumentSet("quoted, without brackets", List.of("for=\"2001:db8::7\""), "2001:db8::7",
						StopReason.LEFT_MOST),
				argumentSet("comma in quotes, edge case 81", List.of("for=\"6.6.6.6, for=" + C + "\", for=10.0.0.7"),
						"10.0.0.7", StopReason.MALFORMED),
				argumentSet("quoted pair, edge case 83", List.of("for=\"203.0.113.\\7\""), C, StopReason.LEFT_MOST),
				argumentSet("quoted quote, edge case 83", List.of("for=\"c\\\"x\""), PEER, StopReason.MALFORMED),
				argumentSet("open quote in the client's line, edge case 85", List.of("for=\"x", "for=" + C), C,
						StopReason.HOP_NOT_TRUSTED),
				argumentSet("open quote in the line that the proxy appended to", List.of("for=\"x, for=" + C), PEER,
						StopReason.MALFORMED),
				argumentSet("duplicate for", List.of("for=10.0.0.7;for=" + C), PEER, StopReason.MALFORMED),
				argumentSet("unknown, edge case 87", List.of("for=" + C + ", for=unknown, for=10.0.0.7"), "10.0.0.7",
						StopReason.UNKNOWN),
				argumentSet("obfuscated, edge case 87", List.of("for=" + C + ", for=_gazonk"), PEER,
						StopReason.OBFUSCATED),
				argumentSet("element without for, edge case 89", List.of("for=" + C + ", proto=https"), PEER,
						StopReason.UNKNOWN),
				argumentSet("empty elements and pairs, edge case 91", List.of(",;;for=" + C + ";;,"), C,
						StopReason.LEFT_MOST));
	}

	@Test
	void ignoresEverythingFromAnUntrustedPeer() {
		// Edge case 1
		TestRequest request = TestRequest.from("198.51.100.1")
			.forwardedFor("1.2.3.4")
			.forwarded("for=1.2.3.4;proto=https;host=evil.example")
			.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "evil.example")
			.header("X-Forwarded-Port", "1")
			.header("X-Forwarded-Prefix", "/evil")
			.header("CF-Connecting-IP", "1.2.3.4");
		EnumSet<ForwardedValue> all = EnumSet.allOf(ForwardedValue.class);
		assertThat(Stream.of(builder(TRUSTED).values(all), standard(TRUSTED).values(all),
				builder(TRUSTED).values(all).clientIpHeader("CF-Connecting-IP")))
			.allSatisfy((builder) -> {
				Decision decision = decide(builder, request);
				assertThat(decision.peerTrusted()).isFalse();
				assertThat(decision.origin()).isSameAs(Origin.UNCHANGED);
				ClientAddress client = decision.client();
				assertThat(client.ip()).isEqualTo("198.51.100.1");
				assertThat(client.port()).isEqualTo(54321);
				assertThat(client.ips()).isEmpty();
				assertThat(client.distance()).isZero();
				assertThat(client.stopReason()).isEqualTo(StopReason.PEER_NOT_TRUSTED);
			});
	}

	@Test
	void trustedPeerWithoutHeaderIsTheClient() {
		// Edge case 3
		Decision decision = decide(builder(TRUSTED), TestRequest.from(PEER));
		assertThat(decision.peerTrusted()).isTrue();
		assertThat(decision.origin().isChanged()).isFalse();
		assertThat(decision.client().ip()).isEqualTo(PEER);
		assertThat(decision.client().ips()).isEmpty();
		assertThat(decision.client().stopReason()).isEqualTo(StopReason.NO_FORWARDED_ADDRESS);
	}

	@ParameterizedTest
	@MethodSource("peers")
	void recognisesThePeerHoweverItIsWritten(String peer, String canonical) {
		TrustPolicy policy = TrustPolicy.of("10.0.0.0/8", "::1", "fe80::/10");
		ClientAddress client = client(policy, TestRequest.from(peer).forwardedFor(C));
		assertThat(client.ip()).isEqualTo(C);
		assertThat(client.peer()).isNotNull();
		assertThat(client.peer().getHostString()).isEqualTo(canonical);
		assertThat(client.peer().getPort()).isEqualTo(54321);
	}

	static Stream<Arguments> peers() {
		return Stream.of(argumentSet("IPv4", "10.0.0.9", "10.0.0.9"),
				argumentSet("IPv4-mapped, edge case 5", "::ffff:10.0.0.9", "10.0.0.9"),
				argumentSet("zone, edge case 7", "fe80::1%eth0", "fe80::1"), argumentSet("brackets", "[::1]", "::1"),
				argumentSet("brackets and zone", "[fe80::1%3]", "fe80::1"),
				argumentSet("in full", "0:0:0:0:0:0:0:1", "::1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/run/app.sock" })
	void listDoesNotTrustAPeerWithoutAddress(String peer) {
		assertUnixSocketIsNotTrusted(TRUSTED, peer);
	}

	@Test
	void customPolicyIsNotAskedAboutAPeerWithoutAddress() {
		assertUnixSocketIsNotTrusted((address, hop) -> {
			throw new AssertionError("Not to be asked");
		}, null);
	}

	private static void assertUnixSocketIsNotTrusted(TrustPolicy policy, @Nullable String peer) {
		Decision decision = decide(builder(policy),
				TestRequest.from(peer).peerPort(-1).forwardedFor(C).header("X-Forwarded-Proto", "https"));
		assertThat(decision.peerTrusted()).isFalse();
		assertThat(decision.origin()).isSameAs(Origin.UNCHANGED);
		ClientAddress client = decision.client();
		assertThat(client.ip()).isEqualTo("unknown");
		assertThat(client.isKnown()).isFalse();
		assertThat(client.address()).isNull();
		assertThat(client.port()).isZero();
		assertThat(client.peer()).isNull();
		assertThat(client.hops()).first().satisfies((hop) -> {
			assertThat(hop.text()).isEqualTo("unknown");
			assertThat(hop.address()).isNull();
		});
	}

	@Test
	void countTrustsAPeerWithoutAddress() {
		ClientAddress client = client(TrustPolicy.hops(1),
				TestRequest.from(null).peerPort(-1).forwardedFor("6.6.6.6, " + C));
		assertThat(client.ip()).isEqualTo(C);
		assertThat(client.isKnown()).isTrue();
		assertThat(client.peer()).isNull();
		assertThat(client(TrustPolicy.all(), TestRequest.from(null).forwardedFor(C)).ip()).isEqualTo(C);
		assertThat(client(TrustPolicy.none(), TestRequest.from(null).forwardedFor(C)).ip()).isEqualTo("unknown");
	}

	@ParameterizedTest
	@MethodSource("counts")
	void countTrustsThatManyHops(int count, String forwardedFor, String ip, StopReason stopReason) {
		ClientAddress client = client(TrustPolicy.hops(count),
				TestRequest.from("198.51.100.1").forwardedFor(forwardedFor));
		assertThat(client.ip()).isEqualTo(ip);
		assertThat(client.stopReason()).isEqualTo(stopReason);
	}

	static Stream<Arguments> counts() {
		return Stream.of(argumentSet("none, edge case 9", 0, C, "198.51.100.1", StopReason.PEER_NOT_TRUSTED),
				argumentSet("one, edge case 21", 1, "6.6.6.6, " + C, C, StopReason.HOP_NOT_TRUSTED),
				argumentSet("two", 2, "6.6.6.6, " + C + ", 8.8.8.8", C, StopReason.HOP_NOT_TRUSTED),
				argumentSet("as many as there are", 2, C + ", 8.8.8.8", C, StopReason.LEFT_MOST),
				argumentSet("more than there are, as in Express, edge case 23", 99, "6.6.6.6, " + C, "6.6.6.6",
						StopReason.LEFT_MOST),
				argumentSet("blanks do not count, edge case 19", 1, "6.6.6.6," + C + ",, ,", C,
						StopReason.HOP_NOT_TRUSTED),
				argumentSet("malformed inside the count", 2, C + ", x", "198.51.100.1", StopReason.MALFORMED),
				argumentSet("malformed beyond the count", 1, "x, " + C, C, StopReason.HOP_NOT_TRUSTED));
	}

	@Test
	void asksThePolicyOncePerHopAndNotAboutTheLeftMost() {
		RecordingPolicy policy = new RecordingPolicy(99);
		client(policy, TestRequest.from(PEER).forwardedFor("6.6.6.6, " + C + ":80, ::ffff:10.0.0.7"));
		assertThat(policy.asked).containsExactly(PEER + " 0", "10.0.0.7 1", C + " 2");
	}

	@Test
	void doesNotAskThePolicyBeyondTheFirstUntrustedHop() {
		RecordingPolicy policy = new RecordingPolicy(2);
		ClientAddress client = client(policy,
				TestRequest.from(PEER).forwardedFor("1.1.1.1, 6.6.6.6, " + C + ", 8.8.8.8"));
		assertThat(client.ip()).isEqualTo(C);
		assertThat(policy.asked).containsExactly(PEER + " 0", "8.8.8.8 1", C + " 2");
	}

	@Test
	void asksThePolicyOnlyAboutThePeerWhenTheChainIsOneEntry() {
		RecordingPolicy policy = new RecordingPolicy(99);
		client(policy, TestRequest.from(PEER).forwardedFor(C));
		client(policy, TestRequest.from("10.0.0.8"));
		assertThat(policy.asked).containsExactly(PEER + " 0", "10.0.0.8 0");
	}

	@Test
	void doesNotAskThePolicyAboutWhatIsNoAddress() {
		RecordingPolicy policy = new RecordingPolicy(99);
		client(policy, TestRequest.from(PEER).forwardedFor("1.1.1.1, x, 10.0.0.7"));
		assertThat(policy.asked).containsExactly(PEER + " 0", "10.0.0.7 1");
	}

	@Test
	void policyThatTrustsOnlyTheSecondHopDoesNotTrustThePeer() {
		// Edge case 27
		ClientAddress client = client((address, hop) -> hop == 1, TestRequest.from(PEER).forwardedFor("6.6.6.6, " + C));
		assertThat(client.ip()).isEqualTo(PEER);
		assertThat(client.stopReason()).isEqualTo(StopReason.PEER_NOT_TRUSTED);
	}

	@Test
	void givesThePolicyAddressesThatAreTheirOwnHostName() {
		List<String> names = new ArrayList<>();
		client((address, hop) -> names.add(address.getHostName()),
				TestRequest.from("[::1]").forwardedFor(C + ", 10.0.0.7, 2001:0db8::1"));
		assertThat(names).containsExactly("::1", "2001:db8::1", "10.0.0.7");
	}

	@Test
	void decidesOnceHoweverOftenTheAnswerIsRead() {
		// Edge case 31: a policy that answers differently when asked again
		RecordingPolicy policy = new RecordingPolicy(2);
		ClientAddress client = client(policy, TestRequest.from(PEER).forwardedFor("6.6.6.6, " + C + ", 10.0.0.7"));
		policy.trusted = 0;
		int asked = policy.asked.size();
		assertThat(client.ip()).isEqualTo(C).isEqualTo(client.ip());
		assertThat(client.ips()).containsExactly(C, "10.0.0.7").isEqualTo(client.ips());
		assertThat(client.hops()).extracting(Hop::verdict)
			.containsExactly(Hop.Verdict.TRUSTED, Hop.Verdict.TRUSTED, Hop.Verdict.NOT_TRUSTED, Hop.Verdict.IGNORED);
		assertThat(client.hops()).isEqualTo(client.hops());
		assertThat(client.stopReason()).isEqualTo(StopReason.HOP_NOT_TRUSTED);
		assertThat(policy.asked).hasSize(asked);
	}

	@ParameterizedTest
	@MethodSource
	void trustsNobodyWhenThePolicyThrows(int failingHop, Throwable failure) {
		List<Throwable> failures = new ArrayList<>();
		TrustProxy.Builder builder = builder((address, hop) -> {
			if (hop == failingHop) {
				sneakyThrow(failure);
			}
			return true;
		}).onPolicyFailure(failures::add);
		Decision decision = decide(builder,
				TestRequest.from(PEER)
					.forwardedFor("6.6.6.6, " + C + ", 10.0.0.7")
					.header("X-Forwarded-Proto", "https")
					.header("X-Forwarded-Host", "a.example"));
		assertThat(failures).containsExactly(failure);
		assertThat(decision.peerTrusted()).isFalse();
		assertThat(decision.origin()).isSameAs(Origin.UNCHANGED);
		ClientAddress client = decision.client();
		assertThat(client.ip()).isEqualTo(PEER);
		assertThat(client.port()).isEqualTo(54321);
		assertThat(client.ips()).isEmpty();
		assertThat(client.distance()).isZero();
		assertThat(client.stopReason()).isEqualTo(StopReason.POLICY_FAILED);
		assertThat(client.hops()).extracting(Hop::verdict)
			.containsExactly(Hop.Verdict.NOT_TRUSTED, Hop.Verdict.IGNORED, Hop.Verdict.IGNORED, Hop.Verdict.IGNORED);
	}

	static Stream<Arguments> trustsNobodyWhenThePolicyThrows() {
		return IntStream.range(0, 3)
			.boxed()
			.flatMap((hop) -> Stream
				.of(new IllegalStateException("policy"), new AssertionError("policy"),
						new NoClassDefFoundError("policy"), new StackOverflowError(), new IOException("policy"))
				.map((failure) -> arguments(hop, failure)));
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneakyThrow(Throwable failure) throws T {
		throw (T) failure;
	}

	@Test
	void survivesAThrowingPolicyWithoutHandler() {
		Decision decision = decide(builder((address, hop) -> {
			throw new IllegalStateException("policy");
		}), TestRequest.from(PEER).forwardedFor(C));
		assertThat(decision.client().ip()).isEqualTo(PEER);
	}

	@Test
	void tellsNobodyWhenThePolicyAnswers() {
		List<Throwable> failures = new ArrayList<>();
		decide(builder(TRUSTED).onPolicyFailure(failures::add), TestRequest.from(PEER).forwardedFor("x"));
		assertThat(failures).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("hopLimits")
	void hopLimitEndsTheWalk(int maxHops, String ip, StopReason stopReason) {
		RecordingPolicy policy = new RecordingPolicy(99);
		ClientAddress client = client(builder(policy).maxHops(maxHops),
				TestRequest.from(PEER).forwardedFor("10.0.0.3, 10.0.0.2, 10.0.0.1"));
		assertThat(client.ip()).isEqualTo(ip);
		assertThat(client.stopReason()).isEqualTo(stopReason);
		assertThat(policy.asked).hasSize(Math.min(maxHops, 3));
	}

	static Stream<Arguments> hopLimits() {
		return Stream.of(argumentSet("nobody", 0, PEER, StopReason.PEER_NOT_TRUSTED),
				argumentSet("the peer", 1, "10.0.0.1", StopReason.HOP_LIMIT),
				argumentSet("two", 2, "10.0.0.2", StopReason.HOP_LIMIT),
				argumentSet("as many as there are", 3, "10.0.0.3", StopReason.LEFT_MOST),
				argumentSet("more than there are", 4, "10.0.0.3", StopReason.LEFT_MOST));
	}

	@Test
	void hopLimitAndListBothCount() {
		TrustProxy.Builder builder = builder(TRUSTED).maxHops(2);
		assertThat(client(builder, TestRequest.from(PEER).forwardedFor("1.1.1.1, 10.0.0.2, 10.0.0.1")).ip())
			.isEqualTo("10.0.0.2");
		assertThat(client(builder, TestRequest.from(PEER).forwardedFor("1.1.1.1, 10.0.0.2, " + C)).ip()).isEqualTo(C);
		assertThat(client(builder, TestRequest.from("8.8.8.8").forwardedFor(C)).ip()).isEqualTo("8.8.8.8");
	}

	@ParameterizedTest
	@MethodSource("manyTrustedHops")
	void hopLimitIs32WithoutASetting(TrustPolicy policy) {
		// Edge case 71
		List<String> entries = new ArrayList<>(List.of(C));
		IntStream.rangeClosed(1, 10_000).forEach((i) -> entries.add(1, "10.1." + (i >> 8) + "." + (i & 0xff)));
		ClientAddress client = client(policy, TestRequest.from(PEER).forwardedFor(String.join(", ", entries)));
		assertThat(client.ip()).isEqualTo("10.1.0.32");
		assertThat(client.distance()).isEqualTo(32);
		assertThat(client.stopReason()).isEqualTo(StopReason.HOP_LIMIT);
		assertThat(client.ips()).hasSize(32);
		assertThat(client.hops()).hasSize(10_002);
	}

	static Stream<Arguments> manyTrustedHops() {
		return Stream.of(argumentSet("list", TRUSTED), argumentSet("true", TrustPolicy.all()),
				argumentSet("count", TrustPolicy.hops(65535)));
	}

	@Test
	void listsTheVerifiedAddressesLikeExpress() {
		ClientAddress client = client(TRUSTED,
				TestRequest.from(PEER).forwardedFor("6.6.6.6, " + C + ":80", "::ffff:10.0.0.5, [::1]:99"));
		assertThat(client.ips()).containsExactly(C, "10.0.0.5", "::1");
		assertThat(client.distance()).isEqualTo(3);
		assertThat(client(TRUSTED, TestRequest.from(PEER).forwardedFor(C)).ips()).containsExactly(C);
		assertThat(client(TRUSTED, TestRequest.from(PEER).forwardedFor(C + ", x, 10.0.0.5")).ips())
			.containsExactly("10.0.0.5");
		assertThat(client(TRUSTED, TestRequest.from(PEER).forwardedFor(C + ", x")).ips()).isEmpty();
	}

	@Test
	void listsTheVerifiedAddressesOfForwarded() {
		ClientAddress client = client(standard(TRUSTED),
				TestRequest.from(PEER).forwarded("for=6.6.6.6, for=\"" + C + ":80\"", ",,for=10.0.0.5;proto=http"));
		assertThat(client.ips()).containsExactly(C, "10.0.0.5");
	}

	@ParameterizedTest
	@MethodSource("verdicts")
	void givesEachHopAVerdict(TrustProxy.Builder builder, String forwardedFor, List<Hop.Verdict> verdicts) {
		ClientAddress client = client(builder, TestRequest.from(PEER).forwardedFor(forwardedFor));
		assertThat(client.hops()).extracting(Hop::verdict).isEqualTo(verdicts);
		assertThat(client.hops()).extracting(Hop::distance)
			.containsExactlyElementsOf(IntStream.range(0, verdicts.size()).boxed().toList());
	}

	static Stream<Arguments> verdicts() {
		return Stream.of(
				argumentSet("peer not trusted", builder(TrustPolicy.none()), "6.6.6.6, x",
						List.of(Hop.Verdict.NOT_TRUSTED, Hop.Verdict.IGNORED, Hop.Verdict.IGNORED)),
				argumentSet("no forwarded address", builder(TRUSTED), "", List.of(Hop.Verdict.TRUSTED)),
				argumentSet("hop not trusted", builder(TRUSTED), "6.6.6.6, " + C + ", 10.0.0.5",
						List.of(Hop.Verdict.TRUSTED, Hop.Verdict.TRUSTED, Hop.Verdict.NOT_TRUSTED,
								Hop.Verdict.IGNORED)),
				argumentSet("left-most", builder(TRUSTED), "10.0.0.6, 10.0.0.5",
						List.of(Hop.Verdict.TRUSTED, Hop.Verdict.TRUSTED, Hop.Verdict.LEFT_MOST)),
				argumentSet("hop limit", builder(TRUSTED).maxHops(2), "10.0.0.7, 10.0.0.6, 10.0.0.5",
						List.of(Hop.Verdict.TRUSTED, Hop.Verdict.TRUSTED, Hop.Verdict.HOP_LIMIT, Hop.Verdict.IGNORED)),
				argumentSet("no hops allowed", builder(TRUSTED).maxHops(0), C,
						List.of(Hop.Verdict.NOT_TRUSTED, Hop.Verdict.IGNORED)),
				argumentSet("unknown", builder(TRUSTED), C + ", unknown, 10.0.0.5",
						List.of(Hop.Verdict.TRUSTED, Hop.Verdict.TRUSTED, Hop.Verdict.UNKNOWN, Hop.Verdict.IGNORED)),
				argumentSet("obfuscated", builder(TRUSTED), C + ", _x",
						List.of(Hop.Verdict.TRUSTED, Hop.Verdict.OBFUSCATED, Hop.Verdict.IGNORED)),
				argumentSet("malformed", builder(TRUSTED), "x, y, 10.0.0.5",
						List.of(Hop.Verdict.TRUSTED, Hop.Verdict.TRUSTED, Hop.Verdict.MALFORMED, Hop.Verdict.IGNORED)));
	}

	@Test
	void onlyAMalformedEntryIsRejectedAndOnlyIfAskedFor() {
		ClientAddress malformed = client(TRUSTED, TestRequest.from(PEER).forwardedFor(C + ", x"));
		ClientAddress unknown = client(TRUSTED, TestRequest.from(PEER).forwardedFor(C + ", unknown"));
		assertThat(MalformedHandling.REJECT.rejects(malformed)).isTrue();
		assertThat(MalformedHandling.REJECT.rejects(unknown)).isFalse();
		assertThat(MalformedHandling.STOP.rejects(malformed)).isFalse();
	}

	@Test
	void describesEachHop() {
		ClientAddress client = client(TRUSTED, TestRequest.from("::ffff:10.0.0.9")
			.forwardedFor("unknown, 0:0::1, " + C + ":80, [::1]:99, ::ffff:10.0.0.5"));
		assertThat(client.hops()).extracting(Hop::text, (hop) -> text(hop.address()), Hop::port)
			.containsExactly(tuple(PEER, PEER, 54321), tuple("::ffff:10.0.0.5", "10.0.0.5", 0),
					tuple("[::1]:99", "::1", 99), tuple(C + ":80", C, 80), tuple("0:0::1", "::1", 0),
					tuple("unknown", null, 0));
	}

	@Test
	void entryWithoutAddressHasNoPort() {
		ClientAddress client = client(TRUSTED, TestRequest.from(PEER).forwardedFor("x:80, unknown:80, _x:80"));
		assertThat(client.hops()).extracting(Hop::port).containsExactly(54321, 0, 0, 0);
	}

	@Test
	void describesEachElementOfForwarded() {
		ClientAddress client = client(standard(TRUSTED),
				TestRequest.from(PEER).forwarded("for=\"x", "for=" + C + ";proto=https,proto=http", "for=10.0.0.5"));
		assertThat(client.ip()).isEqualTo("10.0.0.5");
		assertThat(client.hops()).extracting(Hop::text, (hop) -> text(hop.address()), Hop::verdict)
			.containsExactly(tuple(PEER, PEER, Hop.Verdict.TRUSTED),
					tuple("for=10.0.0.5", "10.0.0.5", Hop.Verdict.TRUSTED),
					tuple("proto=http", null, Hop.Verdict.UNKNOWN),
					tuple("for=" + C + ";proto=https", C, Hop.Verdict.IGNORED),
					tuple("for=\"x", null, Hop.Verdict.IGNORED));
	}

	@Test
	void writesTheTextOfTheAddressOnce() {
		ClientAddress client = client(TRUSTED, TestRequest.from(PEER).forwardedFor(C));
		assertThat(client.ip()).isSameAs(client.ip());
	}

	private static @Nullable String text(@Nullable InetAddress address) {
		return (address != null) ? address.getHostName() : null;
	}

	@Test
	void hopsAndAddressesCannotBeChanged() {
		ClientAddress client = client(TRUSTED, TestRequest.from(PEER).forwardedFor(C));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> client.ips().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> client.hops().clear());
	}

	@ParameterizedTest
	@MethodSource("settingsThatReadHeaders")
	void answerDoesNotChangeWithTheRequest(TrustProxy.Builder builder, String header, String value) {
		// Servers reuse the object for the next request
		List<TestRequest.HeaderLine> headerLines = new ArrayList<>();
		headerLines.add(new TestRequest.HeaderLine(header, value));
		TestRequest request = new TestRequest(PEER, 54321, "http", 80, headerLines);
		ClientAddress client = client(builder, request);
		headerLines.set(0, new TestRequest.HeaderLine(header, "1.1.1.1, 2.2.2.2, 3.3.3.3"));
		assertThat(client.hops()).hasSize(2);
		assertThat(client.hops()).last().extracting(Hop::text).isEqualTo(value);
	}

	static Stream<Arguments> settingsThatReadHeaders() {
		TrustPolicy none = TrustPolicy.none();
		return Stream.of(argumentSet("X-Forwarded-For", builder(TRUSTED), "X-Forwarded-For", C),
				argumentSet("X-Forwarded-For, not believed", builder(none), "X-Forwarded-For", C),
				argumentSet("Forwarded", standard(TRUSTED), "Forwarded", "for=" + C),
				argumentSet("Forwarded, not believed", standard(none), "Forwarded", "for=" + C),
				argumentSet("single address", builder(TRUSTED).clientIpHeader("X-Real-IP"), "X-Real-IP", C),
				argumentSet("single address, not believed", builder(none).clientIpHeader("X-Real-IP"), "X-Real-IP", C));
	}

	@ParameterizedTest
	@MethodSource("ports")
	void takesThePortOnlyFromTheClientsEntry(String forwardedFor, String ip, int port) {
		ClientAddress client = client(TRUSTED, TestRequest.from(PEER).forwardedFor(forwardedFor));
		assertThat(client.ip()).isEqualTo(ip);
		assertThat(client.port()).isEqualTo(port);
	}

	static Stream<Arguments> ports() {
		return Stream.of(argumentSet("none", C, C, 0), argumentSet("sent", C + ":51234", C, 51234),
				argumentSet("sent with IPv6", "[2001:db8::7]:51234", "2001:db8::7", 51234),
				argumentSet("of a proxy in between", C + ", 10.0.0.5:1234", C, 0),
				argumentSet("of an entry beyond", "6.6.6.6:1, " + C, C, 0),
				argumentSet("before an entry that is malformed", "x, 10.0.0.5:1234", "10.0.0.5", 1234),
				argumentSet("behind a port that is malformed", C + ":0, 10.0.0.5", "10.0.0.5", 0),
				argumentSet("of a trusted peer that forwards for nobody it names", "unknown", PEER, 0));
	}

	@Test
	void portOfADirectClientIsThatOfThePeer() {
		assertThat(client(TRUSTED, TestRequest.from("8.8.8.8").forwardedFor(C + ":1")).port()).isEqualTo(54321);
		assertThat(client(TRUSTED, TestRequest.from("8.8.8.8").peerPort(0)).port()).isZero();
		assertThat(client(TRUSTED, TestRequest.from("8.8.8.8").peerPort(-1)).port()).isZero();
	}

	@ParameterizedTest
	@MethodSource("clientIpHeaderLines")
	void readsTheAddressFromItsOwnHeader(List<String> lines, String ip, int port, StopReason stopReason) {
		TrustProxy.Builder builder = builder(TRUSTED).clientIpHeader("CF-Connecting-IP");
		TestRequest request = TestRequest.from(PEER).forwardedFor("6.6.6.6, 8.8.8.8").header("cf-connecting-ip", lines);
		ClientAddress client = client(builder, request);
		assertThat(client.ip()).isEqualTo(ip);
		assertThat(client.stopReason()).isEqualTo(stopReason);
		if (client.distance() > 0) {
			assertThat(client.port()).isEqualTo(port);
			assertThat(client.ips()).containsExactly(ip);
		}
	}

	static Stream<Arguments> clientIpHeaderLines() {
		return Stream.of(argumentSet("one address", List.of(C), C, 0, StopReason.LEFT_MOST),
				argumentSet("white space around", List.of(" \t" + C + " "), C, 0, StopReason.LEFT_MOST),
				argumentSet("port", List.of(C + ":80"), C, 80, StopReason.LEFT_MOST),
				argumentSet("IPv6", List.of("2001:DB8::7"), "2001:db8::7", 0, StopReason.LEFT_MOST),
				argumentSet("trusted address", List.of("10.0.0.5"), "10.0.0.5", 0, StopReason.LEFT_MOST),
				argumentSet("no header", List.of(), PEER, 0, StopReason.NO_FORWARDED_ADDRESS),
				argumentSet("empty header", List.of(" "), PEER, 0, StopReason.NO_FORWARDED_ADDRESS),
				argumentSet("sent twice, edge case 103", List.of("6.6.6.6", C), PEER, 0, StopReason.MALFORMED),
				argumentSet("sent twice, same value", List.of(C, C), PEER, 0, StopReason.MALFORMED),
				argumentSet("sent twice, once empty", List.of(C, ""), PEER, 0, StopReason.MALFORMED),
				argumentSet("list", List.of("6.6.6.6, " + C), PEER, 0, StopReason.MALFORMED),
				argumentSet("list with an empty member", List.of(C + ","), PEER, 0, StopReason.MALFORMED),
				argumentSet("unknown", List.of("unknown"), PEER, 0, StopReason.UNKNOWN),
				argumentSet("obfuscated", List.of("_x"), PEER, 0, StopReason.OBFUSCATED),
				argumentSet("host name", List.of("localhost"), PEER, 0, StopReason.MALFORMED),
				argumentSet("no-break space", List.of("\u00a0" + C), PEER, 0, StopReason.MALFORMED));
	}

	@Test
	void readsTheListWithoutAHeaderForTheAddress() {
		TrustProxy.Builder builder = builder(TRUSTED).clientIpHeader("CF-Connecting-IP").clientIpHeader(null);
		TestRequest request = TestRequest.from(PEER).forwardedFor(C).header("CF-Connecting-IP", "6.6.6.6");
		assertThat(client(builder, request).ip()).isEqualTo(C);
	}

	@Test
	void readsTheAddressFromItsOwnHeaderEvenWithoutForwardedValues() {
		TrustProxy.Builder builder = builder(TRUSTED).clientIpHeader("X-Real-IP")
			.values(EnumSet.noneOf(ForwardedValue.class));
		assertThat(client(builder, TestRequest.from(PEER).header("X-Real-IP", C)).ip()).isEqualTo(C);
	}

	@Test
	void doesNotFallBackToAnotherHeader() {
		// Edge case 101
		TestRequest request = TestRequest.from(PEER)
			.header("X-Real-IP", "6.6.6.6")
			.header("CF-Connecting-IP", "6.6.6.6")
			.header("True-Client-IP", "6.6.6.6");
		assertThat(client(TRUSTED, request).stopReason()).isEqualTo(StopReason.NO_FORWARDED_ADDRESS);
		assertThat(client(TRUSTED, request.forwardedFor("6.6.6.6, " + C)).ip()).isEqualTo(C);
		assertThat(client(TRUSTED, request.forwardedFor("unknown")).ip()).isEqualTo(PEER);
	}

	@Test
	void believesOneFamilyOnly() {
		// Edge cases 97 and 99
		TestRequest request = TestRequest.from(PEER).forwardedFor(C).forwarded("for=6.6.6.6");
		assertThat(client(builder(TRUSTED), request).ip()).isEqualTo(C);
		assertThat(client(standard(TRUSTED), request).ip()).isEqualTo("6.6.6.6");
		assertThat(client(builder(TRUSTED), request.without("X-Forwarded-For")).ip()).isEqualTo(PEER);
		assertThat(client(standard(TRUSTED), request.without("Forwarded")).ip()).isEqualTo(PEER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X_Forwarded_For", "X.Forwarded.For", "X-Forwarded_For", "XForwardedFor",
			"X-Forwarded-For-Original" })
	void doesNotReadHeadersOfSimilarNames(String name) {
		// Edge case 105
		assertThat(client(TRUSTED, TestRequest.from(PEER).header(name, C)).ip()).isEqualTo(PEER);
	}

	@Test
	void doesNotReadAddressesThatAreNotBelieved() {
		EnumSet<ForwardedValue> values = EnumSet.of(ForwardedValue.PROTO);
		TestRequest request = TestRequest.from(PEER)
			.forwardedFor(C)
			.header("X-Forwarded-Proto", "https")
			.forwarded("for=" + C + ";proto=https");
		assertThat(Stream.of(builder(TRUSTED).values(values), standard(TRUSTED).values(values)))
			.allSatisfy((builder) -> {
				Decision decision = decide(builder, request);
				assertThat(decision.client().ip()).isEqualTo(PEER);
				assertThat(decision.client().stopReason()).isEqualTo(StopReason.NO_FORWARDED_ADDRESS);
				assertThat(decision.client().hops()).hasSize(1);
				assertThat(decision.origin().scheme()).isEqualTo("https");
			});
	}

	@Test
	void trustsNobodyWithoutASetting() {
		assertThat(client(TrustProxy.builder(), TestRequest.from("127.0.0.1").forwardedFor(C)).ip())
			.isEqualTo("127.0.0.1");
	}

	@Test
	void clientHasItsAddressInEveryForm() throws Exception {
		ClientAddress client = client(TRUSTED, TestRequest.from(PEER).forwardedFor("[2001:0DB8::7]:80"));
		assertThat(client.ip()).isEqualTo("2001:db8::7");
		assertThat(client).hasToString("2001:db8::7");
		assertThat(client.address()).isEqualTo(InetAddress.getByName("2001:db8::7"));
		assertThat(client.address().getHostName()).isEqualTo("2001:db8::7");
		assertThat(client.peer()).isEqualTo(new InetSocketAddress(PEER, 54321));
		assertThat(client.peer().getHostName()).isEqualTo(PEER);
	}

	@Test
	void clientCanBeMadeForTests() throws Exception {
		ClientAddress client = ClientAddress.of(new InetSocketAddress(InetAddress.getByName("2001:db8:0::7"), 51234));
		assertThat(client.ip()).isEqualTo("2001:db8::7");
		assertThat(client.port()).isEqualTo(51234);
		assertThat(client.ips()).isEmpty();
		assertThat(client.hops()).singleElement().extracting(Hop::verdict).isEqualTo(Hop.Verdict.NOT_TRUSTED);
		assertThat(client.stopReason()).isEqualTo(StopReason.PEER_NOT_TRUSTED);
		assertThat(client.peer()).isEqualTo(new InetSocketAddress("2001:db8::7", 51234));
	}

	@Test
	void clientCannotBeMadeFromAName() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> ClientAddress.of(InetSocketAddress.createUnresolved("a.example", 80)))
			.withMessageContaining("a.example");
	}

	@Test
	void knowsWhichHeadersNeedADecision() {
		TrustProxy trustProxy = builder(TRUSTED).clientIpHeader("CF-Connecting-IP")
			.protectedHeaders(List.of("X-Forwarded-User"))
			.build();
		assertThat(trustProxy.relevantHeaders()).containsExactlyInAnyOrder("X-Forwarded-For", "X-Forwarded-Host",
				"X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Ssl", "Forwarded",
				"CF-Connecting-IP", "X-Forwarded-User");
		assertThat(builder(TRUSTED).build().relevantHeaders()).doesNotContain("CF-Connecting-IP", "X-Forwarded-User");
	}

	@ParameterizedTest
	@MethodSource("settings")
	void decidesIfTheRequestHasOneOfThem(TrustProxy.Builder settings) {
		TrustProxy trustProxy = settings.protectedHeaders(List.of("X-Forwarded-User")).build();
		assertThat(trustProxy.relevantHeaders()).allSatisfy((name) -> {
			TestRequest request = TestRequest.from(PEER).header(name.toLowerCase(Locale.ROOT), "192.0.2.1");
			Decision decision = trustProxy.decideIfNeeded(request, TestRequest.READER);
			assertThat(decision).isNotNull();
			assertThat(decision.client().ip()).isEqualTo(trustProxy.decide(request, TestRequest.READER).client().ip());
			assertThat(trustProxy.decideIfNeeded(TestRequest.from(PEER).header(name, ""), TestRequest.READER))
				.isNotNull();
		});
		assertThat(trustProxy.decideIfNeeded(
				TestRequest.from(PEER).host("a.example").header("X-Real-IP", "192.0.2.1").header("X-Forwarded", "1"),
				TestRequest.READER))
			.isNull();
	}

	@ParameterizedTest
	@MethodSource("settings")
	void looksForTheAddressesOnce(TrustProxy.Builder settings) {
		List<String> names = new ArrayList<>();
		TestRequest.Reader reader = new TestRequest.Reader() {

			@Override
			public List<String> headerLines(TestRequest request, String name) {
				names.add(name);
				return super.headerLines(request, name);
			}

		};
		TestRequest request = TestRequest.from(PEER)
			.header("X-Forwarded-For", "192.0.2.1")
			.header("Forwarded", "for=192.0.2.1")
			.header("CF-Connecting-IP", "192.0.2.1");
		settings.build().decideIfNeeded(request, reader);
		assertThat(names).isNotEmpty();
		assertThat(names.subList(1, names.size())).doesNotContain(names.get(0));
		names.clear();
		settings.build().decideIfNeeded(TestRequest.from(PEER), reader);
		assertThat(names).usingElementComparator(String.CASE_INSENSITIVE_ORDER)
			.containsExactlyInAnyOrderElementsOf(settings.build().relevantHeaders());
	}

	@ParameterizedTest
	@MethodSource("settings")
	void looksForOtherHeadersInLowerCase(TrustProxy.Builder settings) {
		List<String> names = new ArrayList<>();
		settings.protectedHeaders(List.of("X-Forwarded-User"))
			.build()
			.decideIfNeeded(TestRequest.from(PEER), new TestRequest.Reader() {

				@Override
				public boolean hasHeader(TestRequest request, String name) {
					names.add(name);
					return super.hasHeader(request, name);
				}

			});
		assertThat(names).contains("x-forwarded-proto", "x-forwarded-user")
			.allSatisfy((name) -> assertThat(name).isLowerCase());
	}

	static Stream<Arguments> settings() {
		return Stream.of(argumentSet("X-Forwarded-For", builder(TRUSTED)), argumentSet("Forwarded", standard(TRUSTED)),
				argumentSet("a header of the edge", builder(TRUSTED).clientIpHeader("CF-Connecting-IP")),
				argumentSet("no addresses", builder(TRUSTED).values(EnumSet.of(ForwardedValue.PROTO))));
	}

	@ParameterizedTest
	@ValueSource(strings = { PEER, "8.8.8.8" })
	void hidesForwardingHeadersBelievedOrNot(String peer) {
		HiddenHeaders hidden = decide(builder(TRUSTED).clientIpHeader("CF-Connecting-IP"), TestRequest.from(peer))
			.hiddenHeaders();
		assertThat(List.of("X-Forwarded-For", "x-forwarded-for", "X-FORWARDED-HOST", "X-Forwarded-Proto",
				"X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Ssl", "Forwarded", "cf-connecting-ip"))
			.allMatch(hidden::contains);
		assertThat(List.of("Host", "X-Forwarded", "X-Forwarded-User", "X-Real-IP", "X_Forwarded_For", ""))
			.noneMatch(hidden::contains);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void hidesProtectedHeadersUnlessThePeerIsTrusted(boolean hideHeaders) {
		TrustProxy.Builder builder = builder(TRUSTED).hideHeaders(hideHeaders)
			.protectedHeaders(List.of("X-Forwarded-User", "X-Client-Cert"));
		HiddenHeaders trusted = decide(builder, TestRequest.from(PEER)).hiddenHeaders();
		assertThat(trusted.contains("X-Forwarded-User")).isFalse();
		assertThat(trusted.contains("X-Forwarded-For")).isEqualTo(hideHeaders);
		HiddenHeaders untrusted = decide(builder, TestRequest.from("8.8.8.8")).hiddenHeaders();
		assertThat(untrusted.contains("x-forwarded-user")).isTrue();
		assertThat(untrusted.contains("X-CLIENT-CERT")).isTrue();
		assertThat(untrusted.contains("X-Forwarded-For")).isEqualTo(hideHeaders);
	}

	@Test
	void hidesHeadersOfAnyLength() {
		String name = "x".repeat(64);
		HiddenHeaders hidden = decide(builder(TRUSTED).protectedHeaders(List.of(name)), TestRequest.from("8.8.8.8"))
			.hiddenHeaders();
		assertThat(hidden.contains(name)).isTrue();
		assertThat(List.of("", "x".repeat(63), "y".repeat(64), "x".repeat(128))).noneMatch(hidden::contains);
	}

	@Test
	void hidesProtectedHeadersWhenThePolicyThrows() {
		TrustProxy.Builder builder = builder((address, hop) -> {
			throw new IllegalStateException("policy");
		}).protectedHeaders(List.of("X-Forwarded-User"));
		assertThat(decide(builder, TestRequest.from(PEER)).hiddenHeaders().contains("X-Forwarded-User")).isTrue();
	}

	@Test
	void refusesProtectedHeadersThatAreNoHeaders() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TrustProxy.builder().protectedHeaders(List.of("X-Forwarded-User", "X Client Cert")))
			.satisfies((ex) -> assertThat(ex.getValue()).isEqualTo("X Client Cert"))
			.withMessageContaining("not the name of a header");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For", "x-forwarded-for", "Forwarded", "FORWARDED" })
	void refusesAListHeaderForASingleAddress(String name) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TrustProxy.builder().clientIpHeader(name))
			.satisfies((ex) -> assertThat(ex.getValue()).isEqualTo(name))
			.withMessageContaining("holds a list");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "X Real IP", "X-Real-IP:", "X-Real-IP\n", "\u00dc" })
	void refusesWhatIsNoHeaderName(String name) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TrustProxy.builder().clientIpHeader(name))
			.satisfies((ex) -> assertThat(ex.getValue()).isEqualTo(name))
			.withMessageContaining("not the name of a header");
	}

	@Test
	void refusesANegativeHopLimit() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> TrustProxy.builder().maxHops(-1))
			.satisfies((ex) -> assertThat(ex.getValue()).isEqualTo("-1"))
			.withMessageContaining("cannot be negative");
	}

	@Test
	void saysWhatIsTrustedAndBelieved() {
		assertThat(builder(TrustPolicy.of("loopback", "10.0.0.0/8")).build())
			.hasToString("trusting loopback, 10.0.0.0/8 (max-hops 32), believing"
					+ " X-Forwarded-For, X-Forwarded-Host, X-Forwarded-Proto, X-Forwarded-Port");
		assertThat(standard(TrustPolicy.hops(2)).maxHops(5)
			.values(EnumSet.of(ForwardedValue.FOR, ForwardedValue.PROTO))
			.build()).hasToString("trusting 2 hops (max-hops 5), believing Forwarded (for, proto)");
		assertThat(builder(TrustPolicy.all()).clientIpHeader("X-Real-IP").build())
			.hasToString("trusting every hop (max-hops 32), believing"
					+ " X-Real-IP, X-Forwarded-Host, X-Forwarded-Proto, X-Forwarded-Port");
		assertThat(builder((address, hop) -> true).build().toString())
			.startsWith("trusting custom policy " + getClass().getName());
	}

	@Test
	void saysWhenNobodyIsTrusted() {
		assertThat(Stream.of(builder(TrustPolicy.none()), builder(TRUSTED).maxHops(0))).allSatisfy(
				(builder) -> assertThat(builder.build()).hasToString("trusting nobody, believing no forwarding header")
					.satisfies((trustProxy) -> assertThat(trustProxy.trustsNobody()).isTrue()));
		assertThat(builder(TRUSTED).build().trustsNobody()).isFalse();
		assertThat(builder(TrustPolicy.hops(1)).build().trustsNobody()).isFalse();
		assertThat(builder((address, hop) -> false).build().trustsNobody()).isFalse();
	}

	@Test
	void saysHowManyHopsAreTrustedIfTheyAreCounted() {
		assertThat(builder(TrustPolicy.none()).build().trustedHops()).isZero();
		assertThat(builder(TrustPolicy.hops(2)).build().trustedHops()).isEqualTo(2);
		assertThat(builder(TrustPolicy.all()).build().trustedHops()).isEqualTo(Integer.MAX_VALUE);
		assertThat(builder(TRUSTED).build().trustedHops()).isEqualTo(-1);
		assertThat(builder((address, hop) -> true).build().trustedHops()).isEqualTo(-1);
	}

	@Test
	void countsAndCustomPoliciesTrustNoRanges() {
		assertThat(builder(TrustPolicy.all()).build().trustedRanges()).isEmpty();
		assertThat(builder((address, hop) -> true).build().trustedRanges()).isEmpty();
	}

	private static TrustProxy.Builder builder(TrustPolicy policy) {
		return TrustProxy.builder().policy(policy);
	}

	private static TrustProxy.Builder standard(TrustPolicy policy) {
		return builder(policy).headerFormat(HeaderFormat.STANDARD);
	}

	private static Decision decide(TrustProxy.Builder builder, TestRequest request) {
		return builder.build().decide(request, TestRequest.READER);
	}

	private static ClientAddress client(TrustPolicy policy, TestRequest request) {
		return client(builder(policy), request);
	}

	private static ClientAddress client(TrustProxy.Builder builder, TestRequest request) {
		return decide(builder, request).client();
	}

	/**
	 * Trusts a number of hops and keeps what it was asked.
	 */
	private static final class RecordingPolicy implements TrustPolicy {

		private final List<String> asked = new ArrayList<>();

		private int trusted;

		RecordingPolicy(int trusted) {
			this.trusted = trusted;
		}

		@Override
		public boolean trusts(InetAddress address, int hop) {
			this.asked.add(address.getHostAddress() + " " + hop);
			return hop < this.trusted;
		}

	}

}
