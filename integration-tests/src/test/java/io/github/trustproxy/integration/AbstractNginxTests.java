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

package io.github.trustproxy.integration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.integration.NginxTopology.Deployment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a sample behind a real nginx that runs the recipe.
 */
@RequiresProxy("nginx")
@ParameterizedClass
@EnumSource
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractNginxTests {

	private static final String HOST = "app.example.com";

	private static final String[] FORWARDING_HEADERS = { "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto",
			"x-forwarded-port", "x-forwarded-prefix", "x-forwarded-ssl", "forwarded" };

	@RegisterExtension
	static final Processes processes = new Processes();

	private static Certificate certificate;

	private final String sampleName;

	@Parameter
	NginxTopology topology;

	private Deployment deployment;

	AbstractNginxTests(String sampleName) {
		this.sampleName = sampleName;
	}

	@BeforeAll
	static void createCertificate(@TempDir Path directory) throws IOException, GeneralSecurityException {
		certificate = Certificate.create(directory);
	}

	@BeforeParameterizedClassInvocation
	void deploy() throws IOException {
		this.deployment = this.topology.deploy(processes, this.sampleName, certificate);
	}

	@Test
	void honestClientIsSeenWithItsAddress() throws IOException {
		assertHonest(this.deployment.http(), "http", List.of());
	}

	@Test
	void honestClientOverTlsIsSeenWithHttps() throws IOException {
		assertHonest(this.deployment.https(), "https", List.of());
	}

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.integration.ForgedHeaders#ofAddress")
	void forgedAddressChangesNothing(List<String> forged) throws IOException {
		assertHonest(this.deployment.http(), "http", forged);
	}

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.integration.ForgedHeaders#ofOrigin")
	void forgedOriginChangesNothing(List<String> forged) throws IOException {
		assertHonest(this.deployment.http(), "http", forged);
	}

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.integration.ForgedHeaders#ofOrigin")
	void forgedOriginOverTlsChangesNothing(List<String> forged) throws IOException {
		assertHonest(this.deployment.https(), "https", forged);
	}

	@Test
	void hostWithoutPortHasTheDefaultPortOfTheScheme() throws IOException {
		WhoAmI http = whoAmI(this.deployment.http(), "/whoami", HOST, List.of());
		assertThat(http.values()).isEqualTo(honest("http", 80, "http://" + HOST + "/whoami"));
		WhoAmI https = whoAmI(this.deployment.https(), "/whoami", HOST, List.of());
		assertThat(https.values()).isEqualTo(honest("https", 443, "https://" + HOST + "/whoami"));
	}

	@Test
	void hostOfTheRequestTargetReplacesTheHostHeader() throws IOException {
		WhoAmI answer = whoAmI(this.deployment.http(), "http://" + HOST + "/whoami", "evil.example", List.of());
		assertThat(answer.values()).isEqualTo(honest("http", 80, "http://" + HOST + "/whoami"));
	}

	@Test
	void clientThatGoesAroundNginxIsBelievedOnlyWhereTheSettingTrustsIt() throws IOException {
		WhoAmI answer = whoAmI(this.deployment.aroundNginx(), "/whoami", "sample:8080", List
			.of("X-Forwarded-For: 198.51.100.66", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example"));
		boolean believed = this.topology.believesAnyoneOnThisMachine();
		assertThat(answer.values()).containsEntry("ip", believed ? "198.51.100.66" : NginxTopology.CLIENT_MACHINE)
			.containsEntry("remoteAddr", believed ? "198.51.100.66" : NginxTopology.CLIENT_MACHINE)
			.containsEntry("peer", NginxTopology.CLIENT_MACHINE)
			.containsEntry("scheme", believed ? "https" : "http")
			.containsEntry("secure", believed)
			.containsEntry("host", believed ? "evil.example" : "sample")
			.containsEntry("port", believed ? 443 : 8080)
			.containsEntry("url", believed ? "https://evil.example/whoami" : "http://sample:8080/whoami");
		assertThat(answer.headers()).contains("host").doesNotContain(FORWARDING_HEADERS);
	}

	@Test
	void redirectLeadsToWhoAmI() throws IOException {
		RawHttpResponse response = this.deployment.https()
			.get("/redirect", headers(HOST, List.of("X-Forwarded-Host: evil.example", "X-Forwarded-Prefix: /evil")));
		assertThat(response.status()).isEqualTo(302);
		assertThat(response.header("Location")).map(URI::create)
			.hasValueSatisfying(
					(location) -> assertThat(location).hasPath("/whoami").extracting(URI::getHost).isIn(null, HOST));
	}

	private void assertHonest(RawHttpClient client, String scheme, List<String> forged) throws IOException {
		String authority = HOST + ":" + client.server().getPort();
		WhoAmI answer = whoAmI(client, "/whoami", authority, forged);
		assertThat(answer.values())
			.isEqualTo(honest(scheme, client.server().getPort(), scheme + "://" + authority + "/whoami"));
		assertThat(answer.headers()).contains("host").doesNotContain(FORWARDING_HEADERS);
	}

	private Map<String, Object> honest(String scheme, int port, String url) {
		List<String> proxies = this.topology.proxies();
		List<String> ips = new ArrayList<>();
		ips.add(this.topology.client());
		// The last one is the peer
		ips.addAll(proxies.subList(0, proxies.size() - 1));
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("ip", this.topology.client());
		values.put("ips", ips);
		values.put("peer", proxies.get(proxies.size() - 1));
		values.put("remoteAddr", this.topology.client());
		values.put("remoteHost", this.topology.client());
		values.put("remotePort", 0);
		values.put("scheme", scheme);
		values.put("secure", scheme.equals("https"));
		values.put("host", HOST);
		values.put("port", port);
		values.put("url", url);
		return values;
	}

	private WhoAmI whoAmI(RawHttpClient client, String target, String host, List<String> headers) throws IOException {
		RawHttpResponse response = client.get(target, headers(host, headers));
		assertThat(response.status()).as(response.body()).isEqualTo(200);
		return WhoAmI.parse(response.body());
	}

	private List<String> headers(String host, List<String> others) {
		List<String> headers = new ArrayList<>();
		headers.add("Host: " + host);
		headers.addAll(this.topology.clientHeader());
		headers.addAll(others);
		return headers;
	}

}
