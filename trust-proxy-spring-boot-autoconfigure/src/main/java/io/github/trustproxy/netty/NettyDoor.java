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

import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.util.function.BiFunction;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Door;
import io.github.trustproxy.Origin;
import io.github.trustproxy.RequestTrace;
import io.github.trustproxy.ShownRequest;
import io.github.trustproxy.TrustProxy;
import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.server.ConnectionInfo;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Where Reactor Netty lets us in: where it would read forwarding headers itself. It shows
 * the client's address, scheme, host and port from then on. Headers stay as they are,
 * because there is no way to show others.
 *
 * @since 0.1.0
 */
public final class NettyDoor implements BiFunction<ConnectionInfo, HttpRequest, ConnectionInfo> {

	private final TrustProxy trustProxy;

	private final NettyRequestReader reader;

	private final boolean alone;

	private final boolean certificatesNeeded;

	private NettyDoor(TrustProxy trustProxy, boolean alone) {
		this.trustProxy = trustProxy;
		this.reader = new NettyRequestReader(trustProxy);
		this.alone = alone;
		this.certificatesNeeded = trustProxy.needsCertificates();
	}

	/**
	 * Let all requests to a server in through a door.
	 * @param server the server
	 * @param trustProxy decides about the requests
	 * @return the server with a door
	 */
	public static HttpServer install(HttpServer server, TrustProxy trustProxy) {
		return server.forwarded(new NettyDoor(trustProxy, !server.configuration().isForwarded()));
	}

	/**
	 * Return whether something else than a door alone rewrites the requests to a server.
	 * Reactor Netty does not hand out what does, and in a native image it cannot be read:
	 * the door is taken to be in its place then.
	 * @param configuration the configuration of the server
	 * @return whether the application has called {@code forwarded(…)} as well
	 */
	public static boolean isReplaced(HttpServerConfig configuration) {
		boolean read = false;
		for (Field field : HttpServerConfig.class.getDeclaredFields()) {
			if (field.getType() == BiFunction.class && field.trySetAccessible()) {
				try {
					Object value = field.get(configuration);
					read = true;
					if (value instanceof NettyDoor door) {
						return !door.alone;
					}
				}
				catch (IllegalAccessException ex) {
					return false;
				}
			}
		}
		return read && configuration.isForwarded();
	}

	/**
	 * Return the door as others find it.
	 * @return finds what was decided about requests of Reactor Netty
	 */
	public static Door door() {
		return new FoundDoor();
	}

	@Override
	public ConnectionInfo apply(ConnectionInfo connection, HttpRequest request) {
		if (this.certificatesNeeded) {
			// They are not known here: who handles the request decides
			return connection;
		}
		DecidedRequest<?> decided = this.trustProxy.receiveAtDoor(new NettyRequest(connection, request), this.reader);
		ConnectionInfo shown = show(decided, connection);
		RequestTrace trace = this.trustProxy.currentTrace();
		if (trace != null) {
			trace
				.write(new ShownRequest(decided.client(), shown.getScheme(), shown.getHostName(), shown.getHostPort()));
		}
		return shown;
	}

	private static ConnectionInfo show(DecidedRequest<?> decided, ConnectionInfo connection) {
		if (!decided.isClientKnown()) {
			return connection;
		}
		ConnectionInfo shown = connection.withRemoteAddress(new DecidedAddress(decided));
		Origin origin = decided.origin();
		if (origin.scheme() != null && !origin.scheme().equals(connection.getScheme())) {
			shown = shown.withScheme(origin.scheme());
		}
		InetSocketAddress local = connection.getHostAddress();
		if (origin.port() >= 0 && local != null) {
			shown = shown.withHostAddress(local, (origin.host() != null) ? origin.host() : connection.getHostName(),
					origin.port());
		}
		return shown;
	}

	/**
	 * The door as others find it. Reactor Netty lets nobody in who could decide about
	 * requests over a Unix domain socket: who handles them has to do it.
	 */
	private static final class FoundDoor implements Door {

		@Override
		public @Nullable DecidedRequest<?> find(Object request) {
			return (request instanceof HttpServerRequest nettyRequest
					&& nettyRequest.remoteAddress() instanceof DecidedAddress address) ? address.decided : null;
		}

		/**
		 * The channel of a request over HTTP/2 is a stream, whose parent has the socket.
		 */
		@Override
		public boolean isUnixPeer(Object request) {
			if (!(request instanceof Connection connection)) {
				return false;
			}
			Channel channel = connection.channel();
			while (channel != null && !(channel instanceof DomainSocketChannel)
					&& !(channel instanceof NioDomainSocketChannel)) {
				channel = channel.parent();
			}
			return channel != null;
		}

	}

	/**
	 * The address of the client, which keeps the decision with it: Reactor Netty has no
	 * other place for it at this time.
	 */
	private static final class DecidedAddress extends InetSocketAddress {

		private final transient DecidedRequest<?> decided;

		DecidedAddress(DecidedRequest<?> decided) {
			super(decided.clientAddress(), decided.clientPort());
			this.decided = decided;
		}

	}

}
