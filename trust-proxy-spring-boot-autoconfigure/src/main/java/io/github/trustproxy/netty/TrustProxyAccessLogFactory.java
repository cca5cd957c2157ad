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

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.TrustProxy;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.logging.AccessLog;
import reactor.netty.http.server.logging.AccessLogArgProvider;
import reactor.netty.http.server.logging.AccessLogFactory;

/**
 * Lets Reactor Netty's access log show the client. It is used without further ado where
 * the log is switched on with {@code -Dreactor.netty.http.server.accessLogEnabled=true}.
 * Who switches it on in code names it there: <pre class="code">
 * &#064;Bean
 * NettyServerCustomizer accessLog(TrustProxy trustProxy) {
 *     return (server) -&gt; server.accessLog(true, new TrustProxyAccessLogFactory(trustProxy));
 * }
 * </pre>
 */
public final class TrustProxyAccessLogFactory implements AccessLogFactory {

	private final TrustProxy trustProxy;

	private final AccessLogFactory format;

	private final NettyRequestReader reader = new NettyRequestReader();

	/**
	 * Create a factory of entries in the default format.
	 * @param trustProxy decides
	 */
	public TrustProxyAccessLogFactory(TrustProxy trustProxy) {
		this(trustProxy, AccessLogFactory.createFilter((arguments) -> true));
	}

	/**
	 * Create a factory of entries in another format.
	 * @param trustProxy decides
	 * @param format makes the entries. The {@code remoteAddress()} of the connection
	 * information that it is given is the client, the {@code connectionRemoteAddress()}
	 * the proxy.
	 */
	public TrustProxyAccessLogFactory(TrustProxy trustProxy, AccessLogFactory format) {
		this.trustProxy = trustProxy;
		this.format = format;
	}

	@Override
	public @Nullable AccessLog apply(AccessLogArgProvider arguments) {
		// The connection information is the request itself. It is missing if the request
		// could not be read.
		if (arguments.connectionInformation() instanceof HttpServerRequest request) {
			ClientAddress client = this.trustProxy.decide(request, this.reader).client();
			if (client.isKnown()) {
				InetSocketAddress address = new InetSocketAddress(client.address(), client.port());
				return this.format.apply(new ClientArguments(arguments, new ClientConnection(request, address)));
			}
		}
		return this.format.apply(arguments);
	}

}
