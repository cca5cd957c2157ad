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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.NaiveTrustProxy;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz tests of {@link ForwardedParser} and {@link ForwardedElements}.
 */
class ForwardedParserFuzzTests {

	@FuzzTest
	@DictionaryEntries({ "for=", "proto=", "host=", "by=", "=\"", "\\\"", "\\\\", ";for=", ",for=\"", "unknown", "_x" })
	void lineIsReadAsTheGrammarSays(byte[] input) {
		String line = new String(input, StandardCharsets.UTF_8);
		List<ForwardedText> elements = ForwardedText.parse(line);
		assertThat(elements).as(line)
			.isEqualTo(NaiveTrustProxy.elements(line).stream().map(ForwardedParserFuzzTests::text).toList());
		// The elements say the same when they are written again, all values quoted
		List<ForwardedText> wellFormed = elements.stream().filter((element) -> hasValue(element)).toList();
		String written = wellFormed.stream().map(ForwardedParserFuzzTests::write).collect(Collectors.joining(" ,\t"));
		assertThat(ForwardedText.parse(written)).as(written)
			.usingRecursiveFieldByFieldElementComparatorIgnoringFields("text")
			.isEqualTo(wellFormed);
		// And each of them alone is what it was among the others
		for (ForwardedText element : elements) {
			assertThat(ForwardedText.parse(element.text())).as(line).containsExactly(element);
		}
	}

	@FuzzTest
	@DictionaryEntries({ "for=", "=\"", "\\\"", ";proto=http", ",for=\"" })
	void linesDoNotTouchEachOther(byte[] input) {
		List<String> lines = new String(input, StandardCharsets.UTF_8).lines().toList();
		List<ForwardedText> expected = lines.stream().flatMap((line) -> ForwardedText.parse(line).stream()).toList();
		ForwardedElements elements = new ForwardedElements(lines);
		List<String> fromTheRight = new ArrayList<>();
		NodeChain.Cursor cursor = elements.cursor();
		while (cursor.next()) {
			fromTheRight.add(0, cursor.text());
		}
		assertThat(fromTheRight).as("%s", lines).isEqualTo(expected.stream().map(ForwardedText::text).toList());
		for (int n = 1; n <= expected.size(); n++) {
			String value = expected.subList(expected.size() - n, expected.size())
				.stream()
				.map(ForwardedText::proto)
				.filter((proto) -> proto != null)
				.findFirst()
				.orElse(null);
			assertThat(elements.fromRight(n, ForwardedValue.PROTO)).as("%s", lines).isEqualTo(value);
		}
	}

	private static ForwardedText text(NaiveTrustProxy.Element element) {
		Map<String, String> parameters = element.parameters();
		return new ForwardedText(element.text(), parameters.get("for"), parameters.get("proto"), parameters.get("host"),
				parameters.isEmpty());
	}

	private static boolean hasValue(ForwardedText element) {
		return element.node() != null || element.proto() != null || element.host() != null;
	}

	private static String write(ForwardedText element) {
		return Stream.of(pair("For", element.node()), pair("PROTO", element.proto()), pair("host", element.host()))
			.filter((pair) -> !pair.isEmpty())
			.collect(Collectors.joining(";"));
	}

	private static String pair(String name, @Nullable String value) {
		return (value != null) ? name + "=\"" + value.replaceAll("[\"\\\\]", "\\\\$0") + "\"" : "";
	}

}
