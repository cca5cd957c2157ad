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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeaderNameCheck}.
 */
class HeaderNameCheckTests {

	@ParameterizedTest
	@ValueSource(strings = { "Host", "content-length", "Transfer-Encoding", "Content-Type", "Connection", "Upgrade",
			"Expect", "TE", "Sec-WebSocket-Key", "SEC-WEBSOCKET-VERSION" })
	void isNeeded(String name) {
		assertThat(HeaderNameCheck.isNeeded(name)).isTrue();
		assertThat(HeaderNameCheck.isOtherThanAddress(name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Authorization", "Cookie", "User-Agent", "Origin", "Referer", "Accept", "Accept-Language",
			"If-None-Match", "Sec-Fetch-Site", "Access-Control-Request-Method", "Content-Language", "Via",
			"X-Forwarded-Host", "x-forwarded-proto", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Ssl" })
	void isForSomethingElseThanTheAddress(String name) {
		assertThat(HeaderNameCheck.isOtherThanAddress(name)).isTrue();
		assertThat(HeaderNameCheck.isNeeded(name)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP", "Fastly-Client-IP",
			"Fly-Client-IP", "X-Client-IP", "X-Cluster-Client-IP", "X-Envoy-External-Address", "X-Azure-ClientIP",
			"CloudFront-Viewer-Address", "X-Appengine-User-IP", "Proxy-Client-IP", "WL-Proxy-Client-IP",
			"X-Original-Forwarded-For", "DO-Connecting-IP", "X-Forwarded-User", "X-Client-Cert" })
	void mayHaveAnAddress(String name) {
		assertThat(HeaderNameCheck.isOtherThanAddress(name)).isFalse();
		assertThat(HeaderNameCheck.isNeeded(name)).isFalse();
	}

}
