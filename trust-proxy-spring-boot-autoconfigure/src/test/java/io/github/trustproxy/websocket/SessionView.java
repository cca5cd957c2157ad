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

package io.github.trustproxy.websocket;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;

/**
 * What a WebSocket session knows about its client.
 *
 * @param remoteAddress the client's address, as the JDK writes it
 * @param remotePort the client's port
 * @param uri the URI of the handshake
 * @param headers the headers of the handshake, in lower case
 */
record SessionView(String remoteAddress, int remotePort, String uri, Map<String, List<String>> headers) {

	static SessionView of(@Nullable InetSocketAddress remote, @Nullable URI uri, HttpHeaders headers) {
		Map<String, List<String>> copy = new TreeMap<>();
		headers.forEach((name, values) -> copy.put(name.toLowerCase(Locale.ROOT), values));
		return new SessionView((remote != null) ? remote.getAddress().getHostAddress() : "",
				(remote != null) ? remote.getPort() : -1, String.valueOf(uri), copy);
	}

	String toJson() {
		return JsonMapper.shared().writeValueAsString(this);
	}

	static SessionView fromJson(String json) {
		return JsonMapper.shared().readValue(json, SessionView.class);
	}

}
