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
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Network}.
 */
class NetworkTests {

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.0/24, false", "192.0.2.255, 192.0.2.0/24, false", "10.1.2.3, 10.1.2.0/24, true",
			"::ffff:10.1.2.3, 10.1.2.0/24, true", "127.0.0.1, 127.0.0.0/24, true", "172.32.0.1, 172.32.0.0/24, false",
			"2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64, false", "fd00::1, fd00::/64, true",
			"[fe80:0:0:0:0:0:0:1%eth0], fe80::/64, true", "::1, ::/64, true", "100.64.9.9, 100.64.9.0/24, true" })
	void addressIsInOneNetwork(String address, String network, boolean isPrivate) throws Exception {
		assertThat(Network.of(address)).hasToString(network)
			.satisfies((found) -> assertThat(found.isPrivate()).isEqualTo(isPrivate));
		String literal = address.replaceAll("\\[|%.*", "");
		assertThat(Network.ofPeer(ClientAddress.of(new InetSocketAddress(InetAddress.getByName(literal), 80))))
			.isEqualTo(Network.of(address));
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, true", "127.255.255.255, true", "::1, true", "126.255.255.255, false", "128.0.0.0, false",
			"10.0.0.1, false", "0:0:0:1::1, false", "2001:db8::1, false" })
	void loopbackIsTheSameMachine(String address, boolean loopback) {
		assertThat(Network.of(address)).satisfies((found) -> assertThat(found.isLoopback()).isEqualTo(loopback));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "localhost" })
	void peerWithoutAddressIsInNone(String address) {
		assertThat(Network.of(address)).isNull();
		ClientAddress client = TrustProxy.builder()
			.build()
			.decide(TestRequest.from(address), TestRequest.READER)
			.client();
		assertThat(Network.ofPeer(client)).isNull();
		assertThat(Network.ofClient(client)).isNull();
	}

	@Test
	void peerOfAUnixSocketIsPrivateAndNotLoopback() {
		ClientAddress client = TrustProxy.builder()
			.policy(TrustPolicy.all())
			.build()
			.decide(TestRequest.from(null), TestRequest.UNIX_READER)
			.client();
		assertThat(Network.ofPeer(client)).hasToString("unix").satisfies((unix) -> {
			assertThat(unix.isPrivate()).isTrue();
			assertThat(unix.isLoopback()).isFalse();
		});
	}

	@Test
	void networkOfThePeerIsNotThatOfTheClient() {
		ClientAddress client = TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.build()
			.decide(TestRequest.from("10.0.0.9").forwardedFor("203.0.113.7"), TestRequest.READER)
			.client();
		assertThat(Network.ofPeer(client)).hasToString("10.0.0.0/24");
		assertThat(Network.ofClient(client)).hasToString("203.0.113.0/24");
	}

	@Test
	void clientBehindAPeerWithoutAddressIsInANetwork() {
		TrustProxy trustProxy = TrustProxy.builder().policy(TrustPolicy.all()).build();
		ClientAddress client = trustProxy.decide(TestRequest.from(null).forwardedFor("2001:db8::7"), TestRequest.READER)
			.client();
		assertThat(Network.ofPeer(client)).isNull();
		assertThat(Network.ofClient(client)).hasToString("2001:db8::/64");
		ClientAddress unknown = trustProxy.decide(TestRequest.from(null), TestRequest.READER).client();
		assertThat(Network.ofClient(unknown)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, 203.0.113.7", "::ffff:203.0.113.7, 203.0.113.7", "64:ff9b::203.0.113.7, 203.0.113.7",
			"64:ff9b::, 0.0.0.0", "64:ff9b::ffff:ffff, 255.255.255.255", "64:ff9b::1:203.0.113.7, 64:ff9b::/64",
			"64:ff9b:1::203.0.113.7, 64:ff9b:1::/64", "2001:db8:0:1:2:3:4:5, 2001:db8:0:1::/64",
			"2001:db8:0:1:ffff:ffff:ffff:ffff, 2001:db8:0:1::/64", "2001:db8:0:2::, 2001:db8:0:2::/64",
			"::203.0.113.7, ::/64", "fe80::1%eth0, fe80::/64", "/run/app.sock, unknown" })
	void keyCountsAnIpv4AddressAndAnIpv6SubnetOnce(String peer, String key) {
		assertThat(direct(peer).key()).isEqualTo(key);
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, 24, 48, 203.0.113.0/24", "203.0.113.7, 32, 0, 203.0.113.7/32",
			"203.0.113.7, 31, 0, 203.0.113.6/31", "203.0.113.7, 1, 0, 128.0.0.0/1", "203.0.113.7, 0, 128, 0.0.0.0/0",
			"64:ff9b::203.0.113.7, 24, 48, 203.0.113.0/24", "2001:db8:a:b:c:d:e:f, 24, 48, 2001:db8:a::/48",
			"2001:db8:a:b:c:d:e:f, 0, 128, 2001:db8:a:b:c:d:e:f/128",
			"2001:db8:a:b:c:d:e:f, 32, 112, 2001:db8:a:b:c:d:e:0/112", "2001:db8:a:b:c:d:e:f, 0, 0, ::/0",
			"/run/app.sock, 24, 48, unknown" })
	void networkKeepsTheFirstBits(String peer, int ipv4Length, int ipv6Length, String network) {
		assertThat(direct(peer).network(ipv4Length, ipv6Length)).isEqualTo(network);
	}

	@ParameterizedTest
	@CsvSource({ "-1, 64, 'The length of an IPv4 network is between 0 and 32, not -1.'",
			"33, 64, 'The length of an IPv4 network is between 0 and 32, not 33.'",
			"24, -1, 'The length of an IPv6 network is between 0 and 128, not -1.'",
			"24, 129, 'The length of an IPv6 network is between 0 and 128, not 129.'" })
	void lengthsOutOfRangeAreRefusedWhateverTheClientHas(int ipv4Length, int ipv6Length, String message) {
		for (String peer : List.of("203.0.113.7", "2001:db8::7", "/run/app.sock")) {
			assertThatIllegalArgumentException().isThrownBy(() -> direct(peer).network(ipv4Length, ipv6Length))
				.withMessage(message);
		}
	}

	private static ClientAddress direct(String peer) {
		return TrustProxy.builder().build().decide(TestRequest.from(peer), TestRequest.READER).client();
	}

}
