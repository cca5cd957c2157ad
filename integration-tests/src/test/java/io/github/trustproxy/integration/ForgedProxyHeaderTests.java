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
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

import javax.net.ssl.SSLSocketFactory;

import io.github.trustproxy.integration.ReverseProxy.Settings;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.WhoAmI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests of clients that claim with the PROXY protocol to be somebody else.
 */
@RequiresProgram({ "hitch", "squid", "varnishd" })
class ForgedProxyHeaderTests {

	private static final String CLAIM = "100.64.0.66";

	private static final List<String> HEADERS = List.of("Host: app.example.com");

	@RegisterExtension
	static final Processes processes = new Processes();

	@RegisterExtension
	static final Samples samples = new Samples();

	private static InetSocketAddress squid;

	private static InetSocketAddress varnish;

	private static InetSocketAddress varnishBehindHitch;

	private static InetSocketAddress hitch;

	private static SSLSocketFactory tls;

	@BeforeAll
	static void start(@TempDir Path directory) throws IOException, GeneralSecurityException {
		Certificate certificate = Certificate.shared(directory);
		tls = certificate.trusting();
		Endpoints sample = new Endpoints(samples.get("webmvc", SampleSetting.addresses()).address(), null);
		squid = start(new Squid(), sample, certificate, false);
		varnish = start(new Varnish(), sample, certificate, false);
		varnishBehindHitch = start(new Varnish(), sample, certificate, true);
		Settings settings = new Settings("127.0.0.2", new Endpoints(varnishBehindHitch, null), certificate,
				Topology.CLIENT_MACHINE, false, false, false, false);
		hitch = new Hitch().start(processes, settings).https();
	}

	private static InetSocketAddress start(ReverseProxy proxy, Endpoints target, Certificate certificate,
			boolean behindHitch) throws IOException {
		return proxy
			.start(processes,
					new Settings("127.0.0.3", target, certificate, "127.0.0.1", false, behindHitch, false, false))
			.http();
	}

	@Test
	void squidRefusesThePortOfClients() throws IOException {
		assertRefused(squid, ProxyHeader.version1(CLAIM), 400);
	}

	@Test
	void varnishRefusesItOnThePortOfClients() throws IOException {
		assertRefused(varnish, ProxyHeader.version1(CLAIM), 400);
	}

	@Test
	void varnishRefusesItFromOthersThanHitch() throws IOException {
		assertRefused(varnishBehindHitch, ProxyHeader.version1(CLAIM), 403);
		assertRefused(varnishBehindHitch, ProxyHeader.version2(CLAIM, false), 403);
	}

	@Test
	void varnishRefusesTheClaimOfTlsFromOthersThanHitch() throws IOException {
		assertRefused(varnishBehindHitch, ProxyHeader.version2(Topology.CLIENT_MACHINE, true), 403);
	}

	@Test
	void hitchClosesTheConnectionWhenItIsSentBeforeTls() {
		assertThatIOException().isThrownBy(() -> get(Topology.CLIENT_MACHINE, hitch, tls, ProxyHeader.version1(CLAIM)));
	}

	@Test
	void varnishRefusesItWithinTls() throws IOException {
		Socket socket = new RawHttpClient(Topology.CLIENT_MACHINE, hitch, tls).connect();
		try (RawConnection connection = new RawConnection(socket)) {
			RawResponse response = connection.exchange(ProxyHeader.version1(CLAIM)
					+ "GET /whoami HTTP/1.1\r\nHost: app.example.com\r\nConnection: close\r\n\r\n");
			assertThat(response.status()).as(response.body()).isEqualTo(400);
		}
	}

	/**
	 * What the recipe warns of: everything on the machine of hitch can speak for clients.
	 */
	@Test
	void whoeverConnectsFromTheAddressOfHitchIsBelieved() throws IOException {
		RawResponse response = get("127.0.0.1", varnishBehindHitch, null, ProxyHeader.version2(CLAIM, true));
		assertThat(response.status()).isEqualTo(200);
		assertThat(WhoAmI.parse(response.body()).values()).containsEntry("ip", CLAIM).containsEntry("scheme", "https");
	}

	private static void assertRefused(InetSocketAddress server, String proxyHeader, int status) throws IOException {
		RawResponse response = get(Topology.CLIENT_MACHINE, server, null, proxyHeader);
		assertThat(response.status()).as(response.body()).isEqualTo(status);
	}

	private static RawResponse get(String source, InetSocketAddress server, @Nullable SSLSocketFactory tls,
			String proxyHeader) throws IOException {
		return new RawHttpClient(source, server, tls, proxyHeader).get("/whoami", HEADERS);
	}

}
