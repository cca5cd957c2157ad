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

package io.github.trustproxy.autoconfigure;

import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.netty.NettyDoor;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;
import reactor.netty.http.server.ProxyProtocolSupportType;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;

/**
 * Stops the start if Reactor Netty has a handler that rewrites requests as well, and
 * warns if it reads the PROXY protocol. Looks at the server when it is about to open its
 * port, after all that configures it.
 */
final class NettyCheck implements NettyServerCustomizer {

	private final TrustProxy trustProxy;

	private final TrustProxyProperties properties;

	NettyCheck(TrustProxy trustProxy, TrustProxyProperties properties) {
		this.trustProxy = trustProxy;
		this.properties = properties;
	}

	@Override
	public HttpServer apply(HttpServer server) {
		return server.doOnBind(this::check);
	}

	private void check(HttpServerConfig configuration) {
		if (NettyDoor.isReplaced(configuration)) {
			throw new CompetingRewriteException("call of forwarded(…) on Reactor Netty's HttpServer");
		}
		if (configuration.proxyProtocolSupportType() != ProxyProtocolSupportType.OFF) {
			new ProxyProtocolLogger(this.trustProxy, this.properties).warn("Reactor Netty");
		}
	}

}
