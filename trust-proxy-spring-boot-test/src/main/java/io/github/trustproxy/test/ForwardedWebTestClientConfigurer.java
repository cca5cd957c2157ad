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

package io.github.trustproxy.test;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;

import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.explain.DescribedRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClientConfigurer;
import org.springframework.util.Assert;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Makes the requests of a {@code WebTestClient} without a server requests that came
 * through proxies.
 */
final class ForwardedWebTestClientConfigurer implements WebTestClientConfigurer {

	private final ForwardedRequest request;

	ForwardedWebTestClientConfigurer(ForwardedRequest request) {
		this.request = request;
	}

	@Override
	public void afterConfigurerAdded(WebTestClient.Builder builder, @Nullable WebHttpHandlerBuilder server,
			@Nullable ClientHttpConnector connector) {
		Assert.state(server != null, "The client is bound to a server, which has a peer of its own:"
				+ " give it the headers with ForwardedRequest.headers(setting)");
		// The first one: that of trust-proxy comes behind it
		server.filters((filters) -> filters.add(0, new ForwardingFilter(this.request)));
	}

	private static final class ForwardingFilter implements WebFilter {

		private final ForwardedRequest request;

		private final InetSocketAddress peer;

		ForwardingFilter(ForwardedRequest request) {
			this.request = request;
			this.peer = Objects.requireNonNull(
					DescribedRequest.from(request.peer()).decide(TrustProxy.builder().build()).client().peer());
		}

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			List<HeaderLine> lines = TrustProxySetting.find(exchange.getApplicationContext()).headers(this.request);
			return chain.filter(exchange.mutate()
				.request((mutated) -> mutated.remoteAddress(this.peer)
					.uri(absolute(exchange.getRequest().getURI(), lines))
					.headers((headers) -> lines.forEach((line) -> headers.set(line.name(), line.value()))))
				.build());
		}

		/**
		 * Unlike a server, the mock leaves a path a path.
		 */
		private static URI absolute(URI uri, List<HeaderLine> lines) {
			if (uri.isAbsolute()) {
				return uri;
			}
			String host = lines.stream()
				.filter((line) -> line.name().equals(HttpHeaders.HOST))
				.map(HeaderLine::value)
				.findFirst()
				.orElse("localhost");
			return URI.create("http://" + host + uri);
		}

	}

}
