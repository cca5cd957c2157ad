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
import java.util.NoSuchElementException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * All elements of the {@code Forwarded} lines of a request. Each line is parsed by itself
 * before they are joined: otherwise a client could send a line with an open quote, which
 * would swallow what the proxies behind it add in lines of their own. Nothing is parsed
 * before it is asked for.
 */
final class ForwardedElements implements NodeChain {

	/** Stands for the last element of lines that have none. */
	private static final ForwardedElement NONE = ForwardedElement.malformed(null, new TextSlice("", 0, 0));

	private final List<String> lines;

	/** Immutable, so that threads that meet here at worst parse the lines twice. */
	private @Nullable ForwardedElement last;

	ForwardedElements(List<String> lines) {
		this.lines = lines;
	}

	/**
	 * Return the right-most element.
	 */
	private @Nullable ForwardedElement last() {
		ForwardedElement last = this.last;
		if (last == null) {
			last = parse();
			this.last = last;
		}
		return (last != NONE) ? last : null;
	}

	private ForwardedElement parse() {
		ForwardedElement last = null;
		for (String line : this.lines) {
			last = new ForwardedParser(line, last).parse();
		}
		return (last != null) ? last : NONE;
	}

	@Override
	public NodeCursor cursor() {
		return new ElementCursor(last());
	}

	/**
	 * Return a value that the proxies vouch for: of the {@code n} right-most elements,
	 * the left-most one that has the value decides.
	 * @param n how many elements were written by trusted proxies
	 * @param value gives the value of an element
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable String fromRight(int n, Function<ForwardedElement, @Nullable TextSlice> value) {
		TextSlice found = null;
		ForwardedElement element = last();
		for (int i = 0; i < n && element != null; i++) {
			TextSlice candidate = value.apply(element);
			if (candidate != null) {
				found = candidate;
			}
			element = element.previous();
		}
		return (found != null) ? found.toString() : null;
	}

	/**
	 * Goes through elements from right to left.
	 */
	private static final class ElementCursor implements NodeCursor {

		private @Nullable ForwardedElement next;

		private @Nullable ForwardedElement current;

		ElementCursor(@Nullable ForwardedElement last) {
			this.next = last;
		}

		@Override
		public boolean next() {
			this.current = this.next;
			if (this.current == null) {
				return false;
			}
			this.next = this.current.previous();
			return true;
		}

		private ForwardedElement current() {
			if (this.current == null) {
				throw new NoSuchElementException();
			}
			return this.current;
		}

		@Override
		public NodeParser.Kind parse(NodeParser parser) {
			return current().parse(parser);
		}

		@Override
		public String text() {
			return current().text().toString();
		}

	}

}
