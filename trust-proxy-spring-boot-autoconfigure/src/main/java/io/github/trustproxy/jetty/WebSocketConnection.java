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

package io.github.trustproxy.jetty;

import java.net.SocketAddress;
import java.util.EventListener;
import java.util.concurrent.TimeoutException;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ProxyConnectionFactory.ProxyEndPoint;

/**
 * A connection that is asked for its end point. Jetty makes such an end point itself for
 * a client of which it heard through the PROXY protocol.
 *
 * @param delegate the connection of the peer
 * @param client the address of the client
 */
record WebSocketConnection(Connection delegate, SocketAddress client) implements Connection {
	@Override
	public EndPoint getEndPoint() {
		return endPoint(this.delegate.getEndPoint(), this.client);
	}

	/**
	 * Return an end point that has the address of a client.
	 * @param endPoint the end point of the peer
	 * @param client the address of the client
	 */
	static EndPoint endPoint(EndPoint endPoint, SocketAddress client) {
		return new ProxyEndPoint(endPoint, endPoint.getLocalSocketAddress(), client, null,
				endPoint.getSslSessionData());
	}

	@Override
	public void addEventListener(EventListener listener) {
		this.delegate.addEventListener(listener);
	}

	@Override
	public void removeEventListener(EventListener listener) {
		this.delegate.removeEventListener(listener);
	}

	@Override
	public void onOpen() {
		this.delegate.onOpen();
	}

	@Override
	public void onClose(Throwable cause) {
		this.delegate.onClose(cause);
	}

	@Override
	public void close() {
		this.delegate.close();
	}

	@Override
	public boolean onIdleExpired(TimeoutException timeout) {
		return this.delegate.onIdleExpired(timeout);
	}

	@Override
	public long getMessagesIn() {
		return this.delegate.getMessagesIn();
	}

	@Override
	public long getMessagesOut() {
		return this.delegate.getMessagesOut();
	}

	@Override
	public long getBytesIn() {
		return this.delegate.getBytesIn();
	}

	@Override
	public long getBytesOut() {
		return this.delegate.getBytesOut();
	}

	@Override
	public long getCreatedTimeStamp() {
		return this.delegate.getCreatedTimeStamp();
	}

}
