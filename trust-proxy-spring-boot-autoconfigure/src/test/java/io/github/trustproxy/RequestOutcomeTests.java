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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestOutcome}.
 */
class RequestOutcomeTests {

	private static final TestRequest REQUEST = TestRequest.from("10.0.0.9");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			10.0.0.0/8 | 32 | 203.0.113.7                     | CLIENT_FOUND
			10.0.0.0/8 | 32 | 6.6.6.6, 203.0.113.7            | CLIENT_FOUND
			10.0.0.0/8 | 32 | 10.1.2.3                        | ALL_TRUSTED
			10.0.0.0/8 | 32 | 10.1.2.3, 10.0.0.5              | ALL_TRUSTED
			10.0.0.0/8 | 1  | 6.6.6.6, 10.0.0.5               | HOP_LIMIT
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
			""")
	void addressesDecideTheOutcome(String trust, int maxHops, String forwardedFor, RequestOutcome outcome) {
		assertThat(RecordedOutcomes.of(trusting(trust).maxHops(maxHops), REQUEST.forwardedFor(forwardedFor), true))
			.isEqualTo(outcome);
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, NOT_FORWARDED", "loopback, DIRECT", "1, NOT_FORWARDED", "false, DIRECT" })
	void requestWithoutRelevantHeadersHasTheOutcomeOfItsPeer(String trust, RequestOutcome outcome) {
		assertThat(RecordedOutcomes.of(trusting(trust), REQUEST, false)).isEqualTo(outcome);
		assertThat(RecordedOutcomes.of(trusting(trust), REQUEST, true)).isEqualTo(outcome);
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
		assertThat(RecordedOutcomes.of(trusting(trust), REQUEST.peer(peer), false)).isEqualTo(outcome);
		assertThat(RecordedOutcomes.of(trusting(trust), REQUEST.peer(peer), true)).isEqualTo(outcome);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
			"X-Forwarded-Prefix", "X-Forwarded-Ssl", "Forwarded", "X-Real-IP" })
	void anyForwardingHeaderOfAnUntrustedPeerCounts(String header) {
		assertThat(
				RecordedOutcomes.of(trusting("loopback").clientIpHeader("X-Real-IP"), REQUEST.header(header, ""), true))
			.isEqualTo(RequestOutcome.UNTRUSTED_PEER);
	}

	@Test
	void protectedHeaderIsNoForwardingHeader() {
		assertThat(RecordedOutcomes.of(trusting("loopback").protectedHeaders(List.of("X-Forwarded-User")),
				REQUEST.header("X-Forwarded-User", "admin"), true))
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
		assertThat(RecordedOutcomes.of(trusting("10.0.0.0/8").allowedHosts(List.of("example.com")), request, true))
			.isEqualTo(outcome);
		assertThat(RecordedOutcomes.of(trusting("10.0.0.0/8"), request, true))
			.isNotEqualTo(RequestOutcome.HOST_NOT_ALLOWED);
	}

	@Test
	void hostThatIsNotBelievedIsNotRefused() {
		assertThat(RecordedOutcomes.of(
				trusting("10.0.0.0/8").allowedHosts(List.of("example.com")).values(EnumSet.of(ForwardedValue.FOR)),
				REQUEST.forwardedFor("203.0.113.7").header("X-Forwarded-Host", "evil.example"), true))
			.isEqualTo(RequestOutcome.CLIENT_FOUND);
	}

	@Test
	void policyThatFailsIsAnOutcome() {
		TrustPolicy broken = (address, hop) -> {
			throw new IllegalStateException("The policy is broken");
		};
		assertThat(RecordedOutcomes.of(TrustProxy.builder().policy(broken), REQUEST, false))
			.isEqualTo(RequestOutcome.POLICY_FAILED);
		assertThat(RecordedOutcomes.of(TrustProxy.builder().policy(broken), REQUEST.forwardedFor("1.2.3.4"), true))
			.isEqualTo(RequestOutcome.POLICY_FAILED);
	}

	@Test
	void policyThatFailsIsReportedWithoutADecisionToo() {
		List<Throwable> failures = new ArrayList<>();
		AssertionError failure = new AssertionError("The policy is broken");
		RecordedOutcomes.of(TrustProxy.builder().policy((address, hop) -> {
			throw failure;
		}).onPolicyFailure(failures::add), REQUEST, false);
		assertThat(failures).containsExactly(failure);
	}

	@Test
	void policyIsNotAskedAboutTheLeftMostEntry() {
		List<Integer> asked = new ArrayList<>();
		TrustPolicy policy = (address, hop) -> {
			asked.add(hop);
			return true;
		};
		assertThat(RecordedOutcomes.of(TrustProxy.builder().policy(policy), REQUEST.forwardedFor("10.0.0.5"), true))
			.isEqualTo(RequestOutcome.CLIENT_FOUND);
		assertThat(asked).containsExactly(0);
	}

	@Test
	void policyIsNotAskedWhereNobodyListens() {
		List<Integer> asked = new ArrayList<>();
		TrustProxy trustProxy = TrustProxy.builder().policy((address, hop) -> asked.add(hop)).build();
		trustProxy.received(REQUEST, TestRequest.READER, null);
		assertThat(asked).isEmpty();
	}

	@Test
	void decisionListenersHearOfDecisionsOnly() {
		List<Decision> decisions = new ArrayList<>();
		TrustProxy trustProxy = trusting("10.0.0.0/8").decisionListeners(List.of(new DecisionListener() {

			@Override
			public <R> void onDecision(R request, RequestReader<R> reader, Decision decision) {
				decisions.add(decision);
			}

		})).build();
		trustProxy.received(REQUEST, TestRequest.READER, null);
		Decision decision = trustProxy.decide(REQUEST, TestRequest.READER);
		trustProxy.received(REQUEST, TestRequest.READER, decision);
		assertThat(decisions).containsExactly(decision);
	}

	@Test
	void allRequestListenersAreTold() {
		List<@Nullable Decision> seen = new ArrayList<>();
		TrustProxy trustProxy = trusting("10.0.0.0/8")
			.requestListeners(List.of(new RecordedOutcomes(), new RequestListener() {

				@Override
				public <R> void onRequest(R request, RequestReader<R> reader, @Nullable Decision decision,
						RequestOutcome outcome) {
					assertThat(request).isSameAs(REQUEST);
					seen.add(decision);
				}

			}))
			.build();
		trustProxy.received(REQUEST, TestRequest.READER, null);
		assertThat(seen).hasSize(1).containsOnlyNulls();
	}

	private static TrustProxy.Builder trusting(String... entries) {
		return TrustProxy.builder().policy(TrustPolicy.of(entries));
	}

}
