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
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.WhoAmI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that show what a wrong setting does to both samples behind two proxies. Nothing
 * of this is a promise: it is what the documentation warns of.
 */
@RequiresProgram({ "haproxy", "nginx" })
@ParameterizedClass
@ValueSource(strings = { "webmvc", "webflux" })
class WrongSettingTests {

	private static final String CLAIM = "X-Forwarded-For: 198.51.100.66, 198.51.100.67";

	@RegisterExtension
	static final Processes processes = new Processes();

	@RegisterExtension
	static final Samples samples = new Samples();

	private static Certificate certificate;

	@Parameter
	String sampleName;

	@BeforeAll
	static void createCertificate(@TempDir Path directory) throws IOException, GeneralSecurityException {
		certificate = Certificate.create(directory);
	}

	@Test
	void countThatIsTooSmallTakesTheFirstProxyForTheClient() throws IOException {
		WhoAmI answer = whoAmI(SampleSetting.hops(1), CLAIM);
		assertThat(answer.values()).containsEntry("ip", "127.0.0.2")
			.containsEntry("ips", List.of("127.0.0.2"))
			// That of the connection between the proxies
			.containsEntry("scheme", "http");
	}

	@Test
	void countThatIsTooLargeBelievesTheClaimOfAClient() throws IOException {
		WhoAmI answer = whoAmI(SampleSetting.hops(3), CLAIM);
		assertThat(answer.values()).containsEntry("ip", "198.51.100.67")
			.containsEntry("ips", List.of("198.51.100.67", Topology.CLIENT_MACHINE, "127.0.0.2"));
	}

	@Test
	void countThatIsTooLargeIsRightUntilAClientClaims() throws IOException {
		WhoAmI answer = whoAmI(SampleSetting.hops(3));
		assertThat(answer.values()).containsEntry("ip", Topology.CLIENT_MACHINE)
			.containsEntry("ips", List.of(Topology.CLIENT_MACHINE, "127.0.0.2"));
	}

	@Test
	void trueBehindAProxyThatAddsBelievesTheClaimOfAClient() throws IOException {
		// All addresses are trusted, as with "true", and the proxies add
		WhoAmI answer = whoAmI(SampleSetting.hops(32), CLAIM);
		assertThat(answer.values()).containsEntry("ip", "198.51.100.66");
	}

	@Test
	void listWithoutTheFirstProxyTakesItForTheClient() throws IOException {
		WhoAmI answer = whoAmI(SampleSetting.trusting("last proxy", "127.0.0.3", false), CLAIM);
		assertThat(answer.values()).containsEntry("ip", "127.0.0.2").containsEntry("ips", List.of("127.0.0.2"));
	}

	@Test
	void listWithoutTheLastProxyBelievesNothing() throws IOException {
		WhoAmI answer = whoAmI(SampleSetting.trusting("first proxy", "127.0.0.2", false), CLAIM);
		assertThat(answer.values()).containsEntry("ip", "127.0.0.3")
			.containsEntry("ips", List.of())
			.containsEntry("scheme", "http");
	}

	@Test
	void listWithTheClientBelievesItsClaim() throws IOException {
		WhoAmI answer = whoAmI(SampleSetting.loopback(), CLAIM);
		assertThat(answer.values()).containsEntry("ip", "198.51.100.67");
	}

	@Test
	void headerFormatThatTheProxiesDoNotWriteTakesTheLastProxyForTheClient() throws IOException {
		SampleSetting setting = new SampleSetting("unexpected format", "127.0.0.1",
				Map.of("TRUST_PROXY", "127.0.0.2, 127.0.0.3", "TRUSTPROXY_HEADERFORMAT", "standard"), List.of(), false);
		WhoAmI answer = whoAmI(setting, CLAIM, "Forwarded: for=198.51.100.66");
		assertThat(answer.values()).containsEntry("ip", "127.0.0.3").containsEntry("ips", List.of());
	}

	/**
	 * Ask over TLS, through two proxies that run the recipes as they are.
	 */
	private WhoAmI whoAmI(SampleSetting setting, String... claims) throws IOException {
		Topology topology = Topology.of(setting, new Haproxy(), new Nginx());
		Client client = topology.deploy(processes, samples, this.sampleName, certificate).client(Edge.HTTPS);
		List<String> headers = new ArrayList<>(List.of(claims));
		headers.add("Host: app.example.com");
		RawResponse response = client.get("/whoami", headers);
		assertThat(response.status()).as(response::toString).isEqualTo(200);
		return WhoAmI.parse(response.body());
	}

}
