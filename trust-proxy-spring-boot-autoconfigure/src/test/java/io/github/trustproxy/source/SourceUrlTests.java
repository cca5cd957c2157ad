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

package io.github.trustproxy.source;

import io.github.trustproxy.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SourceUrl}.
 */
class SourceUrlTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			https://edge.example/ranges             | https://edge.example/ranges      | -
			https://edge.example                    | https://edge.example/            | -
			HTTPS://edge.example:8443/a?b=c         | https://edge.example:8443/a?b=c  | -
			https://user:pass@edge.example/a?b@c    | https://edge.example/a?b@c       | Basic dXNlcjpwYXNz
			http://localhost/a                      | http://localhost/a               | -
			http://127.0.0.1:8080/a                 | http://127.0.0.1:8080/a          | -
			http://[::1]/a                          | http://[::1]/a                   | -
			""")
	void urlIsReadWithoutItsUserInformation(String entry, String uri, String authorization) {
		SourceUrl url = SourceUrl.of(entry);
		assertThat(url.uri()).hasToString(uri);
		assertThat(url.authorization()).isEqualTo(authorization);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://edge.example/", "http://127.0.0.1.example/", "http://localhost.example/",
			"http://0.0.0.0/", "http://127.1/", "http://user@edge.example/", "https://", "https:///a", "https://a b/",
			"https://edge.example/#a", "https://user:pa/ss@edge.example/%", "http://localhost@edge.example/" })
	void otherUrlsAreRefused(String entry) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> SourceUrl.of(entry))
			.satisfies((ex) -> assertThat(ex.getValue()).doesNotContain("user").doesNotContain("@"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			https://edge.example/ranges               | https://edge.example/ranges
			https://user:pass@edge.example/a          | https://edge.example/a
			https://edge.example/a?token=b            | https://edge.example/a
			https://edge.example/a?token=b@c          | https://…
			https://user:pa/ss@edge.example/a         | https://edge.example/a
			https://user:pa?ss@edge.example/a         | https://…
			https://user:pa#ss@edge.example/a         | https://…
			https://edge.example/a#b                  | https://edge.example/a
			HTTP://user@edge.example                  | HTTP://edge.example
			10.0.0.0/8                                | 10.0.0.0/8
			""")
	void whatMayBeASecretIsNotShown(String entry, String shown) {
		assertThat(SourceEntry.shown(entry)).isEqualTo(shown);
	}

	@Test
	void userInformationIsForOneHost() {
		SourceUrl url = SourceUrl.of("https://user:pass@edge.example/a");
		assertThat(url.isSameHost(SourceUrl.of("https://EDGE.example/b").uri())).isTrue();
		assertThat(url.isSameHost(SourceUrl.of("https://edge.example:8443/a").uri())).isFalse();
		assertThat(url.isSameHost(SourceUrl.of("https://other.example/a").uri())).isFalse();
		assertThat(url).hasToString("https://edge.example/a");
	}

}
