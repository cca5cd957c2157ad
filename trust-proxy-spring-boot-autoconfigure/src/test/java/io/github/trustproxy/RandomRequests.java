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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.header.PrefixHandling;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.domains.DomainContextBase;
import org.jspecify.annotations.Nullable;

/**
 * Settings and requests from the region where it matters: a bit of everything that
 * proxies write and attackers try, and mostly from peers that are trusted. They are made
 * from bytes, each of which is a choice. Where no bytes are left, the plainest choice is
 * made, so that fewer bytes are a smaller request: that is how jqwik, which makes the
 * bytes at random, and Jazzer, which looks for those that reach more code, shorten what
 * they find.
 */
public final class RandomRequests {

	private static final String CLIENT_IP_HEADER = "CF-Connecting-IP";

	private static final String CLOUDFRONT_HEADER = "CloudFront-Viewer-Address";

	private static final Map<ForwardedValue, String> OTHER_NAMES = Map.of(ForwardedValue.PROTO,
			"CloudFront-Forwarded-Proto", ForwardedValue.HOST, "X-Original-Host", ForwardedValue.PORT, "X-Edge-Port",
			ForwardedValue.PREFIX, "X-Script-Name");

	private static final String NEXT_LINE = "\n";

	/** Never trusted by a list of {@link #settings()}. */
	public static final List<String> UNTRUSTED = List.of("198.51.100.1", "198.51.100.2:443", "2001:db8:ffff::1",
			"[2001:db8:ffff::1]:80", "::ffff:198.51.100.3");

	private static final List<String> HIDDEN = List.of("unknown", "UNKNOWN:80", "unknown:_port", "_hidden", "_a.b-c",
			"_x:_port", "_x:80");

	public static final List<String> BAD_NODES = List.of("_", "_x:0", "unknown:", "localhost", "010.0.0.5",
			"0177.0.0.1", "127.1", "127.0.1", "0x7f.1", "2130706433", "0.0.0.0", "::", "::ffff:0.0.0.0", "10.0.0.0/8",
			"10.0.0.5/32", "\"10.0.0.5\"", "[10.0.0.5]", "[::1", "::1]", "[::1]]", "[]", "[]:80", ":80", ":::1",
			"1::2::3", "1:2:3:4:5:6:7:8:9", "12345::", "::ffff:0177.0.0.1", "::ffff:0x7f.0.0.1", "10.0.0.5 10.0.0.6",
			"\u00a010.0.0.5", "10.0.0.5\u2003", "\u000b10.0.0.5", "1\u0660.0.0.5", "10.0.0.256", "10.0.0.5:0",
			"10.0.0.5:080", "10.0.0.5:65536", "10.0.0.5:", "[::1]:", "[::1]:70000", "[::1]x", "::1%", "10.0.0.5%eth0",
			"::1%a%b", "1:2:3:4:5:6:7::8", "::10.0.0.5.6", "10.0.0.-5", "+10.0.0.5", "un\u212Anown");

	private static final List<String> RANGES = List.of("10.0.0.0/8", "10.0.0.0/29", "10.0.0.0/255.255.255.248",
			"10.0.0.5", "private", "loopback", "linklocal", "uniquelocal", "cgnat", "::1", "127.0.0.1",
			"192.168.0.0/16", "fc00::/7", "fd00::/127", "fe80::/10", "2001:db8:1::/48", "2001:db8::/36",
			"::ffff:10.0.0.0/104", "::ffff:127.0.0.1", "::/64", "203.0.113.0/25", "0.0.0.0/1", "2000::/126");

	private static final List<String> SCHEMES = List.of("https", "http", "HTTPS", "wss", "Ws");

	private static final List<String> ODD_SCHEMES = List.of("javascript", "ftp", "h t t p", "https;", "\"https\"",
			"http\u017f", "https\thttp", "\u00a0https", "");

	private static final List<String> HOSTS = List.of("a.example", "A.Example:8443", "shop.example.com", "example.com",
			"EXAMPLE.com:80", "evilexample.com", "a.example.", "under_score.example", "192.0.2.1", "192.0.2.1:443",
			"[2001:db8::1]", "[2001:DB8::1]:8443", "[::ffff:192.0.2.1]", "l".repeat(63) + ".example",
			"l.".repeat(126) + "l");

	private static final List<String> ODD_HOSTS = List.of("[2001:db8::1%eth0]", "[192.0.2.1]", "[::1", "[::1]evil",
			"::1", "user@a.example", "a.example/x", "a.example?x", "a.example#x", "a\\b", "http://a.example", "a b",
			"a%00b", "a\u0000b", "*", ".", "..", "a..b", "-a.example", "a-.example", "\u00e4.example", "0x7f.1",
			"127.1", "1.2.3.4.", "a.0x", "2130706433", "a.example:", "a.example:0", "a.example:080", "a.example:65536",
			"a.example:80:80", "a.example:x", "", "l".repeat(64) + ".example", "l.".repeat(127) + "l",
			"exam\u212Aple.com");

	private static final List<String> PORTS = List.of("443", "80", "8443", "65535", "1");

	private static final List<String> ODD_PORTS = List.of("0", "65536", "0443", "2147483648", "4294967739", "+443",
			"-1", "44 3", "443x", "\u0664\u0664\u0663", "");

	private static final List<String> PREFIXES = List.of("/app", "/app/", "/a/b", "/a%20b", "/a%C3%A4", "/a.b/..c",
			"/");

	private static final List<String> ODD_PREFIXES = List.of("//", "//a", "/a//b", "/a/../b", "/..", "/.", "/a/./b",
			"/%2e%2e/x", "/%252e", "/a%2fb", "/a%5Cb", "/a\\b", "/a;x=1", "/a?b", "/a#b", "/a b", "/a\u0000b",
			"/\u00e4", "/a%", "/a%4", "/a%4g", "/a%7f", "/%c0%af", "/%c3", "/%c2%80", "/%ed%a0%80", "app", "");

	/** What a client can send to confuse a parser. */
	private static final List<String> GARBAGE = List.of("6.6.6.6", "10.0.0.99", "unknown", "x", "", ",,,", "for=\"",
			"\"", "for=6.6.6.6;proto=http;host=evil.example", "\\", "[", "%", "\u0000", "\u00e9", ";", "10.0.0.0/8",
			"for=\"\\", "for=10.0.0.1", "https", "evil.example", "/evil", "666");

	private static final String ODD_CHARACTERS = "0123456789abcdef:.[]%;=\"\\ \tforp_/-\u00e9\u0000\u00a0\u2003";

	private static final List<String> LISTS = List.of("10.0.0.0/8", "private", "10.0.0.0/29", "::ffff:10.0.0.0/104",
			"10.0.0.1");

	private static final List<String> COUNTS = List.of("2", "3", "true", "1", "2", "3", "true", "4", "33", "false",
			"0");

	private static final List<Integer> MAX_HOPS = List.of(3, 3, 3, 2, 2, 2, 1, 1, 1, 0, Integer.MAX_VALUE,
			Integer.MAX_VALUE, Integer.MAX_VALUE);

	private static final List<List<String>> ALLOWED_HOSTS = List.of(List.of("example.com"),
			List.of("*.example.com", "A.EXAMPLE"), List.of("[2001:db8::1]", "192.0.2.1"));

	/** As servers write them. */
	private static final List<@Nullable String> PEERS = Arrays.asList("10.0.0.5", "10.0.0.5", "10.0.0.5", "10.0.0.5",
			"10.0.0.5", "10.0.0.5", "10.9.9.9", "10.9.9.9", "127.0.0.1", "127.0.0.1", "0:0:0:0:0:0:0:1",
			"[0:0:0:0:0:0:0:1]", "::ffff:10.0.0.7", "fe80:0:0:0:0:0:0:1%eth0", "[fe80:0:0:0:0:0:0:1%a b]",
			"2001:db8:1:0:0:0:0:9", "2001:db8:1:0:0:0:0:9", "198.51.100.1", "198.51.100.1", "0.0.0.0", null, "",
			"localhost");

	/** All but the last group of addresses. */
	private static final List<String> GROUPS = List.of("0:0:0:0:0:ffff:7f00", "0:0:0:0:0:ffff:c0a8",
			"0:0:0:0:0:ffff:cb00", "0:0:0:0:0:0:0", "0:0:0:0:0:0:0", "fe80:0:0:0:0:0:0", "fe80:0:0:0:0:0:0",
			"fd00:0:0:0:0:0:0", "fd00:0:0:0:0:0:0", "2001:db8:0:0:1:0:0", "2001:db8:1:0:0:1:0", "2001:db8:1:0:0:1:0",
			"2001:0:0:1:0:0:0", "64:ff9b:0:0:0:0:cb00", "1:2:3:4:5:6:7", "0:0:0:0:ffff:0:a00", "ffff:0:0:0:0:0:ffff");

	private static final List<String> ODD_PAIRS = List.of("", "for", "=", "for=", "x y", "for =10.0.0.1",
			"for= 10.0.0.1", "\"", "for=\"", "for=\"\"", "for=\"a, b\"", "for=\"\\", "host=\"a, for=10.0.0.1;x=\"",
			"host=\"a, for=10.0.0.1, x=\"", "by=\",for=10.0.0.1;x=\"", ",for=10.0.0.1", "\u00e9=a");

	private final byte[] bytes;

	private int position;

	public RandomRequests(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Choose a number below the given one.
	 */
	public int below(int bound) {
		return (this.position < this.bytes.length) ? (this.bytes[this.position++] & 0xff) % bound : 0;
	}

	public boolean oneIn(int count) {
		return below(count) == count - 1;
	}

	<T> T oneOf(List<T> values) {
		return values.get(below(values.size()));
	}

	@SafeVarargs
	private <T> T oneOf(T... values) {
		return values[below(values.length)];
	}

	private <T> List<T> some(int min, int max, Supplier<T> values) {
		return Stream.generate(values).limit(min + below(max - min + 1)).toList();
	}

	public TrustSettings settings() {
		TrustSettings settings = new TrustSettings(list(), null, oneIn(2) ? oneOf(MAX_HOPS) : 32,
				oneOf(HeaderFormat.values()), values(), oneIn(8) ? oneOf(CLIENT_IP_HEADER, CLOUDFRONT_HEADER) : null,
				oneIn(3) ? oneOf(ALLOWED_HOSTS) : List.of(), !oneIn(3),
				oneIn(2) ? List.of("X-Forwarded-User") : List.of(), oneIn(3) ? OTHER_NAMES : Map.of(),
				oneOf(PrefixHandling.values()));
		int kind = below(9);
		if (kind >= 6) {
			return (kind == 8) ? settings.function(oneOf(CustomPolicy.values())) : settings.trust(oneOf(COUNTS));
		}
		return settings;
	}

	/**
	 * Choose a list of proxies.
	 */
	public List<String> list() {
		List<String> list = new ArrayList<>(List.of(oneOf(LISTS)));
		list.addAll(some(0, 3, () -> switch (below(20)) {
			case 18 -> "10.0.0.5/" + (1 + below(32));
			case 19 -> "2001:db8::5/" + (36 + below(93));
			default -> oneOf(RANGES);
		}));
		return list;
	}

	private Set<ForwardedValue> values() {
		Set<ForwardedValue> values = EnumSet.allOf(ForwardedValue.class);
		if (oneIn(7)) {
			values.removeIf((value) -> oneIn(2));
		}
		return values;
	}

	/**
	 * Choose a request with headers of both families.
	 */
	public TestRequest request() {
		String peer = oneIn(3) ? oneOf(PEERS) : "10.0.0.1";
		TestRequest request = new TestRequest(peer, oneOf(54321, 1, 0, -1), oneOf("http", "http", "https"),
				oneOf(8080, -1, 80, 443), List.of());
		request = request.header("Host", oneIn(7) ? lines(0, 3, this::host)
				: oneOf(List.of("app.internal:8080"), List.of("app.internal"), List.<String>of()));
		request = request.header("X-Forwarded-For", chain(this::node, List.of("10.0.0.1", "10.0.0.5", "10.0.0.5:80")))
			.header("Forwarded", elementLines())
			.header("X-Forwarded-Proto", lines(0, 4, this::scheme))
			.header("X-Forwarded-Host", lines(0, 4, this::host))
			.header("X-Forwarded-Port", lines(0, 4, () -> usually(PORTS, ODD_PORTS)))
			.header("X-Forwarded-Prefix", lines(0, 3, () -> usually(PREFIXES, ODD_PREFIXES)));
		for (int i = below(4); i > 0; i--) {
			String name = oneOf("X-Real-IP", "X-Forwarded-Ssl", "X-Forwarded-User", "x_forwarded_for", "X-Forwarded",
					CLIENT_IP_HEADER, CLIENT_IP_HEADER, CLOUDFRONT_HEADER, CLOUDFRONT_HEADER, "Accept");
			request = request.header(name, name.equals(CLOUDFRONT_HEADER) ? viewer() : node());
		}
		return oneIn(3) ? withOtherNames(request) : request;
	}

	/**
	 * Return the request with the headers under other names, and one of the usual ones.
	 */
	private static TestRequest withOtherNames(TestRequest request) {
		TestRequest changed = request;
		for (ForwardedValue value : ForwardedValue.values()) {
			String name = OTHER_NAMES.get(value);
			if (name != null) {
				changed = changed.without(value.header()).header(name, request.lines(value.header()));
			}
		}
		return changed.header("X-Forwarded-Proto", "https");
	}

	/**
	 * Choose lines of {@code Forwarded}.
	 */
	public List<String> elementLines() {
		return chain(this::element, List.of("for=10.0.0.1", "for=\"10.0.0.5:80\";proto=http"));
	}

	private List<String> chain(Supplier<String> member, List<String> trusted) {
		return oneIn(25) ? lines(20, 50, () -> oneIn(61) ? member.get() : oneOf(trusted)) : lines(0, 6, member);
	}

	/**
	 * Choose the values of a list header, in one or more lines.
	 */
	private List<String> lines(int min, int max, Supplier<String> member) {
		StringBuilder text = new StringBuilder();
		for (int i = min + below(max - min + 1); i > 0; i--) {
			String separator = oneOf(",", ", ", ", ", " ,\t", NEXT_LINE, ",,", NEXT_LINE + " " + NEXT_LINE);
			// Some begin with a comma
			text.append((text.isEmpty() && separator.contains(NEXT_LINE)) ? "" : separator).append(member.get());
		}
		return text.isEmpty() ? List.of() : List.of(text.toString().split(NEXT_LINE, -1));
	}

	/**
	 * Choose an entry. Most are trusted addresses.
	 */
	public String node() {
		return switch (below(24)) {
			case 16, 17 -> oneOf(UNTRUSTED);
			case 18, 19 -> oneOf(HIDDEN);
			case 20 -> oneOf(BAD_NODES);
			case 21 -> oneOf("", " ", "\t");
			case 22 -> oddText();
			default -> address();
		};
	}

	/**
	 * Choose what CloudFront says of the client. Most are an address and a port, without
	 * brackets.
	 */
	private String viewer() {
		return oneIn(3) ? node() : oneOf(AddressSpelling.WITHOUT_BRACKETS, AddressSpelling.SHORT).write(groups(), "")
				+ oneOf(":443", ":1", ":65535", ":65536", ":0", ":");
	}

	private String address() {
		int[] groups = groups();
		AddressSpelling spelling = oneIn(3) ? oneOf(AddressSpelling.values()) : AddressSpelling.SHORT;
		return spelling.write(groups, oneOf("", "", "", ":80", ":65535"));
	}

	private int[] groups() {
		String groups = (oneIn(3) ? oneOf(GROUPS) : "0:0:0:0:0:ffff:a00") + ":"
				+ oneOf("1", "1", "5", "7", "9", "ff", "0");
		return Arrays.stream(groups.split(":")).mapToInt((group) -> Integer.parseInt(group, 16)).toArray();
	}

	private String scheme() {
		return usually(SCHEMES, ODD_SCHEMES);
	}

	private String host() {
		return usually(HOSTS, ODD_HOSTS);
	}

	private String usually(List<String> values, List<String> oddValues) {
		return oneOf(oneIn(4) ? oddValues : values);
	}

	private String element() {
		if (oneIn(9)) {
			return String.join(";", some(0, 4, () -> switch (below(7)) {
				case 0, 1 -> oneOf(ODD_PAIRS);
				case 2 -> pair("proto", scheme());
				case 3 -> pair("host", host());
				default -> forPair();
			}));
		}
		String separator = oneOf(";", ";", "; ", " ;\t");
		return String.join(separator, Stream.of(oneIn(8) ? "" : forPair(), oneIn(2) ? pair("proto", scheme()) : "",
				oneOf("", "", "by=_x", "secret=\"a,b;c\"", "ext=\"\\\"\"", ";"), oneIn(2) ? pair("host", host()) : "")
			.filter((pair) -> !pair.isEmpty())
			.toList());
	}

	private String forPair() {
		return pair(oneOf("for", "for", "For", "FOR"), node());
	}

	private String pair(String name, String value) {
		return name + "=" + (oneIn(2) ? oneOf(Quoting.values()) : Quoting.AS_NEEDED).quote(value);
	}

	/**
	 * Choose an element of {@code Forwarded} without an open quote, which would reach to
	 * the end of the line.
	 */
	public String closedElement() {
		return "for=" + oneOf(Quoting.AS_NEEDED, Quoting.ALWAYS, Quoting.ESCAPED).quote(node())
				+ oneOf("", ";proto=https", ";host=a.example;proto=http", ";by=\",;\"", ";;");
	}

	public List<String> closedElements() {
		return some(0, 6, this::closedElement);
	}

	/**
	 * Choose what a client puts in front.
	 */
	public List<String> garbage() {
		return some(1, 3, () -> oneIn(3) ? oddText() : oneOf(GARBAGE));
	}

	public String oddText() {
		if (!oneIn(3)) {
			return String.join("", some(0, 12, () -> {
				int character = below(ODD_CHARACTERS.length());
				return ODD_CHARACTERS.substring(character, character + 1);
			}));
		}
		int length = Math.min(below(64), this.bytes.length - this.position);
		this.position += length;
		return new String(this.bytes, this.position - length, length,
				oneIn(2) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
	}

	/**
	 * Choose a request that no proxy would send.
	 */
	public TestRequest oddRequest() {
		TestRequest request = new TestRequest(oneIn(5) ? oddText() : oneOf(PEERS), oneOf(54321, 65535, 0, -1, -65536),
				oneOf("http", "https"), oneOf(8080, 0, -1, 65536, Integer.MIN_VALUE, Integer.MAX_VALUE), List.of());
		for (int i = below(11); i > 0; i--) {
			String text = oneIn(9)
					? oneOf("for=\"", "[", ",", ":", "1.", "for=\"\\", "%", "10.0.0.1,", "a.").repeat(8 * below(256))
					: oddText() + (oneIn(2) ? "," + oddText() : "");
			request = request.header(oneOf("X-Forwarded-For", "Forwarded", "Host", "X-Forwarded-Host",
					"X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Original-Host", CLIENT_IP_HEADER,
					CLOUDFRONT_HEADER), text);
		}
		return request;
	}

	/**
	 * Choose a request with headers that repeat themselves, which can be more than
	 * servers let through.
	 */
	public TestRequest longRequest() {
		int count = oneIn(9) ? 100 + 8 * below(238) : below(101);
		boolean joined = oneIn(3);
		String entry = oneIn(5) ? node() : oneOf("10.0.0.5", "10.0.0.5:80", "::1");
		String element = switch (below(5)) {
			case 3 -> element();
			case 4 -> oddText();
			default -> oneOf("for=10.0.0.5", "for=\"[::1]:80\";proto=http;host=a.example");
		};
		return TestRequest.from("10.0.0.1")
			.header("X-Forwarded-For", repeat(entry, count, joined))
			.header("Forwarded", repeat(element, count, joined))
			.header("X-Forwarded-Proto", repeat(scheme(), count, joined))
			.header("X-Forwarded-Host", repeat(host(), count, joined))
			.header("X-Forwarded-Prefix", repeat(usually(PREFIXES, ODD_PREFIXES), count, joined));
	}

	private static List<String> repeat(String member, int count, boolean joined) {
		List<String> members = Collections.nCopies(count, member);
		return joined ? List.of(String.join(",", members)) : members;
	}

	@Override
	public String toString() {
		RandomRequests again = new RandomRequests(this.bytes);
		return again.settings() + ", " + again.request();
	}

	/**
	 * For jqwik.
	 */
	public static final class Domain extends DomainContextBase {

		@Provide
		Arbitrary<RandomRequests> requests() {
			return Arbitraries.bytes()
				.withDistribution(RandomDistribution.uniform())
				.array(byte[].class)
				.ofSize(400)
				.map(RandomRequests::new);
		}

	}

	/**
	 * How the text of an address is written.
	 */
	public enum AddressSpelling {

		SHORT, FULL, UPPER_CASE, MAPPED, WITHOUT_BRACKETS, ZONE, BRACKETS;

		String write(int[] groups, String port) {
			boolean ipv4 = groups[4] == 0 && groups[5] == 0xffff && groups[0] == 0;
			String dotted = (groups[6] >> 8) + "." + (groups[6] & 0xff) + "." + (groups[7] >> 8) + "."
					+ (groups[7] & 0xff);
			String[] hex = Arrays.stream(groups).mapToObj(Integer::toHexString).toArray(String[]::new);
			String full = String.join(":", hex);
			String compressed = full.replaceFirst("(^|:)0(:0)*(:|$)", "::");
			return switch (this) {
				case SHORT -> ipv4 ? dotted + port : bracketed(compressed, port);
				case BRACKETS -> bracketed(compressed, port);
				case FULL -> full;
				case UPPER_CASE ->
					String.format("%04X:%04X:%04X:%04X:%04X:%04X:%04X:%04X", Arrays.stream(groups).boxed().toArray());
				case MAPPED -> String.join(":", Arrays.copyOf(hex, 6)) + ":" + dotted;
				case WITHOUT_BRACKETS -> compressed;
				case ZONE -> compressed + "%eth0.1";
			};
		}

		private static String bracketed(String address, String port) {
			return "[" + address + "]" + port;
		}

	}

	/**
	 * How a value stands in {@code Forwarded}.
	 */
	public enum Quoting {

		AS_NEEDED, NEVER, ALWAYS, ESCAPED;

		String quote(String value) {
			boolean token = value.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
			if (this == NEVER || (token && this == AS_NEEDED)) {
				return value;
			}
			String escaped = value.replaceAll((this == ESCAPED) ? "([\"\\\\.0-9a-z])" : "([\"\\\\])", "\\\\$1");
			return "\"" + escaped + "\"";
		}

	}

}
