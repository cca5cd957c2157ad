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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.RequestReader;
import io.github.trustproxy.TrustProxy;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of Reactor Netty as the server received them.
 */
final class NettyRequestReader implements RequestReader<NettyRequest> {

	/**
	 * The names of the headers that a decision reads, as Netty has them: it keeps their
	 * hashes, and does not compare them character by character.
	 */
	private final Map<String, CharSequence> nettyNames = new HashMap<>();

	/**
	 * Create a reader.
	 * @param trustProxy decides about what is read
	 */
	NettyRequestReader(TrustProxy trustProxy) {
		for (String name : trustProxy.relevantHeaders()) {
			this.nettyNames.put(name, AsciiString.cached(name));
		}
		this.nettyNames.put("Host", HttpHeaderNames.HOST);
	}

	private CharSequence nettyName(String name) {
		return this.nettyNames.getOrDefault(name, name);
	}

	@Override
	public @Nullable String peerAddress(NettyRequest request) {
		InetSocketAddress peer = request.connection().getRemoteAddress();
		return (peer != null && peer.getAddress() != null) ? peer.getAddress().getHostAddress() : null;
	}

	@Override
	public int peerPort(NettyRequest request) {
		InetSocketAddress peer = request.connection().getRemoteAddress();
		return (peer != null) ? peer.getPort() : 0;
	}

	@Override
	public @Nullable InetAddress peerInetAddress(NettyRequest request) {
		InetSocketAddress peer = request.connection().getRemoteAddress();
		return (peer != null) ? peer.getAddress() : null;
	}

	@Override
	public String scheme(NettyRequest request) {
		return request.connection().getScheme();
	}

	@Override
	public int port(NettyRequest request) {
		return request.connection().getHostPort();
	}

	@Override
	public boolean hasHeader(NettyRequest request, String name) {
		return request.request().headers().contains(nettyName(name));
	}

	@Override
	public List<String> headerLines(NettyRequest request, String name) {
		return request.request().headers().getAll(nettyName(name));
	}

	/**
	 * Most headers are not there, or are one line, for which nobody needs a list.
	 */
	@Override
	public @Nullable String header(NettyRequest request, String name) {
		Iterator<? extends CharSequence> lines = request.request().headers().valueCharSequenceIterator(nettyName(name));
		if (!lines.hasNext()) {
			return null;
		}
		String line = lines.next().toString();
		return lines.hasNext() ? RequestReader.super.header(request, name) : line;
	}

}
