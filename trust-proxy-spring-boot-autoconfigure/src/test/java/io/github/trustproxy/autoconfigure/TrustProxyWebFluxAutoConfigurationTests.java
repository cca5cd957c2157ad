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

package io.github.trustproxy.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.ClientAddressResolver;
import io.github.trustproxy.MalformedHandling;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.webflux.TrustProxyWebFilter;
import io.github.trustproxy.webflux.WebFluxClientAddressResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableReactiveWebApplicationContext;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrustProxyWebFluxAutoConfiguration}.
 */
class TrustProxyWebFluxAutoConfigurationTests {

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TrustProxyAutoConfiguration.class, TrustProxyWebFluxAutoConfiguration.class));

	@Test
	void webFilterIsNotRegisteredWithoutProperty() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(TrustProxyWebFilter.class));
	}

	@Test
	void webFilterIsNotRegisteredWithOtherPropertiesOnly() {
		this.contextRunner.withPropertyValues("trust-proxy.max-hops=2", "trust-proxy.client-ip-header=X-Real-IP")
			.run((context) -> assertThat(context).doesNotHaveBean(TrustProxyWebFilter.class));
	}

	@Test
	@SuppressWarnings("unchecked")
	void resolverAnswersThePeerWithoutProperty() {
		this.contextRunner.run((context) -> {
			ClientAddressResolver<ServerWebExchange> resolver = context.getBean(ClientAddressResolver.class);
			ClientAddress client = resolver.resolve(exchange("203.0.113.7"));
			assertThat(client.ip()).isEqualTo("127.0.0.1");
			assertThat(client.ips()).isEmpty();
		});
	}

	@Test
	@SuppressWarnings("unchecked")
	void resolverAnswersTheClient() {
		this.contextRunner.withPropertyValues("trust-proxy=loopback").run((context) -> {
			ClientAddressResolver<ServerWebExchange> resolver = context.getBean(ClientAddressResolver.class);
			assertThat(resolver).isInstanceOf(WebFluxClientAddressResolver.class);
			assertThat(resolver.resolve(exchange("203.0.113.7")).ip()).isEqualTo("203.0.113.7");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "trust-proxy=loopback", "trust-proxy.trust=loopback", "trust-proxy[0]=loopback",
			"trust-proxy.trust[0]=loopback", "trust-proxy=true", "trust-proxy=2" })
	void webFilterIsRegisteredWithProperty(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(remoteAddress(context, "203.0.113.7")).isEqualTo("203.0.113.7"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "trust-proxy=false", "trust-proxy.trust=false", "trust-proxy=0", "trust-proxy[0]=false" })
	void webFilterIsRegisteredToHideHeadersWhenNobodyIsTrusted(String property) {
		this.contextRunner.withPropertyValues(property).run((context) -> {
			assertThat(remoteAddress(context, "203.0.113.7")).isEqualTo("127.0.0.1");
			assertThat(filter(context, exchange("203.0.113.7")).getHeaders().getFirst("X-Forwarded-For")).isNull();
		});
	}

	@Test
	void webFilterIsRegisteredWithTrustPolicyBean() {
		this.contextRunner.withUserConfiguration(TrustPolicyConfiguration.class)
			.run((context) -> assertThat(remoteAddress(context, "203.0.113.7")).isEqualTo("203.0.113.7"));
	}

	@Test
	void webFilterRunsFirst() {
		this.contextRunner.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context.getBean(TrustProxyWebFilter.class).getOrder())
				.isEqualTo(Ordered.HIGHEST_PRECEDENCE));
	}

	@ParameterizedTest
	@CsvSource({ "stop, 0", "reject, 1" })
	void handlerOfTheApplicationNeedsFilterThatRefusesOnly(String malformed, int filters) {
		this.contextRunner.withPropertyValues("trust-proxy=loopback", "trust-proxy.malformed=" + malformed)
			.run((context) -> {
				WebHttpHandlerBuilder builder = WebHttpHandlerBuilder.webHandler((exchange) -> Mono.empty())
					.filter(context.getBean(TrustProxyWebFilter.class));
				context.getBean(WebHttpHandlerBuilderCustomizer.class).customize(builder);
				builder.filters((left) -> assertThat(left).hasSize(filters));
			});
	}

	@Test
	void webFilterBacksOffWhenWebFilterBeanIsDefined() {
		this.contextRunner.withUserConfiguration(WebFilterConfiguration.class)
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).hasSingleBean(TrustProxyWebFilter.class)
				.hasBean("customWebFilter")
				.doesNotHaveBean("trustProxyWebFilter"));
	}

	@Test
	void webFilterAsksTrustProxyBeanOfTheApplication() {
		this.contextRunner.withUserConfiguration(TrustProxyConfiguration.class)
			.withPropertyValues("trust-proxy=false")
			.run((context) -> assertThat(remoteAddress(context, "203.0.113.7")).isEqualTo("203.0.113.7"));
	}

	@Test
	void resolverBacksOffWhenResolverBeanIsDefined() {
		this.contextRunner.withUserConfiguration(ResolverConfiguration.class)
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).hasSingleBean(ClientAddressResolver.class)
				.hasBean("customResolver")
				.hasBean("trustProxyWebFilter")
				.hasBean("clientAddressArgumentConfigurer"));
	}

	@Test
	void doesNotNeedServletApi() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web.servlet"))
			.withConfiguration(AutoConfigurations.of(TrustProxyServletAutoConfiguration.class,
					TrustProxyWebMvcAutoConfiguration.class))
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("trustProxyWebFilter")
				.hasSingleBean(WebFluxConfigurer.class));
	}

	@Test
	void doesNothingWithoutWebFlux() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(WebFluxConfigurer.class))
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(TrustProxyWebFilter.class)
				.doesNotHaveBean(ClientAddressResolver.class)
				.doesNotHaveBean("clientAddressArgumentConfigurer"));
	}

	private static String remoteAddress(AssertableReactiveWebApplicationContext context, String forwardedFor) {
		InetSocketAddress address = filter(context, exchange(forwardedFor)).getRemoteAddress();
		assertThat(address).isNotNull();
		return address.getHostString();
	}

	private static ServerHttpRequest filter(AssertableReactiveWebApplicationContext context,
			MockServerWebExchange exchange) {
		AtomicReference<ServerHttpRequest> request = new AtomicReference<>();
		context.getBean(TrustProxyWebFilter.class).filter(exchange, (filtered) -> {
			request.set(filtered.getRequest());
			return Mono.empty();
		}).block(Duration.ofSeconds(10));
		return request.get();
	}

	private static MockServerWebExchange exchange(String forwardedFor) {
		return MockServerWebExchange.from(MockServerHttpRequest.get("/")
			.remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 12345))
			.header("X-Forwarded-For", forwardedFor));
	}

	@Configuration(proxyBeanMethods = false)
	static class TrustPolicyConfiguration {

		@Bean
		TrustPolicy trustPolicy() {
			return (address, hop) -> address.isLoopbackAddress();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TrustProxyConfiguration {

		@Bean
		TrustProxy customTrustProxy() {
			return TrustProxy.builder().policy(TrustPolicy.all()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WebFilterConfiguration {

		@Bean
		TrustProxyWebFilter customWebFilter(TrustProxy trustProxy) {
			return new TrustProxyWebFilter(trustProxy, MalformedHandling.STOP);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ResolverConfiguration {

		@Bean
		ClientAddressResolver<ServerWebExchange> customResolver() {
			return (exchange) -> ClientAddress.of(new InetSocketAddress(0));
		}

	}

}
