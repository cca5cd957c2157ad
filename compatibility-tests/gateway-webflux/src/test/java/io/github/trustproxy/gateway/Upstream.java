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

package io.github.trustproxy.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A server that gateways lead to. It keeps the last request that it got.
 */
final class Upstream implements AutoCloseable {

	private final HttpServer server;

	private volatile @Nullable UpstreamRequest lastRequest;

	Upstream() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			HttpHeaders headers = new HttpHeaders();
			exchange.getRequestHeaders().forEach(headers::addAll);
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.lastRequest = new UpstreamRequest(exchange.getRequestURI().getRawPath(), headers, body);
			exchange.sendResponseHeaders(200, -1);
		}
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	/**
	 * Return the last request and forget it.
	 */
	@Nullable UpstreamRequest takeRequest() {
		UpstreamRequest request = this.lastRequest;
		this.lastRequest = null;
		return request;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
