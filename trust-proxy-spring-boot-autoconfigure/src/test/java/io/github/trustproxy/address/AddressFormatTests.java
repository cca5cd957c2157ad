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

package io.github.trustproxy.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AddressFormat}.
 */
class AddressFormatTests {

	private static final int RANDOM_ADDRESSES = 20_000;

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
