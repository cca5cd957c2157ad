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
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import io.github.trustproxy.explain.DescribedRequest;
import io.github.trustproxy.explain.Explanation;
import io.github.trustproxy.header.ListCursor;
import io.github.trustproxy.header.NodeChain;
import io.github.trustproxy.header.NodeParser;
import io.github.trustproxy.support.Shows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivePolicy}: a request sees one state of all lists.
 */
class LivePolicyTests {

	private static final Predicate<Proof> NOTHING_PROVEN = (proof) -> false;

	private static final DescribedRequest REQUEST = DescribedRequest.from("192.0.2.1")
		.header("X-Forwarded-For", "203.0.113.7, 192.0.2.3");

	private final AtomicReference<List<String>> list = new AtomicReference<>(List.of("192.0.2.1", "192.0.2.3"));

	private @Nullable Proof proof;

	private final LivePolicy policy = new LivePolicy(spec());

	private final TrustProxy trustProxy = TrustProxy.builder().policy(this.policy).build();

	@Test
	void requestsFollowTheList() {
		assertThat(REQUEST.explain(this.trustProxy).client().ip()).isEqualTo("203.0.113.7");
		replace("192.0.2.1");
		assertThat(REQUEST.explain(this.trustProxy).client().ip()).isEqualTo("192.0.2.3");
		replace();
		assertThat(REQUEST.explain(this.trustProxy).client().ip()).isEqualTo("192.0.2.1");
		assertThat(this.trustProxy.trustsNobody()).isFalse();
	}

	@Test
	void operatorSeesTheListOfTheMoment() {
		assertThat(this.trustProxy).asString().startsWith("trusting loopback, edge (2 ranges) (max-hops 32)");
		replace("198.51.100.0/24");
		assertThat(this.trustProxy).asString().startsWith("trusting loopback, edge (1 range) (max-hops 32)");
		assertThat(this.trustProxy.trustedRanges()).containsExactly("127.0.0.0/8", "198.51.100.0/24", "::1");
		assertThat(this.trustProxy.trustedLists()).hasToString("[edge (1 range)]");
	}

	/**
	 * Whoever asks for one thing only need not take the policy of the moment before.
	 */
	@Test
	void questionsAreAnsweredByTheListOfTheMoment() throws UnknownHostException {
		InetAddress address = InetAddress.getByName("192.0.2.3");
		Peer peer = Peer.of("192.0.2.3", 1);
		assertThat(this.policy.trusts(peer.high(), peer.low(), 0)).isTrue();
		assertThat(this.policy.rule(address, NOTHING_PROVEN)).isEqualTo("edge");
		assertThat(this.policy.explainRule(address, NOTHING_PROVEN)).isEqualTo("edge, whose list has 192.0.2.3");
		assertThat(this.policy.trustsPeerWithoutAddress(true)).isFalse();
		replace("192.0.2.1");
		assertThat(this.policy.reasonNotToTrust(peer.kind(), peer.high(), peer.low(), 0, TestRequest.from("192.0.2.3"),
				TestRequest.READER))
			.isEqualTo(StopReason.PEER_NOT_TRUSTED);
		assertThat(this.policy.trusts(peer.high(), peer.low(), 0)).isFalse();
		assertThat(this.policy.rule(address, NOTHING_PROVEN)).isNull();
		assertThat(this.policy.explainRule(address, NOTHING_PROVEN)).isNull();
	}

	@Test
	void proofsAreAskedForByTheListOfTheMoment() {
		Peer peer = Peer.of("192.0.2.3", 1);
		TestRequest request = TestRequest.from("192.0.2.3");
		replace("192.0.2.3", "unix");
		assertThat(this.policy.trustsPeerWithoutAddress(true)).isTrue();
		this.proof = Proof.ofHeader(Proofs.HEADER, List.of(Proofs.SECRET));
		replace("192.0.2.3", "unix");
		assertThat(this.policy.trustsPeerWithoutAddress(true)).isFalse();
		assertThat(this.policy.reasonNotToTrust(peer.kind(), peer.high(), peer.low(), 0, request, TestRequest.READER))
			.isEqualTo(StopReason.NOT_PROVEN);
		assertThat(this.policy.unprovenEntry(peer.kind(), peer.high(), peer.low())).extracting(TrustEntry::text)
			.isEqualTo("edge");
	}

	/**
	 * C19 of the catalogue of hostile inputs.
	 */
	@Test
	@Shows("threat-model.md: a list that changes in the middle")
	void listThatIsReplacedDuringARequestCountsForTheNext() {
		NodeChain chain = () -> {
			NodeChain.Cursor cursor = new ListCursor("203.0.113.7, 192.0.2.3");
			return new NodeChain.Cursor() {

				@Override
				public boolean next() {
					replace();
					return cursor.next();
				}

				@Override
				public NodeParser.Kind parse(NodeParser parser) {
					return cursor.parse(parser);
				}

				@Override
				public String text() {
					return cursor.text();
				}

			};
		};
		HopWalk walk = new HopWalk(this.policy, 32);
		Peer peer = Peer.of("192.0.2.1", 1);
		TestRequest request = TestRequest.from("192.0.2.1");
		CompiledPolicy policy = walk.policy();
		assertThat(walk.reasonToStopAtPeer(policy, peer.kind(), peer.high(), peer.low(), request, TestRequest.READER))
			.isNull();
		ClientAddress client = walk.findClient(policy, peer.kind(), peer.high(), peer.low(), 1, chain, request,
				TestRequest.READER);
		assertThat(client.ip()).isEqualTo("203.0.113.7");
		assertThat(walk.reasonToStopAtPeer(walk.policy(), peer.kind(), peer.high(), peer.low(), request,
				TestRequest.READER))
			.isEqualTo(StopReason.PEER_NOT_TRUSTED);
	}

	@Test
	@Shows("threat-model.md: a list that changes in the middle")
	void explanationIsThatOfTheListThatDecided() {
		DecidedRequest<DescribedRequest> decided = REQUEST.decide(this.trustProxy);
		replace();
		Explanation explanation = Explanation.of(decided);
		assertThat(explanation.setting()).startsWith("trusting loopback, edge (2 ranges)");
		assertThat(explanation.hops().get(0).rule()).isEqualTo("edge");
		assertThat(explanation.hops().get(0).explanation())
			.isEqualTo("It is a trusted proxy: the setting has edge, whose list has 192.0.2.1.");
	}

	private void replace(String... entries) {
		this.list.set(List.of(entries));
		this.policy.replace(spec());
	}

	private TrustSpec spec() {
		return TrustSpec.parse(List.of("loopback", "edge"), new TrustSources() {

			@Override
			public @Nullable SourceList find(String entry) {
				return "edge".equals(entry) ? LivePolicyTests.this.list() : null;
			}

			@Override
			public Collection<String> names() {
				return List.of("edge");
			}

		});
	}

	private SourceList list() {
		List<String> entries = this.list.get();
		SourceList list = entries.isEmpty() ? SourceList.of("edge", null, entries)
				: SourceList.ofSetting("edge", entries);
		return list.with(this.proof);
	}

}
