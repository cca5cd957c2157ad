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

package io.github.trustproxy.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.address.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON document (RFC 8259) into maps, lists and texts. A starter cannot count on
 * a library for JSON, nor on one of several that an application may have, and the
 * documents of providers are plain. Strict: a name that an object has twice, anything
 * behind the document, or deep nesting is an error.
 */
final class JsonDocument {

	private static final int MAX_DEPTH = 32;

	private static final String HEXADECIMAL = "0123456789abcdef";

	private final String text;

	private int position;

	private JsonDocument(String text) {
		this.text = text;
	}

	/**
	 * Read a document.
	 * @param text the document
	 * @return a map, a list, a text, a number, a boolean, or {@code null}
	 * @throws UnusableListException if it is no JSON
	 */
	static @Nullable Object read(String text) throws UnusableListException {
		JsonDocument document = new JsonDocument(text);
		Object value = document.value(0);
		document.skipBlanks();
		if (document.position < text.length()) {
			throw document.malformed();
		}
		return value;
	}

	private @Nullable Object value(int depth) throws UnusableListException {
		if (depth > MAX_DEPTH) {
			throw malformed();
		}
		skipBlanks();
		char c = peek();
		return switch (c) {
			case '{' -> object(depth);
			case '[' -> array(depth);
			case '"' -> string();
			case 't' -> literal("true", Boolean.TRUE);
			case 'f' -> literal("false", Boolean.FALSE);
			case 'n' -> literal("null", null);
			default -> number();
		};
	}

	private Map<String, @Nullable Object> object(int depth) throws UnusableListException {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		this.position++;
		skipBlanks();
		if (take('}')) {
			return object;
		}
		do {
			skipBlanks();
			String name = string();
			skipBlanks();
			expect(':');
			if (object.containsKey(name)) {
				throw malformed();
			}
			object.put(name, value(depth + 1));
			skipBlanks();
		}
		while (take(','));
		expect('}');
		return object;
	}

	private List<@Nullable Object> array(int depth) throws UnusableListException {
		List<@Nullable Object> array = new ArrayList<>();
		this.position++;
		skipBlanks();
		if (take(']')) {
			return array;
		}
		do {
			array.add(value(depth + 1));
			skipBlanks();
		}
		while (take(','));
		expect(']');
		return array;
	}

	private String string() throws UnusableListException {
		expect('"');
		StringBuilder string = new StringBuilder();
		while (!take('"')) {
			char c = next();
			if (c < ' ') {
				throw malformed();
			}
			string.append((c == '\\') ? escaped() : c);
		}
		return string.toString();
	}

	private char escaped() throws UnusableListException {
		char c = next();
		return switch (c) {
			case '"', '\\', '/' -> c;
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> (char) ((digit() << 12) | (digit() << 8) | (digit() << 4) | digit());
			default -> throw malformed();
		};
	}

	private int digit() throws UnusableListException {
		char c = next();
		int digit = HEXADECIMAL.indexOf((c >= 'A' && c <= 'F') ? (char) (c + 'a' - 'A') : c);
		if (digit < 0) {
			throw malformed();
		}
		return digit;
	}

	private @Nullable Object literal(String literal, @Nullable Object value) throws UnusableListException {
		if (!this.text.startsWith(literal, this.position)) {
			throw malformed();
		}
		this.position += literal.length();
		return value;
	}

	private Numeral number() throws UnusableListException {
		int start = this.position;
		take('-');
		if (!take('0')) {
			digits();
		}
		if (take('.')) {
			digits();
		}
		if (take('e') || take('E')) {
			if (!take('+')) {
				take('-');
			}
			digits();
		}
		return new Numeral(this.text.substring(start, this.position));
	}

	private void digits() throws UnusableListException {
		int start = this.position;
		while (this.position < this.text.length() && Characters.isDigit(this.text.charAt(this.position))) {
			this.position++;
		}
		if (this.position == start) {
			throw malformed();
		}
	}

	private void skipBlanks() {
		while (this.position < this.text.length() && " \t\r\n".indexOf(this.text.charAt(this.position)) >= 0) {
			this.position++;
		}
	}

	private char peek() throws UnusableListException {
		if (this.position >= this.text.length()) {
			throw malformed();
		}
		return this.text.charAt(this.position);
	}

	private char next() throws UnusableListException {
		char c = peek();
		this.position++;
		return c;
	}

	private boolean take(char c) {
		if (this.position < this.text.length() && this.text.charAt(this.position) == c) {
			this.position++;
			return true;
		}
		return false;
	}

	private void expect(char c) throws UnusableListException {
		if (!take(c)) {
			throw malformed();
		}
	}

	private UnusableListException malformed() {
		return new UnusableListException("It is no JSON, at character " + this.position + ".");
	}

	/**
	 * A number, which no document says anything with that matters.
	 *
	 * @param text the number as it is written
	 */
	record Numeral(String text) {

	}

}
