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

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.github.trustproxy.autoconfigure.TrustProxyAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyServletAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyWebFluxAutoConfiguration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two servers in one process, of which one has a context that is the child of the
 * other's. Boot configures little in the child, which therefore answers for itself.
 */
@EveryServer
class ChildContextTests {

	private static final String[] HEADERS = { "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https" };

	private final ServerStack stack;

	ChildContextTests(ServerStack stack) {
		this.stack = stack;
	}

	@Test
	void eachContextHasItsOwnSetting() throws IOException {
		try (Application parent = this.stack.start("trust-proxy=127.0.0.1");
				Application child = start(parent, "trust-proxy=false")) {
			assertThat(parent.whoAmI(HEADERS).ip()).isEqualTo("203.0.113.7");
			assertThat(child.get("/", HEADERS).body()).isEqualTo("127.0.0.1 http null");
		}
	}

	@Test
	void eachContextHasItsOwnProperties() throws IOException {
		try (Application parent = this.stack.start("trust-proxy=false", "trust-proxy.headers=for");
				Application child = start(parent, "trust-proxy=loopback", "trust-proxy.headers=for,proto",
						"trust-proxy.hide-headers=false", "trust-proxy.malformed=reject")) {
			assertThat(parent.whoAmI(HEADERS).ip()).isEqualTo("127.0.0.1");
			assertThat(parent.get("/whoami", "X-Forwarded-For: nonsense").status()).isEqualTo(200);
			assertThat(child.get("/", HEADERS).body()).isEqualTo("203.0.113.7 https 203.0.113.7");
			assertThat(child.get("/", "X-Forwarded-For: nonsense").status()).isEqualTo(400);
		}
	}

	private Application start(Application parent, String... properties) {
		Class<?>[] configurations = this.stack.isServlet() ? new Class<?>[] { ServletChild.class, this.stack.server() }
				: new Class<?>[] { WebFluxChild.class };
		return parent.startChild(this.stack.type(), configurations, properties);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TrustProxyAutoConfiguration.class, TrustProxyServletAutoConfiguration.class })
	static class ServletChild {

		@Bean
		HttpServlet servlet() {
			return new HttpServlet() {

				@Override
				protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
					response.getWriter()
						.print(request.getRemoteAddr() + " " + request.getScheme() + " "
								+ request.getHeader("X-Forwarded-For"));
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TrustProxyAutoConfiguration.class, TrustProxyWebFluxAutoConfiguration.class })
	static class WebFluxChild {

		@Bean
		NettyReactiveWebServerFactory childServer() {
			return new NettyReactiveWebServerFactory(0);
		}

		@Bean
		HttpHandler httpHandler(ApplicationContext context) {
			return WebHttpHandlerBuilder.applicationContext(context).build();
		}

		@Bean
		WebHandler webHandler() {
			return (exchange) -> exchange.getResponse()
				.writeWith(Mono.fromSupplier(() -> exchange.getResponse()
					.bufferFactory()
					.wrap((exchange.getRequest().getRemoteAddress().getHostString() + " "
							+ exchange.getRequest().getURI().getScheme() + " "
							+ exchange.getRequest().getHeaders().getFirst("X-Forwarded-For"))
						.getBytes(StandardCharsets.UTF_8))));
		}

	}

}
