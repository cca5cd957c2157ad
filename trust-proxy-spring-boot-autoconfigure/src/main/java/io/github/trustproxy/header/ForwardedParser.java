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

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import io.github.trustproxy.address.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Parses one line of a {@code Forwarded} header (RFC 7239 section 4): <pre>
 * line    = element *( "," element )
 * element = [ pair ] *( ";" [ pair ] )
 * pair    = token "=" ( token / quoted-string )
 * </pre>Optional white space may stand around commas and semicolons, nowhere else.
 * Elements without any pair are dropped. An element that breaks the grammar is malformed;
 * the next one starts behind the next comma. A quote opens a quoted string only where the
 * grammar has one, so that a stray quote cannot swallow the elements behind it; a quoted
 * string that is not closed reaches to the end of the line.
 *
 * @since 0.1.0
 */
public final class ForwardedParser {

	private final String line;

	private int position;

	private ForwardedElements.@Nullable Element last;

	private ForwardedElements.@Nullable Slice node;

	private ForwardedElements.@Nullable Slice proto;

	private ForwardedElements.@Nullable Slice host;

	/** The names of other parameters, as soon as there are any. */
	private @Nullable Set<String> otherNames;

	private boolean anyParameter;

	private boolean repeatedParameter;

	/**
	 * Create a parser.
	 * @param line the line
	 * @param last the last element of the lines before, or {@code null} if there is none
	 */
	ForwardedParser(String line, ForwardedElements.@Nullable Element last) {
		this.line = line;
		this.last = last;
	}

	/**
	 * Parse the line.
	 * @return the last element of the lines so far, or {@code null} if there is none
	 */
	ForwardedElements.@Nullable Element parse() {
		while (this.position < this.line.length()) {
			parseElement();
			// Behind the comma
			this.position++;
		}
		return this.last;
	}

	private void parseElement() {
		skipOws();
		int start = this.position;
		this.node = null;
		this.proto = null;
		this.host = null;
		this.otherNames = null;
		this.anyParameter = false;
		this.repeatedParameter = false;
		boolean wellFormed = true;
		while (wellFormed && !at(',') && !atEnd()) {
			if (at(';')) {
				this.position++;
				skipOws();
			}
			else {
				wellFormed = parsePair();
			}
		}
		if (!wellFormed) {
			while (!at(',') && !atEnd()) {
				this.position++;
			}
		}
		ForwardedElements.Slice text = new ForwardedElements.Slice(this.line, start, this.position);
		if (!wellFormed || this.repeatedParameter) {
			this.last = ForwardedElements.Element.malformed(this.last, text);
		}
		else if (this.anyParameter) {
			this.last = new ForwardedElements.Element(this.last, text, this.node, this.proto, this.host, false);
		}
	}

	private boolean parsePair() {
		int nameStart = this.position;
		skipToken();
		int nameEnd = this.position;
		if (nameStart == nameEnd || !at('=')) {
			return false;
		}
		this.position++;
		ForwardedElements.Slice value = at('"') ? parseQuoted() : parseToken();
		if (value == null) {
			return false;
		}
		skipOws();
		keep(nameStart, nameEnd, value);
		return at(';') || at(',') || atEnd();
	}

	/**
	 * Keep a parameter. One that occurs twice is forbidden, and to choose one would be a
	 * guess. The element goes on nevertheless, so that no comma in a later quoted string
	 * ends it.
	 */
	private void keep(int nameStart, int nameEnd, ForwardedElements.Slice value) {
		this.anyParameter = true;
		if (isName("for", nameStart, nameEnd)) {
			this.repeatedParameter |= this.node != null;
			this.node = value;
		}
		else if (isName("proto", nameStart, nameEnd)) {
			this.repeatedParameter |= this.proto != null;
			this.proto = value;
		}
		else if (isName("host", nameStart, nameEnd)) {
			this.repeatedParameter |= this.host != null;
			this.host = value;
		}
		else {
			if (this.otherNames == null) {
				this.otherNames = new HashSet<>();
			}
			String name = this.line.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
			this.repeatedParameter |= !this.otherNames.add(name);
		}
	}

	private boolean isName(String name, int start, int end) {
		return Characters.isWord(name, this.line, start, end);
	}

	private ForwardedElements.@Nullable Slice parseToken() {
		int start = this.position;
		skipToken();
		return (start < this.position) ? new ForwardedElements.Slice(this.line, start, this.position) : null;
	}

	private ForwardedElements.@Nullable Slice parseQuoted() {
		int start = ++this.position;
		while (!atEnd() && !at('"')) {
			if (at('\\')) {
				return parseEscaped(start);
			}
			this.position++;
		}
		return atEnd() ? null : new ForwardedElements.Slice(this.line, start, this.position++);
	}

	/**
	 * Go on with a quoted string at its first quoted pair.
	 */
	private ForwardedElements.@Nullable Slice parseEscaped(int start) {
		StringBuilder value = new StringBuilder().append(this.line, start, this.position);
		while (!atEnd() && !at('"')) {
			if (at('\\')) {
				this.position++;
			}
			if (!atEnd()) {
				value.append(this.line.charAt(this.position++));
			}
		}
		if (atEnd()) {
			return null;
		}
		this.position++;
		return new ForwardedElements.Slice(value.toString(), 0, value.length());
	}

	private void skipToken() {
		while (!atEnd() && Characters.isToken(this.line.charAt(this.position))) {
			this.position++;
		}
	}

	private void skipOws() {
		while (!atEnd() && Characters.isOws(this.line.charAt(this.position))) {
			this.position++;
		}
	}

	private boolean at(char c) {
		return !atEnd() && this.line.charAt(this.position) == c;
	}

	private boolean atEnd() {
		return this.position >= this.line.length();
	}

}
