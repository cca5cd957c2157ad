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

import io.github.trustproxy.address.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the members of a comma-separated header from right to left, in place.
 * Blank members are passed over, so that they never count as a hop, and optional white
 * space around a member is not part of it.
 *
 * @since 0.1.0
 */
public final class ListCursor implements NodeChain.Cursor {

	private final String text;

	private int position;

	private int start;

	private int end;

	/**
	 * Create a cursor that stands to the right of the right-most member.
	 * @param text all lines of the header, joined with commas
	 */
	public ListCursor(String text) {
		this.text = text;
		this.position = text.length();
	}

	/**
	 * Return the nodes of a comma-separated header.
	 * @param text all lines of the header, joined with commas
	 * @return the nodes, unread
	 */
	public static NodeChain chain(String text) {
		return () -> new ListCursor(text);
	}

	@Override
	public boolean next() {
		while (this.position > 0) {
			int memberEnd = this.position;
			int memberStart = memberEnd;
			while (memberStart > 0 && this.text.charAt(memberStart - 1) != ',') {
				memberStart--;
			}
			this.position = memberStart - 1;
			while (memberStart < memberEnd && Characters.isOws(this.text.charAt(memberStart))) {
				memberStart++;
			}
			while (memberEnd > memberStart && Characters.isOws(this.text.charAt(memberEnd - 1))) {
				memberEnd--;
			}
			if (memberStart < memberEnd) {
				this.start = memberStart;
				this.end = memberEnd;
				return true;
			}
		}
		return false;
	}

	@Override
	public NodeParser.Kind parse(NodeParser parser) {
		return parser.parseNode(this.text, this.start, this.end);
	}

	@Override
	public String text() {
		return this.text.substring(this.start, this.end);
	}

	/**
	 * Return the n-th member from the right, or the left-most one when there are fewer.
	 * @param text the header, or {@code null}
	 * @param n the position, 1 for the right-most member
	 * @return the member, or {@code null} if there is none
	 */
	public static @Nullable String fromRight(@Nullable String text, int n) {
		if (text == null) {
			return null;
		}
		if (text.indexOf(',') < 0) {
			return onlyMember(text);
		}
		ListCursor cursor = new ListCursor(text);
		return cursor.go(n) ? cursor.text() : null;
	}

	/**
	 * Return the n members from the right, or all members when there are fewer.
	 * @param text the header, or {@code null}
	 * @param n how many members
	 * @return the list of them, or {@code null} if there is none
	 */
	public static @Nullable String allFromRight(@Nullable String text, int n) {
		if (text == null) {
			return null;
		}
		ListCursor cursor = new ListCursor(text);
		return cursor.go(n) ? Characters.trimOws(text.substring(cursor.start)) : null;
	}

	private static @Nullable String onlyMember(String text) {
		String member = Characters.trimOws(text);
		return member.isEmpty() ? null : member;
	}

	/**
	 * Go up to n members to the left.
	 * @return {@code false} if there is none
	 */
	private boolean go(int n) {
		int found = 0;
		while (found < n && next()) {
			found++;
		}
		return found > 0;
	}

}
