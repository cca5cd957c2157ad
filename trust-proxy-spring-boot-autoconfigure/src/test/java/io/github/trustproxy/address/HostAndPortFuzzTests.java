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

package io.github.trustproxy.address;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.NaiveTrustProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz tests of {@link HostAndPort}.
 */
class HostAndPortFuzzTests {

	@FuzzTest
	@DictionaryEntries({ "example.com", "[::1]", "]:", ":443", "0x7f", ".", "-", "203.0.113.7", "xn--" })
	void hostIsReadAsTheGrammarSays(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		HostAndPort host = HostAndPort.parse(text);
		NaiveTrustProxy.HostPort expected = NaiveTrustProxy.host(text);
		assertThat(host).as(text)
			.isEqualTo((expected != null) ? new HostAndPort(expected.host(), expected.port()) : null);
		if (host != null) {
			String written = (host.port() > 0) ? host.host() + ":" + host.port() : host.host();
			assertThat(written).isEqualTo(text);
			assertThat(host.port()).as(text).isNotZero().isLessThan(65536);
			// In a link it is the authority, and cannot reach into what stands beside it
			URI link = URI.create("https://" + text + "/path?query");
			assertThat(link.getRawAuthority()).as(text).isEqualTo(text);
			assertThat(link.getRawUserInfo()).as(text).isNull();
			assertThat(link.getRawPath()).as(text).isEqualTo("/path");
		}
	}

}
