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

import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.ipresolver.XForwardedRemoteAddressResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of Spring Cloud Gateway on WebFlux.
 */
@Shows(value = "what-is-rewritten.md: 10. Other libraries", on = "Reactor Netty")
class WebFluxGatewayTests extends AbstractGatewayTests {

	private static final String PREFIX = "spring.cloud.gateway.server.webflux";

	private static final String PREDICATE = PREFIX + ".routes[0].predicates[1]";

	private static final String FORWARDED_FOR = "198.51.100.66, 203.0.113.7, 127.0.0.9";

	WebFluxGatewayTests() {
		super(PREFIX, PREFIX + ".forwarded.enabled");
	}

	@Override
	String pathOfOrders() {
		return "/api/orders/**";
	}

	@Override
	Class<?> links() {
		return LinkController.class;
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.7,true", "127.0.0.1,false" })
	@Shows("spring-cloud-gateway.md: the predicate RemoteAddr")
	void remoteAddrPredicateSeesTheClient(String address, boolean matches) throws Exception {
		Gateway gateway = gateway(NOBODY, "trust-proxy=loopback", PREDICATE + "=RemoteAddr=" + address);
		assertThat(pathUpstream(gateway, "/service/orders")).isEqualTo(matches ? "/orders" : "/service/orders");
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.7,true", "127.0.0.9,false" })
	@Shows("spring-cloud-gateway.md: the predicate XForwardedRemoteAddr")
	void xForwardedRemoteAddrPredicateSeesTheClient(String address, boolean matches) throws Exception {
		Gateway gateway = gateway(NOBODY, "trust-proxy=loopback", PREDICATE + "=XForwardedRemoteAddr=" + address);
		assertThat(pathUpstream(gateway, "/service/orders")).isEqualTo(matches ? "/orders" : "/service/orders");
	}

	@Test
	@Shows("spring-cloud-gateway.md: XForwardedRemoteAddressResolver")
	void xForwardedRemoteAddressResolverSeesTheClientWhateverItsIndex() throws Exception {
		Gateway gateway = gateway(NOBODY, "trust-proxy=loopback",
				"spring.main.sources=" + ResolverConfiguration.class.getName());
		assertThat(pathUpstream(gateway, "/resolver/orders")).isEqualTo("/orders");
	}

	@Test
	@Shows("spring-cloud-gateway.md: XForwardedRemoteAddr with hide-headers: false")
	void xForwardedRemoteAddrPredicateBelievesVisibleHeaders() throws Exception {
		Gateway gateway = gateway(NOBODY, "trust-proxy=10.0.0.0/8", "trust-proxy.hide-headers=false",
				PREDICATE + "=XForwardedRemoteAddr=127.0.0.9");
		assertThat(pathUpstream(gateway, "/service/orders")).isEqualTo("/orders");
	}

	/**
	 * Return the path that arrives upstream. The routes with a condition on the address
	 * remove its prefix, the one for everything else does not.
	 */
	private String pathUpstream(Gateway gateway, String path) throws Exception {
		return sent(gateway, path, "X-Forwarded-For", FORWARDED_FOR).path();
	}

	@RestController
	static class LinkController {

		@GetMapping("/link")
		String link(ServerHttpRequest request) {
			return UriComponentsBuilder.fromUri(request.getURI()).toUriString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ResolverConfiguration {

		@Bean
		RouteLocator resolverRoute(RouteLocatorBuilder builder, Environment environment) {
			// Without trust-proxy this is the left-most entry
			XForwardedRemoteAddressResolver resolver = XForwardedRemoteAddressResolver.maxTrustedIndex(3);
			return builder.routes()
				.route("resolver",
						(route) -> route.path("/resolver/**")
							.and()
							.remoteAddr(resolver, "203.0.113.7")
							.filters((filters) -> filters.stripPrefix(1))
							.uri(environment.getRequiredProperty(PREFIX + ".routes[0].uri")))
				.build();
		}

	}

}
