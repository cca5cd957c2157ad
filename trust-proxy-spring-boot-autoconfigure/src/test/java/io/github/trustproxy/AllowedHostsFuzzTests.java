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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.address.HostAndPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz tests of {@link AllowedHosts}. The first line of the input is the host, all others
 * are the setting.
 */
class AllowedHostsFuzzTests {

	@FuzzTest
	@DictionaryEntries({ "*.", "example.com", "a.", "[::1]", ":443", "*", ".", "xn--" })
	void hostIsAllowedAsTheSettingSays(byte[] input) {
		List<String> lines = Arrays.asList(new String(input, StandardCharsets.UTF_8).split("\n", -1));
		List<String> setting = lines.subList(1, lines.size());
		try {
			AllowedHosts allowedHosts = new AllowedHosts(setting);
			assertThat(setting).allMatch(AllowedHostsFuzzTests::isPattern);
			HostAndPort host = HostAndPort.parse(lines.get(0));
			if (host != null) {
				assertThat(allowedHosts.allow(host.host())).as("%s", lines)
					.isEqualTo(NaiveTrustProxy.isAllowed(NaiveTrustProxy.host(host.host()), setting));
			}
			for (String pattern : setting) {
				assertThat(allowedHosts.allow(pattern.replace("*", "a"))).as("%s", lines).isTrue();
			}
		}
		catch (InvalidSettingException ex) {
			assertThat(setting).contains(ex.getValue()).anyMatch((pattern) -> !isPattern(pattern));
			assertThat(isPattern(ex.getValue())).as("%s", lines).isFalse();
			assertThat(ex.getReason()).matches("(?s)[A-Z].*\\.");
		}
	}

	private static boolean isPattern(String text) {
		String host = text.startsWith("*.") ? text.substring(2) : text;
		NaiveTrustProxy.HostPort parsed = NaiveTrustProxy.host(host);
		return parsed != null && parsed.port() < 0 && !text.startsWith("*.[");
	}

}
