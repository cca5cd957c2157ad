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

import org.jspecify.annotations.Nullable;

/**
 * One element of a {@code Forwarded} header: what one proxy says of the request it got
 * (RFC 7239 section 4). Elements are read from the left and asked for from the right, so
 * each one knows the one before it.
 *
 * @param previous the element to the left, or {@code null} if this is the left-most one
 * @param text the element as it was sent
 * @param node the value of {@code for}, or {@code null} without one
 * @param proto the value of {@code proto}, or {@code null} without one
 * @param host the value of {@code host}, or {@code null} without one
 * @param malformed whether the element breaks the grammar, which leaves it without values
 */
record ForwardedElement(@Nullable ForwardedElement previous, TextSlice text, @Nullable TextSlice node,
		@Nullable TextSlice proto, @Nullable TextSlice host, boolean malformed) {

	static ForwardedElement malformed(@Nullable ForwardedElement previous, TextSlice text) {
		return new ForwardedElement(previous, text, null, null, null, true);
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
