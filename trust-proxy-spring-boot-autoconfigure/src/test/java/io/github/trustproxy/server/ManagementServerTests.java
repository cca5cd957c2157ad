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

package io.github.trustproxy.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import io.github.trustproxy.StopReason;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A management server on a port of its own treats requests as the main one does.
 */
@EveryServer
@Shows("what-is-rewritten.md: 8. Management server")
class ManagementServerTests extends AbstractApplicationTests {

	private static final String[] FORWARDED = { "X-Forwarded-For: 198.51.100.66, 203.0.113.7",
			"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com" };

	ManagementServerTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void requestIsRewritten() throws IOException {
		WhoAmI seen = managementServer("trust-proxy=loopback").whoAmI(FORWARDED);
		assertThat(seen.ip()).isEqualTo("203.0.113.7");
		assertThat(seen.remoteAddr()).isEqualTo("203.0.113.7");
		assertThat(seen.scheme()).isEqualTo("https");
		assertThat(seen.secure()).isTrue();
		assertThat(seen.url()).isEqualTo("https://www.example.com/whoami");
		assertThat(seen.headers()).containsOnlyKeys("host");
	}

	@Test
	void whatAnUntrustedPeerForgesIsIgnoredAndHidden() throws IOException {
		WhoAmI seen = managementServer("trust-proxy=10.0.0.0/8").whoAmI(FORWARDED);
		assertThat(seen.ip()).isEqualTo("127.0.0.1");
		assertThat(seen.stopReason()).isEqualTo(StopReason.PEER_NOT_TRUSTED);
		assertThat(seen.url()).isEqualTo("http://app.internal:8080/whoami");
		assertThat(seen.headers()).containsOnlyKeys("host");
	}

	@Test
	void nothingIsRewrittenWhenTrustIsNotSet() throws IOException {
		WhoAmI seen = managementServer("server.port=0").whoAmI(FORWARDED);
		assertThat(seen.remoteAddr()).isEqualTo("127.0.0.1");
		assertThat(seen.headers()).containsKeys("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host");
	}

	@Test
	@Shows("threat-model.md: a cloud platform on which Boot believes everybody by itself")
	@Shows("what-is-rewritten.md: 7. Other strategies")
	void peerThatIsJudgedIsTheSocketsOnACloudPlatform() throws IOException {
		WhoAmI seen = managementServer("trust-proxy=loopback", "spring.main.cloud-platform=kubernetes")
			.whoAmI("X-Forwarded-For: 203.0.113.7, 10.0.0.1");
		assertThat(seen.peer()).isEqualTo("127.0.0.1");
		assertThat(seen.ip()).isEqualTo("10.0.0.1");
	}

	@Test
	void malformedRequestIsRejected() throws IOException {
		Application server = managementServer("trust-proxy=loopback", "trust-proxy.malformed=reject");
		assertThat(server.get("/whoami", "X-Forwarded-For: junk").status()).isEqualTo(400);
		assertThat(server.get("/whoami", "X-Forwarded-For: 203.0.113.7").status()).isEqualTo(200);
	}

	@Test
	void endpointsLinkToTheForwardedOrigin() throws IOException {
		assertThat(managementServer("trust-proxy=loopback").get("/actuator", FORWARDED).body())
			.contains("\"https://www.example.com/actuator\"");
		assertThat(managementServer("trust-proxy=10.0.0.0/8").get("/actuator", FORWARDED).body())
			.contains("\"http://app.internal:8080/actuator\"");
	}

	@Test
	void sessionCookieIsSecureIfTheForwardedSchemeIs() throws IOException {
		Application server = managementServer("trust-proxy=loopback");
		assertThat(server.get("/session", "X-Forwarded-Proto: https").headers().get("Set-Cookie")).singleElement()
			.asString()
			.contains("; Secure");
		assertThat(server.get("/session", "X-Forwarded-Proto: http").headers().get("Set-Cookie")).singleElement()
			.asString()
			.doesNotContain("Secure");
	}

	@Test
	void clientIsLogged(@TempDir Path directory) throws IOException {
		try (ServerAccessLog log = ServerAccessLog.of(stack(), directory)) {
			Application server = managementServer(log.propertiesAnd("trust-proxy=loopback"));
			assertThat(log.entry(server, "/whoami", FORWARDED)).startsWith("203.0.113.7 ");
		}
	}

	private Application managementServer(String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "management.server.port=0";
		return application(ManagementServer.on(stack()), all).managementServer();
	}

}
