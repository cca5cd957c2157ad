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

import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.logging.AccessLog;
import reactor.netty.http.server.logging.AccessLogArgProvider;
import reactor.netty.http.server.logging.AccessLogFactory;

/**
 * Lets the default format of Reactor Netty's access log show the client: unlike other
 * formats can, it shows the connection of the peer. It is used without further ado where
 * the log is switched on with {@code -Dreactor.netty.http.server.accessLogEnabled=true}.
 * Who switches it on in code names it there: <pre class="code">
 * &#064;Bean
 * NettyServerCustomizer accessLog() {
 *     return (server) -&gt; server.accessLog(true, new TrustProxyAccessLogFactory());
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public final class TrustProxyAccessLogFactory implements AccessLogFactory {

	private final AccessLogFactory format;

	/**
	 * Create a factory of entries in the default format.
	 */
	public TrustProxyAccessLogFactory() {
		this.format = AccessLogFactory.createFilter((arguments) -> true);
	}

	@Override
	public @Nullable AccessLog apply(AccessLogArgProvider arguments) {
		return this.format.apply(new ClientArguments(arguments));
	}

}
