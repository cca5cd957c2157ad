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

/**
 * The one node of a header that holds a single address. A second line, or a list, is not
 * a second node but a contradiction: nobody knows which of them the edge wrote.
 */
final class SingleAddressCursor implements NodeCursor {

	private final List<String> lines;

	private final boolean withUnbracketedPort;

	private boolean read;

	/**
	 * Create a cursor.
	 * @param lines all lines of the header
	 * @param withUnbracketedPort whether the last colon of an IPv6 address without
	 * brackets is that of its port
	 */
	SingleAddressCursor(List<String> lines, boolean withUnbracketedPort) {
		this.lines = lines;
		this.withUnbracketedPort = withUnbracketedPort;
	}

	@Override
	public boolean next() {
		boolean first = !this.read && !text().isEmpty();
		this.read = true;
		return first;
	}

	@Override
	public NodeParser.Kind parse(NodeParser parser) {
		if (this.lines.size() > 1) {
			return NodeParser.Kind.MALFORMED;
		}
		String text = text();
		return this.withUnbracketedPort ? parser.parseNodeWithUnbracketedPort(text)
				: parser.parseNode(text, 0, text.length());
	}

	@Override
	public String text() {
		return Characters.trimOws(String.join(",", this.lines));
	}

}
