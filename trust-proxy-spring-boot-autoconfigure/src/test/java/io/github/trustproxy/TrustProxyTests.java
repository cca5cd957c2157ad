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
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.trustproxy.certificate.CertificateFormat;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.header.HiddenHeaders;
import io.github.trustproxy.support.Shows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link TrustProxy}: what the table cannot say, such as how often a policy is
 * asked. Who the client is, and what the application sees, is in
 * {@link DecisionTableTests}.
 */
class TrustProxyTests {

	private static final String PEER = "10.0.0.9";

	/**
	 * The real client.
	 */
	private static final String C = "203.0.113.7";

	private static final TrustPolicy TRUSTED = TrustPolicy.of("127.0.0.0/8", "::1", "10.0.0.0/8");

	@Test
	void countTrustsAPeerWithoutAddress() {
		ClientAddress client = client(TrustPolicy.hops(1),
				TestRequest.from(null).peerPort(-1).forwardedFor("6.6.6.6, " + C));
		assertThat(client.ip()).isEqualTo(C);
		assertThat(client.isKnown()).isTrue();
		assertThat(client.peer()).isNull();
		assertThat(client(TrustPolicy.all(), TestRequest.from(null).forwardedFor(C)).ip()).isEqualTo(C);
		ClientAddress unknown = client(TrustPolicy.none(), TestRequest.from(null).peerPort(-1).forwardedFor(C));
		assertThat(unknown.ip()).isEqualTo("unknown");
		assertThat(unknown.isKnown()).isFalse();
		assertThat(unknown.address()).isNull();
		assertThat(unknown.port()).isZero();
		assertThat(unknown.peer()).isNull();
	}

	@Test
	void asksThePolicyOncePerHopAndNotAboutTheLeftMost() {
		RecordingPolicy policy = new RecordingPolicy(99);
		client(policy, TestRequest.from(PEER).forwardedFor("6.6.6.6, " + C + ":80, ::ffff:10.0.0.7"));
		assertThat(policy.asked).containsExactly(PEER + " 0", "10.0.0.7 1", C + " 2");
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
	@Shows("threat-model.md: a policy that throws for some address")
	void trustsNobodyWhenThePolicyThrows(int failingHop, Throwable failure) {
		List<Throwable> failures = new ArrayList<>();
		TrustProxyBuilder builder = builder((address, hop) -> {
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

	@Test
	void onlyAMalformedEntryIsRejectedAndOnlyIfAskedFor() {
		TrustProxy trustProxy = builder(TRUSTED).build();
		DecidedRequest<TestRequest> malformed = trustProxy.receive(TestRequest.from(PEER).forwardedFor(C + ", x"),
				TestRequest.READER);
		DecidedRequest<TestRequest> unknown = trustProxy.receive(TestRequest.from(PEER).forwardedFor(C + ", unknown"),
				TestRequest.READER);
		assertThat(MalformedHandling.REJECT.rejects(malformed)).isTrue();
		assertThat(MalformedHandling.REJECT.rejects(unknown)).isFalse();
		assertThat(MalformedHandling.STOP.rejects(malformed)).isFalse();
	}

	@Test
	@Shows("threat-model.md: raw text in Hop.text()")
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
		assertThat(client.address()).isSameAs(client.address());
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
	void answerDoesNotChangeWithTheRequest(TrustProxyBuilder builder, String header, String value) {
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

	@Test
	void portOfADirectClientIsThatOfThePeer() {
		assertThat(client(TRUSTED, TestRequest.from("8.8.8.8").forwardedFor(C + ":1")).port()).isEqualTo(54321);
		assertThat(client(TRUSTED, TestRequest.from("8.8.8.8").peerPort(0)).port()).isZero();
		assertThat(client(TRUSTED, TestRequest.from("8.8.8.8").peerPort(-1)).port()).isZero();
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
	void knowsWhichHeadersMatter() {
		TrustProxy trustProxy = builder(TRUSTED).clientIpHeader("CF-Connecting-IP")
			.protectedHeaders(List.of("X-Forwarded-User"))
			.build();
		assertThat(trustProxy.relevantHeaders()).containsExactlyInAnyOrder("X-Forwarded-For", "X-Forwarded-Host",
				"X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Ssl", "Forwarded",
				"CF-Connecting-IP", "X-Forwarded-User");
		assertThat(builder(TRUSTED).build().relevantHeaders()).doesNotContain("CF-Connecting-IP", "X-Forwarded-User");
		assertThat(builder(TRUSTED).headerName(ForwardedValue.HOST, "x-forwarded-host").build().relevantHeaders())
			.containsExactlyElementsOf(builder(TRUSTED).build().relevantHeaders());
	}

	@ParameterizedTest
	@MethodSource("settings")
	void looksForEachHeaderOnce(TrustProxyBuilder settings) {
		List<String> names = new ArrayList<>();
		List<String> sought = new ArrayList<>();
		TestRequest.Reader reader = new TestRequest.Reader() {

			@Override
			public boolean hasHeader(TestRequest request, String name) {
				sought.add(name);
				return !super.headerLines(request, name).isEmpty();
			}

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
		settings.build().decide(request, reader);
		assertThat(names).isNotEmpty().doesNotContainNull().doesNotHaveDuplicates();
		assertThat(sought).isEmpty();
		names.clear();
		TrustProxy trustingNobody = settings.policy(TrustPolicy.none()).build();
		trustingNobody.decide(request, reader);
		assertThat(names).hasSizeLessThan(2);
		names.clear();
		sought.clear();
		assertThat(trustingNobody.receive(TestRequest.from(PEER), reader).isForwarded()).isFalse();
		assertThat(names).isEmpty();
		assertThat(sought).hasSize(2).doesNotContainNull().doesNotHaveDuplicates();
	}

	@Test
	void peerThatIsAnObjectNeedsNoText() throws UnknownHostException {
		InetAddress address = InetAddress.getByName("2001:db8::9");
		ClientAddress client = builder(TrustPolicy.of("2001:db8::9")).build()
			.decide(TestRequest.from(null).forwardedFor(C), new TestRequest.Reader() {

				@Override
				public InetAddress peerInetAddress(TestRequest request) {
					return address;
				}

			})
			.client();
		assertThat(client.ip()).isEqualTo(C);
		assertThat(client.peer()).isEqualTo(new InetSocketAddress(address, 54321));
	}

	static Stream<Arguments> settings() {
		return Stream.of(argumentSet("X-Forwarded-For", builder(TRUSTED)), argumentSet("Forwarded", standard(TRUSTED)),
				argumentSet("a header of the edge", builder(TRUSTED).clientIpHeader("CF-Connecting-IP")),
				argumentSet("no addresses", builder(TRUSTED).values(EnumSet.of(ForwardedValue.PROTO))));
	}

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.autoconfigure.RejectedConfigurationTests#otherPropertyIsReported")
	void refusesWhatCannotBeSet(String property, String value, String reason) {
		TrustProxyBuilder builder = TrustProxy.builder();
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> {
			switch (property) {
				case "max-hops" -> builder.maxHops(Integer.parseInt(value));
				case "client-ip-header" -> builder.clientIpHeader(value);
				case "protected-headers" -> builder.protectedHeaders(List.of(value));
				case "client-certificate.header" -> builder.certificateHeader(value, null);
				case "client-certificate.format" ->
					builder.certificateHeader(null, CertificateFormat.valueOf(value.toUpperCase(Locale.ROOT)));
				case "client-certificate.chain-header" -> builder.certificateChainHeader(value);
				case "allowed-hosts" -> builder.allowedHosts(List.of(value));
				default -> throw new IllegalArgumentException(property);
			}
		}).satisfies((ex) -> {
			assertThat(ex.getValue()).isEqualTo(value);
			assertThat(ex.getReason()).contains(reason);
		});
	}

	@Test
	void refusesTheSameHeaderForTheChain() {
		TrustProxyBuilder builder = TrustProxy.builder().certificateHeader("Client-Cert", null);
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> builder.certificateChainHeader("client-cert"))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("This is the header with the certificate itself."));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> builder.certificateChainHeader("Host"))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("This header is not for certificates."));
	}

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.autoconfigure.RejectedConfigurationTests#nameOfAHeaderThatCannotHaveTheValueIsReported")
	void refusesTheNameOfAHeaderThatCannotHaveTheValue(ForwardedValue value, String name, String reason) {
		TrustProxyBuilder builder = TrustProxy.builder()
			.clientIpHeader("X-Real-IP")
			.headerName(ForwardedValue.PROTO, "X-Original-Protocol")
			.headerName(value, "X-Edge");
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> builder.headerName(value, name))
			.satisfies((ex) -> {
				assertThat(ex.getValue()).isEqualTo(name);
				assertThat(ex.getReason()).contains(reason);
			});
	}

	@Test
	void addressesHaveNoOtherHeader() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TrustProxy.builder().headerName(ForwardedValue.FOR, "X-Real-IP"))
			.withMessageContaining("can be named in trust-proxy.client-ip-header.");
	}

	@ParameterizedTest
	@EnumSource(names = { "PROTO", "HOST", "PORT", "PREFIX" })
	void headerCanHaveItsUsualName(ForwardedValue value) {
		TrustProxyBuilder builder = builder(TRUSTED).headerName(value, value.header());
		assertThat(builder.build()).hasToString(builder(TRUSTED).build().toString());
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
		TrustProxyBuilder builder = builder((address, hop) -> {
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

	private static TrustProxyBuilder builder(TrustPolicy policy) {
		return TrustProxy.builder().policy(policy);
	}

	private static TrustProxyBuilder standard(TrustPolicy policy) {
		return builder(policy).headerFormat(HeaderFormat.STANDARD);
	}

	private static Decision decide(TrustProxyBuilder builder, TestRequest request) {
		return builder.build().decide(request, TestRequest.READER);
	}

	private static ClientAddress client(TrustPolicy policy, TestRequest request) {
		return client(builder(policy), request);
	}

	private static ClientAddress client(TrustProxyBuilder builder, TestRequest request) {
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
