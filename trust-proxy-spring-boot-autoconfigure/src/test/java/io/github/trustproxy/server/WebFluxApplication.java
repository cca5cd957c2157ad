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

package io.github.trustproxy.server;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.ClientAddressResolver;
import io.github.trustproxy.autoconfigure.TrustProxyAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyJettyAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyNettyAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyObservationAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyServerAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyTomcatAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyWebFluxAutoConfiguration;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebSession;

/**
 * A WebFlux application that shows what it sees.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ CodecsAutoConfiguration.class, HttpHandlerAutoConfiguration.class,
		JacksonAutoConfiguration.class, WebFluxAutoConfiguration.class, TrustProxyAutoConfiguration.class,
		TrustProxyJettyAutoConfiguration.class, TrustProxyNettyAutoConfiguration.class,
		TrustProxyObservationAutoConfiguration.class, TrustProxyServerAutoConfiguration.class,
		TrustProxyTomcatAutoConfiguration.class, TrustProxyWebFluxAutoConfiguration.class })
@Import(WebFluxApplication.Controller.class)
class WebFluxApplication {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	WebFilter filterBefore(ClientAddressResolver<ServerWebExchange> resolver) {
		return (exchange, chain) -> {
			String query = exchange.getRequest().getURI().getRawQuery();
			if ("fail-before".equals(query)) {
				return Mono.error(new IllegalStateException("Thrown before"));
			}
			if ("resolve-before".equals(query)) {
				exchange.getAttributes().put("before", seenBy(resolver, exchange));
			}
			if ("mutate-before".equals(query)) {
				return chain.filter(exchange.mutate().request((request) -> request.header("X-Added", "value")).build());
			}
			return chain.filter(exchange);
		};
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebFilter filterAfter(ClientAddressResolver<ServerWebExchange> resolver) {
		return (exchange, chain) -> {
			exchange.getAttributes().put("after", seenBy(resolver, exchange));
			if ("mutate".equals(exchange.getRequest().getURI().getRawQuery())) {
				return chain.filter(exchange.mutate().request((request) -> request.header("X-Added", "value")).build());
			}
			return chain.filter(exchange);
		};
	}

	/**
	 * Gets the exchange as the server made it, not the one that the filters passed on.
	 */
	@Bean
	@Order(-2)
	WebExceptionHandler exceptionHandler(ClientAddressResolver<ServerWebExchange> resolver) {
		return (exchange, exception) -> {
			ServerHttpResponse response = exchange.getResponse();
			response.setStatusCode((exception instanceof ErrorResponse error) ? error.getStatusCode()
					: HttpStatus.INTERNAL_SERVER_ERROR);
			response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
			ClientAddress client = resolver.resolve(exchange);
			byte[] body = JsonMapper.shared().writeValueAsBytes(whoAmI(client, client, exchange, "ERROR"));
			return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
		};
	}

	private static String seenBy(ClientAddressResolver<ServerWebExchange> resolver, ServerWebExchange exchange) {
		InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
		return ((remote != null) ? remote.getHostString() : null) + " " + resolver.resolve(exchange).ip();
	}

	static WhoAmI whoAmI(ClientAddress client, ClientAddress resolved, ServerWebExchange exchange, String dispatch) {
		ServerHttpRequest request = exchange.getRequest();
		InetSocketAddress remote = request.getRemoteAddress();
		URI uri = request.getURI();
		// Reactor Netty lets an empty Host header pass
		String authority = (uri.getRawAuthority() != null) ? uri.getRawAuthority() : "";
		int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
		String host = (colon < 0) ? authority : authority.substring(0, colon);
		boolean secure = "https".equals(uri.getScheme());
		int defaultPort = secure ? 443 : 80;
		int port = (colon < 0) ? defaultPort : Integer.parseInt(authority.substring(colon + 1));
		return new WhoAmI(client.ip(), client.ips(), client.port(), client.stopReason(),
				(client.peer() != null) ? client.peer().getHostString() : null, resolved.ip(),
				(remote != null) ? remote.getHostString() : null, (remote != null) ? remote.getHostString() : null,
				(remote != null) ? remote.getPort() : 0, uri.getScheme(), secure, host, port,
				uri.getScheme() + "://" + authority + uri.getRawPath(), uri.getRawQuery(), request.getPath().value(),
				request.getPath().contextPath().value(), headers(request.getHeaders()), exchange.getAttribute("before"),
				exchange.getAttribute("after"), dispatch);
	}

	private static Map<String, List<String>> headers(HttpHeaders headers) {
		Map<String, List<String>> copy = new TreeMap<>();
		headers.forEach((name, values) -> copy.put(name.toLowerCase(Locale.ROOT), values));
		return copy;
	}

	/**
	 * The endpoints.
	 */
	@RestController
	static class Controller {

		private final ClientAddressResolver<ServerWebExchange> resolver;

		Controller(ClientAddressResolver<ServerWebExchange> resolver) {
			this.resolver = resolver;
		}

		@GetMapping("/whoami/**")
		WhoAmI whoAmI(ClientAddress client, ServerWebExchange exchange) {
			return WebFluxApplication.whoAmI(client, this.resolver.resolve(exchange), exchange, "REQUEST");
		}

		@PostMapping("/whoami")
		WhoAmI whoAmIAfterTheBody(@RequestBody byte[] body, ClientAddress client, ServerWebExchange exchange) {
			return whoAmI(client, exchange);
		}

		@GetMapping("/header")
		HeaderView header(@RequestParam String name, ServerHttpRequest request) {
			HttpHeaders headers = request.getHeaders();
			return new HeaderView(headers.getFirst(name), headers.getOrEmpty(name),
					headers.containsHeader(name) || headers.headerNames().stream().anyMatch(name::equalsIgnoreCase));
		}

		@GetMapping("/session")
		Mono<Boolean> session(WebSession session) {
			session.start();
			return Mono.just(session.isStarted());
		}

		@GetMapping("/session/new-id")
		Mono<Boolean> sessionWithNewId(WebSession session) {
			session.start();
			return session.changeSessionId().thenReturn(true);
		}

		@PostMapping("/parameter")
		Mono<String> parameter(ServerWebExchange exchange) {
			return exchange.getFormData().mapNotNull((data) -> data.getFirst("name"));
		}

		@GetMapping("/attribute")
		String attribute(ServerWebExchange exchange) {
			exchange.getAttributes().put("attribute", "set on the exchange");
			return (String) exchange.getRequest().getAttributes().get("attribute");
		}

		@GetMapping("/observation")
		String observation(ServerWebExchange exchange) {
			ServerHttpRequest request = ServerRequestObservationContext.findCurrent(exchange.getAttributes())
				.orElseThrow()
				.getCarrier();
			return request.getRemoteAddress().getHostString() + " " + request.getURI();
		}

		@GetMapping("/fail")
		Mono<Void> fail() {
			return Mono.error(new IllegalStateException("Thrown by the controller"));
		}

	}

}
