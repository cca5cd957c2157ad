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

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.actuate.TrustProxySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SettingsFactory}: what an operator reads of a configuration in real
 * files and environment variables.
 */
class SettingsFactoryTests {

	@TempDir
	private Path directory;

	@Test
	void propertiesAreShownWithFileAndLine() {
		TrustProxySettings settings = settings(TestApplication.servlet(this.directory)
			.variable("TRUSTPROXY_MAXHOPS", "3")
			.variable("PROXIES", "10.0.0.0/8")
			.yaml("""
					trust-proxy:
					  trust:
					    - loopback
					    - ${PROXIES}
					  headers: for, proto
					  hide-headers: false
					  malformed: reject
					  client-ip-header: X-Real-IP
					""")
			.properties("\ntrust-proxy.headerFormat=standard\n"));
		assertThat(settings.properties()).extracting(TrustProxySettings.SetProperty::name)
			.containsExactly("trust-proxy.trust", "trust-proxy.max-hops", "trust-proxy.header-format",
					"trust-proxy.headers", "trust-proxy.client-ip-header", "trust-proxy.malformed",
					"trust-proxy.hide-headers");
		assertThat(settings.properties()).extracting(TrustProxySettings.SetProperty::value)
			.containsExactly("loopback,10.0.0.0/8", "3", "standard", "for,proto", "X-Real-IP", "reject", "false");
		assertThat(settings.properties().get(0).origin()).endsWith("application.yml] - 3:7");
		assertThat(settings.properties().get(1).origin())
			.isEqualTo("System Environment Property \"TRUSTPROXY_MAXHOPS\"");
		assertThat(settings.properties().get(2).origin()).endsWith("application.properties] - 2:26");
		assertThat(settings.headerFormat()).isEqualTo("standard");
		assertThat(settings.malformed()).isEqualTo("reject");
		assertThat(settings.clientIpHeader()).isEqualTo("X-Real-IP");
		assertThat(settings.headers()).containsExactly("for", "proto");
		assertThat(settings.ranges()).containsExactly("10.0.0.0/8", "127.0.0.0/8", "::1");
	}

	@Test
	void bothFormsAreShownWhereBothAreSet() {
		TrustProxySettings settings = settings(TestApplication.reactive(this.directory)
			.variable("TRUST_PROXY", "loopback")
			.yaml("trust-proxy.trust: loopback\n"));
		assertThat(settings.properties()).extracting(TrustProxySettings.SetProperty::name)
			.containsExactly("trust-proxy", "trust-proxy.trust");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "null",
			textBlock = "true | every\nfalse | 0\n0 | 0\n3 | 3\nloopback | null")
	void hopsAreShownWhereTheyAreCounted(String trust, String hops) {
		assertThat(settings(TestApplication.servlet(this.directory).properties("trust-proxy=" + trust)).hops())
			.isEqualTo(hops);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			trust-proxy=false                                    | Clients connect to the application directly
			trust-proxy=loopback;trust-proxy.max-hops=0          | Clients connect to the application directly
			trust-proxy=true;trust-proxy.headers=for             | The outermost proxy overwrites the forwarding headers
			trust-proxy=2;trust-proxy.headers=for                | No client can connect to the application around the
			trust-proxy=loopback                                 | removes an X-Forwarded-Host that a client sends
			trust-proxy=loopback;trust-proxy.headerFormat=standard | removes the host in a Forwarded that a client sends
			trust-proxy=loopback;trust-proxy.headers=proto;trust-proxy.client-ip-header=X-Real-IP | removes a X-Real-IP
			""")
	void whatHasToBeTrueIsSaid(String properties, String assumption) {
		TrustProxySettings settings = settings(
				TestApplication.servlet(this.directory).properties(properties.replace(';', '\n')));
		assertThat(settings.assumptions()).singleElement().asString().contains(assumption);
	}

	@ParameterizedTest
	@CsvSource({ "trust-proxy.headers=for", "trust-proxy.allowed-hosts=example.com" })
	void nothingHasToBeTrueOfAddressesAndHostsThatAreListed(String property) {
		assertThat(settings(TestApplication.servlet(this.directory).properties("trust-proxy=loopback\n" + property))
			.assumptions()).isEmpty();
	}

	@Test
	void policyHasNothingToShow() {
		TrustProxySettings settings = settings(
				TestApplication.servlet(this.directory).with(StartUpMessagesTests.TrustPolicyConfiguration.class));
		assertThat(settings.hops()).isNull();
		assertThat(settings.ranges()).isEmpty();
		assertThat(settings.properties()).isEqualTo(List.of());
	}

	private static TrustProxySettings settings(TestApplication application) {
		try (ConfigurableApplicationContext context = application.start()) {
			return new SettingsFactory(context.getBean(TrustProxyProperties.class), context.getEnvironment(),
					context.getBean(SettingSources.class))
				.create(context.getBean(TrustProxy.class), context.getBeanProvider(TrustPolicy.class).getIfAvailable());
		}
	}

}
