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

import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * All elements of the {@code Forwarded} lines of a request. Each line is parsed by itself
 * before they are joined: otherwise a client could send a line with an open quote, which
 * would swallow what the proxies behind it add in lines of their own. Nothing is parsed
 * before it is asked for.
 *
 * @since 0.1.0
 */
public final class ForwardedElements implements NodeChain {

	/** Stands for the last element of lines that have none. */
	private static final Element NONE = Element.malformed(null, new Slice("", 0, 0));

	private final List<String> lines;

	/** Immutable, so that threads that meet here at worst parse the lines twice. */
	private @Nullable Element last;

	/**
	 * Create elements.
	 * @param lines the lines of the header, in the order in which they were received
	 */
	public ForwardedElements(List<String> lines) {
		this.lines = lines;
	}

	/**
	 * Return the right-most element.
	 * @return the element, or {@code null} without any
	 */
	public @Nullable Element last() {
		Element last = this.last;
		if (last == null) {
			last = parse();
			this.last = last;
		}
		return (last != NONE) ? last : null;
	}

	private Element parse() {
		Element last = null;
		for (String line : this.lines) {
			last = new ForwardedParser(line, last).parse();
		}
		return (last != null) ? last : NONE;
	}

	@Override
	public NodeChain.Cursor cursor() {
		return new ElementCursor(last());
	}

	/**
	 * Return a value that the proxies vouch for: of the {@code n} right-most elements,
	 * the left-most one that has the value decides.
	 * @param n how many elements were written by trusted proxies
	 * @param value the value
	 * @return its text, or {@code null} if there is none
	 */
	public @Nullable String fromRight(int n, ForwardedValue value) {
		Slice found = null;
		Element element = last();
		for (int i = 0; i < n && element != null; i++) {
			Slice candidate = element.value(value);
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
	private static final class ElementCursor implements NodeChain.Cursor {

		private @Nullable Element next;

		private @Nullable Element current;

		ElementCursor(@Nullable Element last) {
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

		private Element current() {
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

	/**
	 * One element of a {@code Forwarded} header: what one proxy says of the request it
	 * got (RFC 7239 section 4). Elements are read from the left and asked for from the
	 * right, so each one knows the one before it.
	 *
	 * @param previous the element to the left, or {@code null} if this is the left-most
	 * one
	 * @param text the element as it was sent
	 * @param node the value of {@code for}, or {@code null} without one
	 * @param proto the value of {@code proto}, or {@code null} without one
	 * @param host the value of {@code host}, or {@code null} without one
	 * @param malformed whether the element breaks the grammar, which leaves it without
	 * values
	 */
	public record Element(@Nullable Element previous, Slice text, @Nullable Slice node, @Nullable Slice proto,
			@Nullable Slice host, boolean malformed) {

		static Element malformed(@Nullable Element previous, Slice text) {
			return new Element(previous, text, null, null, null, true);
		}

		/**
		 * Return a value of the element.
		 * @param value the value
		 * @return the part that it is, or {@code null} if the element does not have it
		 */
		public @Nullable Slice value(ForwardedValue value) {
			return switch (value) {
				case FOR -> this.node;
				case PROTO -> this.proto;
				case HOST -> this.host;
				case PORT, PREFIX -> null;
			};
		}

		NodeParser.Kind parse(NodeParser parser) {
			if (this.malformed) {
				return NodeParser.Kind.MALFORMED;
			}
			// "for" is optional: who leaves it out does not say for whom the request was
			return (this.node != null) ? parser.parseNode(this.node.text(), this.node.start(), this.node.end())
					: NodeParser.Kind.UNKNOWN;
		}

	}

	/**
	 * A part of a text that nobody has copied yet.
	 *
	 * @param text the text
	 * @param start where the part starts
	 * @param end where the part ends, exclusive
	 */
	public record Slice(String text, int start, int end) {

		@Override
		public String toString() {
			return this.text.substring(this.start, this.end);
		}

	}

}
