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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AddressParser}.
 */
class AddressParserTests {

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
		assertThat(parser.parse("1:2:3:4:5:6:7::8", 0, 16)).isFalse();
		assertThat(AddressFormat.format(parser.high(), parser.low())).isEqualTo("2001:db8::7");
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

}
