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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NaiveTrustProxy} and {@link NaiveAddress}: answers that were worked
 * out by hand, so that the model does not only agree with what it is the model of.
 */
class NaiveTrustProxyTests {

	private static final TrustSettings X_FORWARDED = TrustSettings.of(HeaderFormat.X_FORWARDED, "10.0.0.0/8");

	private static final TrustSettings STANDARD = TrustSettings.of(HeaderFormat.STANDARD, "10.0.0.0/8");

	private static final TestRequest REQUEST = TestRequest.from("10.0.0.9");

	@ParameterizedTest
	@CsvSource({ "10.0.0.5, 10.0.0.5", "::FFFF:10.0.0.5, 10.0.0.5", "2001:0DB8:0:0:0:0:0:7, 2001:db8::7",
			"1:0:0:2:0:0:0:3, 1:0:0:2::3", "0:0:1:0:0:2:0:0, ::1:0:0:2:0:0", "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
			"::, ::", "fe80::1%eth0, fe80::1", "::1.2.3.4, ::102:304", "1::, 1::" })
	void addressHasOneText(String text, String canonical) {
		assertThat(NaiveAddress.parse(text).text()).isEqualTo(canonical);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "010.0.0.5", "10.0.0", "10.0.0.256", "1::2::3", ":::", "1:2:3:4:5:6:7", "12345::",
			"1:2:3:4:5:6:7:8:9", "::1%", "10.0.0.5%eth0", "1:2:3:4:5:6:7::8", ":1:2:3:4:5:6:7", "localhost" })
	void otherTextIsNoAddress(String text) {
		assertThat(NaiveAddress.parse(text)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "10.9.9.9, 10.0.0.0/8, true", "11.0.0.0, 10.0.0.0/8, false",
			"10.0.0.7, 10.0.0.0/255.255.255.248, true", "10.0.0.8, 10.0.0.0/255.255.255.248, false",
			"10.0.0.5, ::ffff:10.0.0.0/104, true", "10.0.0.5, ::/64, false", "::1, loopback, true",
			"100.64.0.1, private, true", "100.64.0.1, uniquelocal, false" })
	void rangeContainsAddress(String address, String range, boolean contained) {
		assertThat(NaiveAddress.parse(address).isIn(range)).isEqualTo(contained);
	}

	@Test
	void clientIsTheFirstHopThatIsNotTrusted() {
		Answer answer = decide(X_FORWARDED, REQUEST.forwardedFor("6.6.6.6, 10.0.0.5, 203.0.113.7:443", "10.0.0.7"));
		assertThat(answer.ip()).isEqualTo("203.0.113.7");
		assertThat(answer.port()).isEqualTo(443);
		assertThat(answer.ips()).containsExactly("203.0.113.7", "10.0.0.7");
		assertThat(answer.stopReason()).isEqualTo(StopReason.HOP_NOT_TRUSTED);
	}

	@Test
	void badEntryStopsAtTheProxyThatWroteIt() {
		Answer answer = decide(X_FORWARDED, REQUEST.forwardedFor("6.6.6.6, 0177.0.0.1, 10.0.0.7"));
		assertThat(answer.ip()).isEqualTo("10.0.0.7");
		assertThat(answer.stopReason()).isEqualTo(StopReason.MALFORMED);
		assertThat(answer.verdicts()).containsExactly(Hop.Verdict.TRUSTED, Hop.Verdict.TRUSTED, Hop.Verdict.MALFORMED);
	}

	@Test
	void countEndsTheWalk() {
		assertThat(decide(X_FORWARDED.trust("1"), REQUEST.forwardedFor("6.6.6.6, 203.0.113.7")).ip())
			.isEqualTo("203.0.113.7");
		assertThat(decide(X_FORWARDED.maxHops(1), REQUEST.forwardedFor("6.6.6.6, 10.0.0.7")).ip())
			.isEqualTo("10.0.0.7");
	}

	@Test
	void untrustedPeerIsTheClient() {
		TestRequest request = TestRequest.from("198.51.100.1")
			.forwardedFor("1.2.3.4")
			.header("X-Forwarded-Proto", "https");
		Answer answer = decide(X_FORWARDED, request);
		assertThat(answer.ip()).isEqualTo("198.51.100.1");
		assertThat(answer.port()).isEqualTo(54321);
		assertThat(answer.origin()).isEqualTo(Origin.UNCHANGED);
		assertThat(answer.visibleHeaders()).containsExactly("Host");
	}

	@Test
	void originComesFromTheProxyThatVouchesForTheClient() {
		TestRequest request = REQUEST.header("X-Forwarded-Proto", "http, https")
			.header("X-Forwarded-Host", "evil.example, a.example:8443")
			.header("X-Forwarded-Prefix", "/app/");
		assertThat(decide(X_FORWARDED, request.forwardedFor("6.6.6.6, 203.0.113.7")).origin())
			.isEqualTo(new Origin("https", "a.example", 8443, "/app"));
		assertThat(decide(X_FORWARDED, request.forwardedFor("203.0.113.7, 10.0.0.5")).origin())
			.isEqualTo(new Origin("http", "evil.example", 80, "/app"));
	}

	@Test
	void hostOutsideTheAllowedOnesIsNotBelieved() {
		TestRequest request = REQUEST.header("X-Forwarded-Host", "evilexample.com")
			.header("X-Forwarded-Proto", "https");
		assertThat(decide(X_FORWARDED.allowedHosts("*.example.com"), request).origin())
			.isEqualTo(new Origin("https", null, 8080, null));
	}

	@Test
	void clientIpHeaderSentTwiceIsMalformed() {
		TrustSettings settings = X_FORWARDED.clientIpHeader("CF-Connecting-IP");
		assertThat(decide(settings, REQUEST.header("CF-Connecting-IP", "203.0.113.7")).ip()).isEqualTo("203.0.113.7");
		assertThat(decide(settings, REQUEST.header("CF-Connecting-IP", "6.6.6.6", "203.0.113.7")).stopReason())
			.isEqualTo(StopReason.MALFORMED);
	}

	@Test
	void commaInQuotesDoesNotEndAnElement() {
		Answer answer = decide(STANDARD, REQUEST.forwarded("for=\"6.6.6.6, for=203.0.113.7\", for=10.0.0.7"));
		assertThat(answer.ip()).isEqualTo("10.0.0.7");
		assertThat(answer.stopReason()).isEqualTo(StopReason.MALFORMED);
	}

	@Test
	void openQuoteEndsWithItsLine() {
		Answer answer = decide(STANDARD, REQUEST.forwarded("for=\"x", "for=\"203.0.113.\\7\";proto=https"));
		assertThat(answer.ip()).isEqualTo("203.0.113.7");
		assertThat(answer.origin()).isEqualTo(new Origin("https", null, 8080, null));
	}

	@ParameterizedTest
	@CsvSource({ "for=unknown, UNKNOWN", "proto=https, UNKNOWN", "for=_gazonk, OBFUSCATED", "for=[::1], MALFORMED",
			"for=1.2.3.4:80, MALFORMED", "for=1.2.3.4;FOR=1.2.3.4, MALFORMED", ";;for=1.2.3.4;;, LEFT_MOST" })
	void elementStopsTheWalk(String element, StopReason stopReason) {
		assertThat(decide(STANDARD, REQUEST.forwarded(element)).stopReason()).isEqualTo(stopReason);
	}

	@Test
	void brokenPolicyTrustsNobody() {
		Answer answer = decide(X_FORWARDED.function(CustomPolicy.BROKEN_BEHIND_PEER),
				REQUEST.forwardedFor("10.0.0.5", "10.0.0.6"));
		assertThat(answer.ip()).isEqualTo("10.0.0.9");
		assertThat(answer.ips()).isEqualTo(List.of());
		assertThat(answer.stopReason()).isEqualTo(StopReason.POLICY_FAILED);
	}

	private static Answer decide(TrustSettings settings, TestRequest request) {
		return new NaiveTrustProxy(settings).decide(request);
	}

}
