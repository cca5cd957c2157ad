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

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.NaiveTrustProxy;
import io.github.trustproxy.address.NaiveAddress;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz tests of {@link NodeParser}.
 */
class NodeParserFuzzTests {

	private final NodeParser parser = new NodeParser();

	@FuzzTest
	@DictionaryEntries({ "unknown", "_hidden", "]:", "[::", "203.0.113.7", ":65535", ":_", "[2001:db8::7]" })
	void nodeIsReadAsTheGrammarSays(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		NaiveTrustProxy.Node expected = NaiveTrustProxy.node(text);
		check(text, expected);
		if (expected.address() != null) {
			String address = expected.address().text();
			String canonical = (address.indexOf(':') >= 0) ? "[" + address + "]" : address;
			check((expected.port() > 0) ? canonical + ":" + expected.port() : canonical, expected);
		}
	}

	private void check(String text, NaiveTrustProxy.Node expected) {
		assertThat(this.parser.parseNode("," + text + ":80", 1, 1 + text.length())).as(text)
			.hasToString(expected.kind());
		if (expected.address() != null) {
			assertThat(NaiveAddress.number(this.parser.high(), this.parser.low())).as(text)
				.isEqualTo(expected.address().number());
			assertThat(this.parser.port()).as(text).isEqualTo(expected.port());
		}
	}

}
