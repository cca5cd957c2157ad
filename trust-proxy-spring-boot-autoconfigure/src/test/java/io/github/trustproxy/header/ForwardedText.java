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

import java.util.LinkedList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A {@link ForwardedElements.Element} in words of its own: two elements of different
 * lines that say the same are equal.
 *
 * @param text the element as it was sent
 * @param node the value of {@code for}
 * @param proto the value of {@code proto}
 * @param host the value of {@code host}
 * @param malformed whether it breaks the grammar
 */
record ForwardedText(String text, @Nullable String node, @Nullable String proto, @Nullable String host,
		boolean malformed) {

	static ForwardedText malformed(String text) {
		return new ForwardedText(text, null, null, null, true);
	}

	/**
	 * Parse a line of the header.
	 */
	static List<ForwardedText> parse(String line) {
		List<ForwardedText> elements = new LinkedList<>();
		ForwardedElements.Element element = new ForwardedParser(line, null).parse();
		while (element != null) {
			elements.add(0, of(element));
			element = element.previous();
		}
		return elements;
	}

	private static ForwardedText of(ForwardedElements.Element element) {
		return new ForwardedText(element.text().toString(), Objects.toString(element.node(), null),
				Objects.toString(element.proto(), null), Objects.toString(element.host(), null), element.malformed());
	}

}
