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

package io.github.trustproxy.header;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.NaiveTrustProxy;
import io.github.trustproxy.address.Characters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz tests of {@link PathPrefix}.
 */
class PathPrefixFuzzTests {

	@FuzzTest
	@DictionaryEntries({ "/app", ",/b", "//", "/..", "/./", "%2e", "%2f", "%5c", "%25", "%c3%a9", "%c0%af",
			"%f0%9f%98%80", ";x=", "\\", "?", "#" })
	void prefixIsReadAsTheGrammarSays(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		String prefix = PathPrefix.parse(text);
		assertThat(prefix).as(text).isEqualTo(NaiveTrustProxy.prefix(text));
		if (prefix != null && !prefix.isEmpty()) {
			assertThat(PathPrefix.parse(prefix)).as(text).isEqualTo(prefix);
			if (text.indexOf(',') < 0) {
				assertThat(Characters.trimOws(text)).isIn(prefix, prefix + "/");
			}
			// In a link it is the path, which means the same once it was decoded and
			// normalized
			URI link = URI.create("https://app.example" + prefix + "/users?query");
			assertThat(link.getRawPath()).as(text).isEqualTo(prefix + "/users");
			assertThat(link.normalize()).as(text).isEqualTo(link);
			assertThat(link.getHost()).as(text).isEqualTo("app.example");
			assertThat(Arrays.stream(link.getPath().substring(1).split("/", -1))).as(text)
				.doesNotContain("", ".", "..")
				.noneMatch((segment) -> segment.matches("(?s).*[\\\\;%?#\\x00-\\x20\\x7f].*"));
		}
	}

}
