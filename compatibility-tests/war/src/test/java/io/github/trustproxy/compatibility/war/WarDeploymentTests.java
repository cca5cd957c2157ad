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

package io.github.trustproxy.compatibility.war;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import io.github.trustproxy.support.Shows;
import io.github.trustproxy.support.WhoAmI;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a WAR file in a Tomcat that is no part of it. The peer is this machine, so
 * that {@code loopback} trusts it and {@code 10.0.0.0/8} does not.
 */
@Shows("what-is-rewritten.md: 9. WAR file")
class WarDeploymentTests {

	private static final String CLIENT = "203.0.113.7";

	/** The first address is one that the client wrote. */
	private static final String[] FORWARDED = { "X-Forwarded-For", "198.51.100.66, " + CLIENT, "X-Forwarded-Proto",
			"https", "X-Forwarded-Host", "shop.example" };

	private static final Path WAR = Path.of(System.getProperty("war"));

	private static Tomcat tomcat;

	@BeforeAll
	static void startTomcat() throws IOException {
		Map<String, Map<String, String>> contexts = new LinkedHashMap<>();
		contexts.put("ROOT", Map.of());
		contexts.put("shop", Map.of());
		contexts.put("kubernetes", Map.of("spring.main.cloud-platform", "kubernetes"));
		contexts.put("untrusting", Map.of("trust-proxy", "10.0.0.0/8"));
		contexts.put("refused", Map.of("trust-proxy", "10.0.0.0/33"));
		tomcat = Tomcat.start(Path.of(System.getProperty("tomcat.home")), Path.of(System.getProperty("tomcat.base")),
				WAR, contexts);
	}

	@AfterAll
	static void stopTomcat() {
		if (tomcat != null) {
			tomcat.stop();
		}
	}

	@Test
	void warHasNoServer() throws IOException {
		try (JarFile war = new JarFile(WAR.toFile())) {
			assertThat(war.stream().map(JarEntry::getName))
				.anyMatch((name) -> name.startsWith("WEB-INF/lib/trust-proxy-spring-boot-autoconfigure-"))
				.noneMatch((name) -> name.contains("/spring-boot-web-server-"))
				.noneMatch((name) -> name.contains("/spring-boot-tomcat-") || name.contains("/tomcat-embed-"));
		}
	}

	@Test
	void noClassIsMissing() {
		assertThat(tomcat.log()).doesNotContain("ClassNotFoundException", "NoClassDefFoundError");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/shop", "/kubernetes" })
	void trustedPeerForwardsTheClient(String context) throws Exception {
		assertIsForwarded(whoAmI(context + "/whoami", FORWARDED), context + "/whoami", DispatcherType.REQUEST);
	}

	@Test
	void untrustedPeerIsTheClient() throws Exception {
		WhoAmI seen = whoAmI("/untrusting/whoami", FORWARDED);
		assertThat(seen.values()).containsEntry("ip", "127.0.0.1")
			.containsEntry("remoteAddr", "127.0.0.1")
			.containsEntry("secure", false)
			.containsEntry("url", uri("/untrusting/whoami").toString());
		assertForwardingHeadersAreHidden(seen);
	}

	@Test
	void asyncDispatchSeesTheClient() throws Exception {
		assertIsForwarded(whoAmI("/shop/async", FORWARDED), "/shop/whoami", DispatcherType.ASYNC);
	}

	@ParameterizedTest
	@CsvSource({ "/shop/fail, 500", "/shop/missing, 404" })
	void errorPageSeesTheClient(String path, int status) throws Exception {
		HttpResponse<String> response = get(path, FORWARDED);
		assertThat(response.statusCode()).isEqualTo(status);
		// Without an embedded server, a filter of Boot's forwards to the error page
		assertIsForwarded(WhoAmI.parse(response.body()), "/shop/error", DispatcherType.FORWARD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/shop" })
	void redirectLeadsToTheForwardedOriginAndTheContext(String context) throws Exception {
		HttpResponse<String> response = get(context + "/redirect", FORWARDED);
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.headers().allValues("Location"))
			.containsExactly("https://shop.example" + context + "/whoami");
	}

	@ParameterizedTest
	@CsvSource({ "/shop, https, true", "/shop, http, false", "/untrusting, https, false" })
	void sessionCookieIsSecureIfTheBelievedSchemeIs(String context, String scheme, boolean secure) throws Exception {
		List<String> cookies = get(context + "/session", "X-Forwarded-Proto", scheme).headers().allValues("Set-Cookie");
		assertThat(cookies).singleElement()
			.asString()
			.startsWith("JSESSIONID=")
			.matches((cookie) -> cookie.contains("; Secure") == secure);
	}

	@Test
	void sessionCookieIsNotSecureWithoutForwardedScheme() throws Exception {
		assertThat(get("/shop/session").headers().allValues("Set-Cookie")).singleElement()
			.asString()
			.startsWith("JSESSIONID=")
			.doesNotContain("Secure");
	}

	@Test
	void refusedSettingStopsTheDeploymentWithAReport() throws Exception {
		assertThat(get("/refused/whoami").statusCode()).isEqualTo(404);
		assertThat(tomcat.log()).containsOnlyOnce("APPLICATION FAILED TO START")
			.contains("Invalid value '10.0.0.0/33' for configuration property 'trust-proxy'")
			.contains("The prefix length of an IPv4 range is a whole number between 1 and 32");
	}

	private static void assertIsForwarded(WhoAmI seen, String path, DispatcherType dispatch) {
		assertThat(seen.values()).containsEntry("ip", CLIENT)
			.containsEntry("remoteAddr", CLIENT)
			.containsEntry("secure", true)
			.containsEntry("url", "https://shop.example" + path)
			.containsEntry("dispatch", dispatch.name());
		assertForwardingHeadersAreHidden(seen);
	}

	private static void assertForwardingHeadersAreHidden(WhoAmI seen) {
		assertThat(seen.headers()).contains("host").noneMatch((name) -> name.startsWith("x-forwarded-"));
	}

	private static WhoAmI whoAmI(String path, String... headers) throws Exception {
		HttpResponse<String> response = get(path, headers);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return WhoAmI.parse(response.body());
	}

	private static HttpResponse<String> get(String path, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
	}

	private static URI uri(String path) {
		return URI
			.create("http://%s:%d%s".formatted(tomcat.address().getHostString(), tomcat.address().getPort(), path));
	}

}
