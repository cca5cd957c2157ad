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

package io.github.trustproxy.webflux;

import java.net.InetSocketAddress;

import io.github.trustproxy.DecidedRequest;

/**
 * The address of a client. It keeps the decision with it: a request that somebody mutates
 * later is a copy, which has nothing of the request that we made but its address.
 */
final class ClientSocketAddress extends InetSocketAddress {

	private final transient DecidedRequest<?> decided;

	/**
	 * Create an address.
	 * @param decided a decision whose client is known
	 */
	ClientSocketAddress(DecidedRequest<?> decided) {
		super(decided.clientAddress(), decided.clientPort());
		this.decided = decided;
	}

	DecidedRequest<?> decided() {
		return this.decided;
	}

}
