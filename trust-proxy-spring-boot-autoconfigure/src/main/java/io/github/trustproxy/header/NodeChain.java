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

/**
 * The forwarded addresses of a request, unread. Can be gone through more than once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface NodeChain {

	/**
	 * A chain without nodes.
	 */
	NodeChain EMPTY = ListCursor.chain("");

	/**
	 * Return a cursor that stands to the right of the right-most node.
	 * @return a new cursor
	 */
	Cursor cursor();

	/**
	 * Goes through the nodes of a forwarded chain, from the one that the peer wrote
	 * (right) to the one that is farthest away (left).
	 */
	interface Cursor {

		/**
		 * Go one node to the left.
		 * @return {@code false} if there is none
		 */
		boolean next();

		/**
		 * Parse the node that was gone to.
		 * @param parser takes the address
		 * @return what the node is
		 */
		NodeParser.Kind parse(NodeParser parser);

		/**
		 * Return the text of the node that was gone to, as it was sent.
		 * @return the text
		 */
		String text();

	}

}
