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

package io.github.trustproxy.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DnsReader}.
 */
class DnsReaderTests {

	@ParameterizedTest
	@ValueSource(strings = { "traefik", "ingress-nginx.internal", "my_proxy", "3proxy", "proxy.example.", "a.b1",
			"xn--bcher-kva.example", "LOCALHOST", "1.example", "0xproxy" })
	void namesOfHostsAreNames(String name) {
		assertThat(DnsReader.isName(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "a..b", ".a", "a..", "-a", "a-", "a b", "a:80", "a/24", "a%eth0", "10.0.0.1",
			"127.1", "010.0.0.1", "2130706433", "0x7f000001", "0X7F.1", "0x", "a.0x7f", "::1", "[::1]", "example.1",
			"bücher.example", "a,b" })
	void addressesAndOtherThingsAreNone(String name) {
		assertThat(DnsReader.isName(name)).isFalse();
		assertThat(DnsReader.isName("a".repeat(64))).isFalse();
		assertThat(DnsReader.isName("a.".repeat(126) + "a")).isTrue();
		assertThat(DnsReader.isName("a.".repeat(126) + "aa")).isFalse();
	}

	@Test
	void allAddressesOfANameAreTrusted() throws Exception {
		assertThat(read("192.0.2.7", "2001:db8::7", "192.0.2.1", "fe80::1%1")).containsExactly("192.0.2.1", "192.0.2.7",
				"2001:db8::7", "fe80::1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "::", "224.0.0.1" })
	void addressThatNobodyHasIsRefusedWithTheOthers(String address) {
		assertThatExceptionOfType(UnusableListException.class).isThrownBy(() -> read("192.0.2.7", address))
			.withMessageContaining("which is that of no proxy");
	}

	@Test
	void nameThatVanishesIsNoEmptyList() {
		DnsReader reader = new DnsReader("dns:traefik", "traefik", (name) -> {
			throw new UnknownHostException(name);
		});
		assertThatExceptionOfType(UnusableListException.class).isThrownBy(reader::read)
			.withMessageContaining("The name 'traefik' has no address.");
	}

	/**
	 * The JDK keeps what it has been told under the name as it was written.
	 */
	@Test
	void noAnswerOfBeforeIsTakenForThatOfNow() throws Exception {
		Map<String, List<String>> kept = new HashMap<>();
		AtomicReference<String> now = new AtomicReference<>("192.0.2.1");
		DnsReader reader = new DnsReader("dns:edge-1", "edge-1",
				(name) -> addresses(kept.computeIfAbsent(name, (key) -> List.of(now.get()))));
		assertThat(reader.read().list().ranges()).containsExactly("192.0.2.1");
		for (int i = 2; i < 15; i++) {
			now.set("192.0.2." + i);
			assertThat(reader.read().list().ranges()).containsExactly(now.get());
		}
		assertThat(kept.keySet()).hasSize(15)
			.contains("edge-1", "Edge-1", "EdGe-1")
			.allMatch("edge-1"::equalsIgnoreCase);
	}

	/**
	 * Such as the file of hosts of some C library, behind which somebody else may answer.
	 */
	@Test
	void otherCaseIsNotAskedForWhereItIsAnotherName() throws Exception {
		DnsReader reader = new DnsReader("dns:edge", "edge",
				(name) -> addresses(List.of(name.equals("edge") ? "192.0.2.1" : "203.0.113.7")));
		for (int i = 0; i < 10; i++) {
			assertThat(reader.read().list().ranges()).containsExactly("192.0.2.1");
		}
	}

	@Test
	void nameThatIsGoneInAnotherCaseIsAskedForAsItIsAtTheNextLook() throws Exception {
		AtomicBoolean anyCase = new AtomicBoolean(true);
		DnsReader reader = new DnsReader("dns:edge", "edge", (name) -> {
			if (!anyCase.get() && !name.equals("edge")) {
				throw new UnknownHostException(name);
			}
			return addresses(List.of("192.0.2.1"));
		});
		reader.read();
		anyCase.set(false);
		assertThatExceptionOfType(UnusableListException.class).isThrownBy(reader::read);
		assertThat(reader.read().list().ranges()).containsExactly("192.0.2.1");
	}

	private static List<String> read(String... addresses) throws Exception {
		InetAddress[] resolved = addresses(List.of(addresses));
		return new DnsReader("dns:traefik", "traefik", (name) -> resolved).read().list().ranges();
	}

	private static InetAddress[] addresses(List<String> addresses) throws UnknownHostException {
		InetAddress[] resolved = new InetAddress[addresses.size()];
		for (int i = 0; i < resolved.length; i++) {
			resolved[i] = InetAddress.getByName(addresses.get(i));
		}
		return resolved;
	}

}
