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

package io.github.trustproxy.netty;

import java.net.InetSocketAddress;
import java.util.List;

import io.github.trustproxy.RequestReader;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Reads the requests of Reactor Netty.
 */
final class NettyRequestReader implements RequestReader<HttpServerRequest> {

	@Override
	public @Nullable String peerAddress(HttpServerRequest request) {
		return (request.connectionRemoteAddress() instanceof InetSocketAddress peer && peer.getAddress() != null)
				? peer.getAddress().getHostAddress() : null;
	}

	@Override
	public int peerPort(HttpServerRequest request) {
		return (request.connectionRemoteAddress() instanceof InetSocketAddress peer) ? peer.getPort() : 0;
	}

	@Override
	public String scheme(HttpServerRequest request) {
		return request.connectionScheme();
	}

	@Override
	public int port(HttpServerRequest request) {
		return request.hostPort();
	}

	@Override
	public List<String> headerLines(HttpServerRequest request, String name) {
		return request.requestHeaders().getAll(name);
	}

}
