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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

import io.github.trustproxy.RequestReader;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of Jetty's core as the server received them.
 */
final class JettyRequestReader implements RequestReader<Request> {

	@Override
	public @Nullable String peerAddress(Request request) {
		InetSocketAddress peer = peer(request);
		return (peer != null && peer.getAddress() != null) ? peer.getAddress().getHostAddress() : null;
	}

	@Override
	public int peerPort(Request request) {
		InetSocketAddress peer = peer(request);
		return (peer != null) ? peer.getPort() : 0;
	}

	@Override
	public @Nullable InetAddress peerInetAddress(Request request) {
		InetSocketAddress peer = peer(request);
		return (peer != null) ? peer.getAddress() : null;
	}

	@Override
	public boolean isUnixPeer(Request request) {
		return request.getConnectionMetaData().getRemoteSocketAddress() instanceof UnixDomainSocketAddress;
	}

	@Override
	public @Nullable X509Certificate peerCertificate(Request request) {
		EndPoint.SslSessionData tls = request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
		X509Certificate[] chain = (tls != null) ? tls.peerCertificates() : null;
		return (chain != null && chain.length > 0) ? chain[0] : null;
	}

	private static @Nullable InetSocketAddress peer(Request request) {
		return (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer) ? peer
				: null;
	}

	/**
	 * The scheme of the connection. That of the URI may have been written by a client.
	 */
	@Override
	public String scheme(Request request) {
		return request.getConnectionMetaData().isSecure() ? "https" : "http";
	}

	@Override
	public int port(Request request) {
		int port = hasAuthority(request) ? request.getHttpURI().getPort() : -1;
		return (port > 0) ? port : -1;
	}

	@Override
	public boolean hasHeader(Request request, String name) {
		return request.getHeaders().contains(name);
	}

	/**
	 * Most headers have one line, which is found without a list of lines.
	 */
	@Override
	public @Nullable String header(Request request, String name) {
		HttpField line = null;
		for (HttpField field : request.getHeaders()) {
			if (field.is(name)) {
				if (line != null || HttpHeader.HOST.is(name)) {
					return RequestReader.super.header(request, name);
				}
				line = field;
			}
		}
		return (line != null) ? line.getValue() : null;
	}

	@Override
	public List<String> headerLines(Request request, String name) {
		// Host and port come from the same place, of which HTTP/2 has a better one
		return (HttpHeader.HOST.is(name) && hasAuthority(request)) ? List.of()
				: request.getHeaders().getValuesList(name);
	}

	private static boolean hasAuthority(Request request) {
		return request.getConnectionMetaData().getHttpVersion().compareTo(HttpVersion.HTTP_2) >= 0
				&& request.getHttpURI().hasAuthority();
	}

}
