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

package io.github.trustproxy;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.github.trustproxy.address.NaiveAddress;
import io.github.trustproxy.servlet.MalformedRequestFilter;
import io.github.trustproxy.servlet.TrustProxyFilter;
import io.github.trustproxy.webflux.TrustProxyWebFilter;
import jakarta.servlet.http.HttpServletRequest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Invariant I8: a servlet and a WebFlux application see the same, whatever the request.
 */
@Domain(RandomRequests.Domain.class)
@AddLifecycleHook(PropertyTries.class)
class StackPropertyTests {

	private static final DefaultWebSessionManager sessions = new DefaultWebSessionManager();

	private static final ServerCodecConfigurer codecs = ServerCodecConfigurer.create();

	private static final AcceptHeaderLocaleContextResolver locales = new AcceptHeaderLocaleContextResolver();

	@Property
	void servletAndWebFluxApplicationsSeeTheSame(@ForAll RandomRequests random) throws Exception {
		TrustSettings settings = random.settings();
		ServerRequest request = ServerRequest.of(random);
		View servlet = servlet(settings, request);
		assertThat(webFlux(settings, request)).isEqualTo(servlet);
		Statistics.label("what the application sees").collect(outcome(servlet, request)).coverage((coverage) -> {
			coverage.check("status 400").percentage((percentage) -> percentage > 0.5);
			coverage.check("client").percentage((percentage) -> percentage > 10);
		});
	}

	private static String outcome(@Nullable View view, ServerRequest request) {
		if (view == null) {
			return "status 400";
		}
		return view.remoteAddress().equals(request.peer()) ? "peer" : "client";
	}

	private static @Nullable View servlet(TrustSettings settings, ServerRequest request) throws Exception {
		MockHttpServletRequest servletRequest = new MockHttpServletRequest("GET", "/path");
		// Without a Host header there is the :authority of HTTP/2, which is all that
		// WebFlux sees
		servletRequest.setProtocol(request.hasHost() ? "HTTP/1.1" : "HTTP/2.0");
		servletRequest.setScheme(request.scheme());
		servletRequest.setSecure(request.scheme().equals("https"));
		servletRequest.setServerName("app.internal");
		servletRequest.setServerPort(request.port());
		servletRequest.setRemoteAddr(request.peer());
		servletRequest.setRemotePort(54321);
		request.headerLines().forEach((line) -> servletRequest.addHeader(line.name(), line.value()));
		MockHttpServletResponse response = new MockHttpServletResponse();
		MockFilterChain chain = new MockFilterChain();
		new TrustProxyFilter(settings.trustProxy()).doFilter(servletRequest, response, chain);
		if (request.malformed() == MalformedHandling.REJECT) {
			MockFilterChain last = new MockFilterChain();
			new MalformedRequestFilter().doFilter(chain.getRequest(), response, last);
			if (last.getRequest() == null) {
				assertThat(response.getStatus()).isEqualTo(400);
				return null;
			}
		}
		HttpServletRequest seen = (HttpServletRequest) chain.getRequest();
		DecidedRequest<?> decided = DecidedRequest.of(seen.getAttribute(DecidedRequest.ATTRIBUTE));
		return new View(seen.getRemoteAddr(), seen.getRemotePort(), seen.getScheme(), seen.isSecure(),
				seen.getServerName(), seen.getServerPort(), seen.getRequestURI(),
				names(Collections.list(seen.getHeaderNames())), (decided != null) ? decided.client().ips() : null);
	}

	private static @Nullable View webFlux(TrustSettings settings, ServerRequest request) {
		MockServerHttpRequest.BaseBuilder<?> builder = MockServerHttpRequest
			.method(HttpMethod.GET,
					URI.create(Origin.serialize(request.scheme(), "app.internal", request.port()) + "/path"))
			.remoteAddress(new InetSocketAddress(NaiveAddress.parse(request.peer()).toInetAddress(), 54321));
		request.headerLines().forEach((line) -> builder.header(line.name(), line.value()));
		MockServerHttpResponse response = new MockServerHttpResponse();
		ServerWebExchange exchange = new DefaultServerWebExchange(builder.build(), response, sessions, codecs, locales);
		ServerWebExchange[] passedOn = new ServerWebExchange[1];
		Mono<Void> handled = new TrustProxyWebFilter(settings.trustProxy(), request.malformed()).filter(exchange,
				(next) -> {
					passedOn[0] = next;
					return Mono.empty();
				});
		HttpStatusCode refused = handled.then(Mono.<HttpStatusCode>empty())
			.onErrorResume(ResponseStatusException.class, (ex) -> Mono.just(ex.getStatusCode()))
			.block();
		if (passedOn[0] == null) {
			assertThat(refused).isEqualTo(HttpStatus.BAD_REQUEST);
			return null;
		}
		ServerHttpRequest seen = passedOn[0].getRequest();
		URI uri = seen.getURI();
		// Of a host with an underscore, a URI knows neither the host nor the port
		String authority = uri.getRawAuthority();
		int colon = authority.indexOf(':', authority.indexOf(']') + 1);
		DecidedRequest<?> decided = passedOn[0].getAttribute(DecidedRequest.ATTRIBUTE);
		return new View(seen.getRemoteAddress().getHostString(), seen.getRemoteAddress().getPort(), uri.getScheme(),
				uri.getScheme().equals("https"), (colon < 0) ? authority : authority.substring(0, colon),
				(colon < 0) ? Origin.defaultPort(uri.getScheme()) : Integer.parseInt(authority.substring(colon + 1)),
				seen.getPath().value(), names(List.copyOf(seen.getHeaders().headerNames())),
				(decided != null) ? decided.client().ips() : null);
	}

	private static Set<String> names(List<String> names) {
		return new TreeSet<>(names.stream().map((name) -> name.toLowerCase(Locale.ROOT)).toList());
	}

	/**
	 * A request as a server hands it to an application.
	 *
	 * @param request the request
	 * @param malformed what a malformed address does
	 */
	record ServerRequest(TestRequest request, MalformedHandling malformed) {

		private static final List<String> PEERS = List.of("10.0.0.1", "10.0.0.1", "10.0.0.1", "10.0.0.1", "10.0.0.1",
				"10.0.0.1", "198.51.100.1", "0:0:0:0:0:0:0:1", "0:0:0:0:0:0:0:1", "fe80:0:0:0:0:0:0:1");

		static ServerRequest of(RandomRequests random) {
			int port = random.oneOf(List.of(8080, 80, 443));
			MalformedHandling malformed = random.oneOf(List.of(MalformedHandling.values()));
			String peer = random.oneOf(PEERS);
			boolean withHost = random.oneIn(2);
			TestRequest bare = random.request().peer(peer).port(port).without("Host");
			return new ServerRequest(
					withHost ? bare.header("Host", Origin.serialize("", "app.internal", port).substring(3)) : bare,
					malformed);
		}

		String peer() {
			return this.request.peerAddress();
		}

		String scheme() {
			return this.request.scheme();
		}

		int port() {
			return this.request.port();
		}

		boolean hasHost() {
			return !this.request.lines("Host").isEmpty();
		}

		List<TestRequest.HeaderLine> headerLines() {
			return this.request.headerLines();
		}

	}

	/**
	 * What an application sees.
	 */
	record View(String remoteAddress, int remotePort, String scheme, boolean secure, String host, int port, String path,
			Set<String> headerNames, @Nullable List<String> ips) {

	}

}
