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
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.trustproxy.MalformedHandling;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.header.PrefixHandling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link TrustProxyProperties}.
 */
class TrustProxyPropertiesTests {

	@TempDir
	private Path directory;

	@Test
	void defaultValues() {
		TrustProxyProperties properties = bind(Map.of());
		assertThat(properties.trust()).isNull();
		assertThat(properties.maxHops()).isEqualTo(32);
		assertThat(properties.headerFormat()).isEqualTo(HeaderFormat.X_FORWARDED);
		assertThat(properties.headers()).containsExactlyInAnyOrder(ForwardedValue.FOR, ForwardedValue.HOST,
				ForwardedValue.PROTO, ForwardedValue.PORT);
		assertThat(properties.clientIpHeader()).isNull();
		assertThat(ForwardedValue.values()).allMatch((value) -> properties.headerNames().of(value) == null);
		assertThat(properties.prefix()).isEqualTo(PrefixHandling.PREPEND);
		assertThat(properties.allowedHosts()).isEmpty();
		assertThat(properties.malformed()).isEqualTo(MalformedHandling.STOP);
		assertThat(properties.hideHeaders()).isTrue();
		assertThat(properties.protectedHeaders()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void everyPropertyIsBoundFrom(UnaryOperator<TestApplication> configuration) {
		TestApplication application = configuration.apply(TestApplication.servlet(this.directory));
		try (ConfigurableApplicationContext context = application.start()) {
			TrustProxyProperties properties = context.getBean(TrustProxyProperties.class);
			assertThat(properties.trust()).containsExactly("loopback", "cgnat");
			assertThat(properties.maxHops()).isEqualTo(3);
			assertThat(properties.headerFormat()).isEqualTo(HeaderFormat.STANDARD);
			assertThat(properties.headers()).containsExactlyInAnyOrder(ForwardedValue.FOR, ForwardedValue.PREFIX);
			assertThat(properties.clientIpHeader()).isEqualTo("CF-Connecting-IP");
			assertThat(properties.headerNames().of(ForwardedValue.PROTO)).isEqualTo("X-Edge-Proto");
			assertThat(properties.headerNames().of(ForwardedValue.HOST)).isEqualTo("X-Original-Host");
			assertThat(properties.headerNames().of(ForwardedValue.PORT)).isEqualTo("X-Edge-Port");
			assertThat(properties.headerNames().of(ForwardedValue.PREFIX)).isEqualTo("X-Script-Name");
			assertThat(properties.headerNames().of(ForwardedValue.FOR)).isNull();
			assertThat(properties.prefix()).isEqualTo(PrefixHandling.REPLACE);
			assertThat(properties.allowedHosts()).containsExactly("example.com", "*.example.com");
			assertThat(properties.malformed()).isEqualTo(MalformedHandling.REJECT);
			assertThat(properties.hideHeaders()).isFalse();
			assertThat(properties.protectedHeaders()).containsExactly("X-Client-Cert", "X-Forwarded-User");
		}
	}

	static Stream<Arguments> everyPropertyIsBoundFrom() {
		UnaryOperator<TestApplication> yaml = (application) -> application.yaml("""
				trust-proxy:
				  trust: [ loopback, cgnat ]
				  max-hops: 3
				  header-format: standard
				  headers: [ for, prefix ]
				  client-ip-header: CF-Connecting-IP
				  header-names:
				    proto: X-Edge-Proto
				    host: X-Original-Host
				    port: X-Edge-Port
				    prefix: X-Script-Name
				  prefix: replace
				  allowed-hosts:
				    - example.com
				    - "*.example.com"
				  malformed: reject
				  hide-headers: false
				  protected-headers: [ X-Client-Cert, X-Forwarded-User ]
				""");
		UnaryOperator<TestApplication> properties = (application) -> application.properties("""
				trust-proxy.trust=loopback,cgnat
				trust-proxy.max-hops=3
				trust-proxy.header-format=standard
				trust-proxy.headers=for,prefix
				trust-proxy.client-ip-header=CF-Connecting-IP
				trust-proxy.header-names.proto=X-Edge-Proto
				trust-proxy.header-names.host=X-Original-Host
				trust-proxy.header-names.port=X-Edge-Port
				trust-proxy.header-names.prefix=X-Script-Name
				trust-proxy.prefix=replace
				trust-proxy.allowed-hosts=example.com, *.example.com
				trust-proxy.malformed=reject
				trust-proxy.hide-headers=false
				trust-proxy.protected-headers=X-Client-Cert,X-Forwarded-User
				""");
		UnaryOperator<TestApplication> camelCase = (application) -> application.properties("""
				trustProxy.trust=loopback,cgnat
				trustProxy.maxHops=3
				trustProxy.headerFormat=STANDARD
				trustProxy.headers=FOR,PREFIX
				trustProxy.clientIpHeader=CF-Connecting-IP
				trustProxy.headerNames.proto=X-Edge-Proto
				trustProxy.headerNames.host=X-Original-Host
				trustProxy.headerNames.port=X-Edge-Port
				trustProxy.headerNames.prefix=X-Script-Name
				trustProxy.prefix=REPLACE
				trustProxy.allowedHosts=example.com,*.example.com
				trustProxy.malformed=REJECT
				trustProxy.hideHeaders=false
				trustProxy.protectedHeaders=X-Client-Cert,X-Forwarded-User
				""");
		UnaryOperator<TestApplication> variables = (application) -> application
			.variable("TRUSTPROXY_TRUST", "loopback,cgnat")
			.variable("TRUSTPROXY_MAXHOPS", "3")
			.variable("TRUSTPROXY_HEADERFORMAT", "standard")
			.variable("TRUSTPROXY_HEADERS", "for,prefix")
			.variable("TRUSTPROXY_CLIENTIPHEADER", "CF-Connecting-IP")
			.variable("TRUSTPROXY_HEADERNAMES_PROTO", "X-Edge-Proto")
			.variable("TRUSTPROXY_HEADERNAMES_HOST", "X-Original-Host")
			.variable("TRUSTPROXY_HEADERNAMES_PORT", "X-Edge-Port")
			.variable("TRUSTPROXY_HEADERNAMES_PREFIX", "X-Script-Name")
			.variable("TRUSTPROXY_PREFIX", "replace")
			.variable("TRUSTPROXY_ALLOWEDHOSTS", "example.com,*.example.com")
			.variable("TRUSTPROXY_MALFORMED", "reject")
			.variable("TRUSTPROXY_HIDEHEADERS", "false")
			.variable("TRUSTPROXY_PROTECTEDHEADERS", "X-Client-Cert,X-Forwarded-User");
		UnaryOperator<TestApplication> underscores = (application) -> application
			.variable("TRUST_PROXY_TRUST", "loopback,cgnat")
			.variable("TRUST_PROXY_MAX_HOPS", "3")
			.variable("TRUST_PROXY_HEADER_FORMAT", "standard")
			.variable("TRUST_PROXY_HEADERS", "for,prefix")
			.variable("TRUST_PROXY_CLIENT_IP_HEADER", "CF-Connecting-IP")
			.variable("TRUST_PROXY_HEADER_NAMES_PROTO", "X-Edge-Proto")
			.variable("TRUST_PROXY_HEADER_NAMES_HOST", "X-Original-Host")
			.variable("TRUST_PROXY_HEADER_NAMES_PORT", "X-Edge-Port")
			.variable("TRUST_PROXY_HEADER_NAMES_PREFIX", "X-Script-Name")
			.variable("TRUST_PROXY_PREFIX", "replace")
			.variable("TRUST_PROXY_ALLOWED_HOSTS", "example.com,*.example.com")
			.variable("TRUST_PROXY_MALFORMED", "reject")
			.variable("TRUST_PROXY_HIDE_HEADERS", "false")
			.variable("TRUST_PROXY_PROTECTED_HEADERS", "X-Client-Cert,X-Forwarded-User");
		return Stream.of(argumentSet("YAML", yaml), argumentSet("a properties file", properties),
				argumentSet("a properties file in camel case", camelCase), argumentSet("variables", variables),
				argumentSet("variables with all underscores", underscores));
	}

	@ParameterizedTest
	@CsvSource({ "x-forwarded, X_FORWARDED", "x_forwarded, X_FORWARDED", "X-Forwarded, X_FORWARDED",
			"X_FORWARDED, X_FORWARDED", "xforwarded, X_FORWARDED", "standard, STANDARD", "Standard, STANDARD",
			"STANDARD, STANDARD" })
	void headerFormatIsRelaxed(String value, HeaderFormat expected) {
		assertThat(bind(Map.of("trust-proxy.header-format", value)).headerFormat()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "stop, STOP", "Stop, STOP", "STOP, STOP", "reject, REJECT", "REJECT, REJECT" })
	void malformedIsRelaxed(String value, MalformedHandling expected) {
		assertThat(bind(Map.of("trust-proxy.malformed", value)).malformed()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "for, FOR", "Host, HOST", "PROTO, PROTO", "port, PORT", "prefix, PREFIX" })
	void headersAreRelaxed(String value, ForwardedValue expected) {
		assertThat(bind(Map.of("trust-proxy.headers", value)).headers()).containsExactly(expected);
	}

	@Test
	void headersOfAwsAlb() {
		assertThat(bind(Map.of("trust-proxy.headers", "for, proto, port")).headers())
			.containsExactlyInAnyOrder(ForwardedValue.FOR, ForwardedValue.PROTO, ForwardedValue.PORT);
	}

	@Test
	void noHeaderNeedsToBeBelieved() {
		assertThat(bind(Map.of("trust-proxy.headers", "")).headers()).isEmpty();
	}

	private static TrustProxyProperties bind(Map<String, String> source) {
		return new Binder(new MapConfigurationPropertySource(source)).bindOrCreate("trust-proxy",
				TrustProxyProperties.class);
	}

}
