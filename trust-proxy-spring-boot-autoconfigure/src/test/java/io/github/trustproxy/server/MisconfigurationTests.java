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
import java.util.List;

import io.github.trustproxy.StopReason;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an attacker gains where the setting does not fit the proxies, and which setting
 * takes it away. These are warnings, not wishes: docs/threat-model.md refers to them.
 */
@EveryServer
class MisconfigurationTests extends AbstractApplicationTests {

	private static final String CLIENT = "203.0.113.7";

	private static final String FORGED = "6.6.6.6";

	MisconfigurationTests(ServerStack stack) {
		super(stack);
	}

	@Test
	@Shows("threat-model.md: true behind a proxy that appends")
	void trueBehindAProxyThatAppendsLetsTheClientChooseItsAddress() throws IOException {
		String header = "X-Forwarded-For: " + FORGED + ", " + CLIENT;
		assertThat(application("trust-proxy=true").whoAmI(header).ip()).isEqualTo(FORGED);
		assertThat(application("trust-proxy=loopback").whoAmI(header).ip()).isEqualTo(CLIENT);
	}

	@Test
	@Shows("threat-model.md: a count that is too large")
	void countThatIsTooLargeLetsTheClientChooseItsAddress() throws IOException {
		String header = "X-Forwarded-For: " + FORGED + ", " + CLIENT;
		assertThat(application("trust-proxy=2").whoAmI(header).ip()).isEqualTo(FORGED);
		assertThat(application("trust-proxy=1").whoAmI(header).ip()).isEqualTo(CLIENT);
	}

	@Test
	@Shows("threat-model.md: a count that is too small, or a list that misses a proxy")
	void countThatIsTooSmallTakesAProxyForTheClient() throws IOException {
		String header = "X-Forwarded-For: " + CLIENT + ", 10.0.0.5";
		assertThat(application("trust-proxy=1").whoAmI(header).ip()).isEqualTo("10.0.0.5");
		assertThat(application("trust-proxy=2").whoAmI(header).ip()).isEqualTo(CLIENT);
	}

	/**
	 * The proxy is 127.0.0.9, and the client connects from 127.0.0.1.
	 */
	@Test
	@Shows("threat-model.md: a count, and a way around the proxy")
	void countBelievesAClientThatGoesAroundTheProxy() throws IOException {
		String header = "X-Forwarded-For: " + FORGED;
		assertThat(application("trust-proxy=1").whoAmI(header).ip()).isEqualTo(FORGED);
		assertThat(application("trust-proxy=127.0.0.9").whoAmI(header).ip()).isEqualTo("127.0.0.1");
	}

	@Test
	@Shows("threat-model.md: a list that has clients in it, such as a whole office")
	void listThatHasTheClientsLetsThemChooseTheirAddress() throws IOException {
		String header = "X-Forwarded-For: " + FORGED + ", 10.0.0.66";
		assertThat(application("trust-proxy=loopback, 10.0.0.0/8").whoAmI(header).ip()).isEqualTo(FORGED);
		assertThat(application("trust-proxy=loopback, 10.0.0.5").whoAmI(header).ip()).isEqualTo("10.0.0.66");
	}

	@Test
	@Shows("threat-model.md: a count that is too small, or a list that misses a proxy")
	void listThatMissesAProxyTakesItForTheClient() throws IOException {
		String header = "X-Forwarded-For: " + CLIENT + ", 10.0.0.5";
		assertThat(application("trust-proxy=loopback").whoAmI(header).ip()).isEqualTo("10.0.0.5");
		assertThat(application("trust-proxy=loopback, 10.0.0.5").whoAmI(header).ip()).isEqualTo(CLIENT);
	}

	@Test
	@Shows("threat-model.md: loopback, and other processes on the machine that send what")
	void loopbackBelievesEveryProcessOfTheMachine() throws IOException {
		assertThat(application("trust-proxy=loopback").whoAmI("X-Forwarded-For: " + FORGED).ip()).isEqualTo(FORGED);
	}

	@Test
	@Shows("threat-model.md: the host is believed, and the proxy passes X-Forwarded-Host")
	void hostThatTheProxyPassesOnIsBelievedUnlessItIsLeftOutOrNotAllowed() throws IOException {
		String header = "X-Forwarded-Host: evil.example";
		assertThat(application("trust-proxy=loopback").whoAmI(header).url()).isEqualTo("http://evil.example/whoami");
		for (String property : List.of("trust-proxy.headers=for,proto,port", "trust-proxy.allowed-hosts=example.com")) {
			assertThat(application("trust-proxy=loopback", property).whoAmI(header).url())
				.isEqualTo("http://app.internal:8080/whoami");
		}
	}

	@Test
	@Shows("threat-model.md: the scheme is believed, and the proxy passes")
	void schemeThatTheProxyPassesOnIsBelievedUnlessItIsLeftOut() throws IOException {
		String header = "X-Forwarded-Proto: https";
		assertThat(application("trust-proxy=loopback").whoAmI(header).secure()).isTrue();
		assertThat(application("trust-proxy=loopback", "trust-proxy.headers=for").whoAmI(header).secure()).isFalse();
	}

	@Test
	@Shows("threat-model.md: the prefix is believed, and the proxy passes")
	void prefixThatTheProxyPassesOnIsBelievedWhereItIsAskedFor() throws IOException {
		String header = "X-Forwarded-Prefix: /evil";
		assertThat(application("trust-proxy=loopback", "trust-proxy.headers=for,prefix").whoAmI(header).contextPath())
			.isEqualTo("/evil");
		assertThat(application("trust-proxy=loopback").whoAmI(header).contextPath()).isEmpty();
	}

	@Test
	@Shows("threat-model.md: client-ip-header names a header that the proxy does not set")
	void clientIpHeaderThatTheProxyPassesOnIsTheClient() throws IOException {
		String[] headers = { "CF-Connecting-IP: " + FORGED, "X-Forwarded-For: " + CLIENT };
		assertThat(application("trust-proxy=loopback", "trust-proxy.client-ip-header=CF-Connecting-IP").whoAmI(headers)
			.ip()).isEqualTo(FORGED);
		assertThat(application("trust-proxy=loopback").whoAmI(headers).ip()).isEqualTo(CLIENT);
	}

	@Test
	@Shows("threat-model.md: header-format names the family that the proxy does not write")
	void familyThatTheProxyDoesNotWriteIsThatOfTheClient() throws IOException {
		String[] headers = { "Forwarded: for=" + FORGED, "X-Forwarded-For: " + CLIENT };
		assertThat(application("trust-proxy=loopback", "trust-proxy.header-format=standard").whoAmI(headers).ip())
			.isEqualTo(FORGED);
		assertThat(application("trust-proxy=loopback").whoAmI(headers).ip()).isEqualTo(CLIENT);
	}

	@Test
	@Shows("threat-model.md: protected-headers that the proxy does not remove")
	void protectedHeaderThatTheProxyPassesOnReachesTheApplication() throws IOException {
		assertThat(application("trust-proxy=loopback", "trust-proxy.protected-headers=X-Forwarded-User")
			.whoAmI("X-Forwarded-User: admin")
			.headers()).containsKey("x-forwarded-user");
	}

	@Test
	@Shows("threat-model.md: hide-headers: false, and code that reads the headers by")
	void visibleHeadersHaveWhatTheClientForged() throws IOException {
		String header = "X-Forwarded-For: " + FORGED + ", " + CLIENT;
		assertThat(application("trust-proxy=loopback", "trust-proxy.hide-headers=false").whoAmI(header).headers())
			.containsEntry("x-forwarded-for", List.of(FORGED + ", " + CLIENT));
		assertThat(application("trust-proxy=loopback").whoAmI(header).headers()).doesNotContainKey("x-forwarded-for");
	}

	@Test
	@Shows("threat-model.md: not set")
	void withoutTheSettingTheProxyIsTheClientAndForgedHeadersAreVisible() throws IOException {
		WhoAmI seen = application().whoAmI("X-Forwarded-For: " + FORGED);
		assertThat(seen.ip()).isEqualTo("127.0.0.1");
		assertThat(seen.headers()).containsEntry("x-forwarded-for", List.of(FORGED));
	}

	/**
	 * Only what is forwarded is compared with the allowed hosts.
	 */
	@Test
	@Shows("threat-model.md: Host of the request itself")
	@Shows("threat-model.md: the Host header of the request itself")
	void hostOfTheRequestItselfIsNotCheckedAgainstTheAllowedHosts() throws IOException {
		assertThat(application("trust-proxy=loopback", "trust-proxy.allowed-hosts=example.com")
			.whoAmI("Host: evil.example")
			.host()).isEqualTo("evil.example");
	}

	/**
	 * The addresses of a provider are those of all its customers.
	 */
	@Test
	@Shows("threat-model.md: the addresses of a provider whose customers share them")
	void customerOfTheSameProviderChoosesItsAddress() throws IOException {
		Application application = application("trust-proxy=127.0.0.0/8");
		try (RawConnection connection = application.connectFrom("127.0.0.66")) {
			assertThat(Application
				.whoAmI(connection.exchange(Application.request("/whoami", "X-Forwarded-For: " + FORGED)))
				.ip()).isEqualTo(FORGED);
		}
	}

	/**
	 * The PROXY protocol is the server's to read. Here it is no HTTP.
	 */
	@Test
	@Shows("threat-model.md: the PROXY protocol")
	void lineOfTheProxyProtocolIsRefused() throws IOException {
		assertThat(application("trust-proxy=loopback")
			.exchange(Application.IPV4_LOOPBACK,
					"PROXY TCP4 " + FORGED + " 127.0.0.1 1 8080\r\n" + Application.request("/whoami"))
			.status()).isEqualTo(400);
	}

	@Test
	@Shows("threat-model.md: a proxy that sends no address at all")
	void trustedProxyThatSendsNoAddressIsTheClient() throws IOException {
		WhoAmI seen = application("trust-proxy=loopback").whoAmI("X-Forwarded-Proto: https");
		assertThat(seen.ip()).isEqualTo("127.0.0.1");
		assertThat(seen.stopReason()).isEqualTo(StopReason.NO_FORWARDED_ADDRESS);
	}

}
