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

package io.github.trustproxy.libraries;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hateoas.autoconfigure.HypermediaAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.hateoas.server.mvc.WebMvcLinkBuilder;
import org.springframework.hateoas.server.reactive.WebFluxLinkBuilder;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.servlet.mvc.method.annotation.MvcUriComponentsBuilder;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.ForwardedHeaderUtils;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Links that Spring and Spring HATEOAS make of a request lead to where the client came
 * from, however they are made.
 */
@EveryServer
@Shows("what-is-rewritten.md: 1. Redirects and links")
class LinkTests extends AbstractLibraryTests {

	LinkTests(ServerStack stack) {
		super(stack, ServletConfiguration.class, WebFluxConfiguration.class);
	}

	@ParameterizedTest
	@MethodSource
	void linksNameTheForwardedOrigin(String origin, String... headerLines) throws IOException {
		assertLinks(trusting(), origin + "/links", headerLines);
	}

	static Stream<Arguments> linksNameTheForwardedOrigin() {
		return Stream.of(
				links("https://www.example.com", "X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com"),
				links("http://www.example.com", "X-Forwarded-Host: www.example.com"),
				links("https://app.internal:8080", "X-Forwarded-Proto: https"),
				links("https://www.example.com:8443", "X-Forwarded-Proto: https",
						"X-Forwarded-Host: www.example.com:8443"),
				links("https://www.example.com:8443", "X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com",
						"X-Forwarded-Port: 8443"),
				links("https://[2001:db8::1]:8443", "X-Forwarded-Proto: https",
						"X-Forwarded-Host: [2001:db8::1]:8443"));
	}

	private static Arguments links(String origin, String... headerLines) {
		return arguments(origin, headerLines);
	}

	/**
	 * Spring takes the left-most value, which the client may have written.
	 */
	@Test
	void linksDoNotApplyTheHeadersAgain() throws IOException {
		assertLinks(trusting(), "https://www.example.com/api/links", "X-Forwarded-Proto: http, https",
				"X-Forwarded-Host: evil.example, www.example.com", "X-Forwarded-Prefix: /api",
				"Forwarded: proto=http;host=evil.example", "X-Forwarded-Ssl: on");
	}

	@Test
	void linksHaveThePrefix() throws IOException {
		assertLinks(trusting(), "https://www.example.com/api/links", FORWARDED_WITH_PREFIX);
	}

	@Test
	void linksNameTheOwnOriginForAnUntrustedPeer() throws IOException {
		assertLinks(distrusting(), "http://app.internal:8080/links", FORGED);
	}

	@Test
	@Shows("threat-model.md: hide-headers: false, and code that reads the headers by")
	void visibleHeadersAreAppliedAgain() throws IOException {
		Application application = application(
				stack().isServlet() ? ServletConfiguration.class : WebFluxConfiguration.class, "trust-proxy=loopback",
				"trust-proxy.hide-headers=false");
		Link[] links = Application.read(application.get("/links", "X-Forwarded-Host: evil.example, www.example.com"),
				Link[].class);
		assertThat(links).filteredOn((link) -> link.madeBy().equals("adaptFromForwardedHeaders"))
			.singleElement()
			.extracting(Link::href)
			.isEqualTo("http://evil.example/links");
	}

	private static void assertLinks(Application application, String expected, String... headerLines)
			throws IOException {
		RawResponse response = application.get("/links", headerLines);
		assertThat(response.status()).isEqualTo(200);
		assertThat(Application.read(response, Link[].class)).isNotEmpty()
			.allSatisfy((link) -> assertThat(link.href()).as(link.madeBy()).isEqualTo(expected));
	}

	/**
	 * A link.
	 *
	 * @param madeBy what made it
	 * @param href where it leads to
	 */
	record Link(String madeBy, String href) {

		static Link of(String madeBy, UriComponentsBuilder builder) {
			return new Link(madeBy, builder.build().toUriString());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(HypermediaAutoConfiguration.class)
	@Import(ServletController.class)
	static class ServletConfiguration {

	}

	@RestController
	static class ServletController {

		@GetMapping("/links")
		List<Link> links(HttpServletRequest request, UriComponentsBuilder argument) {
			ServletServerHttpRequest httpRequest = new ServletServerHttpRequest(request);
			return List.of(Link.of("argument", argument.path("/links")),
					Link.of("fromUri", UriComponentsBuilder.fromUri(httpRequest.getURI())),
					Link.of("adaptFromForwardedHeaders",
							ForwardedHeaderUtils.adaptFromForwardedHeaders(httpRequest.getURI(),
									httpRequest.getHeaders())),
					Link.of("fromRequest", ServletUriComponentsBuilder.fromRequest(request)),
					Link.of("fromCurrentRequest", ServletUriComponentsBuilder.fromCurrentRequest()),
					Link.of("fromCurrentContextPath",
							ServletUriComponentsBuilder.fromCurrentContextPath().path("/links")),
					Link.of("fromMethodName",
							MvcUriComponentsBuilder.fromMethodName(ServletController.class, "links", null, null)),
					new Link("WebMvcLinkBuilder",
							WebMvcLinkBuilder
								.linkTo(WebMvcLinkBuilder.methodOn(ServletController.class).links(request, argument))
								.withSelfRel()
								.getHref()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(HypermediaAutoConfiguration.class)
	@Import(WebFluxController.class)
	static class WebFluxConfiguration {

	}

	@RestController
	static class WebFluxController {

		@GetMapping("/links")
		Mono<List<Link>> links(ServerWebExchange exchange) {
			ServerHttpRequest request = exchange.getRequest();
			Object method = WebFluxLinkBuilder.methodOn(WebFluxController.class).links(exchange);
			Mono<Link> ofContext = WebFluxLinkBuilder.linkTo(method)
				.withSelfRel()
				.toMono()
				.map((link) -> new Link("WebFluxLinkBuilder", link.getHref()));
			Mono<Link> ofExchange = WebFluxLinkBuilder.linkTo(method, exchange)
				.withSelfRel()
				.toMono()
				.map((link) -> new Link("WebFluxLinkBuilder of exchange", link.getHref()));
			return Mono.zip(ofContext, ofExchange, (first, second) -> List.of(first, second,
					Link.of("fromUri", UriComponentsBuilder.fromUri(request.getURI())),
					Link.of("adaptFromForwardedHeaders",
							ForwardedHeaderUtils.adaptFromForwardedHeaders(request.getURI(), request.getHeaders()))));
		}

	}

}
