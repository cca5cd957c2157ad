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

package io.github.trustproxy.webflux;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.trustproxy.RequestReader;
import io.github.trustproxy.TrustProxy;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;

/**
 * Reads the requests of WebFlux.
 */
final class ServerHttpRequestReader implements RequestReader<ServerHttpRequest> {

	/**
	 * The names of the headers that a decision reads, in lower case: Spring's map of
	 * headers makes a copy of a name that is not, each time.
	 */
	private final Map<String, String> lowerCase = new HashMap<>();

	private final TrustProxy trustProxy;

	/**
	 * Create a reader.
	 * @param trustProxy decides about what is read
	 */
	ServerHttpRequestReader(TrustProxy trustProxy) {
		this.trustProxy = trustProxy;
		for (String name : trustProxy.relevantHeaders()) {
			this.lowerCase.put(name, name.toLowerCase(Locale.ROOT));
		}
		this.lowerCase.put(HttpHeaders.HOST, "host");
	}

	@Override
	public @Nullable String peerAddress(ServerHttpRequest request) {
		InetSocketAddress peer = request.getRemoteAddress();
		// An unresolved address has no IP address; to resolve it would be a DNS query
		return (peer != null && peer.getAddress() != null) ? peer.getAddress().getHostAddress() : null;
	}

	@Override
	public boolean isUnixPeer(ServerHttpRequest request) {
		Object received = RequestRewriter.received(this.trustProxy, request);
		return received != null && this.trustProxy.isUnixPeer(received);
	}

	@Override
	public @Nullable X509Certificate peerCertificate(ServerHttpRequest request) {
		SslInfo tls = request.getSslInfo();
		X509Certificate[] chain = (tls != null) ? tls.getPeerCertificates() : null;
		return (chain != null && chain.length > 0) ? chain[0] : null;
	}

	@Override
	public int peerPort(ServerHttpRequest request) {
		InetSocketAddress peer = request.getRemoteAddress();
		return (peer != null) ? peer.getPort() : 0;
	}

	@Override
	public @Nullable InetAddress peerInetAddress(ServerHttpRequest request) {
		InetSocketAddress peer = request.getRemoteAddress();
		return (peer != null) ? peer.getAddress() : null;
	}

	@Override
	public String scheme(ServerHttpRequest request) {
		String scheme = request.getURI().getScheme();
		return (scheme != null) ? scheme : "http";
	}

	@Override
	public int port(ServerHttpRequest request) {
		return request.getURI().getPort();
	}

	@Override
	public boolean hasHeader(ServerHttpRequest request, String name) {
		return request.getHeaders().containsHeader(this.lowerCase.getOrDefault(name, name));
	}

	@Override
	public List<String> headerLines(ServerHttpRequest request, String name) {
		return request.getHeaders().getOrEmpty(this.lowerCase.getOrDefault(name, name));
	}

}
