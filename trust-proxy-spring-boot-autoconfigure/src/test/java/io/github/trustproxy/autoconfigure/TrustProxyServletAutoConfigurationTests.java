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

import java.net.InetSocketAddress;
import java.util.EnumSet;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.ClientAddressResolver;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.servlet.ServletClientAddressResolver;
import io.github.trustproxy.servlet.TrustProxyFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.CharacterEncodingFilter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrustProxyServletAutoConfiguration} and
 * {@link TrustProxyWebMvcAutoConfiguration}.
 */
class TrustProxyServletAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TrustProxyAutoConfiguration.class,
				TrustProxyServletAutoConfiguration.class, TrustProxyWebMvcAutoConfiguration.class));

	@Test
	void conditionReportSaysThatThePropertyIsNotSet() {
		this.contextRunner.run((context) -> assertThat(ConditionEvaluationReport.get(context.getBeanFactory())
			.getConditionAndOutcomesBySource()
			.get(TrustProxyFilterConfiguration.class.getName()))
			.anySatisfy((outcome) -> assertThat(outcome.getOutcome().getMessage())
				.contains("trust-proxy property it is not set")
				.contains("TrustPolicy")));
	}

	@Test
	void filterIsNotRegisteredWithoutProperty() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(FilterRegistrationBean.class)
			.doesNotHaveBean(TrustProxyFilter.class));
	}

	@Test
	void filterIsNotRegisteredWithOtherPropertiesOnly() {
		this.contextRunner.withPropertyValues("trust-proxy.max-hops=2", "trust-proxy.client-ip-header=X-Real-IP")
			.run((context) -> assertThat(context).doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	@SuppressWarnings("unchecked")
	void resolverAnswersThePeerWithoutProperty() {
		this.contextRunner.run((context) -> {
			ClientAddressResolver<HttpServletRequest> resolver = context.getBean(ClientAddressResolver.class);
			ClientAddress client = resolver.resolve(forwardedRequest());
			assertThat(client.ip()).isEqualTo("127.0.0.1");
			assertThat(client.ips()).isEmpty();
		});
	}

	@Test
	@SuppressWarnings("unchecked")
	void resolverAnswersTheClient() {
		this.contextRunner.withPropertyValues("trust-proxy=loopback").run((context) -> {
			ClientAddressResolver<HttpServletRequest> resolver = context.getBean(ClientAddressResolver.class);
			assertThat(resolver).isInstanceOf(ServletClientAddressResolver.class);
			assertThat(resolver.resolve(forwardedRequest()).ip()).isEqualTo("203.0.113.7");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "trust-proxy=loopback", "trust-proxy.trust=loopback", "trust-proxy[0]=loopback",
			"trust-proxy.trust[0]=loopback", "trust-proxy=true", "trust-proxy=2" })
	void filterIsRegisteredWithProperty(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(filter(context, forwardedRequest()).getRemoteAddr()).isEqualTo("203.0.113.7"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "trust-proxy=false", "trust-proxy.trust=false", "trust-proxy=0", "trust-proxy[0]=false" })
	void filterIsRegisteredToHideHeadersWhenNobodyIsTrusted(String property) {
		this.contextRunner.withPropertyValues(property).run((context) -> {
			HttpServletRequest request = filter(context, forwardedRequest());
			assertThat(request.getRemoteAddr()).isEqualTo("127.0.0.1");
			assertThat(request.getHeader("X-Forwarded-For")).isNull();
		});
	}

	@Test
	void filterIsRegisteredWithTrustPolicyBean() {
		this.contextRunner.withUserConfiguration(TrustPolicyConfiguration.class)
			.run((context) -> assertThat(filter(context, forwardedRequest()).getRemoteAddr()).isEqualTo("203.0.113.7"));
	}

	@Test
	void filterRunsFirstInAllDispatches() {
		this.contextRunner.withPropertyValues("trust-proxy=loopback").run((context) -> {
			FilterRegistrationBean<?> registration = context.getBean(FilterRegistrationBean.class);
			assertThat(registration.getFilter()).isInstanceOf(TrustProxyFilter.class);
			assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
			assertThat(registration).extracting("dispatcherTypes").isEqualTo(EnumSet.allOf(DispatcherType.class));
			assertThat(registration.getUrlPatterns()).isEmpty();
			assertThat(registration.isEnabled()).isTrue();
			assertThat(registration.isAsyncSupported()).isTrue();
		});
	}

	@Test
	void filterBacksOffWhenFilterBeanIsDefined() {
		this.contextRunner.withUserConfiguration(FilterConfiguration.class)
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).hasSingleBean(TrustProxyFilter.class)
				.hasBean("customFilter")
				.doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void filterBacksOffWhenFilterRegistrationBeanIsDefined() {
		this.contextRunner.withUserConfiguration(FilterRegistrationConfiguration.class)
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).hasSingleBean(FilterRegistrationBean.class)
				.hasBean("customRegistration")
				.doesNotHaveBean("trustProxyFilter"));
	}

	@Test
	void filterDoesNotBackOffForRegistrationOfAnotherFilter() {
		this.contextRunner.withUserConfiguration(OtherFilterRegistrationConfiguration.class)
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context.getBeansOfType(FilterRegistrationBean.class))
				.containsOnlyKeys("otherRegistration", "trustProxyFilter"));
	}

	@Test
	void filterAsksTrustProxyBeanOfTheApplication() {
		this.contextRunner.withUserConfiguration(TrustProxyConfiguration.class)
			.withPropertyValues("trust-proxy=false")
			.run((context) -> assertThat(filter(context, forwardedRequest()).getRemoteAddr()).isEqualTo("203.0.113.7"));
	}

	@Test
	void resolverBacksOffWhenResolverBeanIsDefined() {
		this.contextRunner.withUserConfiguration(ResolverConfiguration.class)
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).hasSingleBean(ClientAddressResolver.class)
				.hasBean("customResolver")
				.hasBean("trustProxyFilter")
				.hasBean("clientAddressArgumentConfigurer"));
	}

	@Test
	void doesNotNeedSpringMvc() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.web.servlet"))
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("trustProxyFilter")
				.hasSingleBean(ClientAddressResolver.class)
				.doesNotHaveBean("clientAddressArgumentConfigurer"));
	}

	@Test
	void doesNotNeedWebFlux() {
		this.contextRunner
			.withClassLoader(
					new FilteredClassLoader("org.springframework.web.reactive", "org.springframework.web.server",
							"org.springframework.http.server.reactive", "reactor", "org.reactivestreams"))
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("trustProxyFilter")
				.hasSingleBean(WebMvcConfigurer.class));
	}

	@Test
	void doesNothingWithoutServletApi() {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TrustProxyAutoConfiguration.class,
					TrustProxyServletAutoConfiguration.class, TrustProxyWebMvcAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("jakarta.servlet"))
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("trustProxyFilter")
				.doesNotHaveBean(ClientAddressResolver.class)
				.doesNotHaveBean(WebMvcConfigurer.class));
	}

	private static HttpServletRequest filter(AssertableWebApplicationContext context, HttpServletRequest request)
			throws Exception {
		MockFilterChain chain = new MockFilterChain();
		context.getBean(FilterRegistrationBean.class)
			.getFilter()
			.doFilter(request, new MockHttpServletResponse(), chain);
		HttpServletRequest filtered = (HttpServletRequest) chain.getRequest();
		assertThat(filtered).isNotNull();
		return filtered;
	}

	private static HttpServletRequest forwardedRequest() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("X-Forwarded-For", "203.0.113.7");
		return request;
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
	static class FilterConfiguration {

		@Bean
		TrustProxyFilter customFilter(TrustProxy trustProxy) {
			return new TrustProxyFilter(trustProxy);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FilterRegistrationConfiguration {

		@Bean
		FilterRegistrationBean<TrustProxyFilter> customRegistration(TrustProxy trustProxy) {
			return new FilterRegistrationBean<>(new TrustProxyFilter(trustProxy));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherFilterRegistrationConfiguration {

		@Bean
		FilterRegistrationBean<CharacterEncodingFilter> otherRegistration() {
			return new FilterRegistrationBean<>(new CharacterEncodingFilter());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ResolverConfiguration {

		@Bean
		ClientAddressResolver<HttpServletRequest> customResolver() {
			return (request) -> ClientAddress.of(new InetSocketAddress(request.getLocalPort()));
		}

	}

}
