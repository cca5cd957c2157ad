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
import java.util.Collection;
import java.util.List;

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
			.policy(TrustSpec.parse(List.of("loopback", "edge"), new Sources(list)).policy())
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
		assertThat(behind.decide(trustProxy).decision().isProofOutOfReach()).isTrue();
		assertThat(request.decide(trustProxy).decision().isProofOutOfReach()).isFalse();
		assertThat(trustProxy.needsCertificates()).isTrue();
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
			${OLD_EDGE_SECRET}   | One of the values has a placeholder
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
				new Sources(SourceList.of("edge", null, List.of("192.0.2.0/24")).with(PROOF),
						SourceList.of("other", null, List.of("198.51.100.9"))
							.with(Proof.ofHeader("X-Other", List.of("Sesame-Other-012345")))));
	}

	private static final class Sources implements TrustSources {

		private final List<SourceList> lists;

		Sources(SourceList... lists) {
			this.lists = List.of(lists);
		}

		@Override
		public @Nullable SourceList find(String entry) {
			return this.lists.stream().filter((list) -> list.source().equals(entry)).findFirst().orElse(null);
		}

		@Override
		public Collection<String> names() {
			return List.of();
		}

	}

}
