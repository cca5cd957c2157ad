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

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.trustproxy.support.Shows;
import jakarta.servlet.Filter;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.filters.RemoteIpFilter;
import org.apache.catalina.valves.RemoteIpValve;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.filter.CompositeFilter;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests of applications whose own code lets the server rewrite the request, on real
 * servers.
 */
class CompetingServerTests {

	private static final String VALVE = "The RemoteIpValve of Tomcat";

	private static final String CUSTOMIZER = "The ForwardedRequestCustomizer of Jetty";

	private static final String FORWARDED = "The call of forwarded(…) on Reactor Netty's HttpServer";

	private static final String FILTER = "The ForwardedHeaderFilter of Spring in the filter '";

	private static final String REMOTE_IP_FILTER = "The RemoteIpFilter of Tomcat in the filter '";

	private static final String TRANSFORMER = "The ForwardedHeaderTransformer of Spring in the bean '";

	static Stream<Arguments> competitors() {
		return Arrays.stream(ServerStack.values()).flatMap((stack) -> {
			Stream<Arguments> servers = switch (stack) {
				case TOMCAT_SERVLET,
						TOMCAT_WEBFLUX ->
					Stream.of(row("engine valve", stack, EngineValve.class, VALVE),
							row("host valve", stack, HostValve.class, VALVE),
							row("context valve", stack, ContextValve.class, VALVE),
							row("valve added when the context starts", stack, LateValve.class, VALVE));
				case JETTY_SERVLET, JETTY_WEBFLUX ->
					Stream.of(row("customizer", stack, JettyCustomizer.class, CUSTOMIZER),
							row("customizer of another connector", stack, SecondConnector.class, CUSTOMIZER));
				case NETTY_WEBFLUX -> Stream.of(row("forwarded", stack, NettyForwarded.class, FORWARDED),
						row("forwarded with a family", stack, NettyForwardedFamily.class, FORWARDED),
						row("forwarded with a handler", stack, NettyForwardedHandler.class, FORWARDED),
						row("forwarded at the very end", stack, LateNettyForwarded.class, FORWARDED),
						row("forwarded in a server that is wrapped", stack, WrappedNetty.class, FORWARDED));
			};
			return Stream.concat(servers, stack.isServlet() ? filters(stack) : transformers(stack));
		});
	}

	private static Stream<Arguments> filters(ServerStack stack) {
		return Stream.of(row("filter", stack, SpringsFilter.class, FILTER + "springsFilter'"),
				row("filter declared as any filter", stack, UndeclaredFilter.class, FILTER + "springsFilter'"),
				row("registration", stack, Registration.class, FILTER + "registration'"),
				row("registration of something", stack, WildcardRegistration.class, FILTER + "registration'"),
				row("registration of some filter", stack, BoundedRegistration.class, FILTER + "registration'"),
				row("registration of any filter", stack, FilterRegistration.class, FILTER + "registration'"),
				row("raw registration", stack, RawRegistration.class, FILTER + "registration'"),
				row("composite filter", stack, Composite.class, FILTER + "composite'"),
				row("filter chain of Spring Security", stack, SecurityChain.class, FILTER + "securityChain'"),
				row("proxy of a bean", stack, Proxy.class, FILTER + "target'"),
				row("proxy of a bean with another name", stack, RenamedProxy.class, FILTER + "renamed'"),
				row("filter added in code", stack, AddedFilter.class, FILTER + "added'"),
				row("composite filter added in code", stack, AddedComposite.class, FILTER + "added'"),
				row("filter of Tomcat", stack, TomcatFilter.class, REMOTE_IP_FILTER + "registration'"),
				row("filter of Tomcat in a composite filter", stack, TomcatComposite.class,
						REMOTE_IP_FILTER + "composite'"));
	}

	private static Stream<Arguments> transformers(ServerStack stack) {
		return Stream.of(row("transformer", stack, Transformer.class, TRANSFORMER + "forwardedHeaderTransformer'"),
				row("transformer declared as a function", stack, UndeclaredTransformer.class, TRANSFORMER),
				row("transformer of the builder", stack, BuilderTransformer.class, TRANSFORMER + "httpHandler'"),
				row("transformer in a decorator", stack, DecoratorTransformer.class, TRANSFORMER + "httpHandler'"));
	}

	@ParameterizedTest
	@MethodSource("competitors")
	@Shows("threat-model.md: something else rewrites the request first")
	void stopsTheStart(ServerStack stack, Class<?> competitor, String message) {
		assertReported(catchThrowable(() -> start(stack, competitor, "trust-proxy=loopback").close()), message);
	}

	@ParameterizedTest
	@MethodSource("competitors")
	void isLeftAloneWithoutTrustProxy(ServerStack stack, Class<?> competitor, String message) {
		try (Application application = start(stack, competitor)) {
			assertThat(application.port()).isPositive();
		}
	}

	@ParameterizedTest
	@EnumSource
	@Shows("threat-model.md: something else rewrites the request first")
	void stopsTheStartOnTheManagementServer(ServerStack stack) {
		assertReported(catchThrowable(() -> startManagementServer(stack, rewritingServer(stack)).close()), "The ");
		assertReported(
				catchThrowable(() -> startManagementServer(stack,
						stack.isServlet() ? Composite.class : UndeclaredTransformer.class)
					.close()),
				stack.isServlet() ? FILTER : TRANSFORMER);
	}

	@ParameterizedTest
	@EnumSource
	void stopsTheStartAlsoIfBeansAreCreatedLazily(ServerStack stack) {
		assertReported(catchThrowable(() -> startLazily(stack, rewritingServer(stack)).close()), "The ");
		assertReported(catchThrowable(
				() -> startLazily(stack, stack.isServlet() ? Composite.class : UndeclaredTransformer.class).close()),
				stack.isServlet() ? FILTER : TRANSFORMER);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_SERVLET")
	void filterThatIsNotRegisteredIsLeftAlone(ServerStack stack) {
		try (Application application = start(stack, DisabledRegistration.class, "trust-proxy=loopback")) {
			assertThat(application.port()).isPositive();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_SERVLET")
	void filterMayHaveCollectionsThatAreNotToBeRead(ServerStack stack) {
		try (Application application = start(stack, Buckets.class, "trust-proxy=loopback")) {
			assertThat(application.port()).isPositive();
		}
	}

	private static void assertReported(Throwable failure, String message) {
		assertThat(NestedExceptionUtils.getMostSpecificCause(failure)).hasMessageStartingWith(message)
			.hasMessageEndingWith(" rewrites requests as well");
		List<FailureAnalysis> reports = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, SpringFactoriesLoader.FailureHandler.handleMessage((text, cause) -> {
			}))
			.stream()
			.filter((analyzer) -> analyzer.getClass().getName().startsWith("io.github.trustproxy."))
			.map((analyzer) -> analyzer.analyze(failure))
			.filter((report) -> report != null)
			.toList();
		assertThat(reports).singleElement().extracting(FailureAnalysis::getDescription).asString().startsWith(message);
	}

	private static Application start(ServerStack stack, Class<?> competitor, String... properties) {
		return Application.start(stack.type(), new Class<?>[] { stack.application(), stack.server(), competitor },
				properties);
	}

	private static Application startLazily(ServerStack stack, Class<?> competitor) {
		return start(stack, competitor, "trust-proxy=loopback", "spring.main.lazy-initialization=true");
	}

	/**
	 * Return what lets the server rewrite requests as late as possible.
	 */
	private static Class<?> rewritingServer(ServerStack stack) {
		return switch (stack) {
			case TOMCAT_SERVLET, TOMCAT_WEBFLUX -> LateValve.class;
			case JETTY_SERVLET, JETTY_WEBFLUX -> SecondConnector.class;
			case NETTY_WEBFLUX -> LateNettyForwarded.class;
		};
	}

	private static Application startManagementServer(ServerStack stack, Class<?> competitor) {
		return start(stack, ManagementServer.on(stack), "trust-proxy=loopback", "management.server.port=0",
				ManagementConfiguration.PROPERTY + "=" + competitor.getName());
	}

	/**
	 * What this does comes after all that other customizers could look at.
	 */
	private static <T> BeanPostProcessor afterCustomizers(Class<T> factoryType, Consumer<T> customizer) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				if (factoryType.isInstance(bean)) {
					customizer.accept(factoryType.cast(bean));
				}
				return bean;
			}

		};
	}

	private static CompositeFilter compositeOf(Filter filter) {
		CompositeFilter composite = new CompositeFilter();
		composite.setFilters(List.of(filter));
		return composite;
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
	static class HostValve {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> hostValve() {
			return (factory) -> factory
				.addContextCustomizers((context) -> context.getParent().getPipeline().addValve(new RemoteIpValve()));
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
	static class LateValve {

		@Bean
		WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> lateValve() {
			return (factory) -> factory.addContextCustomizers((context) -> context.addLifecycleListener((event) -> {
				if (event.getType().equals(Lifecycle.AFTER_START_EVENT)) {
					context.getPipeline().addValve(new RemoteIpValve());
				}
			}));
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
	static class SecondConnector {

		@Bean
		static BeanPostProcessor secondConnector() {
			return afterCustomizers(ConfigurableJettyWebServerFactory.class,
					(factory) -> factory.addServerCustomizers((server) -> {
						HttpConfiguration configuration = new HttpConfiguration();
						configuration.addCustomizer(new ForwardedRequestCustomizer());
						server.addConnector(new ServerConnector(server, new HttpConnectionFactory(configuration)));
					}));
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
	static class NettyForwardedFamily {

		@Bean
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> nettyForwardedFamily() {
			return (factory) -> factory.addServerCustomizers((server) -> server.forwarded(true, false));
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
	static class LateNettyForwarded {

		@Bean
		static BeanPostProcessor lateNettyForwarded() {
			return afterCustomizers(NettyReactiveWebServerFactory.class,
					(factory) -> factory.addServerCustomizers((server) -> server.forwarded(true)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WrappedNetty {

		@Bean
		NettyReactiveWebServerFactory wrappedNetty() {
			NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory() {

				@Override
				public WebServer getWebServer(HttpHandler handler) {
					WebServer server = super.getWebServer(handler);
					return new WebServer() {

						@Override
						public void start() {
							server.start();
						}

						@Override
						public void stop() {
							server.stop();
						}

						@Override
						public int getPort() {
							return server.getPort();
						}

					};
				}

			};
			factory.addServerCustomizers((server) -> server.forwarded(true));
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SpringsFilter {

		@Bean
		ForwardedHeaderFilter springsFilter() {
			return new ForwardedHeaderFilter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UndeclaredFilter {

		@Bean
		Filter springsFilter() {
			return new ForwardedHeaderFilter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Registration {

		@Bean
		FilterRegistrationBean<ForwardedHeaderFilter> registration() {
			return new FilterRegistrationBean<>(new ForwardedHeaderFilter());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WildcardRegistration {

		@Bean
		FilterRegistrationBean<?> registration() {
			return new FilterRegistrationBean<>(new ForwardedHeaderFilter());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BoundedRegistration {

		@Bean
		FilterRegistrationBean<? extends Filter> registration() {
			return new FilterRegistrationBean<>(new ForwardedHeaderFilter());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FilterRegistration {

		@Bean
		FilterRegistrationBean<Filter> registration() {
			return new FilterRegistrationBean<>(new ForwardedHeaderFilter());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RawRegistration {

		@Bean
		@SuppressWarnings("rawtypes")
		FilterRegistrationBean registration() {
			return new FilterRegistrationBean<>(new ForwardedHeaderFilter());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DisabledRegistration {

		@Bean
		FilterRegistrationBean<ForwardedHeaderFilter> registration() {
			FilterRegistrationBean<ForwardedHeaderFilter> registration = new FilterRegistrationBean<>(
					new ForwardedHeaderFilter());
			registration.setEnabled(false);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Buckets {

		@Bean
		Filter buckets() {
			Map<String, Object> remote = new AbstractMap<>() {

				@Override
				public Set<Entry<String, Object>> entrySet() {
					throw new UnsupportedOperationException("This would read all of a table");
				}

			};
			Map<String, Object> wrapped = Collections.unmodifiableMap(remote);
			List<Object> cyclic = new ArrayList<>();
			cyclic.add(Map.of("parent", cyclic));
			return (request, response, chain) -> {
				request.setAttribute("buckets", List.of(remote, wrapped, cyclic));
				chain.doFilter(request, response);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Composite {

		@Bean
		CompositeFilter composite() {
			return compositeOf(new ForwardedHeaderFilter());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecurityChain {

		@Bean
		Filter securityChain() {
			return new FilterChainProxy(
					new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, new ForwardedHeaderFilter()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxy {

		@Bean
		Filter target() {
			return new ForwardedHeaderFilter();
		}

		@Bean
		DelegatingFilterProxyRegistrationBean proxy() {
			return new DelegatingFilterProxyRegistrationBean("target");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RenamedProxy {

		@Bean
		Filter target() {
			return new ForwardedHeaderFilter();
		}

		@Bean
		FilterRegistrationBean<Filter> notByItself(Filter target) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(target);
			registration.setEnabled(false);
			return registration;
		}

		@Bean
		DelegatingFilterProxyRegistrationBean proxy() {
			DelegatingFilterProxyRegistrationBean registration = new DelegatingFilterProxyRegistrationBean("target");
			registration.setName("renamed");
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AddedFilter {

		@Bean
		ServletContextInitializer added() {
			return (context) -> context.addFilter("added", ForwardedHeaderFilter.class)
				.addMappingForUrlPatterns(null, false, "/*");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AddedComposite {

		@Bean
		ServletContextInitializer added() {
			return (context) -> context.addFilter("added", compositeOf(new ForwardedHeaderFilter()))
				.addMappingForUrlPatterns(null, false, "/*");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TomcatFilter {

		@Bean
		FilterRegistrationBean<?> registration() {
			return new FilterRegistrationBean<>(new RemoteIpFilter());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TomcatComposite {

		@Bean
		CompositeFilter composite() {
			return compositeOf(new RemoteIpFilter());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Transformer {

		@Bean
		ForwardedHeaderTransformer forwardedHeaderTransformer() {
			return new ForwardedHeaderTransformer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UndeclaredTransformer {

		@Bean
		Function<ServerHttpRequest, ServerHttpRequest> forwardedHeaderTransformer() {
			return new ForwardedHeaderTransformer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BuilderTransformer {

		@Bean
		WebHttpHandlerBuilderCustomizer builderTransformer() {
			return (builder) -> builder.forwardedHeaderTransformer(new ForwardedHeaderTransformer());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DecoratorTransformer {

		@Bean
		HttpHandlerDecoratorFactory decoratorTransformer() {
			ForwardedHeaderTransformer transformer = new ForwardedHeaderTransformer();
			return (handler) -> (request, response) -> handler.handle(transformer.apply(request), response);
		}

	}

}
