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

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.trustproxy.TrustProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link TrustSetting}: all the forms in which {@code trust-proxy} can be set.
 */
class TrustSettingTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@MethodSource
	void everyFormOfListIsRead(UnaryOperator<TestApplication> configuration) {
		assertThat(entries(configuration)).containsExactly("loopback", "10.0.0.0/8", "2001:db8::/32");
	}

	static Stream<Arguments> everyFormOfListIsRead() {
		return Stream.of(form("short form in YAML", (application) -> application.yaml("""
				trust-proxy: loopback, 10.0.0.0/8,2001:db8::/32
				""")), form("short form as YAML list", (application) -> application.yaml("""
				trust-proxy:
				  - loopback
				  - 10.0.0.0/8
				  - 2001:db8::/32
				""")), form("short form as YAML flow list", (application) -> application.yaml("""
				trust-proxy: [ loopback, 10.0.0.0/8, "2001:db8::/32" ]
				""")), form("long form in YAML", (application) -> application.yaml("""
				trust-proxy:
				  trust: loopback, 10.0.0.0/8,2001:db8::/32
				""")), form("long form as YAML list", (application) -> application.yaml("""
				trust-proxy:
				  trust:
				    - loopback
				    - 10.0.0.0/8
				    - 2001:db8::/32
				""")), form("short form in a properties file", (application) -> application.properties("""
				trust-proxy=loopback,10.0.0.0/8, 2001:db8::/32
				""")),
				form("short form in a properties file, entry by entry", (application) -> application.properties("""
						trust-proxy[0]=loopback
						trust-proxy[1]=10.0.0.0/8
						trust-proxy[2]=2001:db8::/32
						""")), form("long form in a properties file", (application) -> application.properties("""
						trust-proxy.trust=loopback,10.0.0.0/8,2001:db8::/32
						""")), form("long form in camel case", (application) -> application.properties("""
						trustProxy.trust=loopback,10.0.0.0/8,2001:db8::/32
						""")),
				form("variable",
						(application) -> application.variable("TRUST_PROXY", "loopback,10.0.0.0/8,2001:db8::/32")),
				form("variable without underscore",
						(application) -> application.variable("TRUSTPROXY", "loopback, 10.0.0.0/8, 2001:db8::/32")),
				form("variable of the long form",
						(application) -> application.variable("TRUSTPROXY_TRUST", "loopback,10.0.0.0/8,2001:db8::/32")),
				form("variable of the long form with all underscores",
						(application) -> application.variable("TRUST_PROXY_TRUST",
								"loopback,10.0.0.0/8,2001:db8::/32")),
				form("variables, entry by entry",
						(application) -> application.variable("TRUSTPROXY_TRUST_0", "loopback")
							.variable("TRUSTPROXY_TRUST_1", "10.0.0.0/8")
							.variable("TRUSTPROXY_TRUST_2", "2001:db8::/32")),
				form("argument",
						(application) -> application.argument("--trust-proxy=loopback,10.0.0.0/8,2001:db8::/32")),
				form("placeholder",
						(application) -> application.variable("PROXIES", "loopback,10.0.0.0/8,2001:db8::/32")
							.yaml("trust-proxy: ${PROXIES}\n")),
				form("blanks between entries",
						(application) -> application.variable("TRUST_PROXY", " loopback 10.0.0.0/8\t2001:db8::/32 ")),
				form("line ends between entries",
						(application) -> application.variable("TRUST_PROXY",
								"loopback\r\n10.0.0.0/8\r\n\r\n2001:db8::/32\r\n")),
				form("commas and line ends between entries",
						(application) -> application
							.argument("--trust-proxy.trust=loopback,\n10.0.0.0/8,\n2001:db8::/32")),
				form("YAML block", (application) -> application.yaml("""
						trust-proxy: |
						  loopback
						  10.0.0.0/8
						  2001:db8::/32
						""")), form("several entries in a YAML list", (application) -> application.yaml("""
						trust-proxy:
						  - loopback, 10.0.0.0/8
						  - 2001:db8::/32
						""")),
				form("mounted list, with a range per line",
						(application) -> application.configTree("trust-proxy",
								"loopback\n10.0.0.0/8\n2001:db8::/32\n")),
				form("mounted list of the long form",
						(application) -> application.configTree("trust-proxy/trust",
								"loopback\n10.0.0.0/8\n2001:db8::/32\n")),
				form("mounted list in a YAML list",
						(application) -> application.configTree("ranges", "10.0.0.0/8\n2001:db8::/32\n")
							.yaml("trust-proxy: [ loopback, \"${ranges}\" ]\n")));
	}

	@ParameterizedTest
	@MethodSource
	void booleanAndCountMeanTheSameTypedAndAsText(UnaryOperator<TestApplication> configuration, String expected) {
		assertThat(describe(configuration)).startsWith(expected);
	}

	static Stream<Arguments> booleanAndCountMeanTheSameTypedAndAsText() {
		String everybody = "trusting every hop (";
		String nobody = "trusting nobody, ";
		String hops = "trusting 2 hops (";
		return Stream.of(yaml("true", everybody), yaml("\"true\"", everybody), yaml("false", nobody),
				yaml("'false'", nobody), yaml("0", nobody), yaml("\"0\"", nobody), yaml("2", hops), yaml("\"2\"", hops),
				yaml("[ 2 ]", hops), properties("true", everybody), properties("false", nobody),
				properties("0", nobody), properties("2", hops), variable("true", everybody), variable("false", nobody),
				variable("0", nobody), variable("2", hops));
	}

	@Test
	void largestCountIsAccepted() {
		assertThat(describe((application) -> application.yaml("trust-proxy: 65535\n")))
			.startsWith("trusting 65535 hops ");
	}

	@Test
	void variableReplacesYamlList() {
		assertThat(entries((application) -> application.variable("TRUST_PROXY", "10.0.0.1").yaml("""
				trust-proxy:
				  - loopback
				  - 10.0.0.0/8
				"""))).containsExactly("10.0.0.1");
	}

	@Test
	void variableOfTheLongFormReplacesYamlListOfTheLongForm() {
		assertThat(entries((application) -> application.variable("TRUSTPROXY_TRUST", "10.0.0.1").yaml("""
				trust-proxy:
				  trust:
				    - loopback
				    - 10.0.0.0/8
				"""))).containsExactly("10.0.0.1");
	}

	@Test
	void variableReplacesYamlScalar() {
		assertThat(describe((application) -> application.variable("TRUST_PROXY", "false").yaml("trust-proxy: true\n")))
			.startsWith("trusting nobody");
	}

	@Test
	void shorterYamlListIsNotMixedWithLongerOneOfLowerPrecedence() {
		assertThat(entries((application) -> application.properties("trust-proxy[0]=10.0.0.1\n").yaml("""
				trust-proxy:
				  - loopback
				  - cgnat
				"""))).containsExactly("10.0.0.1");
	}

	@Test
	void shortFormStandsBesideOtherPropertiesFromAnotherSource() {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory)
			.variable("TRUST_PROXY", "loopback,10.0.0.0/8")
			.yaml("""
					trust-proxy:
					  max-hops: 3
					  headers: for, proto
					""")
			.start()) {
			assertThat(context.getBean(TrustProxy.class)).hasToString(
					"trusting loopback, 10.0.0.0/8 (max-hops 3)," + " believing X-Forwarded-For, X-Forwarded-Proto");
		}
	}

	@Test
	void shortFormStandsBesideOtherPropertiesInOneFile() {
		try (ConfigurableApplicationContext context = TestApplication.reactive(this.directory).properties("""
				trust-proxy=2
				trust-proxy.max-hops=3
				trust-proxy.headers=for
				""").start()) {
			assertThat(context.getBean(TrustProxy.class))
				.hasToString("trusting 2 hops (max-hops 3), believing X-Forwarded-For");
		}
	}

	@Test
	void shortFormInYamlStandsBesideOtherPropertiesFromVariables() {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory)
			.variable("TRUST_PROXY_MAX_HOPS", "3")
			.variable("TRUSTPROXY_HEADERS", "for,host")
			.yaml("""
					trust-proxy:
					  - loopback
					  - cgnat
					""")
			.start()) {
			assertThat(context.getBean(TrustProxy.class))
				.hasToString("trusting loopback, cgnat (max-hops 3), believing X-Forwarded-For, X-Forwarded-Host");
		}
	}

	@ParameterizedTest
	@MethodSource
	void sourceWithTheHighestPrecedenceCountsInWhicheverForm(UnaryOperator<TestApplication> configuration) {
		assertThat(entries(configuration)).containsExactly("10.0.0.1");
	}

	static Stream<Arguments> sourceWithTheHighestPrecedenceCountsInWhicheverForm() {
		return Stream.of(
				form("variable of the short form over YAML of the long one",
						(application) -> application.variable("TRUST_PROXY", "10.0.0.1")
							.yaml("trust-proxy.trust: [ loopback, cgnat ]\n")),
				form("variable of the long form over YAML of the short one",
						(application) -> application.variable("TRUSTPROXY_TRUST", "10.0.0.1")
							.yaml("trust-proxy: [ loopback, cgnat ]\n")),
				form("variable, entry by entry, over YAML of the short form",
						(application) -> application.variable("TRUST_PROXY_TRUST_0", "10.0.0.1")
							.yaml("trust-proxy: loopback\n")),
				form("argument of the long form over a variable of the short one",
						(application) -> application.argument("--trust-proxy.trust=10.0.0.1")
							.variable("TRUST_PROXY", "loopback")),
				form("properties file of the long form over YAML of the short one",
						(application) -> application.properties("trust-proxy.trust[0]=10.0.0.1\n")
							.yaml("trust-proxy: loopback\n")),
				form("profile of the long form over the base of the short one",
						(application) -> application.argument("--spring.profiles.active=prod")
							.yaml("trust-proxy: loopback\n")
							.profile("prod", "trust-proxy:\n  trust: 10.0.0.1\n")),
				form("profile of the short form over the base of the long one",
						(application) -> application.argument("--spring.profiles.active=prod")
							.yaml("trust-proxy:\n  trust: loopback\n")
							.profile("prod", "trust-proxy: 10.0.0.1\n")),
				form("later document over an earlier one", (application) -> application.yaml("""
						trust-proxy: loopback
						---
						trust-proxy:
						  trust: 10.0.0.1
						""")),
				form("mounted file over YAML",
						(application) -> application.configTree("trust-proxy/trust", "10.0.0.1\n")
							.yaml("trust-proxy: loopback\n")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRUST_PROXY", "TRUSTPROXY", "trustproxy", "trust-proxy", "TRUST_PROXY_0", "TRUSTPROXY_0",
			"TRUST_PROXY_TRUST", "TRUSTPROXY_TRUST", "trust_proxy_trust", "trustproxy_trust", "trust-proxy.trust",
			"TRUST_PROXY_TRUST_0", "TRUSTPROXY_TRUST_0" })
	void everySpellingOfTheVariableThatIsReadIsKnown(String variable) {
		assertThat(entries((application) -> application.variable(variable, "loopback"))).containsExactly("loopback");
		assertThat(new EnvironmentVariable(variable).property()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SERVICE_HOST=10.96.0.7", "SERVICE_PORT=80", "SERVICE_PORT_HTTP=80",
			"PORT=tcp://10.96.0.7:80", "PORT_80_TCP=tcp://10.96.0.7:80", "PORT_80_TCP_PROTO=tcp", "PORT_80_TCP_PORT=80",
			"PORT_80_TCP_ADDR=10.96.0.7", "VERSION=1.2", "IMAGE=trust-proxy:1.2", "HOST=10.0.0.7", "LOG_LEVEL=debug",
			"URL=http://trust-proxy", "TEST=true", "TRUST_STORE=/etc/ssl", "X=loopback" })
	void variableOfKubernetesOrOfSomebodyElseIsLeftAlone(String variable) {
		int equals = variable.indexOf('=');
		String value = variable.substring(equals + 1);
		for (String prefix : List.of("TRUST_PROXY_", "TRUSTPROXY_")) {
			String name = prefix + variable.substring(0, equals);
			assertThat(entries((application) -> application.variable(name, value).variable("TRUST_PROXY", "loopback")))
				.containsExactly("loopback");
			assertThat(entries((application) -> application.variable(name, value).yaml("trust-proxy: [ loopback ]\n")))
				.containsExactly("loopback");
		}
	}

	@Test
	void bothFormsMayHaveTheSameValue() {
		assertThat(entries((application) -> application.variable("TRUST_PROXY", "loopback, cgnat").yaml("""
				trust-proxy:
				  trust:
				    - loopback
				    - cgnat
				"""))).containsExactly("loopback", "cgnat");
	}

	@Test
	void onlyOtherPropertiesDoNotSetIt() {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  max-hops: 3
				""").start()) {
			assertThat(TrustSetting.isPresent(context.getEnvironment())).isFalse();
			assertThat(context.containsBean("trustProxyFilter")).isFalse();
		}
	}

	@Test
	void propertiesWithSimilarNamesDoNotSetIt() {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory)
			.variable("TRUST_PROXY_X", "loopback")
			.variable("TRUST", "loopback")
			.yaml("trust-proxies: loopback\n")
			.start()) {
			assertThat(TrustSetting.isPresent(context.getEnvironment())).isFalse();
		}
	}

	private List<String> entries(UnaryOperator<TestApplication> configuration) {
		try (ConfigurableApplicationContext context = configuration.apply(TestApplication.servlet(this.directory))
			.start()) {
			TrustSetting setting = TrustSetting.find(context.getEnvironment());
			assertThat(setting).isNotNull();
			assertThat(context.getBean(TrustProxy.class))
				.hasToString("trusting %s (max-hops 32), believing X-Forwarded-For, X-Forwarded-Host,"
					.formatted(String.join(", ", setting.entries())) + " X-Forwarded-Proto, X-Forwarded-Port");
			assertThat(context.containsBean("trustProxyFilter")).isTrue();
			return setting.entries();
		}
	}

	private String describe(UnaryOperator<TestApplication> configuration) {
		try (ConfigurableApplicationContext context = configuration.apply(TestApplication.reactive(this.directory))
			.start()) {
			assertThat(context.containsBean("trustProxyWebFilter")).isTrue();
			return context.getBean(TrustProxy.class).toString();
		}
	}

	private static Arguments form(String name, UnaryOperator<TestApplication> configuration) {
		return argumentSet(name, configuration);
	}

	private static Arguments yaml(String value, String expected) {
		UnaryOperator<TestApplication> configuration = (application) -> application
			.yaml("trust-proxy: %s\n".formatted(value));
		return argumentSet("YAML " + value, configuration, expected);
	}

	private static Arguments properties(String value, String expected) {
		UnaryOperator<TestApplication> configuration = (application) -> application
			.properties("trust-proxy=%s\n".formatted(value));
		return argumentSet("properties file " + value, configuration, expected);
	}

	private static Arguments variable(String value, String expected) {
		UnaryOperator<TestApplication> configuration = (application) -> application.variable("TRUST_PROXY", value);
		return argumentSet("variable " + value, configuration, expected);
	}

}
