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

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.util.NetUtil;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz tests of {@link AddressParser} and {@link AddressFormat}.
 */
class AddressParserFuzzTests {

	@FuzzTest
	@DictionaryEntries({ "::", "ffff:", "255", "127.0.0.1", "%eth0", "64:ff9b::", "2001:db8::" })
	void addressIsReadAsTheGrammarSays(byte[] input) throws UnknownHostException {
		String text = new String(input, StandardCharsets.UTF_8);
		NaiveAddress expected = NaiveAddress.parse(text);
		AddressParser parser = new AddressParser();
		assertThat(parser.parse(text, 0, text.length())).as(text).isEqualTo(expected != null);
		BigInteger address = NaiveAddress.number(parser.high(), parser.low());
		if (expected == null) {
			assertThat(address).as(text).isEqualTo(BigInteger.ZERO);
			return;
		}
		assertThat(address).as(text).isEqualTo(expected.number());
		assertThat(AddressParser.isIpv4(parser.high(), parser.low())).as(text).isEqualTo(expected.bits() == 32);
		canonicalTextIsReadAsTheSameAddress(text, parser.high(), parser.low());
		theJdkReadsTheSameAddress(text, parser.high(), parser.low());
		neighboursAreNotRead(text, parser.high(), parser.low());
	}

	@FuzzTest
	void everyAddressHasOneText(byte[] input) throws UnknownHostException {
		byte[] bytes = new byte[16];
		System.arraycopy(input, 0, bytes, 0, Math.min(16, input.length));
		BigInteger number = new BigInteger(1, bytes);
		canonicalTextIsReadAsTheSameAddress("bytes", number.shiftRight(64).longValue(), number.longValue());
	}

	private static void canonicalTextIsReadAsTheSameAddress(String text, long high, long low)
			throws UnknownHostException {
		String canonical = AddressFormat.format(high, low);
		AddressParser parser = new AddressParser();
		assertThat(parser.parse(canonical, 0, canonical.length())).as("%s, %s", text, canonical).isTrue();
		assertThat(parser.high()).as("%s, %s", text, canonical).isEqualTo(high);
		assertThat(parser.low()).as("%s, %s", text, canonical).isEqualTo(low);
		InetAddress address = AddressFormat.toInetAddress(high, low);
		assertThat(address.getHostName()).as(text).isEqualTo(canonical);
		// Netty implements RFC 5952 as well
		assertThat(canonical).as(text).isEqualTo(NetUtil.toAddressString(address));
		assertThat(NaiveAddress.parse(canonical)).as(text)
			.satisfies((read) -> assertThat(read.number()).isEqualTo(NaiveAddress.number(high, low)))
			.satisfies((read) -> assertThat(read.text()).isEqualTo(canonical));
	}

	/**
	 * What the grammar has is a literal for the JDK as well, so nothing is looked up.
	 */
	private static void theJdkReadsTheSameAddress(String text, long high, long low) throws UnknownHostException {
		int zone = text.indexOf('%');
		InetAddress address = InetAddress.getByName((zone < 0) ? text : text.substring(0, zone));
		assertThat(address).as(text).isEqualTo(AddressFormat.toInetAddress(high, low));
	}

	private static void neighboursAreNotRead(String text, long high, long low) {
		AddressParser parser = new AddressParser();
		assertThat(parser.parse("1:" + text + "%1.1", 2, 2 + text.length())).as(text).isTrue();
		assertThat(parser.high()).as(text).isEqualTo(high);
		assertThat(parser.low()).as(text).isEqualTo(low);
	}

}
