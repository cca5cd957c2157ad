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

import io.github.trustproxy.ClientAddressResolver;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrustProxyAutoConfiguration}.
 */
class TrustProxyAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			TrustProxyAutoConfiguration.class, TrustProxyServletAutoConfiguration.class,
			TrustProxyWebMvcAutoConfiguration.class, TrustProxyWebFluxAutoConfiguration.class);

	private final WebApplicationContextRunner servletContext = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	private final ReactiveWebApplicationContextRunner reactiveContext = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	private final ApplicationContextRunner contextWithoutWeb = new ApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void trustsNobodyWithoutProperty() {
		this.servletContext.run((context) -> assertThat(context).getBean(TrustProxy.class)
			.hasToString("trusting nobody, believing no forwarding header"));
		this.reactiveContext.run((context) -> assertThat(context).getBean(TrustProxy.class)
			.hasToString("trusting nobody, believing no forwarding header"));
	}

	@Test
	void compilesTheProperties() {
		this.servletContext
			.withPropertyValues("trust-proxy=loopback", "trust-proxy.max-hops=2", "trust-proxy.headers=for")
			.run((context) -> assertThat(context).getBean(TrustProxy.class)
				.hasToString("trusting loopback (max-hops 2), believing X-Forwarded-For"));
	}

	@Test
	void usesTrustPolicyBean() {
		this.reactiveContext.withUserConfiguration(TrustPolicyConfiguration.class)
			.run((context) -> assertThat(context).getBean(TrustProxy.class)
				.asString()
				.startsWith("trusting 2 hops (max-hops 32)"));
	}

	@Test
	void trustPolicyBeanReplacesProperty() {
		this.servletContext.withUserConfiguration(TrustPolicyConfiguration.class)
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).getBean(TrustProxy.class)
				.asString()
				.startsWith("trusting 2 hops (max-hops 32)"));
	}

	@Test
	void trustPolicyBeanIsLimitedByMaxHops() {
		this.servletContext.withUserConfiguration(TrustPolicyConfiguration.class)
			.withPropertyValues("trust-proxy.max-hops=1")
			.run((context) -> assertThat(context).getBean(TrustProxy.class)
				.asString()
				.startsWith("trusting 2 hops (max-hops 1)"));
	}

	@Test
	void failsWithTwoTrustPolicyBeans() {
		this.servletContext.withUserConfiguration(TrustPolicyConfiguration.class, AnotherTrustPolicyConfiguration.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoUniqueBeanDefinitionException.class)
				.hasMessageContainingAll("trustPolicy", "anotherTrustPolicy"));
		this.reactiveContext
			.withUserConfiguration(TrustPolicyConfiguration.class, AnotherTrustPolicyConfiguration.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoUniqueBeanDefinitionException.class));
	}

	@Test
	void failsWithTwoTrustPolicyBeansThoughPropertyIsSet() {
		this.servletContext.withUserConfiguration(TrustPolicyConfiguration.class, AnotherTrustPolicyConfiguration.class)
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void usesPrimaryOfTwoTrustPolicyBeans() {
		this.servletContext.withUserConfiguration(TrustPolicyConfiguration.class, PrimaryTrustPolicyConfiguration.class)
			.run((context) -> assertThat(context).getBean(TrustProxy.class)
				.asString()
				.startsWith("trusting loopback (max-hops 32)"));
	}

	@Test
	void backsOffWhenTrustProxyBeanIsDefined() {
		this.servletContext.withUserConfiguration(TrustProxyConfiguration.class)
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).getBean(TrustProxy.class)
				.isSameAs(context.getBean("customTrustProxy")));
		this.reactiveContext.withUserConfiguration(TrustProxyConfiguration.class)
			.run((context) -> assertThat(context).getBean(TrustProxy.class)
				.isSameAs(context.getBean("customTrustProxy")));
	}

	@Test
	void doesNothingWithoutWebApplication() {
		this.contextWithoutWeb.withPropertyValues("trust-proxy=loopback")
			.withUserConfiguration(TrustPolicyConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(TrustProxy.class)
				.doesNotHaveBean(ClientAddressResolver.class)
				.doesNotHaveBean(TrustProxyProperties.class));
	}

	@Test
	void doesNotReadPropertyWithoutWebApplication() {
		this.contextWithoutWeb.withPropertyValues("trust-proxy=loopbak")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	static class TrustPolicyConfiguration {

		@Bean
		TrustPolicy trustPolicy() {
			return TrustPolicy.hops(2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherTrustPolicyConfiguration {

		@Bean
		TrustPolicy anotherTrustPolicy() {
			return TrustPolicy.of("loopback");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryTrustPolicyConfiguration {

		@Bean
		@Primary
		TrustPolicy primaryTrustPolicy() {
			return TrustPolicy.of("loopback");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TrustProxyConfiguration {

		@Bean
		TrustProxy customTrustProxy() {
			return TrustProxy.builder().policy(TrustPolicy.all()).build();
		}

	}

}
