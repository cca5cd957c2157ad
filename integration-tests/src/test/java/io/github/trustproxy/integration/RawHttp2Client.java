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

package io.github.trustproxy.integration;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.RawHttp2Exchange;

/**
 * The same as {@link RawHttpClient} for HTTP/2. It does no more than one request, and of
 * the response it reads a status that has no text and the body.
 *
 * @param source the address that it connects from
 * @param server the server that it connects to
 * @param tls makes TLS sockets
 * @param preface what it sends first on each connection, before TLS
 */
record RawHttp2Client(String source, InetSocketAddress server, SSLSocketFactory tls, String preface) implements Client {

	@Override
	public RawResponse get(String target, List<String> headers) throws IOException {
		RawHttpClient sockets = new RawHttpClient(this.source, this.server, this.tls, this.preface);
		try (SSLSocket socket = (SSLSocket) sockets.connect()) {
			SSLParameters parameters = socket.getSSLParameters();
			parameters.setApplicationProtocols(new String[] { "h2" });
			socket.setSSLParameters(parameters);
			socket.startHandshake();
			if (!"h2".equals(socket.getApplicationProtocol())) {
				throw new IOException("No HTTP/2, but '%s'".formatted(socket.getApplicationProtocol()));
			}
			return exchange(target, headers).send(socket);
		}
	}

	private static RawHttp2Exchange exchange(String target, List<String> lines) {
		RawHttp2Exchange exchange = new RawHttp2Exchange().header(":method", "GET")
			.header(":scheme", "https")
			.header(":path", target);
		for (String line : lines) {
			int colon = line.indexOf(':');
			String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
			// White space around a value is a matter of HTTP/1.1
			exchange.header(name.equals("host") ? ":authority" : name, line.substring(colon + 1).strip());
		}
		return exchange;
	}

}
