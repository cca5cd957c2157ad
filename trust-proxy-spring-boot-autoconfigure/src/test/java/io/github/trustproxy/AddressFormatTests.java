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

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link AddressFormat}.
 */
class AddressFormatTests {

	private static final int RANDOM_ADDRESSES = 20_000;

	@ParameterizedTest
	@MethodSource("canonicalTexts")
	void writesTheCanonicalText(String text, String canonical) {
		AddressParser parser = parse(text);
		assertThat(AddressFormat.format(parser.high(), parser.low())).isEqualTo(canonical);
	}

	static Stream<Arguments> canonicalTexts() {
		return Stream.of(argumentSet("RFC 5952 section 4.1: no leading zeros", "2001:0db8::0001", "2001:db8::1"),
				argumentSet("RFC 5952 section 4.1: a zero group is one digit", "2001:db8:0001:0000:1:1:1:1",
						"2001:db8:1:0:1:1:1:1"),
				argumentSet("RFC 5952 section 4.2.1: as short as possible", "2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
				argumentSet("RFC 5952 section 4.2.1: no half compression", "2001:db8::0:1", "2001:db8::1"),
				argumentSet("RFC 5952 section 4.2.2: one zero group stays", "2001:db8::1:1:1:1:1",
						"2001:db8:0:1:1:1:1:1"),
				argumentSet("RFC 5952 section 4.2.3: the longest run", "2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
				argumentSet("RFC 5952 section 4.2.3: the longest run, first", "2001:0:0:0:1:0:0:1", "2001::1:0:0:1"),
				argumentSet("RFC 5952 section 4.2.3: the first of two runs", "2001:db8:0:0:1:0:0:1",
						"2001:db8::1:0:0:1"),
				argumentSet("RFC 5952 section 4.3: lower case", "2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:AAA1",
						"2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaa1"),
				argumentSet("run at the start", "0:0:0:1:2:3:4:5", "::1:2:3:4:5"),
				argumentSet("run at the end", "1:2:3:4:5:0:0:0", "1:2:3:4:5::"),
				argumentSet("all zero", "0:0:0:0:0:0:0:0", "::"),
				argumentSet("single zero at both ends", "0:1:2:3:4:5:6:0", "0:1:2:3:4:5:6:0"),
				argumentSet("single zeros in both halves", "1:2:3:4:0:6:7:0", "1:2:3:4:0:6:7:0"),
				argumentSet("groups of all lengths", "1:12:123:1234:a:ab:abc:abcd", "1:12:123:1234:a:ab:abc:abcd"),
				argumentSet("round numbers", "10:100:1000:f:ff:fff:ffff:1", "10:100:1000:f:ff:fff:ffff:1"),
				argumentSet("IPv4", "192.0.2.255", "192.0.2.255"), argumentSet("IPv4 zeros", "0.0.0.0", "0.0.0.0"),
				argumentSet("IPv4 above 127", "255.128.200.129", "255.128.200.129"),
				argumentSet("IPv4-mapped is dotted", "::ffff:c000:2ff", "192.0.2.255"));
	}

	@Test
	void agreesWithTheJdkOnRandomIpv6() throws Exception {
		Random random = new Random(1);
		for (int i = 0; i < RANDOM_ADDRESSES; i++) {
			ByteBuffer bytes = ByteBuffer.allocate(16);
			for (int group = 0; group < 8; group++) {
				// Zeros often, so that there are runs of all lengths
				bytes.putShort((short) (random.nextBoolean() ? 0 : random.nextInt() >>> random.nextInt(32)));
			}
			assertAgreesWithJdk(InetAddress.getByAddress(bytes.array()));
		}
	}

	@Test
	void agreesWithTheJdkOnRandomIpv4() throws Exception {
		Random random = new Random(2);
		for (int i = 0; i < RANDOM_ADDRESSES; i++) {
			assertAgreesWithJdk(InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(random.nextInt()).array()));
		}
	}

	private static void assertAgreesWithJdk(InetAddress expected) throws Exception {
		AddressParser parser = parse(expected.getHostAddress());
		String text = AddressFormat.format(parser.high(), parser.low());
		assertThat(InetAddress.getByName(text)).as(text).isEqualTo(expected);
		assertThat(AddressFormat.toInetAddress(parser.high(), parser.low())).as(text).isEqualTo(expected);
		AddressParser again = parse(text);
		assertThat(again.high()).as(text).isEqualTo(parser.high());
		assertThat(again.low()).as(text).isEqualTo(parser.low());
	}

	@Test
	void makesAddressesOfTheRightFamily() {
		assertThat(toInetAddress("192.0.2.1")).isInstanceOf(Inet4Address.class);
		assertThat(toInetAddress("::ffff:192.0.2.1")).isInstanceOf(Inet4Address.class);
		assertThat(toInetAddress("2001:db8::1")).isInstanceOf(Inet6Address.class);
		assertThat(toInetAddress("::192.0.2.1")).isInstanceOf(Inet6Address.class);
	}

	@Test
	void makesAddressesThatAreTheirOwnHostName() {
		// Without a name the JDK would ask DNS
		assertThat(toInetAddress("192.0.2.1").getHostName()).isEqualTo("192.0.2.1");
		assertThat(toInetAddress("2001:0DB8::1").getHostName()).isEqualTo("2001:db8::1");
		assertThat(toInetAddress("127.0.0.1").getHostName()).isEqualTo("127.0.0.1");
	}

	private static InetAddress toInetAddress(String text) {
		AddressParser parser = parse(text);
		return AddressFormat.toInetAddress(parser.high(), parser.low());
	}

	private static AddressParser parse(String text) {
		AddressParser parser = new AddressParser();
		assertThat(parser.parse(text, 0, text.length())).as(text).isTrue();
		return parser;
	}

}
