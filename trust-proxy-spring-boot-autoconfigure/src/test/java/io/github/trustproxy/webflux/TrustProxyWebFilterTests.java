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

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.MalformedHandling;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.header.ForwardedValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TrustProxyWebFilter}, {@link TrustProxyHttpHandler},
 * {@link RewrittenServerHttpRequest} and {@link WebFluxClientAddressResolver}.
 */
class TrustProxyWebFilterTests {

	private static final TrustProxy trustProxy = TrustProxy.builder().policy(TrustPolicy.of("10.0.0.0/8")).build();

	@Test
	void runsFirst() {
		assertThat(new TrustProxyWebFilter(trustProxy, MalformedHandling.STOP).getOrder())
			.isEqualTo(Ordered.HIGHEST_PRECEDENCE);
	}

	@Test
	void showsRequestWithoutForwardingHeaderAsItIs() throws Exception {
		ServerWebExchange exchange = exchange(peer(), "X-Real-IP", "203.0.113.7");
		ServerHttpRequest seen = filter(trustProxy, exchange).getRequest();
		assertThat(seen.getHeaders().headerNames()).isEqualTo(exchange.getRequest().getHeaders().headerNames());
		assertThat(seen.getHeaders().getFirst("X-Real-IP")).isEqualTo("203.0.113.7");
		assertThat(seen.getRemoteAddress()).isEqualTo(exchange.getRequest().getRemoteAddress());
		assertThat(seen.getURI()).isEqualTo(exchange.getRequest().getURI());
	}

	@Test
	void showsRequestWithoutAnyPeerAsItIs() {
		ServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/whoami"));
		assertThat(filter(trustProxy, exchange).getRequest().getRemoteAddress()).isNull();
	}

	@Test
	void passesRewrittenRequestOnAsItIs() throws Exception {
		ServerWebExchange rewritten = filter(trustProxy, exchange(peer(), "X-Forwarded-For", "203.0.113.7"));
		assertThat(filter(trustProxy, rewritten)).isSameAs(rewritten);
		ServerWebExchange decorated = rewritten.mutate()
			.request(new ServerHttpRequestDecorator(rewritten.getRequest()))
			.build();
		assertThat(filter(trustProxy, decorated)).isSameAs(decorated);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
			"X-Forwarded-Prefix", "X-Forwarded-Ssl", "Forwarded", "x-forwarded-for" })
	void hidesForwardingHeaderWithoutValue(String name) throws Exception {
		ServerHttpRequest seen = filter(trustProxy, exchange(peer(), name, "")).getRequest();
		assertThat(seen.getHeaders().containsHeader(name)).isFalse();
		assertThat(seen.getHeaders().isEmpty()).isTrue();
	}

	@Test
	void makesIpv6PeerCanonical() throws Exception {
		InetAddress address = Inet6Address.getByAddress(null, InetAddress.getByName("fe80::9").getAddress(), 2);
		ServerHttpRequest seen = filter(trustProxy, exchange(new InetSocketAddress(address, 54321))).getRequest();
		assertThat(seen.getRemoteAddress()).isNotNull();
		assertThat(seen.getRemoteAddress().getHostString()).isEqualTo("fe80::9");
		assertThat(seen.getRemoteAddress().getPort()).isEqualTo(54321);
	}

	@Test
	void answersResolvedAddressWhoseNameIsItsLiteral() throws Exception {
		InetSocketAddress remote = filter(trustProxy, exchange(peer(), "X-Forwarded-For", "203.0.113.7:4711"))
			.getRequest()
			.getRemoteAddress();
		assertThat(remote).isNotNull();
		assertThat(remote.isUnresolved()).isFalse();
		assertThat(remote.getHostName()).isEqualTo("203.0.113.7");
		assertThat(remote.getPort()).isEqualTo(4711);
	}

	@Test
	void doesNotResolveNameOfUnresolvedPeer() {
		InetSocketAddress unresolved = InetSocketAddress.createUnresolved("localhost", 54321);
		TrustProxy loopback = TrustProxy.builder().policy(TrustPolicy.of("loopback")).build();
		ServerWebExchange seen = filter(loopback, exchange(unresolved, "X-Forwarded-For", "203.0.113.7"));
		assertThat(resolve(loopback, seen).ip()).isEqualTo("unknown");
		assertThat(resolve(loopback, seen).peer()).isNull();
		assertThat(seen.getRequest().getRemoteAddress()).isSameAs(unresolved);
		assertThat(unresolved.isUnresolved()).isTrue();
	}

	@Test
	void asksThePolicyOncePerRequest() throws Exception {
		AtomicInteger questions = new AtomicInteger();
		TrustProxy counting = TrustProxy.builder().policy((address, hop) -> {
			questions.incrementAndGet();
			return true;
		}).build();
		ServerWebExchange exchange = exchange(peer(), "X-Forwarded-For", "203.0.113.7");
		ServerWebExchange seen = filter(counting, exchange);
		ClientAddress client = resolve(counting, seen);
		assertThat(resolve(counting, exchange)).isSameAs(client);
		assertThat(resolve(counting, seen.mutate().request((request) -> request.path("/other")).build()))
			.isSameAs(client);
		assertThat(questions).hasValue(1);
	}

	@Test
	void makesUriAndHeadersOnceWhenAskedForThem() throws Exception {
		ServerHttpRequest seen = filter(trustProxy,
				exchange(peer(), "X-Forwarded-Proto", "https", "Accept", "text/plain"))
			.getRequest();
		assertThat(seen.getURI()).isEqualTo(URI.create("https://app.internal:8080/app/whoami?q=1"))
			.isSameAs(seen.getURI());
		assertThat(seen.getHeaders()).isSameAs(seen.getHeaders());
		assertThat(seen.getHeaders().headerNames()).containsExactly("Accept");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> seen.getHeaders().set("Accept", "text/html"));
	}

	@Test
	void leavesUriAndPathToTheServerWhereOnlyTheAddressIsForwarded() throws Exception {
		ServerWebExchange exchange = exchange(peer(), "X-Forwarded-For", "203.0.113.7");
		ServerHttpRequest seen = filter(trustProxy, exchange).getRequest();
		assertThat(seen.getURI()).isSameAs(exchange.getRequest().getURI());
		assertThat(seen.getPath()).isSameAs(exchange.getRequest().getPath());
	}

	@Test
	void leavesUriThatShowsTheOriginAlready() throws Exception {
		ServerWebExchange exchange = exchange(peer(), "X-Forwarded-Proto", "http", "X-Forwarded-Host",
				"app.internal:8080");
		assertThat(filter(trustProxy, exchange).getRequest().getURI()).isSameAs(exchange.getRequest().getURI());
	}

	@Test
	void leavesOutFragmentAlsoWhereTheUriShowsTheOrigin() throws Exception {
		ServerWebExchange exchange = MockServerWebExchange
			.from(MockServerHttpRequest.method(HttpMethod.GET, URI.create("http://app.internal:8080/app#x"))
				.remoteAddress(peer())
				.header("X-Forwarded-Host", "app.internal:8080"));
		assertThat(filter(trustProxy, exchange).getRequest().getURI())
			.isEqualTo(URI.create("http://app.internal:8080/app"));
	}

	@Test
	void makesNoTextForEachRequestThatAsksForItsName() {
		TrustProxyWebFilter filter = new TrustProxyWebFilter(trustProxy, MalformedHandling.STOP);
		assertThat(filter.toString()).isSameAs(filter.toString());
	}

	@Test
	void putsPrefixInFrontOfTheContextPath() throws Exception {
		TrustProxy believingPrefix = TrustProxy.builder()
			.policy(TrustPolicy.of("10.0.0.0/8"))
			.values(EnumSet.allOf(ForwardedValue.class))
			.build();
		ServerHttpRequest seen = filter(believingPrefix, exchange(peer(), "X-Forwarded-Prefix", "/api")).getRequest();
		assertThat(seen.getPath().value()).isEqualTo("/api/app/whoami");
		assertThat(seen.getPath().contextPath().value()).isEqualTo("/api/app");
		assertThat(seen.getPath().pathWithinApplication().value()).isEqualTo("/whoami");
		assertThat(seen.getURI()).isEqualTo(URI.create("http://app.internal:8080/api/app/whoami?q=1"));
	}

	/**
	 * A filter of the application may say that the request comes from somewhere else.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void handlerInsteadOfFilterDecidesAndAnnouncesOnce(boolean decorated) throws Exception {
		AtomicInteger questions = new AtomicInteger();
		AtomicInteger announced = new AtomicInteger();
		TrustProxy counting = TrustProxy.builder().policy((address, hop) -> {
			questions.incrementAndGet();
			return true;
		}).onRequest((request) -> announced.incrementAndGet()).build();
		InetSocketAddress elsewhere = new InetSocketAddress(InetAddress.getByAddress(new byte[] { 10, 9, 9, 9 }), 1);
		List<String> resolved = new ArrayList<>();
		WebHttpHandlerBuilder builder = WebHttpHandlerBuilder.webHandler((exchange) -> {
			resolved.add(resolve(counting, exchange).ip());
			return Mono.empty();
		})
			.filter(new TrustProxyWebFilter(counting, MalformedHandling.STOP), (exchange, chain) -> chain
				.filter(exchange.mutate().request((request) -> request.remoteAddress(elsewhere)).build()));
		if (decorated) {
			builder.httpHandlerDecorator((handler) -> TrustProxyHttpHandler.decorate(counting, handler));
		}
		TrustProxyHttpHandler.replaceFilter(builder, counting);
		ServerWebExchange exchange = exchange(peer(), "X-Forwarded-For", "203.0.113.7");
		builder.build().handle(exchange.getRequest(), exchange.getResponse()).block();
		assertThat(resolved).containsExactly("203.0.113.7");
		assertThat(questions).hasValue(1);
		assertThat(announced).hasValue(1);
	}

	private static ServerWebExchange filter(TrustProxy trustProxy, ServerWebExchange exchange) {
		AtomicReference<ServerWebExchange> passedOn = new AtomicReference<>();
		new TrustProxyWebFilter(trustProxy, MalformedHandling.STOP)
			.filter(exchange, (seen) -> Mono.fromRunnable(() -> passedOn.set(seen)))
			.block();
		return passedOn.get();
	}

	private static ClientAddress resolve(TrustProxy trustProxy, ServerWebExchange exchange) {
		return new WebFluxClientAddressResolver(trustProxy).resolve(exchange);
	}

	private static InetSocketAddress peer() throws Exception {
		return new InetSocketAddress(InetAddress.getByAddress(new byte[] { 10, 0, 0, 9 }), 54321);
	}

	private static ServerWebExchange exchange(@Nullable InetSocketAddress peer, String... headers) {
		MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest
			.get("http://app.internal:8080/app/whoami?q=1")
			.contextPath("/app");
		if (peer != null) {
			request.remoteAddress(peer);
		}
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return MockServerWebExchange.from(request.build());
	}

}
