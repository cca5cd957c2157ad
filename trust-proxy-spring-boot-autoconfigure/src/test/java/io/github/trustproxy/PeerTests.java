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

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

import io.github.trustproxy.address.AddressFormat;
import io.github.trustproxy.header.NodeChain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
		assertThat(Peer.of(text, 54321).kind()).isEqualTo(Peer.Kind.ADDRESS);
		Peer.Literal literal = new Peer.Recent().find(text);
		assertThat(literal).isNotNull();
		assertThat(literal.ip()).isEqualTo(address);
		assertThat(new Peer(Peer.Kind.ADDRESS, literal.high(), literal.low(), 54321)).isEqualTo(Peer.of(text, 54321));
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
		assertThat(peer.kind()).isEqualTo(Peer.Kind.NONE);
		assertThat(peer.port()).isZero();
		assertThat(socketAddress(peer)).isNull();
		if (text != null) {
			assertThat(new Peer.Recent().find(text)).isNull();
		}
	}

	static Stream<Arguments> noAddresses() {
		return Stream.of(argumentSet("nothing", new Object[] { null }), argumentSet("empty text", ""),
				argumentSet("path of a Unix socket", "/run/app.sock"), argumentSet("name", "localhost"),
				argumentSet("bracket", "["), argumentSet("brackets", "[]"),
				argumentSet("letter for the opening bracket", "x::1]"),
				argumentSet("letter for the closing bracket", "[::1x"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "10.0.0.9", "127.128.129.130", "255.255.255.255", "::", "::1",
			"2001:db8:1:2:3:4:5:6", "fe80::ffff:8000:1", "8000:ffff:7fff::80", "64:ff9b::203.0.113.7",
			"::ffff:10.0.0.9" })
	void addressThatIsAnObjectIsTheSameAsItsText(String text) throws UnknownHostException {
		Peer peer = Peer.of(text, 80);
		Peer.Literal literal = new Peer.Recent().find(InetAddress.getByName(text));
		assertThat(new Peer(Peer.Kind.ADDRESS, literal.high(), literal.low(), 80)).isEqualTo(peer);
		assertThat(literal.ip()).isEqualTo(AddressFormat.format(peer.high(), peer.low()));
		assertThat(literal.address()).isNotNull();
		assertThat(literal.address().getHostName()).isEqualTo(literal.ip());
		assertThat(literal.address().getHostAddress()).isEqualTo(InetAddress.getByName(literal.ip()).getHostAddress());
	}

	@Test
	void addressThatCameLatelyIsNotReadAgain() throws UnknownHostException {
		Peer.Recent recent = new Peer.Recent();
		Peer.Literal literal = recent.find("2001:db8:0:0:0:0:0:1");
		assertThat(recent.find(new String("2001:db8:0:0:0:0:0:1"))).isSameAs(literal);
		Peer.Literal object = recent.find(InetAddress.getByName("10.0.0.9"));
		assertThat(recent.find(InetAddress.getByName("10.0.0.9"))).isSameAs(object);
	}

	/**
	 * More of them than are kept, so that they drive each other out.
	 */
	@Test
	void noAddressIsTakenForAnother() throws UnknownHostException {
		Peer.Recent recent = new Peer.Recent();
		for (int i = 1; i < 20 * Peer.Recent.SIZE; i++) {
			String group = Integer.toHexString(i);
			for (String text : List.of("2001:db8::" + group, "2001:db8:" + group + "::1", "2001:db8::" + group)) {
				assertThat(recent.find(text)).isNotNull().extracting(Peer.Literal::ip).isEqualTo(text);
				assertThat(recent.find(InetAddress.getByName(text)).ip()).isEqualTo(text);
			}
		}
	}

	@Test
	void mappedAddressThatTheJdkKeepsIsThatIpv4Address() throws UnknownHostException {
		byte[] mapped = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 9 };
		Peer.Recent recent = new Peer.Recent();
		assertThat(recent.find(Inet6Address.getByAddress(null, mapped, -1)).ip()).isEqualTo("10.0.0.9");
	}

	@ParameterizedTest
	@CsvSource({ "true, , UNIX", "true, '', NONE", "false, , NONE" })
	void peerWithoutAddressIsThatOfAUnixSocketIfTheConnectionSaysSo(boolean unix, @Nullable String address,
			Peer.Kind kind) {
		RequestReader<TestRequest> reader = unix ? TestRequest.UNIX_READER : TestRequest.READER;
		Peer peer = Peer.withoutAddress(TestRequest.from(address), reader, address, 80);
		assertThat(peer.kind()).isEqualTo(kind);
	}

	private static @Nullable InetSocketAddress socketAddress(Peer peer) {
		return new ClientAddress(new CompiledPolicy.Hops(0), peer.kind(), peer.high(), peer.low(), peer.port(),
				NodeChain.EMPTY, StopReason.PEER_NOT_TRUSTED)
			.peer();
	}

}
