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

package io.github.trustproxy.observe;

import java.util.List;

import io.github.trustproxy.TestRequest;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.header.HeaderFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ObservedTraffic}.
 */
class ObservedTrafficTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			``                   | 0
			`,`                  | 0
			` ,	, `              | 0
			a                    | 1
			`a,`                 | 1
			`,a`                 | 1
			`a, b`               | 2
			`a b`                | 1
			`a;b`                | 2
			`a,b;c`              | 3
			`,;a`                | 1
			1,2,3,4,5,6,7,8,9    | 9
			1,2,3,4,5,6,7,8,9,10 | 9
			""")
	void chainIsCounted(String lines, int length) {
		assertThat(ObservedTraffic.chain(List.of(lines.split(";", -1)))).isEqualTo(length);
	}

	@ParameterizedTest
	@CsvSource({ "'', 0", "'0,0,0', 0", "'0,0,0,1', 1", "'3,2', 2", "'2,3', 2", "'9', 9", "'1,2,2,9,9', 2" })
	void usualChainIsTheShortestOfThoseThatMostRequestsHave(String chains, int usual) {
		Tally tally = new Tally();
		for (String chain : chains.split(",")) {
			tally.add(RequestOutcome.CLIENT_FOUND, chain.isEmpty() ? 0 : Integer.parseInt(chain));
		}
		assertThat(tally.usualChain()).isEqualTo(usual);
	}

	@Test
	void whatAStrangerSendsIsNotCountedAsThatOfAProxy() {
		TestRequest stranger = TestRequest.from("192.0.2.1")
			.header("X-Forwarded-Port", "443")
			.forwarded("for=203.0.113.7");
		ObservedTraffic.Snapshot seen = seen(HeaderFormat.X_FORWARDED, stranger);
		assertThat(seen.withPortOfOtherScheme()).isZero();
		assertThat(seen.onlyOtherFamily()).isZero();
	}

	@Test
	void otherFamilyIsCountedWhereItIsTheOnlyOne() {
		TestRequest proxied = TestRequest.from("10.0.0.9").forwarded("for=203.0.113.7");
		assertThat(seen(HeaderFormat.X_FORWARDED, proxied).onlyOtherFamily()).isOne();
		assertThat(seen(HeaderFormat.X_FORWARDED, proxied.forwardedFor("junk")).onlyOtherFamily()).isZero();
		assertThat(seen(HeaderFormat.STANDARD, TestRequest.from("10.0.0.9")).otherAddressHeader()).isZero();
		assertThat(seen(HeaderFormat.STANDARD, TestRequest.from("10.0.0.9").forwardedFor("203.0.113.7"))
			.otherAddressHeader()).isOne();
	}

	private static ObservedTraffic.Snapshot seen(HeaderFormat format, TestRequest request) {
		ObservedTraffic traffic = new ObservedTraffic(format, null);
		TrustProxy trustProxy = TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.headerFormat(format)
			.onRequest(new RequestListeners(List.of(traffic), (ex) -> {
				throw new AssertionError(ex);
			}))
			.build();
		trustProxy.receive(request, TestRequest.READER).announce();
		return traffic.snapshot();
	}

	@ParameterizedTest
	@CsvSource({ "512, 1", "511, 2", "10000, 1" })
	void longChainIsNotReadToItsEnd(int length, int counted) {
		assertThat(ObservedTraffic.chain(List.of("a," + "x".repeat(length - 1)))).isEqualTo(counted);
	}

}
