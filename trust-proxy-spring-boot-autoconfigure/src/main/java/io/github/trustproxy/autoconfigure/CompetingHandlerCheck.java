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

import io.github.trustproxy.netty.NettyDoor;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;

/**
 * Stops the start if Reactor Netty has a handler that rewrites requests as well. Looks at
 * the server when it is about to open its port, after all that configures it.
 */
final class CompetingHandlerCheck implements NettyServerCustomizer {

	@Override
	public HttpServer apply(HttpServer server) {
		return server.doOnBind(CompetingHandlerCheck::check);
	}

	private static void check(HttpServerConfig configuration) {
		if (NettyDoor.isReplaced(configuration)) {
			throw new CompetingRewriteException("call of forwarded(…) on Reactor Netty's HttpServer");
		}
	}

}
