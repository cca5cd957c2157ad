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

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Proof;
import io.github.trustproxy.Proofs;
import io.github.trustproxy.SourceList;
import io.github.trustproxy.TestRequest;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.TrustProxyBuilder;
import io.github.trustproxy.TrustSpec;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestOutcome}.
 */
class RequestOutcomeTests {

	private static final TestRequest REQUEST = TestRequest.from("10.0.0.9");

	@Test
	void outcomesAreCounted() {
		RequestCounts counts = new RequestCounts();
		DecidedRequest<TestRequest> request = TrustProxy.builder().build().receive(REQUEST, TestRequest.READER);
		counts.onRequest(request, RequestOutcome.DIRECT);
		counts.onRequest(request, RequestOutcome.DIRECT);
		counts.onRequest(request, RequestOutcome.MALFORMED);
		assertThat(counts.count(RequestOutcome.DIRECT)).isEqualTo(2);
		assertThat(counts.count(RequestOutcome.MALFORMED)).isOne();
		assertThat(counts.count(RequestOutcome.CLIENT_FOUND)).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			10.0.0.0/8 | 32 | 203.0.113.7                     | CLIENT_FOUND
			10.0.0.0/8 | 32 | 6.6.6.6, 203.0.113.7            | CLIENT_FOUND
			10.0.0.0/8 | 32 | 10.1.2.3                        | ALL_TRUSTED
			10.0.0.0/8 | 32 | 10.1.2.3, 10.0.0.5              | ALL_TRUSTED
			10.0.0.0/8 | 1  | 6.6.6.6, 10.0.0.5               | HOP_LIMIT
			10.0.0.0/8 | 1  | 6.6.6.6, 203.0.113.7            | CLIENT_FOUND
			10.0.0.0/8 | 2  | 203.0.113.7, 10.0.0.5           | CLIENT_FOUND
			10.0.0.0/8 | 2  | 6.6.6.6, 203.0.113.7, 10.0.0.5  | CLIENT_FOUND
			10.0.0.0/8 | 2  | 6.6.6.6, 10.0.0.6, 10.0.0.5     | HOP_LIMIT
			10.0.0.0/8 | 32 | junk                            | MALFORMED
			10.0.0.0/8 | 32 | unknown                         | UNKNOWN
			10.0.0.0/8 | 32 | _hidden                         | OBFUSCATED
			10.0.0.0/8 | 32 | ,                               | NOT_FORWARDED
			loopback   | 32 | 203.0.113.7                     | UNTRUSTED_PEER
			false      | 32 | 203.0.113.7                     | UNTRUSTED_PEER
			10.0.0.0/8 | 0  | 203.0.113.7                     | UNTRUSTED_PEER
			true       | 32 | 203.0.113.7                     | ALL_TRUSTED
			1          | 32 | 203.0.113.7                     | CLIENT_FOUND
			1          | 32 | 6.6.6.6, 203.0.113.7            | CLIENT_FOUND
			2          | 32 | 203.0.113.7                     | SHORT_CHAIN
			2          | 32 | 203.0.113.7, 10.0.0.5           | CLIENT_FOUND
			3          | 2  | 203.0.113.7, 10.0.0.5           | CLIENT_FOUND
			3          | 2  | 203.0.113.7                     | SHORT_CHAIN
			2          | 32 | 6.6.6.6, 203.0.113.7, 10.0.0.5  | CLIENT_FOUND
			2          | 2  | 6.6.6.6, 203.0.113.7, 10.0.0.5  | CLIENT_FOUND
			3          | 2  | 6.6.6.6, 203.0.113.7, 10.0.0.5  | HOP_LIMIT
			true       | 2  | 6.6.6.6, 203.0.113.7, 10.0.0.5  | HOP_LIMIT
			""")
	void addressesDecideTheOutcome(String trust, int maxHops, String forwardedFor, RequestOutcome outcome) {
		assertThat(RecordedOutcomes.of(trusting(trust).maxHops(maxHops), REQUEST.forwardedFor(forwardedFor)))
			.isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, NOT_FORWARDED", "loopback, DIRECT", "1, NOT_FORWARDED", "false, DIRECT" })
	void requestWithoutRelevantHeadersHasTheOutcomeOfItsPeer(String trust, RequestOutcome outcome) {
		assertThat(RecordedOutcomes.of(trusting(trust), REQUEST)).isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "null", textBlock = """
			10.0.0.0/8    | 10.0.0.9                 | NOT_FORWARDED
			10.0.0.0/8    | 11.0.0.9                 | DIRECT
			10.0.0.0/8    | ::ffff:10.0.0.9          | NOT_FORWARDED
			2001:db8::/32 | 2001:db8:0:0:0:0:0:9     | NOT_FORWARDED
			2001:db8::/32 | [2001:db9:0:0:0:0:0:9]   | DIRECT
			linklocal     | fe80:0:0:0:0:0:0:1%eth0  | NOT_FORWARDED
			10.0.0.0/8    | null                     | DIRECT
			1             | null                     | NOT_FORWARDED
			""")
	void peerHasItsOutcomeHoweverItIsWritten(String trust, @Nullable String peer, RequestOutcome outcome) {
		assertThat(RecordedOutcomes.of(trusting(trust), REQUEST.peer(peer))).isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource({ "X-Forwarded-For, UNTRUSTED_PEER", "X-Real-IP, UNTRUSTED_PEER", "Forwarded, DIRECT",
			"X-Forwarded-Host, DIRECT" })
	void forwardedAddressesOfAnUntrustedPeerCount(String header, RequestOutcome outcome) {
		assertThat(RecordedOutcomes.of(trusting("loopback").clientIpHeader("X-Real-IP"), REQUEST.header(header, "")))
			.isEqualTo(outcome);
	}

	@ParameterizedTest
	@EnumSource(HeaderFormat.class)
	void forwardedAddressesOfAnyFamilyCount(HeaderFormat format) {
		assertThat(RecordedOutcomes.of(trusting("loopback").headerFormat(format), REQUEST.forwardedFor("192.0.2.1")))
			.isEqualTo(RequestOutcome.UNTRUSTED_PEER);
		assertThat(RecordedOutcomes.of(trusting("loopback").headerFormat(format), REQUEST.forwarded("for=192.0.2.1")))
			.isEqualTo(RequestOutcome.UNTRUSTED_PEER);
	}

	@Test
	void protectedHeaderIsNoForwardingHeader() {
		assertThat(RecordedOutcomes.of(trusting("loopback").protectedHeaders(List.of("X-Forwarded-User")),
				REQUEST.header("X-Forwarded-User", "admin")))
			.isEqualTo(RequestOutcome.DIRECT);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			203.0.113.7             | evil.example     | HOST_NOT_ALLOWED
			6.6.6.6, 203.0.113.7    | evil.example     | HOST_NOT_ALLOWED
			10.1.2.3                | evil.example     | HOST_NOT_ALLOWED
			,                       | evil.example     | HOST_NOT_ALLOWED
			203.0.113.7             | evil.example, example.com | CLIENT_FOUND
			203.0.113.7, 10.0.0.5   | evil.example, example.com | HOST_NOT_ALLOWED
			203.0.113.7             | example.com      | CLIENT_FOUND
			203.0.113.7             | not a host       | CLIENT_FOUND
			junk                    | evil.example     | MALFORMED
			""")
	void hostThatIsNotAllowedIsAnOutcome(String forwardedFor, String host, RequestOutcome outcome) {
		TestRequest request = REQUEST.forwardedFor(forwardedFor).header("X-Forwarded-Host", host);
		assertThat(RecordedOutcomes.of(trusting("10.0.0.0/8").allowedHosts(List.of("example.com")), request))
			.isEqualTo(outcome);
		assertThat(RecordedOutcomes.of(trusting("10.0.0.0/8"), request)).isNotEqualTo(RequestOutcome.HOST_NOT_ALLOWED);
	}

	@Test
	void hostThatIsNotBelievedIsNotRefused() {
		assertThat(RecordedOutcomes.of(
				trusting("10.0.0.0/8").allowedHosts(List.of("example.com")).values(EnumSet.of(ForwardedValue.FOR)),
				REQUEST.forwardedFor("203.0.113.7").header("X-Forwarded-Host", "evil.example")))
			.isEqualTo(RequestOutcome.CLIENT_FOUND);
	}

	@Test
	void policyThatFailsIsAnOutcome() {
		TrustPolicy broken = (address, hop) -> {
			throw new IllegalStateException("The policy is broken");
		};
		assertThat(RecordedOutcomes.of(TrustProxy.builder().policy(broken), REQUEST))
			.isEqualTo(RequestOutcome.POLICY_FAILED);
		assertThat(RecordedOutcomes.of(TrustProxy.builder().policy(broken), REQUEST.forwardedFor("1.2.3.4")))
			.isEqualTo(RequestOutcome.POLICY_FAILED);
	}

	@Test
	void policyThatFailsIsReported() {
		List<Throwable> failures = new ArrayList<>();
		AssertionError failure = new AssertionError("The policy is broken");
		RecordedOutcomes.of(TrustProxy.builder().policy((address, hop) -> {
			throw failure;
		}).onPolicyFailure(failures::add), REQUEST);
		assertThat(failures).containsExactly(failure);
	}

	@Test
	void policyIsNotAskedAboutTheLeftMostEntry() {
		List<Integer> asked = new ArrayList<>();
		TrustPolicy policy = (address, hop) -> {
			asked.add(hop);
			return true;
		};
		assertThat(RecordedOutcomes.of(TrustProxy.builder().policy(policy), REQUEST.forwardedFor("10.0.0.5")))
			.isEqualTo(RequestOutcome.CLIENT_FOUND);
		assertThat(asked).containsExactly(0);
	}

	@Test
	void policyIsNotAskedAboutTheHopAtTheLimit() {
		List<Integer> asked = new ArrayList<>();
		TrustPolicy policy = (address, hop) -> {
			asked.add(hop);
			return true;
		};
		assertThat(RecordedOutcomes.of(TrustProxy.builder().policy(policy).maxHops(1),
				REQUEST.forwardedFor("6.6.6.6, 203.0.113.7")))
			.isEqualTo(RequestOutcome.HOP_LIMIT);
		assertThat(asked).containsExactly(0);
	}

	/**
	 * Without the limit the walk would have ended there as well, and said why.
	 */
	@Test
	void hopAtTheLimitThatLacksItsProofIsNotProven() {
		SourceList edge = SourceList.of("edge", null, List.of("192.0.2.0/24"))
			.with(Proof.ofHeader(Proofs.HEADER, List.of(Proofs.SECRET)));
		TrustPolicy policy = TrustSpec.parse(List.of("10.0.0.0/8", "edge"), Proofs.sources(edge)).policy();
		TestRequest request = REQUEST.forwardedFor("203.0.113.7, 192.0.2.9");
		assertThat(RecordedOutcomes.of(TrustProxy.builder().policy(policy), request))
			.isEqualTo(RequestOutcome.NOT_PROVEN);
		assertThat(RecordedOutcomes.of(TrustProxy.builder().policy(policy).maxHops(1), request))
			.isEqualTo(RequestOutcome.NOT_PROVEN);
	}

	@Test
	void outcomeIsFoundWithoutAskingThePolicyAgain() {
		AtomicInteger asked = new AtomicInteger();
		assertThat(RecordedOutcomes.of(TrustProxy.builder().policy((address, hop) -> asked.incrementAndGet() > 1),
				REQUEST.forwardedFor("10.0.0.5")))
			.isEqualTo(RequestOutcome.UNTRUSTED_PEER);
		assertThat(asked).hasValue(1);
	}

	@Test
	void directRequestNeedsTwoLookUps() {
		List<String> names = new ArrayList<>();
		TrustProxy trustProxy = trusting("loopback")
			.onRequest(new RequestListeners(List.of(new RecordedOutcomes()), (ex) -> {
			}))
			.build();
		trustProxy.receive(REQUEST, new TestRequest.Reader() {

			@Override
			public List<String> headerLines(TestRequest request, String name) {
				names.add(name);
				return super.headerLines(request, name);
			}

		}).announce();
		assertThat(names).containsExactly("X-Forwarded-For", "Forwarded");
	}

	private static TrustProxyBuilder trusting(String... entries) {
		return TrustProxy.builder().policy(TrustPolicy.of(entries));
	}

}
