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

import io.github.trustproxy.address.AddressFormat;
import io.github.trustproxy.address.AddressParser;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
	@ValueSource(strings = { "10.0.0.1\u0007", "10.0.0.1\u0085", "10.0.0.1\u00A0", "10.0.0.1\u200B" })
	void refusesWhatCannotBeSeen(String entry) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> TrustSpec.parse(entry))
			.withMessageContaining("The entry contains a character that cannot be seen,");
	}

	/**
	 * These are only tried here; those of {@code RejectedConfigurationTests} are what an
	 * application reports as well.
	 */
	@ParameterizedTest
	@MethodSource("io.github.trustproxy.autoconfigure.RejectedConfigurationTests#refusedValues")
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			+1                          | A hop count is a whole number from 1 to 65535
			10.1                        | A hop count is a whole number from 1 to 65535
			lopbak                      | Did you mean 'loopback'?
			cgant                       | Did you mean 'cgnat'?
			Unix                        | Did you mean 'unix'?
			socket                      | Did you mean 'unix'?
			unix:/run/app.sock          | A Unix domain socket has no path here: write 'unix'
			__proto__                   | Host names are not accepted
			proxy.internal/24           | Host names are not accepted
			/                           | A range is written without white space,
			/etc/proxies                | Write 'file:/etc/proxies' to trust the addresses in a file.
			/8                          | A range is written without white space,
			\uFEFF10.0.0.1              | The entry contains a character that cannot be seen,
			cafe                        | Host names are not accepted
			10.0.0                      | An IPv4 address has four decimal numbers
			10.0.0/8                    | An IPv4 address has four decimal numbers
			10/8                        | An IPv4 address has four decimal numbers
			010.0.0.0/8                 | An IPv4 address has four decimal numbers
			10.0.0.*                    | An IPv4 address has four decimal numbers
			proxy.internal:80           | A port does not belong to an entry
			[fc00::]/7                  | Brackets do not belong to an address.
			dns:traefik                 | which only the property trust-proxy can name.
			https://proxy.example/list  | which only the property trust-proxy can name.
			file:/etc/proxies           | which only the property trust-proxy can name.
			[::1                        | Brackets do not belong to an address.
			::1]                        | Brackets do not belong to an address.
			]::1                        | Brackets do not belong to an address.
			%eth0                       | An address with a zone is not accepted.
			fe80::/64%eth0              | An address with a zone is not accepted.
			10.0.0.1%eth0               | An address with a zone is not accepted.
			:80                         | This is not a valid IPv6 address or range.
			1:2:3:4:5:6:7:8:9           | This is not a valid IPv6 address or range.
			::ffff:010.0.0.1            | This is not a valid IPv6 address or range.
			::ffff:10.0.0.0/0           | This range is the whole Internet.
			10.0.0.0/0x8                | The prefix length of an IPv4 range
			10.0.0.0/4294967304         | The prefix length of an IPv4 range
			10.0.0.0/264                | The prefix length of an IPv4 range
			10.0.0.0/８                  | The prefix length of an IPv4 range
			fc00::/                     | The prefix length of an IPv6 range
			::ffff:10.0.0.0/129         | The prefix length of an IPv6 range
			10.0.0.0/255.253.0.0        | The netmask is not contiguous
			10.0.0.0/0.0.0.1            | The netmask is not contiguous
			10.0.0.0/255.256.0.0        | The netmask is not a valid IPv4 netmask
			10.0.0.0/.255               | The netmask is not a valid IPv4 netmask
			10.0.0.0/:255               | The netmask is not a valid IPv4 netmask
			10.0.0.0/8.0                | The netmask is not a valid IPv4 netmask
			10.0.0.0/::ffff:255.0.0.0   | The netmask is not a valid IPv4 netmask
			::ffff:10.0.0.0/255.0.0.0   | An IPv6 range takes a prefix length, not a netmask
			::ffff:10.0.0.0/1           | An IPv4-mapped range that is shorter than /96
			""")
	@Shows("threat-model.md: a mapped range in the configuration that trusts more than")
	void refusesAndSaysWhy(String entry, String reason) {
		for (List<String> entries : List.of(List.of(entry), List.of("loopback", entry, "10.0.0.0/8"))) {
			assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> TrustSpec.parse(entries))
				.satisfies((ex) -> {
					assertThat(ex.getValue()).isEqualTo(entry);
					assertThat(ex.getReason()).contains(reason).endsWith(".");
					assertThat(ex).hasMessage("Invalid value '" + entry + "'. " + ex.getReason());
				});
		}
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
					+ " '10.0.0.0/8', and the names azure-front-door, cgnat, cloudflare, cloudfront, fastly,"
					+ " google-lb, linklocal, loopback, private, uniquelocal, unix.");
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
