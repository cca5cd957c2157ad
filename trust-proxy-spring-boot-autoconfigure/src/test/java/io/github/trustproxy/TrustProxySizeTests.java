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

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link TrustProxy} with headers that are larger than any server lets through:
 * they are decided like small ones.
 */
class TrustProxySizeTests {

	private static final int SIZE = 1 << 20;

	private static final String PEER = "10.0.0.9";

	@ParameterizedTest
	@MethodSource("largeHeaders")
	void decidesLargeHeader(HeaderFormat format, String header, List<String> lines, String ip, StopReason stopReason) {
		TrustProxy trustProxy = TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.headerFormat(format)
			.values(EnumSet.allOf(ForwardedValue.class))
			.maxHops(Integer.MAX_VALUE)
			.build();
		ClientAddress client = trustProxy.decide(TestRequest.from(PEER).header(header, lines), TestRequest.READER)
			.client();
		assertThat(client.ip()).isEqualTo(ip);
		assertThat(client.stopReason()).isEqualTo(stopReason);
		assertThat(client.ips()).hasSize(client.distance());
		assertThat(client.hops()).isNotEmpty();
	}

	static Stream<Arguments> largeHeaders() {
		String c = "203.0.113.7";
		return Stream.of(x("commas only", ",".repeat(SIZE), PEER, StopReason.NO_FORWARDED_ADDRESS),
				x("white space only", " ".repeat(SIZE), PEER, StopReason.NO_FORWARDED_ADDRESS),
				x("commas and white space", " ,\t".repeat(SIZE / 3), PEER, StopReason.NO_FORWARDED_ADDRESS),
				x("commas in front of the client", ",".repeat(SIZE) + c, c, StopReason.LEFT_MOST),
				x("commas behind the client", c + ",".repeat(SIZE), c, StopReason.LEFT_MOST),
				x("one long entry", "1".repeat(SIZE), PEER, StopReason.MALFORMED),
				x("one long entry of dots", "1.".repeat(SIZE / 2), PEER, StopReason.MALFORMED),
				x("one long entry of colons", ":".repeat(SIZE), PEER, StopReason.MALFORMED),
				x("one long entry of groups", "1:".repeat(SIZE / 2), PEER, StopReason.MALFORMED),
				x("one long entry of brackets", "[".repeat(SIZE), PEER, StopReason.MALFORMED),
				x("one long zone", "fe80::1%" + "a".repeat(SIZE), "fe80::1", StopReason.LEFT_MOST),
				x("one long port", c + ":" + "1".repeat(SIZE), PEER, StopReason.MALFORMED),
				x("one long obfuscated identifier", "_" + "a".repeat(SIZE), PEER, StopReason.OBFUSCATED),
				x("quotes", "\"".repeat(SIZE), PEER, StopReason.MALFORMED),
				x("100,000 trusted entries", c + ",10.0.0.1".repeat(100_000), c, StopReason.LEFT_MOST),
				x("100,000 entries in front of the client", "10.0.0.1,".repeat(100_000) + c, c,
						StopReason.HOP_NOT_TRUSTED),
				argumentSet("X-Forwarded-For: 10,000 lines, edge case 73", HeaderFormat.X_FORWARDED, "X-Forwarded-For",
						Collections.nCopies(10_000, "10.0.0.1"), "10.0.0.1", StopReason.LEFT_MOST),
				forwarded("commas only", ",".repeat(SIZE), PEER, StopReason.NO_FORWARDED_ADDRESS),
				forwarded("semicolons only", ";".repeat(SIZE), PEER, StopReason.NO_FORWARDED_ADDRESS),
				forwarded("white space only", " ".repeat(SIZE), PEER, StopReason.NO_FORWARDED_ADDRESS),
				forwarded("quotes only", "\"".repeat(SIZE), PEER, StopReason.MALFORMED),
				forwarded("open quotes", "for=\",".repeat(SIZE / 6), PEER, StopReason.MALFORMED),
				forwarded("one open quote", "for=\"" + "a".repeat(SIZE), PEER, StopReason.MALFORMED),
				forwarded("one long quoted value", "for=\"" + "a".repeat(SIZE) + "\"", PEER, StopReason.MALFORMED),
				forwarded("quoted pairs", "for=\"" + "\\a".repeat(SIZE / 2) + "\"", PEER, StopReason.MALFORMED),
				forwarded("backslashes", "for=\"" + "\\".repeat(SIZE), PEER, StopReason.MALFORMED),
				forwarded("one long token", "for=" + "1".repeat(SIZE), PEER, StopReason.MALFORMED),
				forwarded("one long name", "f".repeat(SIZE), PEER, StopReason.MALFORMED),
				forwarded("equals signs", "=".repeat(SIZE), PEER, StopReason.MALFORMED),
				forwarded("the same parameter", "for=a;".repeat(SIZE / 6), PEER, StopReason.MALFORMED),
				forwarded("100,000 parameters", parameters(100_000) + "for=" + c, c, StopReason.LEFT_MOST),
				forwarded("100,000 trusted elements", "for=" + c + ",for=10.0.0.1".repeat(100_000), c,
						StopReason.LEFT_MOST),
				forwarded("100,000 malformed elements", "x y,".repeat(100_000) + "for=" + c, c,
						StopReason.HOP_NOT_TRUSTED),
				argumentSet("Forwarded: 10,000 lines", HeaderFormat.STANDARD, "Forwarded",
						Collections.nCopies(10_000, "for=10.0.0.1"), "10.0.0.1", StopReason.LEFT_MOST));
	}

	private static Arguments x(String name, String line, String ip, StopReason stopReason) {
		return argumentSet("X-Forwarded-For: " + name, HeaderFormat.X_FORWARDED, "X-Forwarded-For", List.of(line), ip,
				stopReason);
	}

	private static Arguments forwarded(String name, String line, String ip, StopReason stopReason) {
		return argumentSet("Forwarded: " + name, HeaderFormat.STANDARD, "Forwarded", List.of(line), ip, stopReason);
	}

	private static String parameters(int count) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < count; i++) {
			text.append('p').append(i).append("=x;");
		}
		return text.toString();
	}

	@ParameterizedTest
	@MethodSource("largeValues")
	void ignoresLargeValues(String value) {
		TestRequest request = TestRequest.from(PEER);
		for (ForwardedValue forwarded : EnumSet.of(ForwardedValue.HOST, ForwardedValue.PROTO, ForwardedValue.PORT)) {
			request = request.header(forwarded.header(), value);
		}
		TrustProxy trustProxy = TrustProxy.builder().policy(TrustPolicy.of("10.0.0.0/8")).build();
		assertThat(trustProxy.decide(request, TestRequest.READER).origin()).isSameAs(Origin.UNCHANGED);
	}

	static Stream<Arguments> largeValues() {
		return Stream.of(argumentSet("commas", ",".repeat(SIZE)), argumentSet("letters", "a".repeat(SIZE)),
				argumentSet("labels", "a.".repeat(SIZE / 2)), argumentSet("digits", "1".repeat(SIZE)),
				argumentSet("colons", ":".repeat(SIZE)), argumentSet("brackets", "[".repeat(SIZE)),
				argumentSet("long list", "x/y,".repeat(SIZE / 4)));
	}

}
