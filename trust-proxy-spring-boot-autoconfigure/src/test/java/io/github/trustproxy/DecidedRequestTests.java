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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.trustproxy.certificate.CertificateFormat;
import io.github.trustproxy.certificate.ForwardedCertificate;
import io.github.trustproxy.certificate.TestCertificate;
import io.github.trustproxy.explain.Explanation;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.observe.RequestListener;
import io.github.trustproxy.observe.RequestListeners;
import io.github.trustproxy.observe.RequestOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DecidedRequest}.
 */
class DecidedRequestTests {

	private final List<Throwable> failures = new ArrayList<>();

	private final TestRequest request = TestRequest.from("10.0.0.9").forwardedFor("203.0.113.7");

	@Test
	void listenersAreToldOnce() {
		List<RequestOutcome> outcomes = new ArrayList<>();
		DecidedRequest<TestRequest> decided = receivedBy((request, outcome) -> outcomes.add(outcome));
		assertThat(decided.announce()).isTrue();
		assertThat(decided.announce()).isFalse();
		assertThat(outcomes).containsExactly(RequestOutcome.CLIENT_FOUND);
	}

	@Test
	void requestIsAnnouncedWhereNobodyListens() {
		DecidedRequest<TestRequest> decided = TrustProxy.builder().build().receive(this.request, TestRequest.READER);
		assertThat(decided.announce()).isTrue();
		assertThat(decided.announce()).isFalse();
	}

	@Test
	void exceptionOfAListenerConcernsNeitherTheRequestNorOthers() {
		AssertionError failure = new AssertionError("The listener is broken");
		List<RequestOutcome> outcomes = new ArrayList<>();
		assertThat(receivedBy((request, outcome) -> {
			throw failure;
		}, (request, outcome) -> outcomes.add(outcome)).announce()).isTrue();
		assertThat(this.failures).containsExactly(failure);
		assertThat(outcomes).hasSize(1);
	}

	@Test
	void listenersReadTheRequestAsItWasReceived() {
		List<DecidedRequest<?>> requests = new ArrayList<>();
		DecidedRequest<TestRequest> decided = receivedBy((request, outcome) -> requests.add(request));
		decided.announce();
		assertThat(requests).containsExactly(decided);
		assertThat(requests.get(0).headerLines("X-Forwarded-For")).containsExactly("203.0.113.7");
		assertThat(requests.get(0).scheme()).isEqualTo("http");
	}

	@Test
	void decisionIsKeptAndExplained() {
		TrustProxy trustProxy = TrustProxy.builder().policy(TrustPolicy.of("10.0.0.0/8")).build();
		DecidedRequest<TestRequest> received = trustProxy.receive(this.request, TestRequest.READER);
		assertThat(received.client().ip()).isEqualTo("203.0.113.7");
		assertThat(received.isShown()).isFalse();
		assertThat(Explanation.of(received).client().ip()).isEqualTo("203.0.113.7");
		assertThat(trustProxy.receiveAtDoor(this.request, TestRequest.READER).isShown()).isTrue();
		assertThat(DecidedRequest.of(received)).isSameAs(received);
		assertThat(DecidedRequest.of("something else")).isNull();
	}

	@Test
	void decisionIsFoundAtTheFirstDoorThatHasIt() {
		TrustProxy withoutDoors = TrustProxy.builder().build();
		DecidedRequest<TestRequest> decided = withoutDoors.receiveAtDoor(this.request, TestRequest.READER);
		TrustProxy withDoors = TrustProxy.builder()
			.doors(List.of((request) -> null, (request) -> (request == this.request) ? decided : null,
					(request) -> null))
			.build();
		assertThat(withDoors.hasDoors()).isTrue();
		assertThat(withDoors.decidedAtDoor(this.request)).isSameAs(decided);
		assertThat(withDoors.decidedAtDoor("something else")).isNull();
		assertThat(withoutDoors.hasDoors()).isFalse();
		assertThat(withoutDoors.decidedAtDoor(this.request)).isNull();
	}

	@Test
	void directRequestSaysTheSameBeforeAndAfterItsClientIsMade() {
		TestRequest direct = TestRequest.from("192.0.2.1").peerPort(50000).forwardedFor("203.0.113.7, 10.0.0.5");
		DecidedRequest<TestRequest> decided = TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.build()
			.receive(direct, TestRequest.READER);
		assertThat(decided.clientIp()).isEqualTo("192.0.2.1").isEqualTo(decided.client().ip());
		assertThat(decided.clientPort()).isEqualTo(50000).isEqualTo(decided.client().port());
		assertThat(decided.stopReason()).isEqualTo(StopReason.PEER_NOT_TRUSTED)
			.isEqualTo(decided.client().stopReason());
		assertThat(decided.isClientKnown()).isTrue();
		assertThat(decided.peerTrusted()).isFalse();
		assertThat(decided.origin()).isEqualTo(Origin.UNCHANGED);
		assertThat(decided.client()).isSameAs(decided.client());
		assertThat(decided.client().peer()).hasToString("192.0.2.1/192.0.2.1:50000");
		assertThat(decided.client().hops()).extracting(Hop::text)
			.containsExactly("192.0.2.1", "10.0.0.5", "203.0.113.7");
		assertThat(decided.client().address()).hasToString("192.0.2.1/192.0.2.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "192.0.2.1", "2001:db8::1" })
	void addressOfADirectClientIsTheOneThatTheServerHas(String peer) throws UnknownHostException {
		TrustProxy trustProxy = TrustProxy.builder().policy(TrustPolicy.of("10.0.0.0/8")).build();
		InetAddress address = InetAddress.getByName(peer);
		RequestReader<TestRequest> reader = new TestRequest.Reader() {

			@Override
			public InetAddress peerInetAddress(TestRequest request) {
				return address;
			}

		};
		TestRequest direct = TestRequest.from(peer);
		assertThat(trustProxy.receive(direct, TestRequest.READER).clientAddress()).isEqualTo(address);
		InetAddress client = trustProxy.receive(direct, reader).clientAddress();
		assertThat(client).isEqualTo(address).hasToString(peer + "/" + address.getHostAddress());
		assertThat(trustProxy.receive(direct, reader).clientAddress()).isSameAs(client);
	}

	@Test
	void forwardedAndUnknownRequestsSayWhatTheirClientSays() {
		TrustProxy trustProxy = TrustProxy.builder().policy(TrustPolicy.of("10.0.0.0/8")).build();
		DecidedRequest<TestRequest> forwarded = trustProxy
			.receive(TestRequest.from("10.0.0.9").forwardedFor("203.0.113.7:4711"), TestRequest.READER);
		assertThat(forwarded.clientIp()).isEqualTo("203.0.113.7");
		assertThat(forwarded.clientPort()).isEqualTo(4711);
		assertThat(forwarded.stopReason()).isEqualTo(StopReason.LEFT_MOST);
		assertThat(forwarded.isClientKnown()).isTrue();
		assertThat(forwarded.clientAddress()).hasToString("203.0.113.7/203.0.113.7");
		DecidedRequest<TestRequest> unknown = trustProxy.receive(TestRequest.from(null), TestRequest.READER);
		assertThat(unknown.clientIp()).isEqualTo("unknown");
		assertThat(unknown.isClientKnown()).isFalse();
	}

	@Test
	void directRequestIsDecidedByThePolicyOfItsTime() {
		List<Integer> asked = new ArrayList<>();
		DecidedRequest<TestRequest> decided = TrustProxy.builder().policy((address, hop) -> {
			asked.add(hop);
			return asked.size() > 1;
		}).build().receive(TestRequest.from("192.0.2.1").forwardedFor("203.0.113.7"), TestRequest.READER);
		assertThat(decided.client().ip()).isEqualTo("192.0.2.1");
		assertThat(Explanation.of(decided).client().ip()).isEqualTo("192.0.2.1");
		assertThat(decided.hiddenHeaders().contains("X-Forwarded-For")).isTrue();
		assertThat(asked).containsExactly(0);
	}

	/**
	 * The certificate of the proxy must not become the one of its client.
	 */
	@Test
	void certificateOfATrustedPeerIsNotSeen() {
		SourceList list = SourceList.of("edge", null, List.of("10.0.0.9", "10.0.0.8"))
			.with(Proof.ofCertificate("CN=alice,O=Example"));
		TrustProxy trustProxy = TrustProxy.builder()
			.policy(TrustSpec.parse(List.of("edge", "10.0.0.7"), Proofs.sources(list)).policy())
			.build();
		RequestReader<TestRequest> reader = new TestRequest.Reader() {

			@Override
			public X509Certificate peerCertificate(TestRequest request) {
				return TestCertificate.ALICE.certificate();
			}

		};
		assertThat(trustProxy.receive(this.request, reader).certificate()).isSameAs(ForwardedCertificate.NONE);
		assertThat(trustProxy.receive(this.request.peer("10.0.0.7"), reader).certificate())
			.isSameAs(ForwardedCertificate.NONE);
		// That of a client that nobody stands in front of
		assertThat(trustProxy.receive(this.request.peer("192.0.2.1"), reader).certificate()).isNull();
		assertThat(trustProxy.receive(this.request, TestRequest.READER).certificate()).isNull();
		assertThat(trustProxy.receive(this.request, reader).isMalformed()).isFalse();
		TrustProxy withoutProof = TrustProxy.builder().policy(TrustPolicy.of("10.0.0.9")).build();
		assertThat(withoutProof.receive(this.request, reader).certificate()).isSameAs(ForwardedCertificate.NONE);
		assertThat(withoutProof.receive(this.request.peer("192.0.2.1"), reader).certificate()).isNull();
		assertThat(withoutProof.receive(this.request, reader).isMalformed()).isFalse();
	}

	@Test
	void forwardedCertificateIsReadOnceAndOnlyFromATrustedPeer() {
		TrustProxyBuilder builder = TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.9"))
			.hideHeaders(false)
			.certificateHeader(null, null)
			.certificateHeader("X-Cert", CertificateFormat.RFC9440)
			.certificateChainHeader("X-Cert-Chain");
		TrustProxy trustProxy = builder.build();
		assertThat(trustProxy.relevantHeaders()).contains("X-Cert", "X-Cert-Chain");
		TestRequest request = this.request.header("X-Cert", TestCertificate.ALICE.structured())
			.header("X-Cert-Chain", TestCertificate.CA.structured());
		DecidedRequest<TestRequest> decided = trustProxy.receive(request, TestRequest.READER);
		assertThat(decided.hiddenHeaders().contains("X-Cert")).isTrue();
		assertThat(decided.hiddenHeaders().contains("X-Cert-Chain")).isTrue();
		ForwardedCertificate certificate = decided.certificate();
		assertThat(certificate.chain()).containsExactly(TestCertificate.ALICE.certificate(),
				TestCertificate.CA.certificate());
		assertThat(decided.certificate()).isSameAs(certificate);
		assertThat(decided.isMalformed()).isFalse();
		assertThat(trustProxy.receive(this.request.header("X-Cert", "x"), TestRequest.READER).isMalformed()).isTrue();
		for (String peer : Arrays.asList("192.0.2.1", "2001:db8::1", "no address", null)) {
			DecidedRequest<TestRequest> stranger = trustProxy.receive(request.peer(peer).header("X-Cert", "x"),
					TestRequest.READER);
			assertThat(stranger.certificate()).isNull();
			assertThat(stranger.isMalformed()).isFalse();
			assertThat(stranger.hiddenHeaders().contains("X-Cert")).isTrue();
		}
		assertThat(builder.certificateHeader(null, null).build().relevantHeaders()).doesNotContain("X-Cert");
	}

	@ParameterizedTest
	@CsvSource({ "https, 80, true", "https, 8443, false", "https, 443, false", ", 443, true", ", 80, false",
			"http, 443, true", "https, , false" })
	void portOfTheOtherSchemeIsRefused(@Nullable String proto, @Nullable String port, boolean refused) {
		TestRequest request = this.request;
		request = (proto != null) ? request.header("X-Forwarded-Proto", proto) : request;
		request = (port != null) ? request.header("X-Forwarded-Port", port) : request;
		TrustProxyBuilder builder = TrustProxy.builder().policy(TrustPolicy.of("10.0.0.0/8"));
		assertThat(builder.build().receive(request, TestRequest.READER).isPortRefused()).isEqualTo(refused);
		assertThat(builder.build()
			.receive(this.request.scheme("https").header("X-Forwarded-Port", "80"), TestRequest.READER)
			.isPortRefused()).isTrue();
		// RFC 7239 has no port of its own
		assertThat(builder.headerFormat(HeaderFormat.STANDARD)
			.build()
			.receive(request.forwarded("for=203.0.113.7;proto=https;host=\"a.example:80\""), TestRequest.READER)
			.isPortRefused()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "X_FORWARDED, HOST, true", "STANDARD, HOST, true", "X_FORWARDED, PROTO, false",
			"STANDARD, PROTO, false" })
	void hostThatIsNotAllowedIsRefusedIfHostsAreBelieved(HeaderFormat format, ForwardedValue believed,
			boolean refused) {
		TrustProxy trustProxy = TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.headerFormat(format)
			.values(EnumSet.of(ForwardedValue.FOR, believed))
			.allowedHosts(List.of("shop.example"))
			.build();
		TestRequest evil = this.request.header("X-Forwarded-Host", "evil.example")
			.forwarded("for=203.0.113.7;host=evil.example");
		assertThat(trustProxy.receive(evil, TestRequest.READER).isHostRefused()).isEqualTo(refused);
		TestRequest own = this.request.header("X-Forwarded-Host", "shop.example")
			.forwarded("for=203.0.113.7;host=shop.example");
		assertThat(trustProxy.receive(own, TestRequest.READER).isHostRefused()).isFalse();
		assertThat(trustProxy.receive(this.request.forwarded("for=203.0.113.7"), TestRequest.READER).isHostRefused())
			.isFalse();
	}

	@Test
	void traceHasAReasonForWhatWasSentAndNotTaken() {
		TrustProxy trustProxy = TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.values(EnumSet.allOf(ForwardedValue.class))
			.build();
		assertThat(refusals(trustProxy, this.request)).isEmpty();
		assertThat(refusals(trustProxy,
				this.request.header("X-Forwarded-Proto", "https")
					.header("X-Forwarded-Host", "a.example")
					.header("X-Forwarded-Port", "8443")
					.header("X-Forwarded-Prefix", "/a")))
			.isEmpty();
		assertThat(refusals(trustProxy,
				this.request.header("X-Forwarded-Proto", "ftp")
					.header("X-Forwarded-Host", "a b")
					.header("X-Forwarded-Port", "x")
					.header("X-Forwarded-Prefix", "/")))
			.containsExactly(DecisionTrace.Refusal.NO_SCHEME, DecisionTrace.Refusal.NO_HOST,
					DecisionTrace.Refusal.NO_PORT, DecisionTrace.Refusal.EMPTY_PREFIX);
	}

	private static List<DecisionTrace.Refusal> refusals(TrustProxy trustProxy, TestRequest request) {
		DecisionTrace trace = trustProxy.receive(request, TestRequest.READER).trace();
		return Stream.of(ForwardedValue.PROTO, ForwardedValue.HOST, ForwardedValue.PORT, ForwardedValue.PREFIX)
			.map(trace::refusal)
			.filter(Objects::nonNull)
			.toList();
	}

	@Test
	void doorKnowsWhetherThePeerIsThatOfAUnixSocket() {
		Door knowing = new Door() {

			@Override
			public @Nullable DecidedRequest<?> find(Object request) {
				return null;
			}

			@Override
			public boolean isUnixPeer(Object request) {
				return request == DecidedRequestTests.this.request;
			}

		};
		TrustProxy trustProxy = TrustProxy.builder().doors(List.of((request) -> null, knowing)).build();
		assertThat(trustProxy.isUnixPeer(this.request)).isTrue();
		assertThat(trustProxy.isUnixPeer("something else")).isFalse();
		assertThat(TrustProxy.builder().doors(List.of((request) -> null)).build().isUnixPeer(this.request)).isFalse();
	}

	@Test
	void traceOfTheThreadIsThatOfTheTracer() {
		RequestTrace trace = new RequestTrace() {

			@Override
			public void write(ShownRequest request) {
			}

			@Override
			public boolean isOpen() {
				return true;
			}

		};
		assertThat(TrustProxy.builder().tracer(() -> trace).build().currentTrace()).isSameAs(trace);
		assertThat(TrustProxy.builder().build().currentTrace()).isNull();
	}

	private DecidedRequest<TestRequest> receivedBy(RequestListener... listeners) {
		return TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.onRequest(new RequestListeners(List.of(listeners), this.failures::add))
			.build()
			.receiveAtDoor(this.request, TestRequest.READER);
	}

}
