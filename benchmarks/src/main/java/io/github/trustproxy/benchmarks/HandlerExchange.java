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
import java.nio.ByteBuffer;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.HttpHandler;

/**
 * Hands a request to WebFlux, with the header map of Reactor Netty.
 */
final class HandlerExchange implements ServerExchange {

	private final HttpHandler handler;

	private final InetSocketAddress peer;

	private final HttpHeaders headers;

	HandlerExchange(HttpHandler handler, Workload workload) {
		this.handler = handler;
		this.peer = workload.peerAddress();
		this.headers = HeaderMap.NETTY.of(workload.headers());
	}

	@Override
	public ByteBuffer send() {
		MemoryResponse response = new MemoryResponse();
		this.handler.handle(new StubServerRequest(this.peer, this.headers), response).subscribe();
		return response.output.flip();
	}

	private static final class MemoryResponse extends AbstractServerHttpResponse {

		private final ByteBuffer output = ByteBuffer.allocate(256);

		MemoryResponse() {
			super(DefaultDataBufferFactory.sharedInstance);
		}

		@Override
		protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> body) {
			return Flux.from(body).doOnNext(this::append).then();
		}

		private void append(DataBuffer buffer) {
			int position = this.output.position();
			int length = buffer.readableByteCount();
			buffer.read(this.output.array(), position, length);
			this.output.position(position + length);
		}

		@Override
		protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return writeWithInternal(Flux.from(body).concatMap((part) -> part));
		}

		@Override
		protected void applyStatusCode() {
		}

		@Override
		protected void applyHeaders() {
		}

		@Override
		protected void applyCookies() {
		}

		@Override
		public <T> T getNativeResponse() {
			throw new UnsupportedOperationException();
		}

	}

}
