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

package io.github.trustproxy.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.trustproxy.Proofs;
import io.github.trustproxy.StopReason;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that have, or do not have, the proof that a source asks for.
 */
@EveryServer
class ProvenRequestTests extends AbstractApplicationTests {

	private static final String[] PROPERTIES = { "trust-proxy=127.0.0.1,edge", "trust-proxy.hide-headers=false",
			"trust-proxy.protected-headers=X-User", "trust-proxy.sources.edge.from=127.0.0.9,198.51.100.9",
			"trust-proxy.sources.edge.proof.header=" + Proofs.HEADER,
			"trust-proxy.sources.edge.proof.values=" + Proofs.SECRET + "," + Proofs.OLD_SECRET };

	ProvenRequestTests(ServerStack stack) {
		super(stack);
	}

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.Proofs#requests")
	@Shows("threat-model.md: the addresses of a provider whose customers share them")
	void peerIsBelievedWithItsProof(List<String> proof, boolean proven) throws IOException {
		WhoAmI seen = whoAmI("127.0.0.9", proof, "X-Forwarded-For: 203.0.113.7");
		assertThat(seen.ip()).isEqualTo(proven ? "203.0.113.7" : "127.0.0.9");
		assertThat(seen.remoteAddr()).isEqualTo(seen.ip());
		assertThat(seen.stopReason()).isEqualTo(proven ? StopReason.LEFT_MOST : StopReason.NOT_PROVEN);
		assertThat(seen.scheme()).isEqualTo(proven ? "https" : "http");
		assertThat(seen.headers().containsKey("x-user")).isEqualTo(proven);
		assertThat(seen.headers()).containsKey("x-forwarded-for").doesNotContainKey("x-origin-verify");
	}

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.Proofs#requests")
	void hopBehindThePeerIsBelievedWithItsProof(List<String> proof, boolean proven) throws IOException {
		WhoAmI seen = whoAmI("127.0.0.1", proof, "X-Forwarded-For: 203.0.113.7, 198.51.100.9");
		assertThat(seen.ip()).isEqualTo(proven ? "203.0.113.7" : "198.51.100.9");
		assertThat(seen.remoteAddr()).isEqualTo(seen.ip());
		assertThat(seen.stopReason()).isEqualTo(proven ? StopReason.LEFT_MOST : StopReason.NOT_PROVEN);
		assertThat(seen.scheme()).isEqualTo("https");
		assertThat(seen.headers()).containsKeys("x-user", "x-forwarded-for").doesNotContainKey("x-origin-verify");
	}

	/**
	 * The proof is that of the zone, for everybody who sends requests to it. What such a
	 * customer connects from is appended, and in the list.
	 */
	@Test
	@Shows("threat-model.md: the same with a proof")
	void customerThatComesThroughTheProofChoosesItsAddressUnlessHopsAreLimited() throws IOException {
		String[] limited = Stream.concat(Stream.of(PROPERTIES), Stream.of("trust-proxy.max-hops=1"))
			.toArray(String[]::new);
		assertThat(customerThroughTheProof(PROPERTIES).ip()).isEqualTo("192.0.2.1");
		WhoAmI seen = customerThroughTheProof(limited);
		assertThat(seen.ip()).isEqualTo("198.51.100.9");
		assertThat(seen.remoteAddr()).isEqualTo("198.51.100.9");
		assertThat(seen.stopReason()).isEqualTo(StopReason.HOP_LIMIT);
	}

	private WhoAmI customerThroughTheProof(String... properties) throws IOException {
		try (RawConnection connection = application(properties).connectFrom("127.0.0.9")) {
			return Application.whoAmI(connection.exchange(Application.request("/whoami",
					Proofs.HEADER + ": " + Proofs.SECRET, "X-Forwarded-For: 192.0.2.1, 198.51.100.9")));
		}
	}

	/**
	 * The peer may be somebody who has guessed the name of the header.
	 */
	@ParameterizedTest
	@MethodSource("io.github.trustproxy.Proofs#requests")
	void headerIsHiddenFromAnUntrustedPeerToo(List<String> proof, boolean proven) throws IOException {
		WhoAmI seen = whoAmI("127.0.0.66", proof);
		assertThat(seen.stopReason()).isEqualTo(StopReason.PEER_NOT_TRUSTED);
		assertThat(seen.headers()).doesNotContainKey("x-origin-verify");
	}

	private WhoAmI whoAmI(String peer, List<String> proof, String... lines) throws IOException {
		List<String> headerLines = new ArrayList<>(proof);
		headerLines.addAll(List.of(lines));
		headerLines.addAll(List.of("X-Forwarded-Proto: https", "X-User: alice"));
		try (RawConnection connection = application(PROPERTIES).connectFrom(peer)) {
			return Application
				.whoAmI(connection.exchange(Application.request("/whoami", headerLines.toArray(String[]::new))));
		}
	}

}
