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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * All elements of the {@code Forwarded} lines of a request. Each line is parsed by itself
 * before they are joined: otherwise a client could send a line with an open quote, which
 * would swallow what the proxies behind it add in lines of their own. Nothing is parsed
 * before it is asked for.
 */
final class ForwardedElements implements NodeChain {

	private final List<String> lines;

	private @Nullable List<ForwardedElement> elements;

	ForwardedElements(List<String> lines) {
		this.lines = lines;
	}

	private List<ForwardedElement> elements() {
		if (this.elements == null) {
			List<ForwardedElement> parsed = new ArrayList<>();
			for (String line : this.lines) {
				new ForwardedParser(line, parsed::add).parse();
			}
			this.elements = parsed;
		}
		return this.elements;
	}

	@Override
	public NodeCursor cursor() {
		return new ElementCursor(elements());
	}

	/**
	 * Return a value that the proxies vouch for: of the {@code n} right-most elements,
	 * the left-most one that has the value decides.
	 * @param n how many elements were written by trusted proxies
	 * @param value gives the value of an element
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable String fromRight(int n, Function<ForwardedElement, @Nullable String> value) {
		List<ForwardedElement> elements = elements();
		for (int i = Math.max(0, elements.size() - n); i < elements.size(); i++) {
			String candidate = value.apply(elements.get(i));
			if (candidate != null) {
				return candidate;
			}
		}
		return null;
	}

	/**
	 * Goes through elements from right to left.
	 */
	private static final class ElementCursor implements NodeCursor {

		private final List<ForwardedElement> elements;

		private int index;

		ElementCursor(List<ForwardedElement> elements) {
			this.elements = elements;
			this.index = elements.size();
		}

		@Override
		public boolean next() {
			return --this.index >= 0;
		}

		@Override
		public NodeParser.Kind parse(NodeParser parser) {
			return this.elements.get(this.index).parse(parser);
		}

		@Override
		public String text() {
			return this.elements.get(this.index).text();
		}

	}

}
