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

package io.github.trustproxy.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.trustproxy.ClientAddressResolver;
import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.Application;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.MarkdownFile;
import io.micrometer.context.ContextRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.reactor.autoconfigure.ReactorAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The recipes that put the client into the log do so on every server, and are what the
 * documentation shows.
 */
@EveryServer
class LogRecipeTests extends AbstractApplicationTests {

	LogRecipeTests(ServerStack stack) {
		super(stack);
	}

	@AfterAll
	static void stopPropagation() {
		Hooks.disableAutomaticContextPropagation();
	}

	@Test
	void clientIsInTheLogWhileTheRequestIsHandled() throws IOException {
		Application application = stack().isServlet()
				? application(List.of(ServletLogRecipe.class, ServletController.class), "trust-proxy=loopback")
				: application(List.of(WebFluxLogRecipe.class, WebFluxController.class, Reactor.class),
						"trust-proxy=loopback", "spring.reactor.context-propagation=auto");
		assertThat(application.get("/logged", "X-Forwarded-For: 6.6.6.6, 203.0.113.7").body()).isEqualTo("203.0.113.7");
		assertThat(application.get("/logged").body()).isEqualTo("127.0.0.1");
	}

	@Test
	void keyIsInTheLogInTheSameWay() throws IOException {
		Application application = stack().isServlet()
				? application(List.of(ServletKeyLogRecipe.class, ServletController.class), "trust-proxy=loopback")
				: application(List.of(WebFluxKeyLogRecipe.class, WebFluxController.class, Reactor.class),
						"trust-proxy=loopback", "spring.reactor.context-propagation=auto");
		assertThat(application.get("/key", "X-Forwarded-For: 2001:db8:0:1::7").body()).isEqualTo("2001:db8:0:1::/64");
		assertThat(application.get("/key", "X-Forwarded-For: 203.0.113.7").body()).isEqualTo("203.0.113.7");
	}

	/**
	 * The recipe is one for Spring MVC.
	 */
	@Test
	void networkIsInTheLogInsteadOfTheClient() throws IOException {
		if (!stack().isServlet()) {
			return;
		}
		Application application = application(List.of(NetworkLogRecipe.class, ServletController.class),
				"trust-proxy=loopback");
		assertThat(application.get("/logged", "X-Forwarded-For: 203.0.113.7").body()).isEqualTo("203.0.113.0/24");
		assertThat(application.get("/logged", "X-Forwarded-For: 2001:db8:0:1::7").body()).isEqualTo("2001:db8::/48");
	}

	@Test
	void recipeIsTheOneOfTheDocumentation() throws IOException {
		assertDocumented(stack().isServlet() ? "ServletLogRecipe" : "WebFluxLogRecipe",
				stack().isServlet() ? "### Spring MVC" : "### WebFlux");
		assertDocumented("NetworkLogRecipe", "### Without personal data");
	}

	@Test
	void recipeWithTheKeyDiffersInTheWordsOfTheDocumentation() throws IOException {
		assertThat(MarkdownFile.of("docs", "explain.md").section("### Without personal data").text())
			.contains("In the first two, `key()` instead of `ip()`, as `client.key`, is what a rate limit counts.");
		assertThat(source("LogRecipeTests")).contains(
				normalized(documented(stack().isServlet() ? "### Spring MVC" : "### WebFlux").replace(".ip()", ".key()")
					.replace("client.address", "client.key")));
	}

	private static void assertDocumented(String name, String section) throws IOException {
		assertThat(source(name)).contains(normalized(documented(section)));
	}

	private static String source(String name) throws IOException {
		return normalized(Files
			.readString(Path.of("src", "test", "java", "io", "github", "trustproxy", "documentation", name + ".java")));
	}

	private static String documented(String section) {
		return MarkdownFile.of("docs", "explain.md").section(section).code("java");
	}

	private static String normalized(String code) {
		return code.strip().replaceAll("\\s+", " ");
	}

	@ImportAutoConfiguration(ReactorAutoConfiguration.class)
	static class Reactor {

	}

	@Configuration(proxyBeanMethods = false)
	static class ServletKeyLogRecipe {

		@Bean
		FilterRegistrationBean<Filter> clientInLog(ClientAddressResolver<HttpServletRequest> resolver) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				String client = resolver.resolve((HttpServletRequest) request).key();
				try (MDC.MDCCloseable ignored = MDC.putCloseable("client.key", client)) {
					chain.doFilter(request, response);
				}
			});
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WebFluxKeyLogRecipe {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE + 1)
		WebFilter clientInLog(ClientAddressResolver<ServerWebExchange> resolver) {
			ContextRegistry.getInstance()
				.registerThreadLocalAccessor("client.key", () -> MDC.get("client.key"),
						(client) -> MDC.put("client.key", client), () -> MDC.remove("client.key"));
			return (exchange, chain) -> chain.filter(exchange)
				.contextWrite((context) -> context.put("client.key", resolver.resolve(exchange).key()));
		}

	}

	@RestController
	static class ServletController {

		@GetMapping("/key")
		String key() {
			return String.valueOf(MDC.get("client.key"));
		}

		@GetMapping("/logged")
		String logged() {
			return String.valueOf(MDC.get("client.address"));
		}

	}

	@RestController
	static class WebFluxController {

		@GetMapping("/key")
		Mono<String> key() {
			return Mono.just("")
				.publishOn(Schedulers.parallel())
				.map((ignored) -> String.valueOf(MDC.get("client.key")));
		}

		@GetMapping("/logged")
		Mono<String> logged() {
			return Mono.just("")
				.publishOn(Schedulers.parallel())
				.map((ignored) -> String.valueOf(MDC.get("client.address")));
		}

	}

}
