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

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

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
 */
final class ForwardedParser {

	private final String line;

	private final Consumer<ForwardedElement> elements;

	private int position;

	private final Map<String, String> parameters = new HashMap<>();

	private boolean repeatedParameter;

	ForwardedParser(String line, Consumer<ForwardedElement> elements) {
		this.line = line;
		this.elements = elements;
	}

	void parse() {
		while (this.position < this.line.length()) {
			parseElement();
			// Behind the comma
			this.position++;
		}
	}

	private void parseElement() {
		skipOws();
		int start = this.position;
		this.parameters.clear();
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
		String text = this.line.substring(start, this.position);
		if (!wellFormed || this.repeatedParameter) {
			this.elements.accept(ForwardedElement.malformed(text));
		}
		else if (!this.parameters.isEmpty()) {
			this.elements.accept(new ForwardedElement(text, this.parameters.get("for"), this.parameters.get("proto"),
					this.parameters.get("host"), false));
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
		String value = at('"') ? parseQuoted() : parseToken();
		if (value == null) {
			return false;
		}
		skipOws();
		String name = this.line.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
		// A parameter that occurs twice is forbidden, and to choose one would be a guess.
		// The element goes on, so that no comma in a later quoted string ends it
		this.repeatedParameter |= this.parameters.putIfAbsent(name, value) != null;
		return at(';') || at(',') || atEnd();
	}

	private @Nullable String parseToken() {
		int start = this.position;
		skipToken();
		return (start < this.position) ? this.line.substring(start, this.position) : null;
	}

	private @Nullable String parseQuoted() {
		int start = ++this.position;
		StringBuilder unescaped = null;
		while (!atEnd()) {
			char c = this.line.charAt(this.position);
			if (c == '"') {
				String value = (unescaped != null) ? unescaped.toString() : this.line.substring(start, this.position);
				this.position++;
				return value;
			}
			if (c == '\\') {
				if (unescaped == null) {
					unescaped = new StringBuilder(this.line.substring(start, this.position));
				}
				this.position++;
				if (atEnd()) {
					return null;
				}
				c = this.line.charAt(this.position);
			}
			if (unescaped != null) {
				unescaped.append(c);
			}
			this.position++;
		}
		return null;
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
