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
 * The earliest place where a server lets us in. The decision is made there, and the
 * server's own request shows it to whoever asks: other filters, access logs, the server
 * itself.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Door {

	/**
	 * Return what was decided when a request came in.
	 * @param request the request as the server hands it out
	 * @return the request with its decision, or {@code null} if it came in elsewhere
	 */
	@Nullable DecidedRequest<?> find(Object request);

	/**
	 * Return whether a request came in over a Unix domain socket, where the server has no
	 * way to decide about it before it hands it out.
	 * @param request the request as the server hands it out
	 * @return {@code false} if it did not, or if that is decided at the door
	 */
	default boolean isUnixPeer(Object request) {
		return false;
	}

}
