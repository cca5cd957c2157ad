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

import java.net.InetSocketAddress;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link Peer}.
 */
class PeerTests {

	@ParameterizedTest
	@MethodSource("addresses")
	void readsTheAddressAsServersWriteIt(String text, String address) {
		InetSocketAddress socketAddress = socketAddress(Peer.of(text, 54321));
		assertThat(socketAddress).isNotNull();
		assertThat(socketAddress.isUnresolved()).isFalse();
		assertThat(socketAddress.getHostString()).isEqualTo(address);
		assertThat(socketAddress.getPort()).isEqualTo(54321);
	}

	static Stream<Arguments> addresses() {
		return Stream.of(argumentSet("IPv4", "10.0.0.9", "10.0.0.9"), argumentSet("IPv6 of Jetty", "[::1]", "::1"),
				argumentSet("IPv6 of the JDK", "0:0:0:0:0:0:0:1", "::1"),
				argumentSet("IPv4-mapped, edge case 5", "::ffff:10.0.0.9", "10.0.0.9"),
				argumentSet("IPv4-mapped in brackets", "[0:0:0:0:0:ffff:a00:9]", "10.0.0.9"),
				argumentSet("zone, edge case 7", "fe80:0:0:0:0:0:0:1%eth0", "fe80::1"),
				argumentSet("zone in brackets", "[fe80::1%eth0]", "fe80::1"),
				argumentSet("zone with the name of a Windows interface", "fe80::1%Ethernet 2 (VPN)", "fe80::1"));
	}

	@ParameterizedTest
	@MethodSource("noAddresses")
	void peerWithoutAddressIsNotKnown(@Nullable String text) {
		Peer peer = Peer.of(text, -1);
		assertThat(peer.known()).isFalse();
		assertThat(peer.port()).isZero();
		assertThat(socketAddress(peer)).isNull();
	}

	static Stream<Arguments> noAddresses() {
		return Stream.of(argumentSet("nothing", new Object[] { null }), argumentSet("empty text", ""),
				argumentSet("path of a Unix socket", "/run/app.sock"), argumentSet("name", "localhost"),
				argumentSet("bracket", "["), argumentSet("brackets", "[]"),
				argumentSet("letter for the opening bracket", "x::1]"),
				argumentSet("letter for the closing bracket", "[::1x"));
	}

	@ParameterizedTest
	@MethodSource("numbers")
	void numberOfAPeerIsThatOfItsPlainIpv4Address(@Nullable String text, long number) {
		assertThat(TestRequest.READER.peerIpv4(TestRequest.from(text))).isEqualTo(number);
	}

	static Stream<Arguments> numbers() {
		return Stream.of(argumentSet("IPv4", "10.0.0.9", 0x0a000009L),
				argumentSet("highest IPv4", "255.255.255.255", 0xffff_ffffL), argumentSet("lowest IPv4", "0.0.0.0", 0L),
				argumentSet("IPv6", "2001:db8::7", -1L), argumentSet("IPv4-mapped", "::ffff:10.0.0.9", -1L),
				argumentSet("name", "localhost", -1L), argumentSet("empty text", "", -1L),
				argumentSet("nothing", null, -1L));
	}

	private static @Nullable InetSocketAddress socketAddress(Peer peer) {
		return new ClientAddress(new CompiledPolicy.Hops(0), peer.known(), peer.high(), peer.low(), peer.port(),
				NodeChain.EMPTY, StopReason.PEER_NOT_TRUSTED)
			.peer();
	}

}
