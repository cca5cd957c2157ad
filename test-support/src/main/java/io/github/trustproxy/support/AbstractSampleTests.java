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

package io.github.trustproxy.support;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what both samples do. They trust loopback.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class AbstractSampleTests {

	private static final String FORWARDED_ADDRESS = "203.0.113.7";

	private final Class<?> application;

	private final RestTestClient client;

	/**
	 * Create the tests of a sample.
	 * @param application the application
	 * @param port where it runs
	 */
	protected AbstractSampleTests(Class<?> application, int port) {
		this.application = application;
		this.client = client(port);
	}

	@Test
	void forwardedAddressIsTheClientSinceTheSampleTrustsLoopback() {
		assertThat(whoAmI(this.client).values()).containsEntry("ip", FORWARDED_ADDRESS)
			.containsEntry("ips", List.of(FORWARDED_ADDRESS))
			.containsEntry("peer", "127.0.0.1")
			.containsEntry("remoteAddr", FORWARDED_ADDRESS)
			.containsEntry("remoteHost", FORWARDED_ADDRESS)
			.containsEntry("remotePort", 0)
			.containsEntry("key", FORWARDED_ADDRESS);
	}

	@Test
	void forwardedOriginIsTheOneOfTheRequest() {
		assertThat(whoAmI(this.client).values()).containsEntry("scheme", "https")
			.containsEntry("secure", true)
			.containsEntry("host", "app.example.com")
			.containsEntry("port", 443)
			.containsEntry("url", "https://app.example.com/whoami");
	}

	@Test
	void forwardingHeadersAreHidden() {
		assertForwardingHeadersAreHidden(whoAmI(this.client));
	}

	@Test
	void whoAmIHasTheDocumentedFields() {
		assertThat(whoAmI(this.client).values()).containsOnlyKeys("ip", "ips", "peer", "remoteAddr", "remoteHost",
				"remotePort", "scheme", "secure", "host", "port", "url", "key", "prefix");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "127.0.0.1" })
	void environmentVariableThatTrustsThePeerIsFollowed(String value) {
		assertThat(whoAmIWithTrustProxy(value).values()).containsEntry("ip", FORWARDED_ADDRESS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "192.0.2.1" })
	void environmentVariableThatDoesNotTrustThePeerIsFollowed(String value) {
		WhoAmI seen = whoAmIWithTrustProxy(value);
		assertThat(seen.values()).containsEntry("ip", "127.0.0.1")
			.containsEntry("remoteAddr", "127.0.0.1")
			.containsEntry("scheme", "http")
			.containsEntry("host", "127.0.0.1");
		assertForwardingHeadersAreHidden(seen);
	}

	@Test
	void withoutTrustProxyNothingIsRewrittenAndNothingExplained() {
		String withoutConfigurationFile = "--spring.config.location=optional:classpath:/nowhere/";
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(this.application)
			.run("--server.port=0", withoutConfigurationFile)) {
			RestTestClient client = client(
					context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			WhoAmI seen = whoAmI(client);
			assertThat(seen.values()).containsEntry("ip", "127.0.0.1").containsEntry("remoteAddr", "127.0.0.1");
			assertThat(seen.headers()).contains("x-forwarded-for");
			get(client, "/explain").expectStatus().isNotFound();
		}
	}

	/**
	 * Return the client of the running application.
	 * @return the client
	 */
	protected RestTestClient client() {
		return this.client;
	}

	/**
	 * Send a request that a proxy has forwarded.
	 * @param path the path
	 * @return the response
	 */
	protected RestTestClient.ResponseSpec get(String path) {
		return get(this.client, path);
	}

	private WhoAmI whoAmIWithTrustProxy(String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of("TRUST_PROXY", value)));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(this.application)
			.environment(environment)
			.run("--server.port=0")) {
			return whoAmI(client(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class)));
		}
	}

	private static RestTestClient client(int port) {
		return RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
	}

	private static WhoAmI whoAmI(RestTestClient client) {
		return WhoAmI.parse(
				get(client, "/whoami").expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody());
	}

	private static RestTestClient.ResponseSpec get(RestTestClient client, String path) {
		return client.get()
			.uri(path)
			.header("X-Forwarded-For", FORWARDED_ADDRESS)
			.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "app.example.com")
			.exchange();
	}

	private static void assertForwardingHeadersAreHidden(WhoAmI seen) {
		assertThat(seen.headers()).contains("host").noneMatch((name) -> name.startsWith("x-forwarded-"));
	}

}
