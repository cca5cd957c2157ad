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

import java.net.SocketAddress;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.ConnectionInformation;

/**
 * The connection of a request, as it looks from the client. The connection from the proxy
 * stays reachable as {@link #connectionRemoteAddress()}.
 *
 * @param delegate the connection
 * @param remoteAddress the client
 */
record ClientConnection(ConnectionInformation delegate, SocketAddress remoteAddress) implements ConnectionInformation {

	@Override
	public @Nullable SocketAddress hostAddress() {
		return this.delegate.hostAddress();
	}

	@Override
	public @Nullable SocketAddress connectionHostAddress() {
		return this.delegate.connectionHostAddress();
	}

	@Override
	public @Nullable SocketAddress connectionRemoteAddress() {
		return this.delegate.connectionRemoteAddress();
	}

	@Override
	public String scheme() {
		return this.delegate.scheme();
	}

	@Override
	public String connectionScheme() {
		return this.delegate.connectionScheme();
	}

	@Override
	public String hostName() {
		return this.delegate.hostName();
	}

	@Override
	public int hostPort() {
		return this.delegate.hostPort();
	}

}
