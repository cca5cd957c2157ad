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

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link AddressParser}.
 */
class AddressParserTests {

	@ParameterizedTest
	@MethodSource("literals")
	void readsLiteral(String text, String canonical) {
		assertThat(parse(text)).isEqualTo(canonical);
	}

	static Stream<Arguments> literals() {
		return Stream
			.of(argumentSet("IPv4", "203.0.113.7", "203.0.113.7"), argumentSet("lowest IPv4", "0.0.0.0", "0.0.0.0"),
					argumentSet("highest IPv4, edge case 51", "255.255.255.255", "255.255.255.255"),
					argumentSet("IPv4 multicast, edge case 51", "224.0.0.1", "224.0.0.1"),
					argumentSet("all eight groups", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6"),
					argumentSet("compressed, edge case 37", "2001:db8::7", "2001:db8::7"),
					argumentSet("leading zeros and upper case, edge case 39", "2001:0DB8:0:0:0:0:0:7", "2001:db8::7"),
					argumentSet("RFC 4291 section 2.2, form 1", "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789",
							"abcd:ef01:2345:6789:abcd:ef01:2345:6789"),
					argumentSet("RFC 4291 section 2.2, multicast", "FF01:0:0:0:0:0:0:101", "ff01::101"),
					argumentSet("IPv6 multicast, edge case 51", "ff02::1", "ff02::1"),
					argumentSet("loopback", "::1", "::1"), argumentSet("unspecified", "::", "::"),
					argumentSet("compression at the end", "2001:db8::", "2001:db8::"),
					argumentSet("compression of the last group", "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
					argumentSet("compression of the first group", "::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
					argumentSet("compression of one group inside", "1:2:3::5:6:7:8", "1:2:3:0:5:6:7:8"),
					argumentSet("compression across the middle", "1:2:3::7:8", "1:2:3::7:8"),
					argumentSet("five groups before the compression", "1:2:3:4:5::8", "1:2:3:4:5::8"),
					argumentSet("one group before the compression", "1::", "1::"),
					argumentSet("four groups before the compression", "1:2:3:4::", "1:2:3:4::"),
					argumentSet("highest", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
							"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
					argumentSet("IPv4-mapped is IPv4", "::ffff:203.0.113.7", "203.0.113.7"),
					argumentSet("IPv4-mapped in hexadecimal", "::FFFF:cb00:7107", "203.0.113.7"),
					argumentSet("IPv4-mapped in full", "0:0:0:0:0:ffff:203.0.113.7", "203.0.113.7"),
					argumentSet("IPv4-compatible is IPv6, edge case 41", "::203.0.113.7", "::cb00:7107"),
					argumentSet("NAT64 is IPv6, edge case 41", "64:ff9b::cb00:7107", "64:ff9b::cb00:7107"),
					argumentSet("NAT64 with dotted end", "64:ff9b::203.0.113.7", "64:ff9b::cb00:7107"),
					argumentSet("6to4 is IPv6, edge case 41", "2002:cb00:7107::1", "2002:cb00:7107::1"),
					argumentSet("mapped prefix one group too early", "::ffff:0:203.0.113.7", "::ffff:0:cb00:7107"),
					argumentSet("dotted end behind six groups", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
					argumentSet("dotted end with compression of one group", "::2:3:4:5:6:1.2.3.4",
							"0:2:3:4:5:6:102:304"),
					argumentSet("zone, edge case 63", "fe80::1%eth0", "fe80::1"),
					argumentSet("numeric zone", "fe80::1%3", "fe80::1"),
					argumentSet("zone of all characters", "fe80::1%en0.1-a_b~C", "fe80::1"),
					argumentSet("zone behind a dotted end", "fe80::203.0.113.7%eth0", "fe80::cb00:7107"),
					argumentSet("zone behind a compression", "fe80::%eth0", "fe80::"),
					argumentSet("zone behind the unspecified address", "::%eth0", "::"));
	}

	@ParameterizedTest
	@MethodSource("notLiterals")
	void refusesWhatIsNoLiteral(String text) {
		assertThat(parse(text)).isNull();
	}

	static Stream<Arguments> notLiterals() {
		return Stream.of(argumentSet("nothing", ""), argumentSet("blank", " "), argumentSet("letters", "localhost"),
				argumentSet("octal, edge case 43", "0177.0.0.1"),
				argumentSet("leading zero, edge case 47", "010.0.0.5"),
				argumentSet("leading zero in the last octet", "10.0.0.05"), argumentSet("double zero", "10.0.0.00"),
				argumentSet("two numbers, edge case 45", "127.1"),
				argumentSet("three numbers, edge case 45", "127.0.1"), argumentSet("one number", "2130706433"),
				argumentSet("hexadecimal, edge case 45", "0x7f.1"), argumentSet("hexadecimal octets", "0x7f.0.0.1"),
				argumentSet("five octets", "1.2.3.4.5"), argumentSet("octet above 255", "1.2.3.256"),
				argumentSet("first octet above 255", "256.2.3.4"), argumentSet("four digits", "1.2.3.1000"),
				argumentSet("octet that wraps around to 10", "4294967306.0.0.1"),
				argumentSet("octet missing at the end", "1.2.3."), argumentSet("octet missing at the start", ".2.3.4"),
				argumentSet("octet missing inside", "1..3.4"), argumentSet("octet missing inside three", "10..20.30"),
				argumentSet("octet missing before three", ".10.20.30"),
				argumentSet("octet missing behind three", "10.20.30."), argumentSet("dot behind the end", "1.2.3.4."),
				argumentSet("signed octet", "1.2.3.+4"), argumentSet("prefix length, edge case 49", "1.2.3.4/8"),
				argumentSet("port", "1.2.3.4:80"), argumentSet("space before", " 1.2.3.4"),
				argumentSet("space behind", "1.2.3.4 "), argumentSet("quotes, edge case 61", "\"1.2.3.4\""),
				argumentSet("zone behind IPv4", "1.2.3.4%eth0"), argumentSet("Arabic-Indic digits", "\u0661.2.3.4"),
				argumentSet("full-width digits", "\uff11.2.3.4"),
				argumentSet("full-width hexadecimal digit", "2001:db8::\uff17"),
				argumentSet("full stop of another script", "1\u30022.3.4"), argumentSet("colon", ":"),
				argumentSet("three colons", ":::"), argumentSet("three colons before a group, edge case 67", ":::1"),
				argumentSet("three colons inside", "1:::2"), argumentSet("two compressions, edge case 67", "1::2::3"),
				argumentSet("two compressions, one of them at the start", "::1::2"),
				argumentSet("separator that is no colon", "1:2:3:4:5:6:7-8"),
				argumentSet("nine groups, edge case 67", "1:2:3:4:5:6:7:8:9"),
				argumentSet("seven groups", "1:2:3:4:5:6:7"), argumentSet("five digits, edge case 67", "12345::"),
				argumentSet("five digits with leading zero", "01234::"),
				argumentSet("no hexadecimal digit", "2001:dbg::"),
				argumentSet("colon before the first group", ":1:2:3:4:5:6:7:8"),
				argumentSet("colon before seven groups", ":1:2:3:4:5:6:7"),
				argumentSet("colon behind the last group", "1:2:3:4:5:6:7:8:"),
				argumentSet("colon behind seven groups", "1:2:3:4:5:6:7:"),
				argumentSet("colon behind a compressed address", "1::2:"),
				argumentSet("compression of no group", "1:2:3:4::5:6:7:8"),
				argumentSet("compression of no group at the end", "1:2:3:4:5:6:7:8::"),
				argumentSet("compression of no group at the start", "::1:2:3:4:5:6:7:8"),
				argumentSet("compression of no group before a dotted end", "::1:2:3:4:5:6:1.2.3.4"),
				argumentSet("dotted end behind seven groups", "1:2:3:4:5:6:7:1.2.3.4"),
				argumentSet("dotted end behind a compression and seven groups", "::1:2:3:4:5:6:7:1.2.3.4"),
				argumentSet("nine groups around a compression", "1::2:3:4:5:6:7:8:9"),
				argumentSet("dotted end behind five groups", "1:2:3:4:5:1.2.3.4"),
				argumentSet("dotted start", "1.2.3.4::"), argumentSet("group behind a dotted part", "::1.2.3.4:5"),
				argumentSet("octal in a dotted end, edge case 69", "::ffff:0177.0.0.1"),
				argumentSet("hexadecimal in a dotted end, edge case 69", "::ffff:0x7f.0.0.1"),
				argumentSet("letters in a dotted end", "::ffff:a.0.0.1"),
				argumentSet("dotted end with three octets", "::ffff:1.2.3"), argumentSet("brackets", "[::1]"),
				argumentSet("IPv6 prefix length", "2001:db8::/32"), argumentSet("empty zone", "fe80::1%"),
				argumentSet("zone alone", "%eth0"), argumentSet("two zones", "fe80::1%a%b"),
				argumentSet("zone with a slash", "fe80::1%../x"), argumentSet("zone with markup", "fe80::1%<b>"),
				argumentSet("zone with a line break", "fe80::1%a\nb"),
				argumentSet("zone with a letter that is not ASCII", "fe80::1%\u00e9"),
				argumentSet("zone with a colon", "fe80::1%eth0:1"));
	}

	@Test
	void doesNotTakeAColonBehindTheEndForHalfOfACompression() {
		AddressParser parser = new AddressParser();
		assertThat(parser.parse("2001:db8::", 0, 9)).isFalse();
		assertThat(parser.parse("2001:db8:", 0, 9)).isFalse();
	}

	@Test
	void leavesTheAddressAloneWhenTheTextIsNoLiteral() {
		AddressParser parser = new AddressParser();
		assertThat(parser.parse("2001:db8::7", 0, 11)).isTrue();
		assertThat(parser.parse("2001:db8::7::", 0, 13)).isFalse();
		assertThat(parser.parse("10.0.0.256", 0, 10)).isFalse();
		assertThat(AddressFormat.format(parser.high(), parser.low())).isEqualTo("2001:db8::7");
	}

	@Test
	void canBeReused() {
		AddressParser parser = new AddressParser();
		assertThat(parser.parse("2001:db8::7", 0, 11)).isTrue();
		assertThat(parser.parse("10.0.0.1", 0, 8)).isTrue();
		assertThat(AddressFormat.format(parser.high(), parser.low())).isEqualTo("10.0.0.1");
	}

	@Test
	void keepsIpv4AsItsMappedForm() {
		AddressParser parser = new AddressParser();
		assertThat(parser.parse("255.1.2.3", 0, 9)).isTrue();
		assertThat(parser.high()).isZero();
		assertThat(parser.low()).isEqualTo(0xffff_ff01_0203L);
		assertThat(AddressParser.isIpv4(parser.high(), parser.low())).isTrue();
	}

	@Test
	void onlyMappedAddressesAreIpv4() {
		assertThat(AddressParser.isIpv4(0, 0xffff_0000_0000L)).isTrue();
		assertThat(AddressParser.isIpv4(0, 0xffff_ffff_ffffL)).isTrue();
		assertThat(AddressParser.isIpv4(0, 0xfffe_ffff_ffffL)).isFalse();
		assertThat(AddressParser.isIpv4(0, 0x1_0000_0000_0000L)).isFalse();
		assertThat(AddressParser.isIpv4(0, 0x1_ffff_0000_0000L)).isFalse();
		assertThat(AddressParser.isIpv4(1, 0xffff_0000_0000L)).isFalse();
		assertThat(AddressParser.isIpv4(0, 1)).isFalse();
	}

	@Test
	void unspecifiedAddressesAreThoseOfBothFamilies() {
		assertThat(AddressParser.isUnspecified(0, 0)).isTrue();
		assertThat(AddressParser.isUnspecified(0, 0xffff_0000_0000L)).isTrue();
		assertThat(AddressParser.isUnspecified(0, 1)).isFalse();
		assertThat(AddressParser.isUnspecified(1, 0)).isFalse();
		assertThat(AddressParser.isUnspecified(0, 0xffff_0000_0001L)).isFalse();
	}

	/**
	 * Parse a text between two digits, which must not be read.
	 */
	private static @Nullable String parse(String text) {
		AddressParser parser = new AddressParser();
		return parser.parse("1" + text + "1", 1, 1 + text.length()) ? AddressFormat.format(parser.high(), parser.low())
				: null;
	}

}
