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

import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what else could rewrite the request.
 */
@ExtendWith(OutputCaptureExtension.class)
@Shows("what-is-rewritten.md: 7. Other strategies")
class CompetingStrategyTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TrustProxyAutoConfiguration.class,
				TrustProxyServerAutoConfiguration.class, TrustProxyServletAutoConfiguration.class))
		.withUserConfiguration(ServerPropertiesConfiguration.class);

	private final WebApplicationContextRunner trusting = this.contextRunner.withPropertyValues("trust-proxy=loopback");

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TrustProxyAutoConfiguration.class,
				TrustProxyServerAutoConfiguration.class, TrustProxyWebFluxAutoConfiguration.class))
		.withUserConfiguration(ServerPropertiesConfiguration.class);

	@ParameterizedTest
	@ValueSource(strings = { "native", "framework" })
	@Shows("threat-model.md: something else rewrites the request first")
	void strategyThatRewritesTheRequestStopsTheStart(String strategy) {
		this.trusting.withPropertyValues("server.forward-headers-strategy=" + strategy)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (failure) -> {
					assertThat(failure.getName()).isEqualTo("server.forward-headers-strategy");
					assertThat(failure.getReason()).contains("would rewrite the request twice")
						.contains("a client could choose it")
						.contains("Remove this property, or remove trust-proxy.", "docs/migration.md");
				}));
	}

	@Test
	void strategyNoneIsAccepted() {
		this.trusting.withPropertyValues("server.forward-headers-strategy=none")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void strategyIsLeftAloneWithoutTrustProxy() {
		this.contextRunner
			.withPropertyValues("server.forward-headers-strategy=native",
					"server.tomcat.remoteip.remote-ip-header=X-Forwarded-For")
			.run((context) -> assertThat(context.getBean(ServerProperties.class).getForwardHeadersStrategy())
				.isEqualTo(ForwardHeadersStrategy.NATIVE));
	}

	@ParameterizedTest
	@CsvSource({ "remote-ip-header,X-Forwarded-For", "protocol-header,X-Forwarded-Proto",
			"internal-proxies,10.0.0.0/8" })
	void tomcatsRemoteIpStopsTheStart(String name, String value) {
		this.trusting.withPropertyValues("server.tomcat.remoteip." + name + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (failure) -> {
					assertThat(failure.getName()).isEqualTo("server.tomcat.remoteip." + name);
					assertThat(failure.getReason()).contains("would rewrite the request twice");
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "kubernetes", "cloud_foundry", "heroku", "azure_app_service" })
	void strategyThatBootDeducesFromTheCloudPlatformIsSwitchedOff(String platform, CapturedOutput output) {
		this.trusting.withPropertyValues("spring.main.cloud-platform=" + platform).run((context) -> {
			assertThat(context.getBean(ServerProperties.class).getForwardHeadersStrategy())
				.isEqualTo(ForwardHeadersStrategy.NONE);
			assertThat(output).contains("INFO").contains("is switched off: trust-proxy takes its place");
		});
	}

	@Test
	void strategyThatBootDeducesStaysWithoutTrustProxy(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.main.cloud-platform=kubernetes")
			.run((context) -> assertThat(context.getBean(ServerProperties.class).getForwardHeadersStrategy()).isNull());
		assertThat(output).doesNotContain("switched off");
	}

	@Test
	void nothingIsSwitchedOffWhereBootDeducesNothing(CapturedOutput output) {
		this.trusting
			.run((context) -> assertThat(context.getBean(ServerProperties.class).getForwardHeadersStrategy()).isNull());
		assertThat(output).doesNotContain("switched off");
	}

	@Test
	@Shows("threat-model.md: something else rewrites the request first")
	void springsFilterStopsTheStart() {
		this.trusting.withUserConfiguration(FilterConfiguration.class)
			.run((context) -> assertReport(context.getStartupFailure(),
					"ForwardedHeaderFilter of Spring in the filter 'springsFilter'"));
	}

	@Test
	void registrationOfSpringsFilterStopsTheStart() {
		this.trusting.withUserConfiguration(FilterRegistrationConfiguration.class)
			.run((context) -> assertReport(context.getStartupFailure(),
					"ForwardedHeaderFilter of Spring in the filter 'springsRegistration'"));
	}

	@Test
	void springsFilterIsLeftAloneWithoutTrustProxy() {
		this.contextRunner.withUserConfiguration(FilterConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	@Shows("threat-model.md: something else rewrites the request first")
	void springsTransformerStopsTheStart() {
		this.reactive.withPropertyValues("trust-proxy=loopback")
			.withUserConfiguration(TransformerConfiguration.class)
			.run((context) -> assertReport(context.getStartupFailure(),
					"ForwardedHeaderTransformer of Spring in the bean 'springsTransformer'"));
	}

	@Test
	void strategyOfReactiveApplicationStopsTheStart() {
		this.reactive.withPropertyValues("trust-proxy=loopback", "server.forward-headers-strategy=framework")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class));
	}

	private static void assertReport(Throwable failure, String competitor) {
		FailureAnalysis report = new CompetingRewriteFailureAnalyzer().analyze(failure);
		assertThat(report).isNotNull();
		assertThat(report.getDescription()).startsWith("The " + competitor + " rewrites ")
			.contains("rewrites requests according to forwarding headers, and so does trust-proxy.")
			.contains("an address, scheme or host that a client chose");
		assertThat(report.getAction()).startsWith("Remove the " + competitor + ", or remove trust-proxy.")
			.contains("docs/migration.md");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(ServerProperties.class)
	static class ServerPropertiesConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class FilterConfiguration {

		@Bean
		ForwardedHeaderFilter springsFilter() {
			return new ForwardedHeaderFilter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FilterRegistrationConfiguration {

		@Bean
		FilterRegistrationBean<ForwardedHeaderFilter> springsRegistration() {
			return new FilterRegistrationBean<>(new ForwardedHeaderFilter());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TransformerConfiguration {

		@Bean
		ForwardedHeaderTransformer springsTransformer() {
			return new ForwardedHeaderTransformer();
		}

	}

}
