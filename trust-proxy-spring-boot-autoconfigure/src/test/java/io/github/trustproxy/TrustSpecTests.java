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

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link TrustSpec}.
 */
class TrustSpecTests {

	private static final List<Range> LOOPBACK = List.of(new Range("127.0.0.0", "127.255.255.255"),
			new Range("::1", "::1"));

	private static final List<Range> LINK_LOCAL = List.of(new Range("169.254.0.0", "169.254.255.255"),
			new Range("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));

	private static final List<Range> UNIQUE_LOCAL = List.of(new Range("10.0.0.0", "10.255.255.255"),
			new Range("172.16.0.0", "172.31.255.255"), new Range("192.168.0.0", "192.168.255.255"),
			new Range("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));

	private static final List<Range> CGNAT = List.of(new Range("100.64.0.0", "100.127.255.255"));

	private static final List<Range> PRIVATE = Stream.of(LOOPBACK, LINK_LOCAL, UNIQUE_LOCAL, CGNAT)
		.flatMap(List::stream)
		.toList();

	static final List<Arguments> names = List.of(argumentSet("loopback", "loopback", LOOPBACK),
			argumentSet("linklocal", "linklocal", LINK_LOCAL), argumentSet("uniquelocal", "uniquelocal", UNIQUE_LOCAL),
			argumentSet("cgnat", "cgnat", CGNAT), argumentSet("private", "private", PRIVATE));

	@ParameterizedTest
	@FieldSource("names")
	void nameStandsForExactlyItsRanges(String name, List<Range> ranges) {
		TrustPolicy policy = TrustSpec.parse(name).policy();
		Stream<InetAddress> edgesOfAllNames = PRIVATE.stream().flatMap(Range::edges);
		Stream<InetAddress> others = Stream
			.of("0.0.0.0", "8.8.8.8", "100.63.0.1", "203.0.113.7", "255.255.255.255", "::", "2001:db8::1", "fec0::1",
					"ff02::1")
			.map(TrustSpecTests::address);
		assertThat(Stream.concat(edgesOfAllNames, others)).allSatisfy((address) -> assertThat(policy.trusts(address, 0))
			.isEqualTo(ranges.stream().anyMatch((range) -> range.contains(address))));
	}

	@ParameterizedTest
	@FieldSource("names")
	void nameHasNoWarnings(String name, List<Range> ranges) {
		assertThat(TrustSpec.parse(name).warnings()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("entries")
	void entryStandsForExactlyItsRange(String entry, Range range) {
		TrustSpec spec = TrustSpec.parse(entry);
		assertThat(range.edges())
			.allSatisfy((address) -> assertThat(spec.policy().trusts(address, 0)).isEqualTo(range.contains(address)));
		assertThat(spec.warnings()).isEmpty();
	}

	static Stream<Arguments> entries() {
		return Stream.of(argumentSet("IPv4 address", "192.0.2.1", new Range("192.0.2.1", "192.0.2.1")),
				argumentSet("IPv6 address", "2001:db8::1", new Range("2001:db8::1", "2001:db8::1")),
				argumentSet("IPv6 address in another spelling", "2001:0DB8:0:0::0001",
						new Range("2001:db8::1", "2001:db8::1")),
				argumentSet("IPv4-mapped address", "::ffff:192.0.2.1", new Range("192.0.2.1", "192.0.2.1")),
				argumentSet("IPv4 range", "10.0.0.0/8", new Range("10.0.0.0", "10.255.255.255")),
				argumentSet("IPv4 range of one address", "192.0.2.1/32", new Range("192.0.2.1", "192.0.2.1")),
				argumentSet("half of IPv4", "128.0.0.0/1", new Range("128.0.0.0", "255.255.255.255")),
				argumentSet("netmask, edge case C10", "10.0.0.0/255.0.0.0", new Range("10.0.0.0", "10.255.255.255")),
				argumentSet("netmask of one bit", "128.0.0.0/128.0.0.0", new Range("128.0.0.0", "255.255.255.255")),
				argumentSet("netmask that does not end at an octet", "172.16.0.0/255.240.0.0",
						new Range("172.16.0.0", "172.31.255.255")),
				argumentSet("netmask of one address", "192.0.2.1/255.255.255.255", new Range("192.0.2.1", "192.0.2.1")),
				argumentSet("IPv6 range", "fc00::/7", new Range("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")),
				argumentSet("IPv6 range across the halves", "2001:db8::/65",
						new Range("2001:db8::", "2001:db8::7fff:ffff:ffff:ffff")),
				argumentSet("IPv6 range of one address", "::1/128", new Range("::1", "::1")),
				argumentSet("half of IPv6", "8000::/1", new Range("8000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")),
				argumentSet("IPv4-mapped range", "::ffff:10.0.0.0/104", new Range("10.0.0.0", "10.255.255.255")),
				argumentSet("IPv4-mapped range in hexadecimal", "::ffff:a00:0/104",
						new Range("10.0.0.0", "10.255.255.255")),
				argumentSet("IPv4-mapped range of one address", "::ffff:192.0.2.1/128",
						new Range("192.0.2.1", "192.0.2.1")));
	}

	@Test
	void listTrustsTheUnionOfItsEntries() {
		TrustPolicy policy = TrustSpec.parse("loopback", "192.0.2.1", "2001:db8::/32", "198.51.100.0/255.255.255.0")
			.policy();
		assertThat(Stream.of("127.0.0.1", "::1", "192.0.2.1", "2001:db8::7", "198.51.100.255"))
			.allSatisfy((address) -> assertThat(policy.trusts(address(address), 0)).isTrue());
		assertThat(Stream.of("192.0.2.2", "2001:db9::", "198.51.101.0", "10.0.0.1"))
			.allSatisfy((address) -> assertThat(policy.trusts(address(address), 0)).isFalse());
	}

	@Test
	void listTrustsAnAddressAtAnyDistance() {
		TrustPolicy policy = TrustSpec.parse("10.0.0.0/8").policy();
		assertThat(policy.trusts(address("10.0.0.1"), 0)).isTrue();
		assertThat(policy.trusts(address("10.0.0.1"), 1000)).isTrue();
		assertThat(policy.trusts(address("203.0.113.7"), 0)).isFalse();
	}

	@Test
	void listIgnoresTheZoneOfAnAddress() throws Exception {
		// Edge case 7
		TrustPolicy policy = TrustSpec.parse("fe80::/10").policy();
		byte[] bytes = address("fe80::1").getAddress();
		assertThat(policy.trusts(Inet6Address.getByAddress(null, bytes, 3), 0)).isTrue();
	}

	@Test
	void listTakesAMappedAddressForIpv4() throws Exception {
		// CVE-2026-90711 in reverse: a mapped address that the JDK keeps as IPv6
		byte[] bytes = new byte[16];
		bytes[10] = (byte) 0xff;
		bytes[11] = (byte) 0xff;
		bytes[12] = 10;
		InetAddress mapped = Inet6Address.getByAddress(null, bytes, -1);
		assertThat(TrustSpec.parse("10.0.0.0/8").policy().trusts(mapped, 0)).isTrue();
		assertThat(TrustSpec.parse("::/1").policy().trusts(mapped, 0)).isFalse();
	}

	@Test
	void toleratesDuplicatesAndOverlaps() {
		// Edge case C17
		TrustSpec spec = TrustSpec.parse("10.0.0.0/8", "10.0.0.0/8", "10.1.0.0/16", "10.0.0.1");
		assertThat(spec.policy().trusts(address("10.255.255.255"), 0)).isTrue();
		assertThat(spec.policy().trusts(address("11.0.0.0"), 0)).isFalse();
		assertThat(spec.warnings()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "0" })
	void falseAndZeroTrustNobody(String entry) {
		TrustSpec spec = TrustSpec.parse(entry);
		assertThat(spec.policy().trusts(address("127.0.0.1"), 0)).isFalse();
		assertThat(spec.policy().trusts(address("::1"), 1)).isFalse();
		assertThat(spec.warnings()).isEmpty();
	}

	@Test
	void trueTrustsEveryHopAndWarns() {
		TrustSpec spec = TrustSpec.parse("true");
		assertThat(spec.policy().trusts(address("203.0.113.7"), 0)).isTrue();
		assertThat(spec.policy().trusts(address("2001:db8::1"), 1_000_000)).isTrue();
		assertThat(spec.warnings()).singleElement()
			.asString()
			.contains("'true'", "left-most", "forge", "Prefer a hop count or the addresses of the proxies");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 10, 65535 })
	void countTrustsThatManyHops(int count) {
		TrustSpec spec = TrustSpec.parse(Integer.toString(count));
		assertThat(spec.policy().trusts(address("203.0.113.7"), 0)).isTrue();
		assertThat(spec.policy().trusts(address("2001:db8::1"), count - 1)).isTrue();
		assertThat(spec.policy().trusts(address("127.0.0.1"), count)).isFalse();
		assertThat(spec.warnings()).isEmpty();
	}

	@Test
	void textOfOneIsACountAndNotAnAddress() {
		// Edge case C1: in Express the text '1' is the address 0.0.0.1
		TrustPolicy policy = TrustSpec.parse("1").policy();
		assertThat(policy.trusts(address("203.0.113.7"), 0)).isTrue();
		assertThat(policy.trusts(address("0.0.0.1"), 1)).isFalse();
	}

	@ParameterizedTest
	@MethodSource("warnings")
	void warnsAboutWhatIsProbablyNotMeant(List<String> entries, String warning) {
		assertThat(TrustSpec.parse(entries).warnings()).singleElement().asString().contains(warning);
	}

	static Stream<Arguments> warnings() {
		return Stream.of(
				argumentSet("host bits, edge case C9", List.of("10.0.0.5/8"),
						"'10.0.0.5/8' has host bits set. It is read as '10.0.0.0/8'."),
				argumentSet("host bits with netmask", List.of("10.0.0.5/255.0.0.0"),
						"'10.0.0.5/255.0.0.0' has host bits set. It is read as '10.0.0.0/8'."),
				argumentSet("host bits of IPv6", List.of("2001:db8::1/32"),
						"'2001:db8::1/32' has host bits set. It is read as '2001:db8::/32'."),
				argumentSet("host bits of an IPv4-mapped range", List.of("::ffff:10.0.0.5/104"),
						"'::ffff:10.0.0.5/104' has host bits set. It is read as '10.0.0.0/8'."),
				argumentSet("only the last bit", List.of("10.0.0.1/31"), "It is read as '10.0.0.0/31'."),
				argumentSet("unspecified IPv4 address", List.of("0.0.0.0"),
						"'0.0.0.0' is that of no proxy, so it has no effect."),
				argumentSet("unspecified IPv6 address", List.of("loopback", "::"), "'::' is that of no proxy"),
				argumentSet("in a list", List.of("loopback", "10.0.0.5/8"), "'10.0.0.5/8' has host bits set"),
				argumentSet("all of IPv4 in two pieces, edge case C5", List.of("128.0.0.0/1", "0.0.0.0/1"),
						"add up to all of IPv4"),
				argumentSet("all of IPv4 in pieces with overlaps",
						List.of("0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/1", "loopback"), "add up to all of IPv4"),
				argumentSet("all of IPv4 with one address in two pieces",
						List.of("0.0.0.0/1", "127.255.255.255", "128.0.0.0/1"), "add up to all of IPv4"),
				argumentSet("all of IPv4 as IPv4-mapped range, edge case C8", List.of("::ffff:0:0/96"),
						"add up to all of IPv4"),
				argumentSet("all of IPv6 in two pieces, edge case C5", List.of("::/1", "8000::/1"),
						"add up to all of IPv6"));
	}

	@Test
	void warnsAboutEachReason() {
		assertThat(TrustSpec.parse("0.0.0.1/1", "128.0.0.0/1", "::/1", "8000::/1").warnings()).satisfiesExactly(
				(warning) -> assertThat(warning).contains("'0.0.0.1/1' has host bits set"),
				(warning) -> assertThat(warning).contains("all of IPv4"),
				(warning) -> assertThat(warning).contains("all of IPv6"));
	}

	@Test
	void doesNotWarnAboutHalfOfTheInternet() {
		assertThat(TrustSpec.parse("0.0.0.0/1", "8000::/1").warnings()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void splitsAtCommasWhiteSpaceAndLineEnds(String text, List<String> entries) {
		assertThat(TrustSpec.split(List.of(text))).isEqualTo(entries);
	}

	static Stream<Arguments> splitsAtCommasWhiteSpaceAndLineEnds() {
		List<String> both = List.of("10.0.0.1", "10.0.0.2");
		return Stream.of(argumentSet("comma", "10.0.0.1,10.0.0.2", both),
				argumentSet("space", "10.0.0.1 10.0.0.2", both), argumentSet("tab", "10.0.0.1\t10.0.0.2", both),
				argumentSet("line end", "10.0.0.1\n10.0.0.2", both),
				argumentSet("line end of Windows", "10.0.0.1\r\n10.0.0.2\r\n", both),
				argumentSet("empty line", "10.0.0.1\n\n10.0.0.2\n\n", both),
				argumentSet("comma and white space", "\n10.0.0.1 ,\n 10.0.0.2 ", both),
				argumentSet("white space around", " 10.0.0.1 ", List.of("10.0.0.1")),
				argumentSet("nothing, edge case C2", "", List.of("")),
				argumentSet("blank, edge case C2", " \t\n", List.of("")),
				argumentSet("comma alone, edge case C2", ",", List.of("", "")),
				argumentSet("trailing comma, edge case C2", "10.0.0.1,\n", List.of("10.0.0.1", "")),
				argumentSet("blank between commas", "10.0.0.1, ,10.0.0.2", List.of("10.0.0.1", "", "10.0.0.2")),
				argumentSet("space before the slash", "10.0.0.0 /8", List.of("10.0.0.0", "/8")),
				argumentSet("space before the prefix length, edge case C11", "10.0.0.0/ 8", List.of("10.0.0.0/", "8")));
	}

	@Test
	void readsEntriesOfOneTextLikeTexts() {
		assertThat(TrustSpec.parse("loopback, 10.0.0.0/8\n192.0.2.1")).hasToString("loopback,10.0.0.0/8,192.0.2.1");
	}

	@ParameterizedTest
	@MethodSource("refusedEntries")
	void refusesAndSaysWhy(String entry, String reason) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> TrustSpec.parse(entry))
			.satisfies((ex) -> {
				assertThat(ex.getValue()).isEqualTo(entry);
				assertThat(ex.getReason()).contains(reason).endsWith(".");
				assertThat(ex).hasMessage("Invalid value '" + entry + "'. " + ex.getReason());
			});
	}

	@ParameterizedTest
	@MethodSource("refusedEntries")
	void refusesAndSaysWhyInAList(String entry, String reason) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TrustSpec.parse("loopback", entry, "10.0.0.0/8"))
			.satisfies((ex) -> {
				assertThat(ex.getValue()).isEqualTo(entry);
				assertThat(ex.getReason()).contains(reason);
			});
	}

	static Stream<Arguments> refusedEntries() {
		String count = "A hop count is a whole number from 1 to 65535";
		String empty = "The value is empty or has an empty entry";
		String host = "Host names are not accepted, because proxies are recognised by address and never by DNS.";
		String ipv4 = "An IPv4 address has four decimal numbers from 0 to 255 without leading zeros";
		String ipv6 = "This is not a valid IPv6 address or range.";
		String ipv4Prefix = "The prefix length of an IPv4 range is a whole number between 1 and 32";
		String ipv6Prefix = "The prefix length of an IPv6 range is a whole number between 1 and 128";
		String whole = "This range is the whole Internet. List the addresses of the proxies, or use 'true'";
		String notContiguous = "The netmask is not contiguous";
		String noNetmask = "The netmask is not a valid IPv4 netmask";
		String port = "A port does not belong to an entry";
		String brackets = "Brackets do not belong to an address.";
		String zone = "An address with a zone is not accepted.";
		String slash = "A range is written without white space,";
		String invisible = "The entry contains a character that cannot be seen,";
		String mapped = "An IPv4-mapped range that is shorter than /96 would reach beyond IPv4 (CVE-2026-90711)."
				+ " Write the IPv4 range instead";
		return Stream.of(argumentSet("negative count, edge case 25", "-1", count),
				argumentSet("fractional count, edge case 25", "1.5", count),
				argumentSet("not a number, edge case 25", "NaN", count),
				argumentSet("exponent, edge case 25", "1e3", count), argumentSet("signed count", "+1", count),
				argumentSet("zero-padded count", "01", count), argumentSet("double zero", "00", count),
				argumentSet("negative zero", "-0", count), argumentSet("too many hops", "65536", count),
				argumentSet("address as one number, edge case C15", "2130706433", count),
				argumentSet("short address, edge case C15", "10.1", count),
				argumentSet("empty, edge case C2", "", empty),
				argumentSet("no-break space", "10.0.0.1\u00a0", invisible),
				argumentSet("ideographic space", "10.0.0.1\u300010.0.0.2", invisible),
				argumentSet("byte order mark", "\ufeff10.0.0.1", invisible),
				argumentSet("control character", "10.0.0.1\u0000", invisible),
				argumentSet("mis-cased name, edge case C12", "Loopback", "Did you mean 'loopback'?"),
				argumentSet("misspelled name, edge case C12", "loopbak", "Did you mean 'loopback'?"),
				argumentSet("two letters missing", "lopbak", "Did you mean 'loopback'?"),
				argumentSet("upper case", "PRIVATE", "Did you mean 'private'?"),
				argumentSet("hyphen", "link-local", "Did you mean 'linklocal'?"),
				argumentSet("underscore", "UNIQUE_LOCAL", "Did you mean 'uniquelocal'?"),
				argumentSet("two letters swapped", "cgant", "Did you mean 'cgnat'?"),
				argumentSet("mis-cased boolean, edge case C3", "TRUE", "Did you mean 'true'?"),
				argumentSet("mis-cased false", "False", "Did you mean 'false'?"),
				argumentSet("yes, edge case C3", "yes", "Did you mean 'true'?"),
				argumentSet("on", "on", "Did you mean 'true'?"),
				argumentSet("off, edge case C3", "off", "Did you mean 'false'?"),
				argumentSet("none", "none", "Did you mean 'false'?"),
				argumentSet("property of a prototype, edge case C13", "constructor", host),
				argumentSet("another property of a prototype", "__proto__", host),
				argumentSet("host name, edge case C14", "proxy.internal", host),
				argumentSet("localhost", "localhost", "Did you mean 'loopback'?"),
				argumentSet("wildcard", "*", "Did you mean 'true'?"),
				argumentSet("range as host name", "proxy.internal/24", host), argumentSet("slash alone", "/", slash),
				argumentSet("prefix length alone", "/8", slash), argumentSet("octal, edge case C15", "010.0.0.1", ipv4),
				argumentSet("hexadecimal, edge case C15", "0x0a.0.0.1", ipv4),
				argumentSet("hexadecimal number", "0x7f000001", ipv4), argumentSet("three octets", "10.0.0", ipv4),
				argumentSet("three octets with prefix length", "10.0.0/8", ipv4),
				argumentSet("one octet with prefix length", "10/8", ipv4),
				argumentSet("octal range", "010.0.0.0/8", ipv4), argumentSet("octet above 255", "10.0.0.256", ipv4),
				argumentSet("five octets", "10.0.0.0.0", ipv4), argumentSet("dot behind the end", "10.0.0.1.", ipv4),
				argumentSet("range with a hyphen", "10.0.0.0-10.0.0.255", ipv4),
				argumentSet("range with a star", "10.0.0.*", ipv4),
				argumentSet("URL", "http://10.0.0.1:80", "This is a URL."),
				argumentSet("port, edge case C16", "1.2.3.4:80", port),
				argumentSet("host name with port", "proxy.internal:80", port),
				argumentSet("brackets, edge case C16", "[::1]", brackets),
				argumentSet("brackets with port", "[::1]:80", brackets),
				argumentSet("brackets with prefix length", "[fc00::]/7", brackets),
				argumentSet("bracket that is not closed", "[::1", brackets),
				argumentSet("bracket that is not opened", "::1]", brackets),
				argumentSet("brackets the wrong way round", "]::1", brackets),
				argumentSet("zone, edge case C16", "fe80::1%eth0", zone), argumentSet("zone alone", "%eth0", zone),
				argumentSet("zone with prefix length", "fe80::1%eth0/64", zone),
				argumentSet("zone behind the prefix length", "fe80::/64%eth0", zone),
				argumentSet("zone of IPv4", "10.0.0.1%eth0", zone), argumentSet("port alone", ":80", ipv6),
				argumentSet("nine groups", "1:2:3:4:5:6:7:8:9", ipv6),
				argumentSet("two compressions", "2001::db8::/32", ipv6),
				argumentSet("IPv4-mapped with octal", "::ffff:010.0.0.1", ipv6),
				argumentSet("all of IPv4, edge case C4", "0.0.0.0/0", whole),
				argumentSet("all of IPv6, edge case C4", "::/0", whole),
				argumentSet("all of IPv4 with host bits", "10.0.0.1/0", whole),
				argumentSet("all of IPv4 by netmask, edge case C10", "10.0.0.0/0.0.0.0", whole),
				argumentSet("all of IPv6 by an IPv4-mapped address", "::ffff:10.0.0.0/0", whole),
				argumentSet("prefix length above 32, edge case C11", "10.0.0.0/33", ipv4Prefix),
				argumentSet("zero-padded prefix length, edge case C11", "10.0.0.0/08", ipv4Prefix),
				argumentSet("zero-padded zero", "10.0.0.0/00", ipv4Prefix),
				argumentSet("positive sign, edge case C11", "10.0.0.0/+8", ipv4Prefix),
				argumentSet("negative prefix length, edge case C11", "10.0.0.0/-1", ipv4Prefix),
				argumentSet("exponent, edge case C11", "10.0.0.0/1e1", ipv4Prefix),
				argumentSet("hexadecimal prefix length", "10.0.0.0/0x8", ipv4Prefix),
				argumentSet("no prefix length, edge case C11", "10.0.0.0/", ipv4Prefix),
				argumentSet("two prefix lengths", "10.0.0.0/8/8", ipv4Prefix),
				argumentSet("prefix length that overflows", "10.0.0.0/4294967304", ipv4Prefix),
				argumentSet("prefix length that wraps around in a byte", "10.0.0.0/264", ipv4Prefix),
				argumentSet("prefix length in full-width digits", "10.0.0.0/\uff18", ipv4Prefix),
				argumentSet("IPv6 prefix length above 128, edge case C11", "::1/129", ipv6Prefix),
				argumentSet("zero-padded IPv6 prefix length", "fc00::/07", ipv6Prefix),
				argumentSet("no IPv6 prefix length", "fc00::/", ipv6Prefix),
				argumentSet("IPv4-mapped prefix length above 128", "::ffff:10.0.0.0/129", ipv6Prefix),
				argumentSet("netmask with a hole, edge case C10", "10.0.0.0/255.0.255.0", notContiguous),
				argumentSet("wildcard mask, edge case C10", "10.0.0.0/0.0.0.255", notContiguous),
				argumentSet("netmask with a hole inside an octet", "10.0.0.0/255.253.0.0", notContiguous),
				argumentSet("netmask of the last bit", "10.0.0.0/0.0.0.1", notContiguous),
				argumentSet("netmask with a bad octet", "10.0.0.0/255.256.0.0", noNetmask),
				argumentSet("netmask with three octets", "10.0.0.0/255.0.0", noNetmask),
				argumentSet("netmask that starts with a dot", "10.0.0.0/.255", noNetmask),
				argumentSet("netmask that starts with a colon", "10.0.0.0/:255", noNetmask),
				argumentSet("octal netmask", "10.0.0.0/0377.0.0.0", noNetmask),
				argumentSet("fractional prefix length", "10.0.0.0/8.0", noNetmask),
				argumentSet("IPv4-mapped netmask", "10.0.0.0/::ffff:255.0.0.0", noNetmask),
				argumentSet("IPv6 netmask for IPv4", "10.0.0.0/ff00::", noNetmask),
				argumentSet("netmask for IPv6, edge case C10", "::1/255.0.0.0",
						"An IPv6 range takes a prefix length, not a netmask"),
				argumentSet("IPv6 netmask for IPv6", "fc00::/fe00::",
						"An IPv6 range takes a prefix length, not a netmask"),
				argumentSet("netmask for an IPv4-mapped range", "::ffff:10.0.0.0/255.0.0.0",
						"An IPv6 range takes a prefix length, not a netmask"),
				argumentSet("CVE-2026-90711, edge case C6", "::ffff:10.0.0.0/8", mapped),
				argumentSet("CVE-2026-90711 in hexadecimal", "::ffff:a00:0/8", mapped),
				argumentSet("CVE-2026-90711, just below /96", "::ffff:0:0/95", mapped),
				argumentSet("CVE-2026-90711, /1", "::ffff:10.0.0.0/1", mapped));
	}

	@ParameterizedTest
	@MethodSource("mixtures")
	void refusesBooleansAndCountsInLists(List<String> entries, String refused) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> TrustSpec.parse(entries))
			.satisfies((ex) -> {
				assertThat(ex.getValue()).isEqualTo(refused);
				assertThat(ex.getReason()).contains("cannot be combined with other entries", "trust-proxy.max-hops");
			});
	}

	static Stream<Arguments> mixtures() {
		return Stream.of(argumentSet("count behind an address", List.of("10.0.0.1", "1"), "1"),
				argumentSet("count before an address", List.of("1", "10.0.0.1"), "1"),
				argumentSet("count and name", List.of("loopback", "2"), "2"),
				argumentSet("zero", List.of("10.0.0.1", "0"), "0"), argumentSet("two counts", List.of("1", "2"), "1"),
				argumentSet("true", List.of("10.0.0.1", "true"), "true"),
				argumentSet("false", List.of("false", "10.0.0.1"), "false"),
				argumentSet("two booleans", List.of("true", "false"), "true"));
	}

	@Test
	void refusesNothing() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> TrustSpec.parse(List.of()))
			.satisfies((ex) -> {
				assertThat(ex.getValue()).isEmpty();
				assertThat(ex.getReason()).contains("The value is empty", "Remove the property");
			});
	}

	@Test
	void saysWhatIsAccepted() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> TrustSpec.parse("proxy.internal"))
			.withMessageContaining("Accepted are true, false, a hop count, or a list of addresses, ranges such as"
					+ " '10.0.0.0/8', and the names cgnat, linklocal, loopback, private, uniquelocal.");
	}

	@Test
	void printsAsItWouldBeWritten() {
		assertThat(TrustSpec.parse("loopback", "10.0.0.0/8")).hasToString("loopback,10.0.0.0/8");
		assertThat(TrustSpec.parse("2")).hasToString("2");
		assertThat(TrustSpec.parse("false")).hasToString("false");
	}

	@Test
	void doesNotChangeWithTheListItWasParsedFrom() {
		List<String> entries = new ArrayList<>(List.of("loopback"));
		TrustSpec spec = TrustSpec.parse(entries);
		entries.set(0, "true");
		assertThat(spec).hasToString("loopback");
	}

	private static InetAddress address(String text) {
		AddressParser parser = new AddressParser();
		assertThat(parser.parse(text, 0, text.length())).as(text).isTrue();
		return AddressFormat.toInetAddress(parser.high(), parser.low());
	}

	/**
	 * A range of one family, checked with arithmetic that the code does not use.
	 */
	record Range(InetAddress first, InetAddress last) {

		Range(String first, String last) {
			this(address(first), address(last));
		}

		boolean contains(InetAddress address) {
			return address.getClass() == this.first.getClass() && number(this.first).compareTo(number(address)) <= 0
					&& number(address).compareTo(number(this.last)) <= 0;
		}

		/**
		 * The edges of the range and the addresses right beyond them, where there are
		 * any.
		 */
		Stream<InetAddress> edges() {
			int length = this.first.getAddress().length;
			return Stream
				.of(number(this.first).subtract(BigInteger.ONE), number(this.first), number(this.last),
						number(this.last).add(BigInteger.ONE))
				.filter((number) -> number.signum() >= 0 && number.bitLength() <= length * 8)
				.map((number) -> address(number, length));
		}

		private static BigInteger number(InetAddress address) {
			return new BigInteger(1, address.getAddress());
		}

		private static InetAddress address(BigInteger number, int length) {
			byte[] bytes = new byte[length];
			for (int i = 0; i < length; i++) {
				bytes[length - 1 - i] = number.shiftRight(8 * i).byteValue();
			}
			try {
				return InetAddress.getByAddress(bytes);
			}
			catch (UnknownHostException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static InetAddress address(String text) {
			return TrustSpecTests.address(text);
		}

	}

}
