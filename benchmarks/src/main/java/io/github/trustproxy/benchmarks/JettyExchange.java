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

package io.github.trustproxy.benchmarks;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;

import org.springframework.boot.jetty.JettyWebServer;

/**
 * Has a connection of Jetty read a request out of memory. Jetty's own
 * {@code LocalConnector} does that too, but in another thread, and from one peer only.
 */
final class JettyExchange implements ServerExchange {

	private final MemoryEndPoint endPoint;

	private final ByteBuffer request;

	JettyExchange(JettyWebServer server, Workload workload) {
		this.endPoint = new MemoryEndPoint(workload.peerAddress());
		this.request = ByteBuffer.wrap(ServerExchange.bytes(workload));
		Connector connector = server.getServer().getConnectors()[0];
		Connection connection = connector.getConnectionFactory(HttpConnectionFactory.class)
			.newConnection(connector, this.endPoint);
		this.endPoint.setConnection(connection);
		this.endPoint.onOpen();
		connection.onOpen();
	}

	@Override
	public ByteBuffer send() {
		this.endPoint.addInput(this.request.rewind());
		return this.endPoint.takeOutput();
	}

	private static final class MemoryEndPoint extends ByteArrayEndPoint {

		private static final byte[] EMPTY = {};

		private static final int SIZE = 1024;

		private final InetSocketAddress peer;

		MemoryEndPoint(InetSocketAddress peer) {
			super(EMPTY, SIZE, true);
			this.peer = peer;
		}

		@Override
		public SocketAddress getRemoteSocketAddress() {
			return this.peer;
		}

		/**
		 * In this thread.
		 */
		@Override
		protected void execute(Runnable task) {
			task.run();
		}

	}

}
