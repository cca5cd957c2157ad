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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import javax.net.ssl.SSLSocketFactory;

import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests byte by byte as the test has them: other clients refuse or repair what
 * an attacker sends.
 *
 * @param source the address that it connects from
 * @param server the server that it connects to
 * @param tls makes TLS sockets, or {@code null} for plain ones
 * @param preface what it sends first on each connection, before TLS
 */
record RawHttpClient(String source, InetSocketAddress server, @Nullable SSLSocketFactory tls,
		String preface) implements Client {

	RawHttpClient(String source, InetSocketAddress server, @Nullable SSLSocketFactory tls) {
		this(source, server, tls, "");
	}

	@Override
	public RawResponse get(String target, List<String> headers) throws IOException {
		StringBuilder request = new StringBuilder("GET %s HTTP/1.1\r\n".formatted(target));
		headers.forEach((line) -> request.append(line).append("\r\n"));
		request.append("Connection: close\r\n\r\n");
		try (RawConnection connection = new RawConnection(connect())) {
			return connection.exchange(request.toString());
		}
	}

	Socket connect() throws IOException {
		Socket socket = RawConnection.connect(InetAddress.getByName(this.source), this.server.getAddress(),
				this.server.getPort());
		socket.getOutputStream().write(this.preface.getBytes(StandardCharsets.US_ASCII));
		return (this.tls != null)
				? this.tls.createSocket(socket, this.server.getHostString(), this.server.getPort(), true) : socket;
	}

}
