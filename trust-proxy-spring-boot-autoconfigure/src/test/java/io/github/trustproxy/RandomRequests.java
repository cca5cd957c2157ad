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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;
import org.jspecify.annotations.Nullable;

/**
 * Random requests and settings from the region where it matters: a bit of everything that
 * proxies write and attackers try, and mostly from peers that are trusted.
 */
final class RandomRequests extends DomainContextBase {

	static final String CLIENT_IP_HEADER = "CF-Connecting-IP";

	static final String CLOUDFRONT_HEADER = "CloudFront-Viewer-Address";

	static final Map<ForwardedValue, String> OTHER_NAMES = Map.of(ForwardedValue.PROTO, "CloudFront-Forwarded-Proto",
			ForwardedValue.HOST, "X-Original-Host", ForwardedValue.PORT, "X-Edge-Port", ForwardedValue.PREFIX,
			"X-Script-Name");

	private static final String NEXT_LINE = "\n";

	/** Never trusted by a list of {@link #settings()}. */
	static final List<String> UNTRUSTED = List.of("198.51.100.1", "198.51.100.2:443", "2001:db8:ffff::1",
			"[2001:db8:ffff::1]:80", "::ffff:198.51.100.3");

	private static final List<String> HIDDEN = List.of("unknown", "UNKNOWN:80", "unknown:_port", "_hidden", "_a.b-c",
			"_x:_port", "_x:80");

	static final List<String> BAD_NODES = List.of("_", "_x:0", "unknown:", "localhost", "010.0.0.5", "0177.0.0.1",
			"127.1", "127.0.1", "0x7f.1", "2130706433", "0.0.0.0", "::", "::ffff:0.0.0.0", "10.0.0.0/8", "10.0.0.5/32",
			"\"10.0.0.5\"", "[10.0.0.5]", "[::1", "::1]", "[::1]]", "[]", "[]:80", ":80", ":::1", "1::2::3",
			"1:2:3:4:5:6:7:8:9", "12345::", "::ffff:0177.0.0.1", "::ffff:0x7f.0.0.1", "10.0.0.5 10.0.0.6",
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

	private static final List<String> PREFIXES = List.of("/app", "/app/", "/a/b", "/a%20b", "/a%C3%A4", "/a.b/..c");

	private static final List<String> ODD_PREFIXES = List.of("/", "//", "//a", "/a//b", "/a/../b", "/..", "/.",
			"/a/./b", "/%2e%2e/x", "/%252e", "/a%2fb", "/a%5Cb", "/a\\b", "/a;x=1", "/a?b", "/a#b", "/a b", "/a\u0000b",
			"/\u00e4", "/a%", "/a%4", "/a%4g", "/a%7f", "app", "");

	/** What a client can send to confuse a parser. */
	private static final List<String> GARBAGE = List.of("6.6.6.6", "10.0.0.99", "unknown", "x", "", ",,,", "for=\"",
			"\"", "for=6.6.6.6;proto=http;host=evil.example", "\\", "[", "%", "\u0000", "\u00e9", ";", "10.0.0.0/8",
			"for=\"\\", "for=10.0.0.1", "https", "evil.example", "/evil", "666");

	private static final String ODD_CHARACTERS = "0123456789abcdef:.[]%;=\"\\ \tforp_/-\u00e9\u0000\u00a0\u2003";

	/**
	 * Settings.
	 */
	@Provide
	Arbitrary<TrustSettings> settings() {
		Arbitrary<TrustSettings> base = Combinators
			.combine(lists(), maxHops(), Arbitraries.of(HeaderFormat.class), values(), clientIpHeader(), allowedHosts(),
					Arbitraries.of(true, true, false), Arbitraries.of(List.<String>of(), List.of("X-Forwarded-User")))
			.as((trust, maxHops, format, values, clientIpHeader, allowedHosts, hideHeaders,
					protectedHeaders) -> new TrustSettings(trust, null, maxHops, format, values, clientIpHeader,
							allowedHosts, hideHeaders, protectedHeaders, Map.of(), PrefixHandling.PREPEND));
		Arbitrary<TrustSettings> renamed = Combinators
			.combine(base, Arbitraries.of(false, false, true), Arbitraries.of(PrefixHandling.class))
			.as((settings, otherNames, prefix) -> settings.names(otherNames ? OTHER_NAMES : Map.of())
				.prefixHandling(prefix));
		return Arbitraries.frequencyOf(Tuple.of(6, renamed),
				Tuple.of(2, Combinators.combine(renamed, counts()).as(TrustSettings::trust)), Tuple.of(1,
						Combinators.combine(renamed, Arbitraries.of(CustomPolicy.class)).as(TrustSettings::function)));
	}

	/**
	 * Settings that list the proxies.
	 */
	private static Arbitrary<List<String>> lists() {
		Arbitrary<String> prefixes = Arbitraries.frequencyOf(
				Tuple.of(1, Arbitraries.integers().between(1, 32).map((prefix) -> "10.0.0.5/" + prefix)),
				Tuple.of(1, Arbitraries.integers().between(36, 128).map((prefix) -> "2001:db8::5/" + prefix)));
		Arbitrary<List<String>> others = Arbitraries
			.frequencyOf(Tuple.of(9, Arbitraries.of(RANGES)), Tuple.of(1, prefixes))
			.list()
			.ofMaxSize(3);
		return Combinators
			.combine(Arbitraries.of("10.0.0.0/8", "private", "10.0.0.0/29", "::ffff:10.0.0.0/104", "10.0.0.1"), others)
			.as((first, more) -> Stream.concat(Stream.of(first), more.stream()).toList());
	}

	private static Arbitrary<String> counts() {
		return Arbitraries.of("true", "true", "1", "2", "2", "3", "3", "4", "33", "false", "0");
	}

	private static Arbitrary<Integer> maxHops() {
		return Arbitraries.frequency(Tuple.of(16, 32), Tuple.of(1, 0), Tuple.of(3, 1), Tuple.of(3, 2), Tuple.of(3, 3),
				Tuple.of(3, Integer.MAX_VALUE));
	}

	private static Arbitrary<Set<ForwardedValue>> values() {
		Set<ForwardedValue> all = EnumSet.allOf(ForwardedValue.class);
		return Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just(all)),
				Tuple.of(1, Arbitraries.of(ForwardedValue.class).set()));
	}

	private static Arbitrary<@Nullable String> clientIpHeader() {
		return Arbitraries.frequency(Tuple.of(18, null), Tuple.of(2, CLIENT_IP_HEADER), Tuple.of(1, CLOUDFRONT_HEADER));
	}

	private static Arbitrary<List<String>> allowedHosts() {
		return Arbitraries.frequency(Tuple.of(6, List.of()), Tuple.of(1, List.of("example.com")),
				Tuple.of(1, List.of("*.example.com", "A.EXAMPLE")), Tuple.of(1, List.of("[2001:db8::1]", "192.0.2.1")));
	}

	/**
	 * Requests with headers of both families.
	 */
	@Provide
	Arbitrary<TestRequest> requests() {
		Arbitrary<TestRequest> bare = Combinators
			.combine(peers(), Arbitraries.of(54321, 1, 0, -1), Arbitraries.of("http", "http", "https"),
					Arbitraries.of(-1, 80, 443, 8080))
			.as((peer, peerPort, scheme, port) -> new TestRequest(peer, peerPort, scheme, port, List.of()));
		Arbitrary<List<String>> ownHosts = Arbitraries.frequencyOf(
				Tuple.of(6, Arbitraries.of(List.of("app.internal:8080"), List.of("app.internal"), List.of())),
				Tuple.of(1, lines(hosts(), 3)));
		Arbitrary<TestRequest> withHost = Combinators.combine(bare, ownHosts)
			.as((request, lines) -> request.header("Host", lines));
		Arbitrary<List<TestRequest.HeaderLine>> others = Combinators
			.combine(Arbitraries.of("X-Real-IP", "X-Forwarded-Ssl", "X-Forwarded-User", "x_forwarded_for",
					"X-Forwarded", CLIENT_IP_HEADER, CLIENT_IP_HEADER, CLOUDFRONT_HEADER, "Accept"), nodes())
			.as(TestRequest.HeaderLine::new)
			.list()
			.ofMaxSize(3);
		Arbitrary<TestRequest> usual = Combinators
			.combine(withHost, header("X-Forwarded-For", chains()), header("Forwarded", elementLines()),
					header("X-Forwarded-Proto", lines(schemes(), 4)), header("X-Forwarded-Host", lines(hosts(), 4)),
					header("X-Forwarded-Port", lines(ports(), 4)), header("X-Forwarded-Prefix", lines(prefixes(), 2)),
					others)
			.as((request, a, b, c, d, e, f, g) -> new TestRequest(request.peerAddress(), request.peerPort(),
					request.scheme(), request.port(),
					Stream.of(request.headerLines(), a, b, c, d, e, f, g).flatMap(List::stream).toList()));
		return Combinators.combine(usual, Arbitraries.of(false, false, true))
			.as((request, otherNames) -> otherNames ? withOtherNames(request) : request);
	}

	/**
	 * Return the request with the headers under other names, and one of the usual ones.
	 */
	private static TestRequest withOtherNames(TestRequest request) {
		TestRequest changed = request;
		for (ForwardedValue value : OTHER_NAMES.keySet()) {
			List<String> lines = request.lines(value.header());
			changed = changed.without(value.header()).header(OTHER_NAMES.get(value), lines);
		}
		return changed.header("X-Forwarded-Proto", "https");
	}

	private static Arbitrary<List<TestRequest.HeaderLine>> header(String name, Arbitrary<List<String>> lines) {
		return lines.map((values) -> values.stream().map((value) -> new TestRequest.HeaderLine(name, value)).toList());
	}

	/**
	 * Peers as servers write them.
	 */
	static Arbitrary<@Nullable String> peers() {
		return Arbitraries.frequency(Tuple.of(40, "10.0.0.1"), Tuple.of(10, "10.0.0.5"), Tuple.of(3, "10.9.9.9"),
				Tuple.of(3, "127.0.0.1"), Tuple.of(2, "0:0:0:0:0:0:0:1"), Tuple.of(1, "[0:0:0:0:0:0:0:1]"),
				Tuple.of(2, "::ffff:10.0.0.7"), Tuple.of(2, "fe80:0:0:0:0:0:0:1%eth0"),
				Tuple.of(1, "[fe80:0:0:0:0:0:0:1%a b]"), Tuple.of(3, "2001:db8:1:0:0:0:0:9"),
				Tuple.of(3, "198.51.100.1"), Tuple.of(1, "0.0.0.0"), Tuple.of(1, null), Tuple.of(1, ""),
				Tuple.of(1, "localhost"));
	}

	/**
	 * Lines of {@code X-Forwarded-For}.
	 */
	static Arbitrary<List<String>> chains() {
		Arbitrary<List<String>> longChains = lines(Arbitraries.frequencyOf(
				Tuple.of(60, Arbitraries.of("10.0.0.1", "10.0.0.5", "10.0.0.5:80")), Tuple.of(1, nodes())), 20, 50);
		return Arbitraries.frequencyOf(Tuple.of(24, lines(nodes(), 6)), Tuple.of(1, longChains));
	}

	/**
	 * Values of a list header, in one or more lines.
	 */
	private static Arbitrary<List<String>> lines(Arbitrary<String> member, int maxSize) {
		return lines(member, 0, maxSize);
	}

	private static Arbitrary<List<String>> lines(Arbitrary<String> member, int minSize, int maxSize) {
		Arbitrary<String> separators = Arbitraries.of(",", ", ", ", ", " ,\t", NEXT_LINE, ",,",
				NEXT_LINE + " " + NEXT_LINE);
		return Combinators.combine(separators, member)
			.as((separator, text) -> new String[] { separator, text })
			.list()
			.ofMinSize(minSize)
			.ofMaxSize(maxSize)
			.map(RandomRequests::lines);
	}

	private static List<String> lines(List<String[]> separatedMembers) {
		List<String> lines = new ArrayList<>();
		StringBuilder text = new StringBuilder();
		for (String[] member : separatedMembers) {
			// Some begin with a comma
			text.append((text.isEmpty() && member[0].contains(NEXT_LINE)) ? "" : member[0]).append(member[1]);
		}
		if (!text.isEmpty()) {
			lines.addAll(List.of(text.toString().split(NEXT_LINE, -1)));
		}
		return lines;
	}

	/**
	 * Single entries, most of them trusted addresses.
	 */
	static Arbitrary<String> nodes() {
		return Arbitraries.frequencyOf(Tuple.of(16, addresses()), Tuple.of(2, Arbitraries.of(UNTRUSTED)),
				Tuple.of(1, Arbitraries.of(HIDDEN)), Tuple.of(1, Arbitraries.of(BAD_NODES)),
				Tuple.of(1, Arbitraries.of("", " ", "\t")), Tuple.of(1, oddText()));
	}

	private static Arbitrary<String> schemes() {
		return usually(SCHEMES, ODD_SCHEMES);
	}

	private static Arbitrary<String> hosts() {
		return usually(HOSTS, ODD_HOSTS);
	}

	private static Arbitrary<String> ports() {
		return usually(PORTS, ODD_PORTS);
	}

	private static Arbitrary<String> prefixes() {
		return usually(PREFIXES, ODD_PREFIXES);
	}

	private static Arbitrary<String> usually(List<String> values, List<String> oddValues) {
		return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of(values)), Tuple.of(1, Arbitraries.of(oddValues)));
	}

	static Arbitrary<String> oddText() {
		return Arbitraries.strings().withChars(ODD_CHARACTERS).ofMaxLength(12);
	}

	/**
	 * Valid addresses, in all spellings.
	 */
	private static Arbitrary<String> addresses() {
		Arbitrary<Integer> small = Arbitraries.of(0, 1, 1, 5, 7, 9, 0xff);
		Arbitrary<int[]> groups = Combinators
			.combine(Arbitraries.frequency(Tuple.of(16, "0:0:0:0:0:ffff:a00"), Tuple.of(2, "0:0:0:0:0:ffff:7f00"),
					Tuple.of(1, "0:0:0:0:0:ffff:c0a8"), Tuple.of(1, "0:0:0:0:0:ffff:cb00"),
					Tuple.of(2, "0:0:0:0:0:0:0"), Tuple.of(2, "fe80:0:0:0:0:0:0"), Tuple.of(2, "fd00:0:0:0:0:0:0"),
					Tuple.of(2, "2001:db8:0:0:1:0:0"), Tuple.of(2, "2001:db8:1:0:0:1:0"),
					Tuple.of(1, "2001:0:0:1:0:0:0"), Tuple.of(1, "64:ff9b:0:0:0:0:cb00"), Tuple.of(1, "1:2:3:4:5:6:7"),
					Tuple.of(1, "0:0:0:0:ffff:0:a00"), Tuple.of(1, "ffff:0:0:0:0:0:ffff")), small)
			.as((first, last) -> Stream.of((first + ":" + Integer.toHexString(last)).split(":"))
				.mapToInt((group) -> Integer.parseInt(group, 16))
				.toArray());
		return Combinators
			.combine(groups, Arbitraries.of(AddressSpelling.class), Arbitraries.of("", "", "", ":80", ":65535"))
			.as((address, spelling, port) -> spelling.write(address, port));
	}

	/**
	 * Lines of {@code Forwarded}.
	 */
	static Arbitrary<List<String>> elementLines() {
		Arbitrary<List<String>> longChains = lines(
				Arbitraries.frequencyOf(Tuple.of(60, Arbitraries.of("for=10.0.0.1", "for=\"10.0.0.5:80\";proto=http")),
						Tuple.of(1, elements())),
				20, 50);
		return Arbitraries.frequencyOf(Tuple.of(24, lines(elements(), 6)), Tuple.of(1, longChains));
	}

	private static Arbitrary<String> elements() {
		Arbitrary<String> usual = Combinators
			.combine(Arbitraries.frequencyOf(Tuple.of(7, forPairs()), Tuple.of(1, Arbitraries.just(""))),
					Arbitraries.frequencyOf(Tuple.of(1, pairs("proto", schemes())), Tuple.of(1, Arbitraries.just(""))),
					Arbitraries.frequencyOf(Tuple.of(1, pairs("host", hosts())), Tuple.of(1, Arbitraries.just(""))),
					Arbitraries.of("", "", "by=_x", "secret=\"a,b;c\"", "ext=\"\\\"\"", ";"),
					Arbitraries.of(";", ";", "; ", " ;\t"))
			.as((node, proto, host, other, separator) -> String.join(separator,
					Stream.of(node, proto, other, host).filter((pair) -> !pair.isEmpty()).toList()));
		Arbitrary<String> odd = Arbitraries
			.frequencyOf(Tuple.of(3, forPairs()), Tuple.of(1, pairs("proto", schemes())),
					Tuple.of(1, pairs("host", hosts())),
					Tuple.of(2, Arbitraries.of("", "for", "=", "for=", "x y", "for =10.0.0.1", "for= 10.0.0.1", "\"",
							"for=\"", "for=\"\"", "for=\"a, b\"", "for=\"\\", "host=\"a, for=10.0.0.1;x=\"",
							"host=\"a, for=10.0.0.1, x=\"", "by=\",for=10.0.0.1;x=\"", ",for=10.0.0.1", "\u00e9=a")))
			.list()
			.ofMaxSize(4)
			.map((pairs) -> String.join(";", pairs));
		return Arbitraries.frequencyOf(Tuple.of(8, usual), Tuple.of(1, odd));
	}

	private static Arbitrary<String> forPairs() {
		return Combinators.combine(Arbitraries.of("for", "for", "For", "FOR"), nodes(), Arbitraries.of(Quoting.class))
			.as((name, node, quoting) -> name + "=" + quoting.quote(node));
	}

	private static Arbitrary<String> pairs(String name, Arbitrary<String> values) {
		return Combinators.combine(values, Arbitraries.of(Quoting.class))
			.as((value, quoting) -> name + "=" + quoting.quote(value));
	}

	/**
	 * Elements of {@code Forwarded} without an open quote, which would reach to the end
	 * of the line.
	 */
	@Provide
	Arbitrary<ClosedElements> closedElements() {
		Arbitrary<Quoting> quotings = Arbitraries.of(Quoting.AS_NEEDED, Quoting.ALWAYS, Quoting.ESCAPED);
		return Combinators
			.combine(nodes(), quotings,
					Arbitraries.of("", ";proto=https", ";host=a.example;proto=http", ";by=\",;\"", ";;"))
			.as((node, quoting, others) -> "for=" + quoting.quote(node) + others)
			.list()
			.ofMaxSize(6)
			.map(ClosedElements::new);
	}

	/**
	 * Settings and a request whose peer they do not trust.
	 */
	@Provide
	Arbitrary<UntrustedPeer> untrustedPeers() {
		Arbitrary<TrustSettings> listing = settings().map((settings) -> settings.trust("private", "2001:db8:1::/48"));
		Arbitrary<TrustSettings> trustingNobody = Combinators
			.combine(settings(), Arbitraries.of("false", "0", "max-hops", "function", "broken function"))
			.as((settings, nobody) -> switch (nobody) {
				case "max-hops" -> settings.maxHops(0);
				case "function" -> settings.function(CustomPolicy.ALL_BUT_PEER);
				case "broken function" -> settings.function(CustomPolicy.BROKEN);
				default -> settings.trust(nobody);
			});
		Arbitrary<String> strangers = Arbitraries.of("198.51.100.1", "2001:db8:ffff:0:0:0:0:1", "11.0.0.1", "128.0.0.1",
				"", "unix");
		return Arbitraries.oneOf(
				Combinators.combine(listing, requests(), strangers)
					.as((settings, request, peer) -> new UntrustedPeer(settings, request.peer(peer))),
				Combinators.combine(trustingNobody, requests()).as(UntrustedPeer::new));
	}

	/**
	 * Chains that cannot be walked to their end, and what a client puts in front of them.
	 */
	@Provide
	Arbitrary<SpoofedRequest> spoofedRequests() {
		Arbitrary<TrustSettings> listing = Combinators.combine(settings(), lists())
			.as((settings, list) -> settings.trust(list.toArray(String[]::new)));
		return Arbitraries.oneOf(
				Combinators.combine(settings(), requests(), Arbitraries.of(BAD_NODES), garbage())
					.as(SpoofedRequest::new),
				Combinators.combine(listing, requests(), Arbitraries.of(UNTRUSTED), garbage()).as(SpoofedRequest::new));
	}

	/**
	 * Requests of nothing but odd text.
	 */
	@Provide
	Arbitrary<OddRequest> oddRequests() {
		Arbitrary<String> text = Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.strings().all().ofMaxLength(20)),
				Tuple.of(4, Arbitraries.strings().withChars(ODD_CHARACTERS + ",").ofMaxLength(60)),
				Tuple.of(1,
						Combinators
							.combine(Arbitraries.of("for=\"", "[", ",", ":", "1.", "for=\"\\", "%", "10.0.0.1,", "a."),
									Arbitraries.integers().between(1, 2000))
							.as(String::repeat)));
		Arbitrary<@Nullable String> peers = Arbitraries.frequencyOf(Tuple.of(4, peers()), Tuple.of(1, text));
		Arbitrary<List<String>> names = Arbitraries
			.of("Host", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
					"X-Forwarded-Prefix", "X-Original-Host", CLIENT_IP_HEADER, CLOUDFRONT_HEADER)
			.list()
			.ofMinSize(2)
			.ofMaxSize(10);
		return Combinators
			.combine(peers, Arbitraries.integers().lessOrEqual(65535), Arbitraries.of("http", "https"),
					Arbitraries.integers(), names, text.list().ofSize(10))
			.as((peer, peerPort, scheme, port, headers, texts) -> {
				TestRequest request = new TestRequest(peer, peerPort, scheme, port, List.of());
				for (int i = 0; i < headers.size(); i++) {
					request = request.header(headers.get(i), texts.get(i));
				}
				return new OddRequest(request);
			});
	}

	/**
	 * Requests as a server hands them to an application.
	 */
	@Provide
	Arbitrary<ServerRequest> serverRequests() {
		Arbitrary<String> peers = Arbitraries.frequency(Tuple.of(6, "10.0.0.1"), Tuple.of(1, "198.51.100.1"),
				Tuple.of(2, "0:0:0:0:0:0:0:1"), Tuple.of(1, "fe80:0:0:0:0:0:0:1"));
		return Combinators
			.combine(requests(), peers, Arbitraries.of(8080, 80, 443), Arbitraries.of(false, true),
					Arbitraries.of(MalformedHandling.class))
			.as((request, peer, port, withHost, malformed) -> {
				TestRequest bare = request.peer(peer).port(port).without("Host");
				TestRequest complete = withHost
						? bare.header("Host", Origin.serialize("", "app.internal", port).substring(3)) : bare;
				return new ServerRequest(complete, malformed);
			});
	}

	/**
	 * Requests with headers that repeat themselves.
	 */
	@Provide
	Arbitrary<LongRequest> longRequests() {
		Arbitrary<String> entries = Arbitraries
			.frequencyOf(Tuple.of(4, Arbitraries.of("10.0.0.5", "10.0.0.5:80", "::1")), Tuple.of(1, nodes()));
		Arbitrary<String> elements = Arbitraries.frequencyOf(
				Tuple.of(3, Arbitraries.of("for=10.0.0.5", "for=\"[::1]:80\";proto=http;host=a.example")),
				Tuple.of(1, elements()), Tuple.of(1, oddText()));
		Arbitrary<Integer> counts = Arbitraries.frequencyOf(Tuple.of(8, Arbitraries.integers().between(0, 100)),
				Tuple.of(1, Arbitraries.integers().between(100, 2000)));
		return Combinators.combine(entries, elements, schemes(), hosts(), counts, Arbitraries.of(true, true, false))
			.as((entry, element, scheme, host, count, joined) -> {
				TestRequest request = TestRequest.from("10.0.0.1");
				request = request.header("X-Forwarded-For", repeat(entry, count, joined));
				request = request.header("Forwarded", repeat(element, count, joined));
				request = request.header("X-Forwarded-Proto", repeat(scheme, count, joined));
				return new LongRequest(request.header("X-Forwarded-Host", repeat(host, count, joined)));
			});
	}

	private static List<String> repeat(String member, int count, boolean joined) {
		List<String> members = Collections.nCopies(count, member);
		return joined ? List.of(String.join(",", members)) : members;
	}

	/**
	 * What clients put in front.
	 */
	@Provide
	Arbitrary<Garbage> garbage() {
		return Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.of(GARBAGE)), Tuple.of(1, oddText()))
			.list()
			.ofMinSize(1)
			.ofMaxSize(3)
			.map(Garbage::new);
	}

	/**
	 * Lines of a header that a client sends.
	 *
	 * @param lines the lines
	 */
	record Garbage(List<String> lines) {
	}

	/**
	 * Elements of {@code Forwarded}.
	 *
	 * @param elements the elements
	 */
	record ClosedElements(List<String> elements) {
	}

	/**
	 * A request from a peer that is not trusted.
	 *
	 * @param settings the settings
	 * @param request the request
	 */
	record UntrustedPeer(TrustSettings settings, TestRequest request) {
	}

	/**
	 * A request, an entry to put in front of its chain that ends the walk if nothing else
	 * does, and what a client puts in front of that.
	 *
	 * @param settings the settings
	 * @param request the request
	 * @param stopper the entry
	 * @param garbage what the client sends
	 */
	record SpoofedRequest(TrustSettings settings, TestRequest request, String stopper, Garbage garbage) {
	}

	/**
	 * A request that no proxy would send.
	 *
	 * @param request the request
	 */
	record OddRequest(TestRequest request) {
	}

	/**
	 * A request as a server hands it to an application.
	 *
	 * @param request the request
	 * @param malformed what a malformed address does
	 */
	record ServerRequest(TestRequest request, MalformedHandling malformed) {

		String peer() {
			return this.request.peerAddress();
		}

		String scheme() {
			return this.request.scheme();
		}

		int port() {
			return this.request.port();
		}

		boolean hasHost() {
			return !this.request.lines("Host").isEmpty();
		}

		List<TestRequest.HeaderLine> headerLines() {
			return this.request.headerLines();
		}

	}

	/**
	 * A request that can be larger than servers let through.
	 *
	 * @param request the request
	 */
	record LongRequest(TestRequest request) {

		@Override
		public String toString() {
			String text = this.request.toString();
			return text.substring(0, Math.min(500, text.length())) + "...";
		}

	}

	/**
	 * How the text of an address is written.
	 */
	enum AddressSpelling {

		SHORT, SHORT_TOO, SHORT_AS_WELL, FULL, UPPER_CASE, MAPPED, WITHOUT_BRACKETS, ZONE, BRACKETS;

		String write(int[] groups, String port) {
			boolean ipv4 = groups[4] == 0 && groups[5] == 0xffff && groups[0] == 0;
			String dotted = (groups[6] >> 8) + "." + (groups[6] & 0xff) + "." + (groups[7] >> 8) + "."
					+ (groups[7] & 0xff);
			String[] hex = Arrays.stream(groups).mapToObj(Integer::toHexString).toArray(String[]::new);
			String full = String.join(":", hex);
			String compressed = full.replaceFirst("(^|:)0(:0)*(:|$)", "::");
			return switch (this) {
				case SHORT, SHORT_TOO, SHORT_AS_WELL -> ipv4 ? dotted + port : bracketed(compressed, port);
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
	enum Quoting {

		AS_NEEDED, AS_NEEDED_TOO, NEVER, ALWAYS, ESCAPED;

		String quote(String value) {
			boolean token = value.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
			if (this == NEVER || (token && (this == AS_NEEDED || this == AS_NEEDED_TOO))) {
				return value;
			}
			String escaped = value.replaceAll((this == ESCAPED) ? "([\"\\\\.0-9a-z])" : "([\"\\\\])", "\\\\$1");
			return "\"" + escaped + "\"";
		}

	}

}
