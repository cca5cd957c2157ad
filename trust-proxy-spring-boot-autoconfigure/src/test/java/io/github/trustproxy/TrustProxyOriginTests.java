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

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link TrustProxy}: which scheme, host, port and prefix are believed.
 */
class TrustProxyOriginTests {

	private static final String PEER = "10.0.0.9";

	private static final String C = "203.0.113.7";

	private static final TrustPolicy TRUSTED = TrustPolicy.of("127.0.0.0/8", "::1", "10.0.0.0/8");

	@ParameterizedTest
	@MethodSource({ "schemes", "schemesInLists" })
	void readsTheScheme(String proto, @Nullable String scheme) {
		assertThat(origin(request().header("X-Forwarded-Proto", proto)).scheme()).isEqualTo(scheme);
	}

	@ParameterizedTest
	@MethodSource("schemes")
	void readsTheSchemeOfForwarded(String proto, @Nullable String scheme) {
		String quoted = "\"" + proto.replace("\"", "\\\"") + "\"";
		assertThat(standardOrigin(request().forwarded("for=" + C + ";proto=" + quoted)).scheme()).isEqualTo(scheme);
	}

	static Stream<Arguments> schemesInLists() {
		return Stream.of(argumentSet("white space around", " \thttps ", "https"),
				argumentSet("blank member in front, edge case 115", ",https", "https"),
				argumentSet("blank member behind", "https, ", "https"), argumentSet("blanks only", " , ", null));
	}

	static Stream<Arguments> schemes() {
		return Stream.of(argumentSet("https, edge case 109", "https", "https"), argumentSet("http", "http", "http"),
				argumentSet("wss", "wss", "https"), argumentSet("ws", "ws", "http"),
				argumentSet("any case", "HttPs", "https"), argumentSet("WebSocket in any case", "WSS", "https"),
				argumentSet("script, edge case 115", "javascript", null),
				argumentSet("ftp, edge case 115", "ftp", null),
				argumentSet("spaces inside, edge case 115", "h t t p", null),
				argumentSet("semicolon, edge case 115", "https;", null),
				argumentSet("quotes, edge case 115", "\"https\"", null), argumentSet("empty, edge case 115", "", null),
				argumentSet("tab inside, edge case 115", "https\thttp", null), argumentSet("colon", "https:", null),
				argumentSet("URL", "https://", null), argumentSet("on", "on", null),
				argumentSet("no-break space", "https\u00a0", null), argumentSet("line feed", "https\n", null),
				argumentSet("long s, which is an s in another case", "http\u017f", null),
				argumentSet("long s in wss", "w\u017fs", null));
	}

	@ParameterizedTest
	@MethodSource("alignedValues")
	void takesTheValueOfTheProxyThatVouchesForTheClient(TrustPolicy policy, String forwardedFor, String values,
			String expected) {
		Origin host = origin(policy, request().forwardedFor(forwardedFor).header("X-Forwarded-Host", hosts(values)));
		assertThat(host.host()).isEqualTo(expected);
		Origin split = origin(policy,
				request().forwardedFor(forwardedFor).header("X-Forwarded-Host", hosts(values).split(",")));
		assertThat(split.host()).isEqualTo(expected);
	}

	private static String hosts(String values) {
		return values.replace(" ", " , ");
	}

	static Stream<Arguments> alignedValues() {
		TrustPolicy one = TrustPolicy.hops(1);
		TrustPolicy two = TrustPolicy.hops(2);
		return Stream.of(argumentSet("one hop, one value", one, C, "a", "a"),
				argumentSet("client sent one, proxy appended, edge case 111", one, C, "evil a", "a"),
				argumentSet("client sent both", one, "6.6.6.6, " + C, "evil a", "a"),
				argumentSet("two hops, two values", two, C + ", 10.0.0.5", "a b", "a"),
				argumentSet("two hops, three values", two, C + ", 10.0.0.5", "evil a b", "a"),
				argumentSet("two hops, one value, edge case 113", two, C + ", 10.0.0.5", "a", "a"),
				argumentSet("list: two hops", TRUSTED, "6.6.6.6, " + C + ", 10.0.0.5", "evil a b", "a"),
				argumentSet("list: one hop", TRUSTED, "6.6.6.6, " + C, "evil a", "a"),
				argumentSet("list: three hops, one value", TRUSTED, C + ", 10.0.0.6, 10.0.0.5", "a", "a"),
				argumentSet("walk that stopped at the peer", TRUSTED, "x", "evil a", "a"),
				argumentSet("walk that stopped behind one hop", TRUSTED, "x, 10.0.0.5", "evil a", "a"),
				argumentSet("walk that stopped behind two hops", TRUSTED, "x, 10.0.0.6, 10.0.0.5", "evil a b", "a"),
				argumentSet("no forwarded address", TRUSTED, "", "evil a", "a"),
				argumentSet("blank values do not count", TRUSTED, C + ", 10.0.0.5", "evil a  b ", "a"));
	}

	@Test
	void alignsAllValuesOfTheFamily() {
		TestRequest request = request().forwardedFor("6.6.6.6, " + C + ", 10.0.0.5")
			.header("X-Forwarded-Proto", "http, https, http")
			.header("X-Forwarded-Host", "evil.example, a.example, b.example")
			.header("X-Forwarded-Port", "1", "8443, 8444")
			.header("X-Forwarded-Prefix", "/evil, /a, /b");
		assertThat(origin(TRUSTED, request)).isEqualTo(new Origin("https", "a.example", 8443, "/a/b"));
		assertThat(origin(TrustPolicy.hops(1), request)).isEqualTo(new Origin("http", "b.example", 8444, "/b"));
		assertThat(origin(TrustPolicy.none(), request)).isSameAs(Origin.UNCHANGED);
	}

	@ParameterizedTest
	@MethodSource("alignedElements")
	void takesTheElementOfTheProxyThatVouchesForTheClient(List<String> lines, @Nullable String scheme,
			@Nullable String host) {
		Origin origin = standardOrigin(request().header("Forwarded", lines));
		assertThat(origin.scheme()).isEqualTo(scheme);
		assertThat(origin.host()).isEqualTo(host);
	}

	static Stream<Arguments> alignedElements() {
		return Stream.of(argumentSet("one element", List.of("for=" + C + ";proto=https;host=a"), "https", "a"),
				argumentSet("client sent one, proxy appended",
						List.of("for=6.6.6.6;proto=http;host=evil, for=" + C + ";proto=https;host=a"), "https", "a"),
				argumentSet("client sent one line, proxy another",
						List.of("for=6.6.6.6;proto=http;host=evil", "for=" + C + ";proto=https;host=a"), "https", "a"),
				argumentSet("client's element has what the proxy's has not",
						List.of("for=6.6.6.6;proto=https;host=evil, for=" + C), null, null),
				argumentSet("two hops",
						List.of("for=6.6.6.6;host=evil, for=" + C
								+ ";proto=https;host=a, for=10.0.0.5;proto=http;host=b"),
						"https", "a"),
				argumentSet("two hops, only the last proxy sent values",
						List.of("for=6.6.6.6;host=evil, for=" + C + ", for=10.0.0.5;proto=https;host=b"), "https", "b"),
				argumentSet("two hops, values spread over both",
						List.of("for=" + C + ";host=a, for=10.0.0.5;proto=https;host=b"), "https", "a"),
				argumentSet("without for, edge case 89", List.of("for=6.6.6.6;host=evil, proto=https;host=a"), "https",
						"a"),
				argumentSet("unknown", List.of("for=6.6.6.6;host=evil, for=unknown;proto=https;host=a"), "https", "a"),
				argumentSet("bad address", List.of("host=evil, for=x;proto=https;host=a"), "https", "a"),
				argumentSet("malformed element has no values", List.of("for=" + C + ";proto=https;proto=https;host=a"),
						null, null),
				argumentSet("malformed element does not pass the client's on",
						List.of("for=6.6.6.6;proto=https;host=evil, for=" + C + ":80;host=a"), null, null),
				argumentSet("open quote does not hide the proxy's line, edge case 85",
						List.of("for=\"x;host=evil", "for=" + C + ";proto=https;host=a"), "https", "a"),
				argumentSet("quoted host, edge case 93", List.of("for=" + C + ";host=\"a.example:8443\""), null,
						"a.example"));
	}

	@Test
	void forwardedHasThePortInTheHost() {
		TestRequest request = request().forwarded("for=" + C + ";proto=https;host=\"a.example:8443\"")
			.header("X-Forwarded-Port", "1")
			.header("X-Forwarded-Prefix", "/evil");
		assertThat(standardOrigin(request)).isEqualTo(new Origin("https", "a.example", 8443, null));
	}

	@Test
	void valuesOfTheOtherFamilyAreNotBelieved() {
		// Edge case 97
		TestRequest request = request().header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "a.example")
			.forwarded("proto=http;host=b.example");
		assertThat(origin(request)).isEqualTo(new Origin("https", "a.example", 443, null));
		assertThat(standardOrigin(request)).isEqualTo(new Origin("http", "b.example", 80, null));
		assertThat(origin(request().forwarded("proto=https;host=b.example"))).isSameAs(Origin.UNCHANGED);
		assertThat(standardOrigin(request().header("X-Forwarded-Proto", "https"))).isSameAs(Origin.UNCHANGED);
	}

	@ParameterizedTest
	@MethodSource("ports")
	void findsThePort(TestRequest request, int port) {
		assertThat(origin(request).port()).isEqualTo(port);
	}

	static Stream<Arguments> ports() {
		TestRequest portless = request().host("app.internal");
		TestRequest noHost = request().without("Host");
		return Stream.of(argumentSet("forwarded host with port, edge case 121", host("a.example:8443"), 8443),
				argumentSet("forwarded host with port and forwarded port",
						host("a.example:8443").header("X-Forwarded-Port", "443"), 8443),
				argumentSet("forwarded host and forwarded port", host("a.example").header("X-Forwarded-Port", "8443"),
						8443),
				argumentSet("forwarded port", request().header("X-Forwarded-Port", "8443"), 8443),
				argumentSet("forwarded host alone: default port of the own scheme, edge case 119", host("a.example"),
						80),
				argumentSet("forwarded host over TLS", host("a.example").scheme("https"), 443),
				argumentSet("forwarded host and scheme", host("a.example").header("X-Forwarded-Proto", "https"), 443),
				argumentSet("forwarded host and plain scheme over TLS",
						host("a.example").scheme("https").header("X-Forwarded-Proto", "http"), 80),
				argumentSet("forwarded scheme: the port of the Host header",
						request().header("X-Forwarded-Proto", "https"), 8080),
				argumentSet("forwarded scheme, Host header without port, edge case 109",
						portless.header("X-Forwarded-Proto", "https"), 443),
				argumentSet("plain forwarded scheme over TLS, edge case 117",
						portless.scheme("https").port(443).header("X-Forwarded-Proto", "http"), 80),
				argumentSet("forwarded scheme, Host header that is not valid",
						request().host("a b:8080").header("X-Forwarded-Proto", "https"), 443),
				argumentSet("forwarded scheme, Host header that is a number and no host",
						request().host("8080").header("X-Forwarded-Proto", "https"), 443),
				argumentSet("forwarded scheme, two Host headers",
						request().header("Host", "b:1").header("X-Forwarded-Proto", "https"), 443),
				argumentSet("forwarded scheme, no Host header: the port of the server",
						noHost.header("X-Forwarded-Proto", "https"), 8080),
				argumentSet("forwarded scheme, no Host header and default port",
						noHost.port(80).header("X-Forwarded-Proto", "https"), 443),
				argumentSet("forwarded scheme, no Host header and default port of TLS",
						noHost.scheme("https").port(443).header("X-Forwarded-Proto", "http"), 80),
				argumentSet("forwarded scheme, no Host header and no port",
						noHost.port(-1).header("X-Forwarded-Proto", "https"), 443),
				argumentSet("forwarded scheme, no Host header and port zero",
						noHost.port(0).header("X-Forwarded-Proto", "https"), 443),
				argumentSet("port of http with https, edge case 107",
						portless.header("X-Forwarded-Proto", "https").header("X-Forwarded-Port", "80"), 443),
				argumentSet("port of http over TLS, edge case 107",
						host("a.example").scheme("https").header("X-Forwarded-Port", "80"), 443),
				argumentSet("port of https with http, edge case 107",
						portless.scheme("https").header("X-Forwarded-Proto", "http").header("X-Forwarded-Port", "443"),
						80),
				argumentSet("port of https alone, edge case 107", request().header("X-Forwarded-Port", "443"), -1),
				argumentSet("white space around, edge case 127", request().header("X-Forwarded-Port", "8443 "), 8443),
				argumentSet("aligned, edge case 127", request().header("X-Forwarded-Port", "8443, 8444"), 8444),
				argumentSet("forwarded host is not valid: its port goes with it", host("a_b/x:8443"), -1),
				argumentSet("forwarded host has a port that is not valid", host("a.example:0"), -1));
	}

	@ParameterizedTest
	@MethodSource("badPorts")
	void ignoresWhatIsNoPort(String port) {
		assertThat(origin(request().header("X-Forwarded-Port", port))).isSameAs(Origin.UNCHANGED);
		assertThat(origin(host("a.example").header("X-Forwarded-Port", port)).port()).isEqualTo(80);
		assertThat(origin(request().header("X-Forwarded-Proto", "https").header("X-Forwarded-Port", port)).port())
			.isEqualTo(8080);
	}

	static Stream<Arguments> badPorts() {
		return Stream.of(argumentSet("leading zero, edge case 127", "0443"),
				argumentSet("above 65535, edge case 127", "65536"), argumentSet("2^31, edge case 127", "2147483648"),
				argumentSet("wraps to 443, edge case 127", "4294967739"), argumentSet("zero", "0"),
				argumentSet("negative", "-1"), argumentSet("sign", "+443"), argumentSet("words", "https"),
				argumentSet("empty", ""), argumentSet("two ports", "80 443"));
	}

	@ParameterizedTest
	@MethodSource("badHosts")
	void ignoresWhatIsNoHost(String host) {
		assertThat(origin(host(host))).isSameAs(Origin.UNCHANGED);
		// What else was forwarded still counts, with the port of the own host
		assertThat(origin(host(host).header("X-Forwarded-Proto", "https")))
			.isEqualTo(new Origin("https", null, 8080, null));
	}

	static Stream<Arguments> badHosts() {
		return Stream
			.of("user@a.example", "a.example/x", "a.example?x", "a.example#x", "a\\b", "http://a.example", "a b",
					"a%00b", "a\u0000b", "*", ".", "..", "a..b", "[::1", "[::1]evil", "::1", "-a.example",
					"b\u00fccher.example", "a".repeat(64), "a.".repeat(127) + "a", "")
			.map((host) -> argumentSet("edge case 123: " + ((host.length() > 20) ? host.substring(0, 20) : host),
					host));
	}

	@Test
	void keepsTheBracketsOfAHost() {
		assertThat(origin(host("[2001:db8::1]:8443"))).isEqualTo(new Origin(null, "[2001:db8::1]", 8443, null));
	}

	@ParameterizedTest
	@MethodSource("allowedHosts")
	void believesAllowedHostsOnly(String host, @Nullable String expected) {
		TrustProxy.Builder builder = builder(TRUSTED).allowedHosts(List.of("example.com", "*.example.org"));
		Origin origin = origin(builder, host(host).header("X-Forwarded-Proto", "https"));
		assertThat(origin.scheme()).isEqualTo("https");
		assertThat(origin.host()).isEqualTo(expected);
		assertThat(origin.port()).isEqualTo((expected != null) ? (host.endsWith(":8443") ? 8443 : 443) : 8080);
	}

	static Stream<Arguments> allowedHosts() {
		return Stream.of(argumentSet("host", "example.com", "example.com"),
				argumentSet("host in another case", "EXAMPLE.com", "EXAMPLE.com"),
				argumentSet("the port does not count", "example.com:8443", "example.com"),
				argumentSet("wildcard", "a.b.example.org", "a.b.example.org"),
				argumentSet("another host", "evil.example", null),
				argumentSet("another host with port", "evil.example:8443", null),
				argumentSet("no dot boundary", "evilexample.org", null),
				argumentSet("metadata service, edge case 125", "169.254.169.254", null),
				argumentSet("hexadecimal address, edge case 125", "0x7f.1", null));
	}

	@Test
	void allowedHostsCountForForwardedToo() {
		TrustProxy.Builder builder = builder(TRUSTED).headerFormat(HeaderFormat.STANDARD)
			.allowedHosts(List.of("example.com"));
		assertThat(origin(builder, request().forwarded("host=evil.example"))).isSameAs(Origin.UNCHANGED);
		assertThat(origin(builder, request().forwarded("host=example.com")).host()).isEqualTo("example.com");
	}

	@Test
	void doesNotTryAnotherHostWhenTheAlignedOneIsRefused() {
		TrustProxy.Builder builder = builder(TRUSTED).allowedHosts(List.of("example.com"));
		assertThat(origin(builder, host("example.com, evil.example"))).isSameAs(Origin.UNCHANGED);
		assertThat(origin(host("a.example, x/y"))).isSameAs(Origin.UNCHANGED);
		assertThat(origin(request().header("X-Forwarded-Proto", "https, x"))).isSameAs(Origin.UNCHANGED);
	}

	@Test
	void prefixIsOptIn() {
		// Edge case 131
		TestRequest request = request().header("X-Forwarded-Prefix", "/secure/");
		assertThat(origin(request)).isEqualTo(new Origin(null, null, -1, "/secure"));
		assertThat(origin(request).isChanged()).isTrue();
		assertThat(TrustProxy.builder().policy(TRUSTED).build().decide(request, TestRequest.READER).origin())
			.isSameAs(Origin.UNCHANGED);
	}

	@Test
	void ignoresWhatIsNoPrefix() {
		// Edge case 129; the table is in PathPrefixTests
		assertThat(origin(request().header("X-Forwarded-Prefix", "/a/../admin"))).isSameAs(Origin.UNCHANGED);
		assertThat(origin(host("a.example").header("X-Forwarded-Prefix", "/..")))
			.isEqualTo(new Origin(null, "a.example", 80, null));
	}

	@ParameterizedTest
	@MethodSource("values")
	void doesNotReadWhatIsNotBelieved(Set<ForwardedValue> values, Origin expected) {
		TestRequest request = request().forwardedFor(C)
			.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "a.example")
			.header("X-Forwarded-Port", "8443")
			.header("X-Forwarded-Prefix", "/a");
		assertThat(origin(builder(TRUSTED).values(values), request)).isEqualTo(expected);
	}

	static Stream<Arguments> values() {
		return Stream.of(argumentSet("nothing", EnumSet.noneOf(ForwardedValue.class), Origin.UNCHANGED),
				argumentSet("nothing, in a set that does not know its type", Set.of(), Origin.UNCHANGED),
				argumentSet("for", EnumSet.of(ForwardedValue.FOR), Origin.UNCHANGED),
				argumentSet("proto", EnumSet.of(ForwardedValue.PROTO), new Origin("https", null, 8080, null)),
				argumentSet("host", EnumSet.of(ForwardedValue.HOST), new Origin(null, "a.example", 80, null)),
				argumentSet("port", EnumSet.of(ForwardedValue.PORT), new Origin(null, null, 8443, null)),
				argumentSet("prefix", EnumSet.of(ForwardedValue.PREFIX), new Origin(null, null, -1, "/a")),
				argumentSet("AWS ALB", EnumSet.of(ForwardedValue.FOR, ForwardedValue.PROTO, ForwardedValue.PORT),
						new Origin("https", null, 8443, null)));
	}

	@Test
	void doesNotReadWhatIsNotBelievedOfForwarded() {
		TestRequest request = request().forwarded("for=" + C + ";proto=https;host=a.example");
		TrustProxy.Builder builder = builder(TRUSTED).headerFormat(HeaderFormat.STANDARD);
		assertThat(origin(builder.values(EnumSet.of(ForwardedValue.PROTO)), request))
			.isEqualTo(new Origin("https", null, 8080, null));
		assertThat(origin(builder.values(EnumSet.of(ForwardedValue.HOST)), request))
			.isEqualTo(new Origin(null, "a.example", 80, null));
	}

	@Test
	void singleAddressHeaderAlignsWithThePeer() {
		TrustProxy.Builder builder = builder(TRUSTED).clientIpHeader("CF-Connecting-IP");
		TestRequest request = request().header("CF-Connecting-IP", C)
			.forwardedFor(C + ", 10.0.0.5")
			.header("X-Forwarded-Proto", "http, https");
		assertThat(origin(builder, request).scheme()).isEqualTo("https");
	}

	@Test
	void originIsChangedByAnyValue() {
		assertThat(Origin.UNCHANGED.isChanged()).isFalse();
		assertThat(origin(request().header("X-Forwarded-Proto", "http")).isChanged()).isTrue();
		assertThat(origin(host("a.example")).isChanged()).isTrue();
		assertThat(origin(request().header("X-Forwarded-Port", "8443")).isChanged()).isTrue();
	}

	@Test
	void headersUnderOtherNamesAreHiddenAndNotBelievedOfAnUntrustedPeer() {
		TestRequest request = request().header("X-Edge-Proto", "https")
			.header("X-Original-Host", "a.example")
			.header("X-Forwarded-Host", "evil.example");
		for (TrustPolicy policy : List.of(TRUSTED, TrustPolicy.none())) {
			Decision decision = builder(policy).headerName(ForwardedValue.PROTO, "X-Edge-Proto")
				.headerName(ForwardedValue.HOST, "X-Original-Host")
				.build()
				.decide(request, TestRequest.READER);
			assertThat(decision.origin())
				.isEqualTo(decision.peerTrusted() ? new Origin("https", "a.example", 443, null) : Origin.UNCHANGED);
			assertThat(List.of("x-edge-proto", "X-ORIGINAL-HOST", "X-Forwarded-Proto", "x-forwarded-host"))
				.allMatch(decision.hiddenHeaders()::contains);
		}
	}

	@ParameterizedTest
	@CsvSource({ "/shop/cart,/shop,/api/cart", "/shop,/shop,/api", "/%73hop/cart,/shop,/api/cart",
			"/shop;a=b/cart,/shop,/api/cart", "/a/b/c,/a/b,/api/c", "/cart,'',/api/cart", "/shop/,/shop,/api/" })
	void pathHasThePrefixInsteadOfTheContextPath(String path, String contextPath, String expected) {
		Origin replacing = new Origin(null, null, -1, "/api", true);
		assertThat(replacing.path(path, contextPath)).isEqualTo(expected);
		assertThat(replacing.contextPath(contextPath)).isEqualTo("/api");
		Origin removing = new Origin(null, null, -1, "", true);
		assertThat(removing.path(path, contextPath))
			.isEqualTo(expected.equals("/api") ? "/" : expected.substring("/api".length()));
		assertThat(removing.contextPath(contextPath)).isEmpty();
		assertThat(Origin.UNCHANGED.path(path, contextPath)).isEqualTo(path);
		assertThat(Origin.UNCHANGED.contextPath(contextPath)).isEqualTo(contextPath);
	}

	@Test
	void textOfAnOriginHasThePortUnlessItIsTheDefault() {
		assertThat(Origin.serialize("https", "a.example", 443)).isEqualTo("https://a.example");
		assertThat(Origin.serialize("http", "a.example", 443)).isEqualTo("http://a.example:443");
		assertThat(Origin.serialize("http", "[2001:db8::1]", 80)).isEqualTo("http://[2001:db8::1]");
	}

	@Test
	void defaultPortIsThatOfTheScheme() {
		assertThat(Origin.defaultPort("https")).isEqualTo(443);
		assertThat(Origin.defaultPort("http")).isEqualTo(80);
	}

	private static TestRequest request() {
		return TestRequest.from(PEER);
	}

	private static TestRequest host(String host) {
		return request().header("X-Forwarded-Host", host);
	}

	private static TrustProxy.Builder builder(TrustPolicy policy) {
		return TrustProxy.builder().policy(policy).values(EnumSet.allOf(ForwardedValue.class));
	}

	private static Origin origin(TestRequest request) {
		return origin(TRUSTED, request);
	}

	private static Origin standardOrigin(TestRequest request) {
		return origin(builder(TRUSTED).headerFormat(HeaderFormat.STANDARD), request);
	}

	private static Origin origin(TrustPolicy policy, TestRequest request) {
		return origin(builder(policy), request);
	}

	private static Origin origin(TrustProxy.Builder builder, TestRequest request) {
		return builder.build().decide(request, TestRequest.READER).origin();
	}

}
