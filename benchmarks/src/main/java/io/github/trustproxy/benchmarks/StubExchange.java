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

import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.http.codec.multipart.Part;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

/**
 * An exchange with a request and attributes, and nothing else.
 */
final class StubExchange implements ServerWebExchange {

	private final ServerHttpRequest request;

	private final Map<String, Object> attributes = new ConcurrentHashMap<>();

	StubExchange(ServerHttpRequest request) {
		this.request = request;
	}

	/**
	 * Forget what an earlier use has left here.
	 */
	void reset() {
		if (!this.attributes.isEmpty()) {
			this.attributes.clear();
		}
	}

	@Override
	public ServerHttpRequest getRequest() {
		return this.request;
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	@Override
	public ServerHttpResponse getResponse() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<WebSession> getSession() {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T extends Principal> Mono<T> getPrincipal() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<MultiValueMap<String, String>> getFormData() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<MultiValueMap<String, Part>> getMultipartData() {
		throw new UnsupportedOperationException();
	}

	@Override
	public LocaleContext getLocaleContext() {
		throw new UnsupportedOperationException();
	}

	@Override
	public @Nullable ApplicationContext getApplicationContext() {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean isNotModified() {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean checkNotModified(Instant lastModified) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean checkNotModified(String etag) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean checkNotModified(@Nullable String etag, Instant lastModified) {
		throw new UnsupportedOperationException();
	}

	@Override
	public String transformUrl(String url) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void addUrlTransformer(Function<String, String> transformer) {
		throw new UnsupportedOperationException();
	}

	@Override
	public String getLogPrefix() {
		throw new UnsupportedOperationException();
	}

}
