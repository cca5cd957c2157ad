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
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A request that costs next to nothing.
 */
final class StubServerRequest extends AbstractServerHttpRequest {

	private final InetSocketAddress peer;

	private final HttpHeaders receivedHeaders;

	StubServerRequest(InetSocketAddress peer, HttpHeaders headers) {
		super(HttpMethod.GET, URI.create("http://" + Workload.SERVER_NAME + ":8080" + ServerExchange.PATH), "",
				headers);
		this.peer = peer;
		this.receivedHeaders = headers;
	}

	/**
	 * The inherited method returns them with a wrapper around all that is read.
	 */
	@Override
	public HttpHeaders getHeaders() {
		return this.receivedHeaders;
	}

	@Override
	public InetSocketAddress getRemoteAddress() {
		return this.peer;
	}

	@Override
	protected MultiValueMap<String, HttpCookie> initCookies() {
		return new LinkedMultiValueMap<>();
	}

	@Override
	protected @Nullable SslInfo initSslInfo() {
		return null;
	}

	/**
	 * That of no server.
	 */
	@Override
	@SuppressWarnings("unchecked")
	public <T> T getNativeRequest() {
		return (T) this;
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return Flux.empty();
	}

}
