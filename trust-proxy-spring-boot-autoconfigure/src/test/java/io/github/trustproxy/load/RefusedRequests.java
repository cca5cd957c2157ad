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

package io.github.trustproxy.load;

import java.util.List;
import java.util.Set;

/**
 * Requests that a server refuses by itself: they never get as far as the application. The
 * server closes the connection afterwards.
 */
final class RefusedRequests {

	/** Of headers that are too long, servers say it in more detail. */
	static final Set<Integer> STATUSES = Set.of(400, 413, 431);

	private static final String HONEST = "GET /whoami HTTP/1.1\r\nHost: {own}\r\nX-Forwarded-For: {ip}\r\n";

	private RefusedRequests() {
	}

	static List<String> all() {
		return List.of(HONEST + "X-Forwarded-Host: {www}\0\r\n\r\n",
				HONEST + "X-Forwarded-For: " + "10.0.0.1, ".repeat(4000) + "{ip}\r\n\r\n",
				HONEST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", HONEST + "Content-Length: x\r\n\r\n",
				HONEST + "X-Forwarded-Host : {www}\r\n\r\n");
	}

}
