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

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * One hop on the path of a request, as seen from the application.
 *
 * @param distance the distance from the application: 0 is the peer, 1 the entry that the
 * peer added, and so on
 * @param text the entry as it was sent. It is the text of whoever wrote it: escape it
 * before it goes into a page or a log
 * @param address the address, or {@code null} if the entry has none or was not read
 * @param port the port that was sent with the address, 0 without one
 * @param verdict what the walk made of this hop
 * @since 0.1.0
 */
public record Hop(int distance, String text, @Nullable InetAddress address, int port, Verdict verdict) {

	/**
	 * What the walk made of a hop.
	 */
	public enum Verdict {

		/**
		 * The policy trusts this hop: it is a proxy whose word counts.
		 */
		TRUSTED,

		/**
		 * The policy does not trust this hop, which ends the walk here.
		 */
		NOT_TRUSTED,

		/**
		 * A source would trust this hop if the request had its proof. The walk ends here.
		 */
		NOT_PROVEN,

		/**
		 * The left-most hop, about which the policy is not asked.
		 */
		LEFT_MOST,

		/**
		 * The hop at which the hop limit ended the walk.
		 */
		HOP_LIMIT,

		/**
		 * The hop is {@code unknown}, or an element without {@code for}.
		 */
		UNKNOWN,

		/**
		 * The hop is an obfuscated identifier.
		 */
		OBFUSCATED,

		/**
		 * The entry is not a valid address.
		 */
		MALFORMED,

		/**
		 * The hop is farther away than where the walk stopped. Anybody may have written
		 * it; it influences nothing.
		 */
		IGNORED

	}

}
