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

import java.util.stream.Stream;

import org.apache.catalina.filters.RemoteIpFilter;
import org.apache.catalina.valves.RemoteIpValve;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests of applications whose own code lets the server rewrite the request, on real
 * servers.
 */
class CompetingServerTests {

	private static final String VALVE = "The RemoteIpValve of Tomcat rewrites requests as well";

	private static final String CUSTOMIZER = "The ForwardedRequestCustomizer of Jetty rewrites requests as well";

	private static final String FORWARDED = "The call of forwarded(…) on Reactor Netty's HttpServer rewrites requests as well";

	static Stream<Arguments> competitors() {
		return Stream.of(row("engine valve", ServerStack.TOMCAT_SERVLET, EngineValve.class, VALVE),
				row("engine valve", ServerStack.TOMCAT_WEBFLUX, EngineValve.class, VALVE),
				row("context valve", ServerStack.TOMCAT_SERVLET, ContextValve.class, VALVE),
				row("customizer", ServerStack.JETTY_SERVLET, JettyCustomizer.class, CUSTOMIZER),
				row("customizer", ServerStack.JETTY_WEBFLUX, JettyCustomizer.class, CUSTOMIZER),
				row("forwarded", ServerStack.NETTY_WEBFLUX, NettyForwarded.class, FORWARDED),
				row("forwarded with a handler", ServerStack.NETTY_WEBFLUX, NettyForwardedHandler.class, FORWARDED),
				row("filter", ServerStack.TOMCAT_SERVLET, Filter.class,
						"The bean 'remoteIpFilter' of type org.apache.catalina.filters.RemoteIpFilter rewrites"),
				row("filter registration", ServerStack.TOMCAT_SERVLET, FilterRegistration.class,
						"The bean 'remoteIpRegistration' of type"));
	}

	@ParameterizedTest
	@MethodSource("competitors")
	void stopsTheStart(ServerStack stack, Class<?> competitor, String message) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start(stack, competitor, "trust-proxy=loopback").close())
			.extracting(NestedExceptionUtils::getMostSpecificCause)
			.satisfies((failure) -> assertThat(failure).hasMessageStartingWith(message));
	}

	@ParameterizedTest
	@MethodSource("competitors")
	void isLeftAloneWithoutTrustProxy(ServerStack stack, Class<?> competitor, String message) {
		try (Application application = start(stack, competitor)) {
			assertThat(application.port()).isPositive();
		}
	}

	private static Application start(ServerStack stack, Class<?> competitor, String... properties) {
		return Application.start(stack.type(), new Class<?>[] { stack.application(), stack.server(), competitor },
				properties);
	}

	private static Arguments row(String what, ServerStack stack, Class<?> competitor, String message) {
		return argumentSet("%s, %s".formatted(what, stack.heading()), stack, competitor, message);
	}

	@Configuration(proxyBeanMethods = false)
	static class EngineValve {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> engineValve() {
			return (factory) -> factory.addEngineValves(new RemoteIpValve());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ContextValve {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> contextValve() {
			return (factory) -> factory
				.addContextCustomizers((context) -> context.getPipeline().addValve(new RemoteIpValve()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JettyCustomizer {

		@Bean
		WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> jettyCustomizer() {
			return (factory) -> factory
				.addServerCustomizers((server) -> server.getContainedBeans(HttpConfiguration.ConnectionFactory.class)
					.forEach((connections) -> connections.getHttpConfiguration()
						.addCustomizer(new ForwardedRequestCustomizer())));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NettyForwarded {

		@Bean
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> nettyForwarded() {
			return (factory) -> factory.addServerCustomizers((server) -> server.forwarded(true));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NettyForwardedHandler {

		@Bean
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> nettyForwardedHandler() {
			return (factory) -> factory
				.addServerCustomizers((server) -> server.forwarded((connection, request) -> connection));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Filter {

		@Bean
		RemoteIpFilter remoteIpFilter() {
			return new RemoteIpFilter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FilterRegistration {

		@Bean
		FilterRegistrationBean<RemoteIpFilter> remoteIpRegistration() {
			return new FilterRegistrationBean<>(new RemoteIpFilter());
		}

	}

}
