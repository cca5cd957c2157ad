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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;

import io.github.trustproxy.support.RawConnection.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests of real proxies that connect to an application on a Unix domain socket.
 */
@RequiresProgram({ "apache2", "haproxy", "nginx" })
class UnixSocketTests {

	private static final List<String> HEADERS = List.of("Host: app.example.com", "X-Forwarded-For: 198.51.100.66",
			"X-Forwarded-Host: evil.example", "X-Forwarded-Proto: http");

	@RegisterExtension
	static final Processes processes = new Processes();

	private static Certificate certificate;

	@BeforeAll
	static void createCertificate(@TempDir Path directory) throws IOException, GeneralSecurityException {
		certificate = Certificate.shared(directory);
	}

	@AfterEach
	void stop() throws IOException {
		processes.stop();
	}

	@ParameterizedTest
	@MethodSource("serversBehindProxies")
	void proxyOnASocketIsTrustedByItsName(UnixSocketApplication.Server server, ReverseProxy proxy)
			throws IOException, GeneralSecurityException {
		assertThat(exchange(server, proxy, "unix"))
			.isEqualTo(Topology.CLIENT_MACHINE + ", peer unknown, https://app.example.com");
	}

	static Stream<Arguments> serversBehindProxies() {
		return Stream.of(UnixSocketApplication.Server.values())
			.flatMap((server) -> Stream.of(new Nginx(), new Haproxy(), new Apache())
				.map((proxy) -> arguments(server, proxy)));
	}

	@ParameterizedTest
	@MethodSource("serversBehindOneProxy")
	void proxyOnASocketIsTrustedByACountAndNotByAddresses(UnixSocketApplication.Server server, ReverseProxy proxy)
			throws IOException, GeneralSecurityException {
		assertThat(exchange(server, proxy, "1"))
			.isEqualTo(Topology.CLIENT_MACHINE + ", peer unknown, https://app.example.com");
		assertThat(exchange(server, proxy, "loopback")).isEqualTo("unknown, peer unknown, http://app.example.com");
	}

	static Stream<Arguments> serversBehindOneProxy() {
		return Stream.of(UnixSocketApplication.Server.values()).map((server) -> arguments(server, new Nginx()));
	}

	private static String exchange(UnixSocketApplication.Server server, ReverseProxy proxy, String trust)
			throws IOException, GeneralSecurityException {
		Path directory = processes.createDirectory("socket");
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		try (UnixSocketApplication application = UnixSocketApplication.start(server, directory.resolve("http.sock"),
				trust)) {
			InetSocketAddress edge = proxy
				.start(processes,
						new ReverseProxy.Settings("127.0.0.2", new Endpoints(null, null, application.socket()),
								certificate, Topology.CLIENT_MACHINE, false, false, false, false))
				.https();
			RawResponse response = new RawHttpClient(Topology.CLIENT_MACHINE, edge, certificate.trusting())
				.get("/client", HEADERS);
			assertThat(response.status()).as(response::toString).isEqualTo(200);
			return response.body();
		}
	}

}
