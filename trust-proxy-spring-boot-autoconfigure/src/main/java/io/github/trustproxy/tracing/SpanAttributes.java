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

package io.github.trustproxy.tracing;

import java.net.InetSocketAddress;
import java.util.function.BiConsumer;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.ShownRequest;

/**
 * The attributes of a server's span that tell where a request comes from, by the names of
 * OpenTelemetry's semantic conventions.
 */
final class SpanAttributes {

	static final String CLIENT_ADDRESS = "client.address";

	private static final String PEER_ADDRESS = "network.peer.address";

	private static final String SCHEME = "url.scheme";

	private static final String HOST = "server.address";

	private static final String PORT = "server.port";

	private SpanAttributes() {
	}

	/**
	 * Set the attributes. All of them, because a span may already have others, which the
	 * client wrote into headers.
	 * @param request what the application sees
	 * @param texts sets an attribute that is a text
	 * @param numbers sets an attribute that is a number
	 */
	static void set(ShownRequest request, BiConsumer<String, String> texts, NumberConsumer numbers) {
		ClientAddress client = request.client();
		texts.accept(CLIENT_ADDRESS, client.ip());
		InetSocketAddress peer = client.peer();
		if (peer != null) {
			texts.accept(PEER_ADDRESS, peer.getHostString());
		}
		texts.accept(SCHEME, request.scheme());
		if (request.host() != null) {
			texts.accept(HOST, request.host());
		}
		numbers.accept(PORT, request.port());
	}

	/**
	 * Takes an attribute that is a number.
	 */
	@FunctionalInterface
	interface NumberConsumer {

		/**
		 * Take an attribute.
		 * @param name its name
		 * @param value its value
		 */
		void accept(String name, long value);

	}

}
