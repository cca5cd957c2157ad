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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AllowedHosts}.
 */
class AllowedHostsTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "*", "*.", "**.example.com", "www.*.com", "*.*.com", "*example.com",
			"http://example.com", "example.com/", "b\u00fccher.example", "*.[::1]", "::1", "10.1", " example.com" })
	void refusesWhatIsNoHost(String entry) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new AllowedHosts(List.of("example.org", entry)))
			.satisfies((ex) -> {
				assertThat(ex.getValue()).isEqualTo(entry);
				assertThat(ex.getReason()).contains("This is not a host.", "'example.com' and '*.example.com'");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.com:8443", "*.example.com:443", "[::1]:80" })
	void refusesPorts(String entry) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> new AllowedHosts(List.of(entry)))
			.satisfies((ex) -> {
				assertThat(ex.getValue()).isEqualTo(entry);
				assertThat(ex.getReason()).contains("leave the port out");
			});
	}

}
