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

package io.github.trustproxy.samples.webmvc;

import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebMvcSampleApplication}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class WebMvcSampleApplicationTests {

	private static final String FORWARDED_ADDRESS = "203.0.113.7";

	private final RestTestClient client;

	WebMvcSampleApplicationTests(@LocalServerPort int port) {
		this.client = client(port);
	}

	@Test
	void forwardedAddressIsTheClientSinceTheSampleTrustsLoopback() {
		assertThat(whoAmI(this.client)).containsEntry("ip", FORWARDED_ADDRESS)
			.containsEntry("ips", List.of(FORWARDED_ADDRESS))
			.containsEntry("peer", "127.0.0.1")
			.containsEntry("remoteAddr", FORWARDED_ADDRESS)
			.containsEntry("remoteHost", FORWARDED_ADDRESS)
			.containsEntry("remotePort", 0);
	}

	@Test
	void forwardedOriginIsTheOneOfTheRequest() {
		assertThat(whoAmI(this.client)).containsEntry("scheme", "https")
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
		assertThat(whoAmI(this.client)).containsOnlyKeys("ip", "ips", "peer", "remoteAddr", "remoteHost", "remotePort",
				"scheme", "secure", "host", "port", "url", "headers");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "127.0.0.1" })
	void environmentVariableThatTrustsThePeerIsFollowed(String value) {
		assertThat(whoAmIWithTrustProxy(value)).containsEntry("ip", FORWARDED_ADDRESS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "192.0.2.1" })
	void environmentVariableThatDoesNotTrustThePeerIsFollowed(String value) {
		Map<String, Object> seen = whoAmIWithTrustProxy(value);
		assertThat(seen).containsEntry("ip", "127.0.0.1")
			.containsEntry("remoteAddr", "127.0.0.1")
			.containsEntry("scheme", "http")
			.containsEntry("host", "127.0.0.1");
		assertForwardingHeadersAreHidden(seen);
	}

	@Test
	void withoutTrustProxyNothingIsRewrittenAndNothingExplained() {
		String withoutConfigurationFile = "--spring.config.location=optional:classpath:/nowhere/";
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(WebMvcSampleApplication.class)
			.run("--server.port=0", withoutConfigurationFile)) {
			RestTestClient client = client(
					context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			assertThat(whoAmI(client)).containsEntry("ip", "127.0.0.1")
				.containsEntry("remoteAddr", "127.0.0.1")
				.extractingByKey("headers", InstanceOfAssertFactories.list(String.class))
				.contains("x-forwarded-for");
			get(client, "/explain").expectStatus().isNotFound();
		}
	}

	@Test
	void redirectLeadsToTheForwardedOrigin() {
		get(this.client, "/redirect").expectStatus()
			.isFound()
			.expectHeader()
			.valueEquals(HttpHeaders.LOCATION, "https://app.example.com/whoami");
	}

	@Test
	void sessionCookieIsSecureSinceTheForwardedSchemeIs() {
		get(this.client, "/session").expectStatus()
			.isOk()
			.expectCookie()
			.secure("JSESSIONID", true)
			.expectBody()
			.json("{ \"new\": true }");
	}

	@Test
	void sessionCookieIsNotSecureWithoutForwardedScheme() {
		this.client.get().uri("/session").exchange().expectCookie().secure("JSESSIONID", false);
	}

	private static Map<String, Object> whoAmIWithTrustProxy(String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of("TRUST_PROXY", value)));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(WebMvcSampleApplication.class)
			.environment(environment)
			.run("--server.port=0")) {
			return whoAmI(client(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class)));
		}
	}

	private static RestTestClient client(int port) {
		return RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
	}

	private static Map<String, Object> whoAmI(RestTestClient client) {
		return get(client, "/whoami").expectStatus()
			.isOk()
			.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.returnResult()
			.getResponseBody();
	}

	private static RestTestClient.ResponseSpec get(RestTestClient client, String path) {
		return client.get()
			.uri(path)
			.header("X-Forwarded-For", FORWARDED_ADDRESS)
			.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "app.example.com")
			.exchange();
	}

	private static void assertForwardingHeadersAreHidden(Map<String, Object> seen) {
		assertThat(seen).extractingByKey("headers", InstanceOfAssertFactories.list(String.class))
			.contains("host")
			.noneMatch((name) -> name.startsWith("x-forwarded-"));
	}

}
