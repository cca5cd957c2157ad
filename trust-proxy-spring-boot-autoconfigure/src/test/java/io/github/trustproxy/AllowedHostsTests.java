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
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link AllowedHosts}.
 */
class AllowedHostsTests {

	@Test
	void allowsAnyHostWithoutEntries() {
		assertThat(new AllowedHosts(List.of()).allow("a.example")).isTrue();
	}

	@ParameterizedTest
	@MethodSource("hosts")
	void allowsWhatIsListed(List<String> entries, String host, boolean allowed) {
		assertThat(new AllowedHosts(entries).allow(host)).isEqualTo(allowed);
	}

	static Stream<Arguments> hosts() {
		List<String> host = List.of("example.com");
		List<String> wildcard = List.of("*.example.com");
		return Stream.of(argumentSet("the host", host, "example.com", true),
				argumentSet("another case", host, "Example.COM", true),
				argumentSet("entry in another case", List.of("Example.COM"), "example.com", true),
				argumentSet("host below", host, "www.example.com", false),
				argumentSet("host above", host, "com", false), argumentSet("another host", host, "example.org", false),
				argumentSet("host at the end of a label", host, "evilexample.com", false),
				argumentSet("host in front", host, "example.com.evil.org", false),
				argumentSet("address, edge case 125", host, "169.254.169.254", false),
				argumentSet("wildcard, one label", wildcard, "www.example.com", true),
				argumentSet("wildcard, two labels", wildcard, "a.b.example.com", true),
				argumentSet("wildcard, another case", wildcard, "WWW.Example.Com", true),
				argumentSet("wildcard, entry in another case", List.of("*.Example.COM"), "www.example.com", true),
				argumentSet("wildcard, the domain itself", wildcard, "example.com", false),
				argumentSet("wildcard, no dot boundary", wildcard, "evilexample.com", false),
				argumentSet("wildcard, domain in front", wildcard, "a.example.com.evil.org", false),
				argumentSet("wildcard, another domain", wildcard, "www.example.org", false),
				argumentSet("second entry", List.of("example.com", "*.example.org"), "www.example.org", true),
				argumentSet("host and wildcard do not mix", List.of("example.com", "*.example.org"), "www.example.com",
						false),
				argumentSet("IPv4", List.of("192.0.2.1"), "192.0.2.1", true),
				argumentSet("IPv6", List.of("[2001:DB8::1]"), "[2001:db8::1]", true),
				argumentSet("another IPv6", List.of("[2001:db8::1]"), "[2001:db8::2]", false));
	}

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
