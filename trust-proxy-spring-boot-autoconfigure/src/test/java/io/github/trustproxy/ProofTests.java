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

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import io.github.trustproxy.certificate.TestCertificate;
import io.github.trustproxy.explain.DescribedRequest;
import io.github.trustproxy.explain.Explanation;
import io.github.trustproxy.observe.RequestListeners;
import io.github.trustproxy.observe.RequestOutcome;
import io.github.trustproxy.support.Shows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Proof}, and for what is decided where one is asked for.
 */
class ProofTests {

	/** The fingerprint of a certificate as the setting has it. */
	private static final String ALICE = "sha256:68f1db768c4003406df9498b1ccc0bff5eac32fc95d43a7ca91dda990a47603a";

	private static final String ALICE_WITH_COLONS = "SHA256:68:F1:DB:76:8C:40:03:40:6D:F9:49:8B:1C:CC:0B:FF:5E:AC:32:FC:95:D4:3A:7C:A9:1D:DA:99:0A:47:60:3A";

	private static final Proof PROOF = Proof.ofHeader(Proofs.HEADER, List.of(Proofs.SECRET, Proofs.OLD_SECRET));

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.Proofs#requests")
	void peerOfASourceIsTrustedWithItsProof(List<String> lines, boolean proven) {
		TestRequest request = request("192.0.2.9", lines).forwardedFor("203.0.113.7")
			.header("X-Forwarded-Proto", "https");
		Decision decision = trusting("edge").decide(request, TestRequest.READER);
		assertThat(decision.client().ip()).isEqualTo(proven ? "203.0.113.7" : "192.0.2.9");
		assertThat(decision.client().stopReason()).isEqualTo(proven ? StopReason.LEFT_MOST : StopReason.NOT_PROVEN);
		assertThat(decision.client().hops()).extracting(Hop::verdict)
			.containsExactly(proven ? Hop.Verdict.TRUSTED : Hop.Verdict.NOT_PROVEN,
					proven ? Hop.Verdict.LEFT_MOST : Hop.Verdict.IGNORED);
		assertThat(decision.peerTrusted()).isEqualTo(proven);
		assertThat(decision.origin().scheme()).isEqualTo(proven ? "https" : null);
		assertThat(decision.hiddenHeaders().contains(Proofs.HEADER)).isTrue();
		assertThat(decision.hiddenHeaders().contains("X-User")).isEqualTo(!proven);
		assertThat(decision.unprovenSource()).isEqualTo(proven ? null : "edge");
	}

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.Proofs#requests")
	void hopBehindThePeerIsTrustedWithItsProof(List<String> lines, boolean proven) {
		TestRequest request = request("127.0.0.1", lines).forwardedFor("203.0.113.7, 192.0.2.9")
			.header("X-Forwarded-Proto", "https");
		Decision decision = trusting("loopback", "edge").decide(request, TestRequest.READER);
		assertThat(decision.client().ip()).isEqualTo(proven ? "203.0.113.7" : "192.0.2.9");
		assertThat(decision.client().stopReason()).isEqualTo(proven ? StopReason.LEFT_MOST : StopReason.NOT_PROVEN);
		assertThat(decision.client().hops()).extracting(Hop::verdict)
			.containsExactly(Hop.Verdict.TRUSTED, proven ? Hop.Verdict.TRUSTED : Hop.Verdict.NOT_PROVEN,
					proven ? Hop.Verdict.LEFT_MOST : Hop.Verdict.IGNORED);
		// What the peer says counts all the same
		assertThat(decision.peerTrusted()).isTrue();
		assertThat(decision.origin().scheme()).isEqualTo("https");
		assertThat(decision.hiddenHeaders().contains("X-User")).isFalse();
		assertThat(decision.hiddenHeaders().contains(Proofs.HEADER)).isTrue();
	}

	/**
	 * Such as a customer of the provider, who sends requests to our zone there.
	 */
	@ParameterizedTest
	@MethodSource("io.github.trustproxy.Proofs#requests")
	void limitCutsOffWhoWouldBeTrustedWithTheProof(List<String> lines, boolean proven) {
		TrustProxy trustProxy = TrustProxy.builder().policy(spec("loopback", "edge").policy()).maxHops(1).build();
		DecidedRequest<TestRequest> decided = trustProxy
			.receive(request("127.0.0.1", lines).forwardedFor("203.0.113.7, 192.0.2.9"), TestRequest.READER);
		assertThat(decided.stopReason()).isEqualTo(StopReason.HOP_LIMIT);
		assertThat(decided.stopReasonWithoutLimit()).isEqualTo(proven ? StopReason.HOP_LIMIT : StopReason.NOT_PROVEN);
	}

	@Test
	void secretWithACommaStandsInOneLine() {
		SourceList list = SourceList.of("edge", null, List.of("192.0.2.0/24"))
			.with(Proof.ofHeader(Proofs.HEADER, List.of("Open,Sesame,0123456789")));
		TrustProxy trustProxy = TrustProxy.builder()
			.policy(TrustSpec.parse(List.of("edge"), Proofs.sources(list)).policy())
			.build();
		TestRequest one = request("192.0.2.9", List.of(Proofs.HEADER + ": Open,Sesame,0123456789"));
		assertThat(trustProxy.decide(one, TestRequest.READER).peerTrusted()).isTrue();
		TestRequest two = request("192.0.2.9",
				List.of(Proofs.HEADER + ": Open", Proofs.HEADER + ": Sesame,0123456789"));
		assertThat(trustProxy.decide(two, TestRequest.READER).peerTrusted()).isFalse();
	}

	@Test
	void hopThatAnotherEntryTrustsWithoutProofIsTrusted() {
		TestRequest request = request("192.0.2.9", List.of()).forwardedFor("203.0.113.7");
		for (TrustProxy trustProxy : List.of(trusting("edge", "192.0.2.9"), trusting("192.0.2.0/24", "edge"))) {
			assertThat(trustProxy.decide(request, TestRequest.READER).client().ip()).isEqualTo("203.0.113.7");
			assertThat(Explanation.of(trustProxy.receive(request, TestRequest.READER)).hops().get(0).rule())
				.startsWith("192.0.2.");
		}
	}

	@Test
	@Shows("threat-model.md: the proof of one source for another")
	void proofOfOneSourceIsNoneForAnother() {
		TrustProxy trustProxy = trusting("edge", "other");
		TestRequest request = request("198.51.100.9", List.of(Proofs.HEADER + ": " + Proofs.SECRET))
			.forwardedFor("203.0.113.7");
		assertThat(trustProxy.decide(request, TestRequest.READER).client().stopReason())
			.isEqualTo(StopReason.NOT_PROVEN);
		TestRequest both = request("198.51.100.9",
				List.of(Proofs.HEADER + ": " + Proofs.SECRET, "X-Other: Sesame-Other-012345"))
			.forwardedFor("203.0.113.7, 192.0.2.9");
		assertThat(trustProxy.decide(both, TestRequest.READER).client().ip()).isEqualTo("203.0.113.7");
	}

	@Test
	@Shows("threat-model.md: a secret that somebody has stolen")
	void proofIsAskedOfAddressesInTheListOnly() {
		TestRequest request = request("198.51.100.1", List.of(Proofs.HEADER + ": " + Proofs.SECRET))
			.forwardedFor("203.0.113.7");
		assertThat(trusting("edge").decide(request, TestRequest.READER).client().stopReason())
			.isEqualTo(StopReason.PEER_NOT_TRUSTED);
	}

	@Test
	void certificateOfTheDescribedRequestCannotBeKnown() {
		SourceList list = SourceList.of("edge", null, List.of("192.0.2.0/24")).with(Proof.ofCertificate("CN=edge"));
		TrustProxy trustProxy = TrustProxy.builder()
			.policy(TrustSpec.parse(List.of("loopback", "edge"), Proofs.sources(list)).policy())
			.build();
		DescribedRequest request = DescribedRequest.from("192.0.2.9").header("X-Forwarded-For", "203.0.113.7");
		assertThat(request.explain(trustProxy).stop().text())
			.isEqualTo("The peer 192.0.2.9 is the client, because 'edge' trusts its address only with a proof, and a"
					+ " description of a request has no certificate, so that it cannot be known.");
		DescribedRequest behind = DescribedRequest.from("127.0.0.1")
			.header("X-Forwarded-For", "203.0.113.7, 192.0.2.9");
		assertThat(behind.explain(trustProxy).hops().get(1).explanation()).isEqualTo(
				"It is the client: 'edge' trusts its address only with a proof, and only the peer can present the"
						+ " certificate that is needed.");
		assertThat(behind.explain(trustProxy).stop().text()).startsWith("The walk stopped at hop 1: ");
		assertThat(behind.decide(trustProxy).isProofOutOfReach()).isTrue();
		assertThat(request.decide(trustProxy).isProofOutOfReach()).isFalse();
		assertThat(trustProxy.needsCertificates()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CN=alice,O=Example", "cn=ALICE, o=example", ALICE, ALICE_WITH_COLONS })
	void peerProvesItselfWithItsCertificateAndNoHopDoes(String certificate) {
		Proof proof = Proof.ofCertificate(certificate);
		TestRequest request = request("192.0.2.9", List.of());
		assertThat(proof.needsCertificate()).isTrue();
		assertThat(proof.isMetBy(request, presenting(TestCertificate.ALICE), 0)).isTrue();
		assertThat(proof.isMetBy(request, presenting(TestCertificate.ALICE), 1)).isFalse();
		assertThat(proof.isMetBy(request, presenting(TestCertificate.MALLORY), 0)).isFalse();
		assertThat(proof.isMetBy(request, TestRequest.READER, 0)).isFalse();
		assertThat(proof.missing(request, presenting(TestCertificate.MALLORY), 0))
			.isEqualTo("the peer presented another certificate.");
		assertThat(proof.missing(request, TestRequest.READER, 0)).isEqualTo("the peer presented no certificate.");
		assertThat(proof.missing(request, presenting(TestCertificate.ALICE), 1))
			.isEqualTo("only the peer can present the certificate that is needed.");
		assertThat(PROOF.needsCertificate()).isFalse();
	}

	@Test
	void bothProofsAreNeededWhicheverIsNamedFirst() {
		Proof ofCertificate = Proof.ofCertificate(ALICE);
		TestRequest proven = request("192.0.2.9", List.of(Proofs.HEADER + ": " + Proofs.SECRET));
		TestRequest unproven = request("192.0.2.9", List.of());
		for (Proof both : List.of(PROOF.and(ofCertificate), ofCertificate.and(PROOF))) {
			assertThat(both.isMetBy(proven, presenting(TestCertificate.ALICE), 0)).isTrue();
			assertThat(both.isMetBy(unproven, presenting(TestCertificate.ALICE), 0)).isFalse();
			assertThat(both.isMetBy(proven, presenting(TestCertificate.MALLORY), 0)).isFalse();
			assertThat(both.missing(unproven, presenting(TestCertificate.ALICE), 0))
				.isEqualTo("the request has no X-Origin-Verify.");
			assertThat(both).hasToString("header X-Origin-Verify and certificate " + ALICE);
		}
		assertThat(ofCertificate).hasToString("certificate " + ALICE);
		assertThat(Proof.ofCertificate("CN=alice, O=Example")).hasToString("certificate of CN=alice,O=Example");
		assertThat(Proof.ofCertificate("CN=alice").and(PROOF))
			.hasToString("header X-Origin-Verify and certificate of CN=alice");
	}

	/**
	 * Whoever has the proof is trusted by the entry that asks for it, whoever has not by
	 * another one, if there is one.
	 */
	@Test
	void ruleIsTheEntryThatTrustsTheHopWithWhatItProves() {
		TestRequest unproven = request("192.0.2.9", List.of()).forwardedFor("203.0.113.7");
		TestRequest proven = unproven.header(Proofs.HEADER, Proofs.SECRET);
		TrustProxy trustProxy = trusting("edge", "192.0.2.9");
		Explanation.Step hop = Explanation.of(trustProxy.receive(proven, TestRequest.READER)).hops().get(0);
		assertThat(hop.rule()).isEqualTo("edge");
		assertThat(hop.explanation())
			.isEqualTo("It is a trusted proxy: the setting has edge, whose list has 192.0.2.0/24.");
		hop = Explanation.of(trustProxy.receive(unproven, TestRequest.READER)).hops().get(0);
		assertThat(hop.rule()).isEqualTo("192.0.2.9");
		assertThat(hop.explanation()).isEqualTo("It is a trusted proxy: the setting has 192.0.2.9.");
	}

	@Test
	void ruleOfAUnixPeerIsTheSourceWithoutARange() {
		SourceList list = SourceList.ofSetting("edge", List.of("unix", "::"));
		CompiledPolicy policy = TrustSpec.parse(List.of("edge"), Proofs.sources(list)).compiled();
		assertThat(policy.rule(null, (proof) -> false)).isEqualTo("edge");
		assertThat(policy.explainRule(null, (proof) -> false)).isEqualTo("edge");
	}

	@ParameterizedTest
	@ValueSource(strings = { "01234567,89abcdef", ",0123456789abcdef" })
	void secretWithACommaIsNotPutTogetherFromTwoLines(String secret) {
		Proof proof = Proof.ofHeader(Proofs.HEADER, List.of(secret));
		TestRequest request = request("192.0.2.9", List.of());
		assertThat(proof.isMetBy(request.header(Proofs.HEADER, secret), TestRequest.READER, 0)).isTrue();
		assertThat(proof.isMetBy(request.header(Proofs.HEADER, secret.split(",")), TestRequest.READER, 0)).isFalse();
	}

	@Test
	void entryOfAnotherAddressIsNotTheOneWithoutProof() {
		TestRequest request = request("198.51.100.9", List.of());
		assertThat(trusting("edge", "other").decide(request, TestRequest.READER).unprovenSource()).isEqualTo("other");
		TestRequest behindUnix = TestRequest.from(null).forwardedFor("203.0.113.7, 192.0.2.9");
		assertThat(trusting("unix", "edge").decide(behindUnix, TestRequest.UNIX_READER).unprovenSource())
			.isEqualTo("edge");
		request = request("192.0.2.9", List.of());
		TestRequest proven = request.header(Proofs.HEADER, Proofs.SECRET);
		assertThat(trusting("edge").decide(proven, TestRequest.READER).unprovenSource()).isNull();
		assertThat(trusting("198.51.100.9").decide(request, TestRequest.READER).unprovenSource()).isNull();
	}

	@Test
	void onlyACertificateThatIsMissingBehindThePeerIsOutOfReach() {
		TestRequest request = request("127.0.0.1", List.of()).forwardedFor("203.0.113.7, 192.0.2.9");
		assertThat(trusting("loopback", "edge").decide(request, TestRequest.READER).isProofOutOfReach()).isFalse();
		assertThat(trusting("loopback").decide(request, TestRequest.READER).isProofOutOfReach()).isFalse();
	}

	@Test
	void peerOfAUnixSocketProvesItselfAsWell() {
		SourceList list = SourceList.ofSetting("edge", List.of("unix")).with(PROOF);
		TrustProxy trustProxy = TrustProxy.builder()
			.policy(TrustSpec.parse(List.of("loopback", "edge"), Proofs.sources(list)).policy())
			.build();
		TestRequest unproven = TestRequest.from(null).forwardedFor("203.0.113.7");
		Decision decision = trustProxy.decide(unproven, TestRequest.UNIX_READER);
		assertThat(decision.client().stopReason()).isEqualTo(StopReason.NOT_PROVEN);
		assertThat(decision.unprovenSource()).isEqualTo("edge");
		TestRequest proven = unproven.header(Proofs.HEADER, Proofs.SECRET);
		assertThat(trustProxy.decide(proven, TestRequest.UNIX_READER).client().ip()).isEqualTo("203.0.113.7");
		// No connection is known: neither an address nor a socket
		assertThat(trustProxy.decide(proven, TestRequest.READER).client().stopReason())
			.isEqualTo(StopReason.PEER_NOT_TRUSTED);
		assertThat(trustProxy.trustedRanges()).containsExactly("unix", "127.0.0.0/8", "::1");
	}

	@Test
	void headersOfProofsAreNamedOnce() {
		TrustProxy trustProxy = trusting("edge", "other");
		assertThat(trustProxy.proofHeaders()).containsExactly(Proofs.HEADER, "X-Other");
		assertThat(trustProxy.needsCertificates()).isFalse();
		DecisionTrace trace = trustProxy.receive(request("192.0.2.9", List.of()), TestRequest.READER).trace();
		assertThat(trace.proofHeaders()).containsExactly(Proofs.HEADER, "X-Other");
		assertThat(trace.protectedHeaders()).containsExactly("X-User");
		TrustProxy others = TrustProxy.builder().proofHeaders(List.of("X-Not-Asked-For")).hideHeaders(false).build();
		assertThat(others.proofHeaders()).containsExactly("X-Not-Asked-For");
		assertThat(others.relevantHeaders()).contains("X-Not-Asked-For");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			       | the request has no X-Origin-Verify.
			guess  | its X-Origin-Verify has another value.
			a;b    | it has X-Origin-Verify more than once.
			""")
	void explanationSaysWhatIsMissingAndNothingElse(@Nullable String values, String missing) {
		DescribedRequest request = DescribedRequest.from("192.0.2.9").header("X-Forwarded-For", "203.0.113.7");
		if (values != null) {
			request = request.header(Proofs.HEADER, values.split(";"));
		}
		Explanation explanation = request.explain(trusting("edge"));
		assertThat(explanation.stop().text()).isEqualTo("The peer 192.0.2.9 is the client, because 'edge' trusts its"
				+ " address only with a proof, and " + missing);
		assertThat(explanation.hops().get(0).explanation())
			.isEqualTo("It is the client: 'edge' trusts its address only with a proof, and " + missing);
		assertThat(explanation.hops().get(0).rule()).isNull();
		assertThat(explanation.setting()).contains("edge (1 range, proven by header X-Origin-Verify)");
	}

	@Test
	@Shows("threat-model.md: the secret in what is written about requests")
	void explanationHasNoSecret() {
		TestRequest request = request("192.0.2.9", List.of(Proofs.HEADER + ": " + Proofs.SECRET, "X-User: root"))
			.forwardedFor("203.0.113.7");
		for (TrustProxy trustProxy : List.of(trusting("edge"), trusting("loopback", "edge"))) {
			Explanation explanation = Explanation.of(trustProxy.receive(request, TestRequest.READER));
			assertThat(explanation.toString()).doesNotContain("Sesame", "Abracadabra");
			assertThat(explanation.ignored().toString()).doesNotContain("Sesame");
			assertThat(trustProxy.toString()).doesNotContain("Sesame", "Abracadabra");
		}
		assertThat(Explanation.of(trusting("edge").receive(request, TestRequest.READER)).hiddenHeaders())
			.contains(Proofs.HEADER);
		assertThat(PROOF).hasToString("header X-Origin-Verify");
	}

	@Test
	void outcomeSaysThatNothingWasProven() {
		List<RequestOutcome> outcomes = new ArrayList<>();
		TrustProxy trustProxy = TrustProxy.builder()
			.policy(spec("edge").policy())
			.onRequest(new RequestListeners(List.of((request, outcome) -> outcomes.add(outcome)), (ex) -> {
			}))
			.build();
		TestRequest request = request("192.0.2.9", List.of());
		trustProxy.receive(request.forwardedFor("203.0.113.7"), TestRequest.READER).announce();
		trustProxy.receive(request, TestRequest.READER).announce();
		assertThat(outcomes).containsExactly(RequestOutcome.NOT_PROVEN, RequestOutcome.NOT_PROVEN);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			""                   | One of the values is empty
			012345678901234      | One of the values is shorter than 16 characters
			"                "   | One of the values begins or ends with white space
			" 0123456789012345"  | One of the values begins or ends with white space
			"0123456789012345 "  | One of the values begins or ends with white space
			${OLD_EDGE_SECRET}   | One of the values has a placeholder
			"0123456789012345678\u001f9" | One of the values has a character that does not belong into a header
			"0123456789012345678\u007f9" | One of the values has a character that does not belong into a header
			01234567890123456789é | One of the values has a character that does not belong into a header
			""")
	void valueThatIsNoSecretIsRefusedAndNotShown(String value, String reason) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> Proof.ofHeader(Proofs.HEADER, List.of(Proofs.SECRET, value)))
			.satisfies((ex) -> assertThat(ex.getReason()).startsWith(reason))
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain(Proofs.SECRET)
				.doesNotContain(value.isEmpty() ? Proofs.SECRET : value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0123456789012345", "~~~~~~~~~~~~~~~~", "a b c d e f g h i" })
	void valueThatIsASecretIsAccepted(String value) {
		Proof proof = Proof.ofHeader(Proofs.HEADER, List.of(value));
		assertThat(proof.isMetBy(request("192.0.2.9", List.of()).header(Proofs.HEADER, value), TestRequest.READER, 0))
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host", "host", "Cookie", "Authorization", "Content-Length", "Forwarded",
			"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Ssl", "a b", "", "X:", "If-Match", "User-Agent" })
	void headerThatCannotHaveASecretIsRefused(String header) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Proof.checkHeader(header));
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Origin-Verify", "X-Azure-FDID", "X-Amz-Cf-Proof" })
	void headerThatCanHaveASecretIsAccepted(String header) {
		Proof.checkHeader(header);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "edge", "CN", "sha256:", "sha256:00", "sha1:0123456789012345678901234567890123456789",
			"sha256:zz23456789012345678901234567890123456789012345678901234567890123" })
	void certificateThatIsNoneIsRefused(String certificate) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Proof.ofCertificate(certificate));
	}

	private static RequestReader<TestRequest> presenting(TestCertificate certificate) {
		return new TestRequest.Reader() {

			@Override
			public X509Certificate peerCertificate(TestRequest request) {
				return certificate.certificate();
			}

		};
	}

	private static TestRequest request(String peer, List<String> lines) {
		TestRequest request = TestRequest.from(peer);
		for (String line : lines) {
			int colon = line.indexOf(':');
			request = request.header(line.substring(0, colon), line.substring(colon + 1).strip());
		}
		return request;
	}

	private static TrustProxy trusting(String... entries) {
		return TrustProxy.builder()
			.policy(spec(entries).policy())
			.hideHeaders(false)
			.protectedHeaders(List.of("X-User", Proofs.HEADER))
			.build();
	}

	private static TrustSpec spec(String... entries) {
		return TrustSpec.parse(List.of(entries),
				Proofs.sources(SourceList.of("edge", null, List.of("192.0.2.0/24")).with(PROOF),
						SourceList.of("other", null, List.of("198.51.100.9"))
							.with(Proof.ofHeader("X-Other", List.of("Sesame-Other-012345")))));
	}

}
