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

package io.github.trustproxy.explain;

import java.util.Objects;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.NaiveTrustProxy;
import io.github.trustproxy.RandomRequests;
import io.github.trustproxy.TestRequest;
import io.github.trustproxy.TrustProxy;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz tests of {@link DescribedRequest} and {@link Explanation}: what an operator asks
 * about, which may be what a client has sent.
 */
class DescribedRequestFuzzTests {

	@FuzzTest
	@DictionaryEntries({ "10.0.0.5", "203.0.113.7", "[::1%eth0]", ", ", ";proto=https", ";host=", "for=", "for=\"",
			"unknown", "a.example:8443", "/app" })
	void requestIsExplainedOrRefusedWithAReason(byte[] input) {
		RandomRequests random = new RandomRequests(input);
		TrustProxy trustProxy = random.settings().trustProxy();
		TestRequest request = random.oneIn(2) ? random.oddRequest() : random.request();
		if (random.oneIn(4)) {
			request = request.header(random.oddText(), random.oddText());
		}
		request = request.peerPort(Math.max(0, request.peerPort())).port(-1);
		DescribedRequest described = describe(request);
		if (described != null) {
			assertThat(described.explain(trustProxy)).as("%s", request)
				.isEqualTo(ExplanationPropertyTests.explanationOfTheDecision(trustProxy, request));
		}
	}

	/**
	 * Describe a request as the operator does.
	 * @return the request, or {@code null} if it is refused
	 */
	private static @Nullable DescribedRequest describe(TestRequest request) {
		String wrong = wrong(request);
		try {
			DescribedRequest described = DescribedRequest.from(request.peerAddress())
				.peerPort(request.peerPort())
				.scheme(request.scheme());
			for (TestRequest.HeaderLine line : request.headerLines()) {
				described = described.header(line.name(), line.value());
			}
			assertThat(wrong).as("%s is accepted", request).isNull();
			return described;
		}
		catch (InvalidSettingException ex) {
			assertThat(wrong).as("%s is refused", request).isNotNull();
			assertThat(ex.getValue()).isEqualTo(EscapedText.of(Objects.requireNonNull(wrong)));
			assertThat(ex.getReason()).matches("[A-Z].*[^.]\\.");
			assertThat(isPrintable(ex.getMessage())).as("%s", request).isTrue();
			return null;
		}
	}

	/**
	 * Return the first part of a request that has to be refused, or {@code null} without
	 * one.
	 */
	private static @Nullable String wrong(TestRequest request) {
		if (request.peerAddress() != null && NaiveTrustProxy.peer(request.peerAddress()) == null) {
			return request.peerAddress();
		}
		return request.headerLines()
			.stream()
			.map(TestRequest.HeaderLine::name)
			.filter((name) -> !NaiveTrustProxy.isToken(name))
			.findFirst()
			.orElse(null);
	}

	private static boolean isPrintable(String text) {
		return text.chars().allMatch((c) -> c >= ' ' && c <= '~');
	}

}
