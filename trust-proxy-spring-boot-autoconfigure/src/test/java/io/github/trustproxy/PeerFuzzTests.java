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
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.address.AddressFormat;
import io.github.trustproxy.address.NaiveAddress;
import io.github.trustproxy.header.NodeChain;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz tests of {@link Peer}.
 */
class PeerFuzzTests {

	@FuzzTest
	@DictionaryEntries({ "[", "]", "%", "::1", "fe80::1%eth0", "10.0.0.9" })
	void peerIsReadInTheFormsOfServers(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		NaiveAddress expected = NaiveTrustProxy.peer(text);
		Peer peer = Peer.of(text, 443);
		assertThat(peer.kind()).as(text).isEqualTo((expected != null) ? Peer.Kind.ADDRESS : Peer.Kind.NONE);
		if (expected != null) {
			assertThat(NaiveAddress.number(peer.high(), peer.low())).as(text).isEqualTo(expected.number());
			InetAddress literal = AddressFormat.toInetAddress(peer.high(), peer.low());
			assertThat(socketAddress(peer)).as(text).isEqualTo(new InetSocketAddress(literal, 443));
			assertThat(Peer.of(literal.getHostAddress(), 443)).as(text).isEqualTo(peer);
		}
		else {
			assertThat(socketAddress(peer)).as(text).isNull();
		}
	}

	private static @Nullable InetSocketAddress socketAddress(Peer peer) {
		return new ClientAddress(new CompiledPolicy.Hops(0), peer.kind(), peer.high(), peer.low(), peer.port(),
				NodeChain.EMPTY, StopReason.PEER_NOT_TRUSTED)
			.peer();
	}

}
