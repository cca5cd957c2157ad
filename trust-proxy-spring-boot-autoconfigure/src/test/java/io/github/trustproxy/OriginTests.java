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
import java.util.Set;
import java.util.stream.Stream;

import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.header.PrefixHandling;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link Origin} and {@link OriginDecision}: what is not in the table, which
 * has neither requests without a host nor all sets of values.
 */
class OriginTests {

	private static final TestRequest REQUEST = TestRequest.from("10.0.0.9");

	@ParameterizedTest
	@CsvSource({ "http, 8080, https, 8080", "http, 80, https, 443", "https, 443, http, 80", "http, -1, https, 443",
			"http, 0, https, 443" })
	void requestWithoutHostHasThePortOfTheServer(String scheme, int port, String forwardedScheme, int expected) {
		TestRequest request = REQUEST.without("Host").scheme(scheme).port(port);
		assertThat(origin(request.header("X-Forwarded-Proto", forwardedScheme)).port()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "a b:8080, 443", "8080, 443", "a:8081, 8081" })
	void hostOfTheRequestHasAPortIfItIsAHost(String host, int expected) {
		assertThat(origin(REQUEST.host(host).header("X-Forwarded-Proto", "https")).port()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "http, http", "ws, http", "https, https", "wss, https", "ftp," })
	void schemeIsThatOfTheWord(String proto, @Nullable String scheme) {
		assertThat(origin(REQUEST.header("X-Forwarded-Proto", proto)).scheme()).isEqualTo(scheme);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "a", "/..", "/a?b", "/a%2fb" })
	void whatIsNoPrefixLeavesTheOriginAsItIs(String prefix) {
		assertThat(origin(REQUEST.header("X-Forwarded-Prefix", prefix))).isSameAs(Origin.UNCHANGED);
	}

	@ParameterizedTest
	@MethodSource("values")
	void doesNotReadWhatIsNotBelieved(Set<ForwardedValue> values, Origin expected) {
		TestRequest request = REQUEST.forwardedFor("203.0.113.7")
			.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "a.example")
			.header("X-Forwarded-Port", "8443")
			.header("X-Forwarded-Prefix", "/a");
		assertThat(origin(request, values)).isEqualTo(expected);
	}

	static Stream<Arguments> values() {
		return Stream.of(argumentSet("nothing", EnumSet.noneOf(ForwardedValue.class), Origin.UNCHANGED),
				argumentSet("nothing, in a set that does not know its type", Set.of(), Origin.UNCHANGED),
				argumentSet("for", EnumSet.of(ForwardedValue.FOR), Origin.UNCHANGED),
				argumentSet("proto", EnumSet.of(ForwardedValue.PROTO), new Origin("https", null, 8080, null)),
				argumentSet("host", EnumSet.of(ForwardedValue.HOST), new Origin(null, "a.example", 80, null)),
				argumentSet("port", EnumSet.of(ForwardedValue.PORT), new Origin(null, null, 8443, null)),
				argumentSet("prefix", EnumSet.of(ForwardedValue.PREFIX), new Origin(null, null, -1, "/a")));
	}

	@Test
	void doesNotReadWhatIsNotBelievedOfForwarded() {
		TestRequest request = REQUEST.forwarded("for=203.0.113.7;proto=https;host=a.example");
		TrustProxyBuilder builder = TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.headerFormat(HeaderFormat.STANDARD);
		assertThat(origin(request, builder.values(EnumSet.of(ForwardedValue.PROTO))))
			.isEqualTo(new Origin("https", null, 8080, null));
		assertThat(origin(request, builder.values(EnumSet.of(ForwardedValue.HOST))))
			.isEqualTo(new Origin(null, "a.example", 80, null));
	}

	@Test
	void originIsChangedByAnyValue() {
		assertThat(Origin.UNCHANGED.isChanged()).isFalse();
		assertThat(origin(REQUEST)).isSameAs(Origin.UNCHANGED);
		for (String[] line : new String[][] { { "X-Forwarded-Proto", "http" }, { "X-Forwarded-Host", "a.example" },
				{ "X-Forwarded-Port", "8443" }, { "X-Forwarded-Prefix", "/a" } }) {
			assertThat(origin(REQUEST.header(line[0], line[1])).isChanged()).as(line[0]).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource({ "/shop/cart,/shop,/api/cart", "/shop,/shop,/api", "/%73hop/cart,/shop,/api/cart",
			"/shop;a=b/cart,/shop,/api/cart", "/a/b/c,/a/b,/api/c", "/cart,'',/api/cart", "/shop/,/shop,/api/",
			"//shop/cart,/shop,/api/cart", "//cart,'',/api//cart" })
	void pathHasThePrefixInsteadOfTheContextPath(String path, String contextPath, String expected) {
		Origin replacing = new Origin(null, null, -1, "/api", true);
		assertThat(replacing.path(path, contextPath)).isEqualTo(expected);
		assertThat(replacing.contextPath(contextPath)).isEqualTo("/api");
		Origin prepending = new Origin(null, null, -1, "/api");
		assertThat(prepending.path(path, contextPath)).isEqualTo("/api" + path);
		assertThat(prepending.contextPath(contextPath)).isEqualTo("/api" + contextPath);
		Origin removing = new Origin(null, null, -1, "", true);
		assertThat(removing.path(path, contextPath))
			.isEqualTo(expected.equals("/api") ? "/" : expected.substring("/api".length()));
		assertThat(removing.contextPath(contextPath)).isEmpty();
		assertThat(Origin.UNCHANGED.path(path, contextPath)).isEqualTo(path);
		assertThat(Origin.UNCHANGED.contextPath(contextPath)).isEqualTo(contextPath);
	}

	@Test
	void withoutAPrefixNothingStandsInsteadOfTheContextPath() {
		TrustProxyBuilder builder = TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.values(EnumSet.allOf(ForwardedValue.class))
			.prefixHandling(PrefixHandling.REPLACE);
		assertThat(origin(REQUEST.header("X-Forwarded-Proto", "https"), builder))
			.isEqualTo(new Origin("https", null, 8080, null));
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

	private static Origin origin(TestRequest request) {
		return origin(request, EnumSet.allOf(ForwardedValue.class));
	}

	private static Origin origin(TestRequest request, Set<ForwardedValue> values) {
		return origin(request, TrustProxy.builder().policy(TrustPolicy.of("10.0.0.0/8")).values(values));
	}

	private static Origin origin(TestRequest request, TrustProxyBuilder builder) {
		return builder.build().decide(request, TestRequest.READER).origin();
	}

}
