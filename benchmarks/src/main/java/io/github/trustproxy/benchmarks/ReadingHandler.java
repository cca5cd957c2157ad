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
import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/**
 * An application that reads where a request comes from.
 */
final class ReadingHandler implements WebHandler {

	private @Nullable InetSocketAddress address;

	private @Nullable String scheme;

	private @Nullable String host;

	@Override
	public Mono<Void> handle(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		this.address = request.getRemoteAddress();
		URI uri = request.getURI();
		this.scheme = uri.getScheme();
		this.host = uri.getHost();
		return Mono.empty();
	}

	void drainTo(Blackhole blackhole) {
		blackhole.consume(this.address);
		blackhole.consume(this.scheme);
		blackhole.consume(this.host);
	}

	Answer answer() {
		String address = (this.address != null) ? this.address.getHostString() : "";
		return new Answer(address, String.valueOf(this.scheme), String.valueOf(this.host), "https".equals(this.scheme));
	}

}
