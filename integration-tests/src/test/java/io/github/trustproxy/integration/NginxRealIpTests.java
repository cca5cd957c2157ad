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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.TrustProxyBuilder;
import io.github.trustproxy.explain.DescribedRequest;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.RunningProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What nginx takes for the address of the client, and what we do with the setting that
 * docs/migration.md names instead.
 */
@RequiresProgram("nginx")
class NginxRealIpTests {

	private static final String CONFIGURATION = """
			daemon off;
			pid nginx.pid;
			events { }
			http {
				access_log off;
				set_real_ip_from 127.0.0.1;
				set_real_ip_from 192.0.2.0/24;
				server {
					listen %1$s;
					server_name recursive.example;
					real_ip_header X-Forwarded-For;
					real_ip_recursive on;
					location / { return 200 $remote_addr; }
				}
				server {
					listen %1$s;
					server_name once.example;
					real_ip_header X-Forwarded-For;
					location / { return 200 $remote_addr; }
				}
				server {
					listen %1$s;
					server_name single.example;
					real_ip_header X-Real-IP;
					location / { return 200 $remote_addr; }
				}
			}
			""";

	@RegisterExtension
	static final Processes processes = new Processes();

	private static InetSocketAddress nginx;

	@BeforeAll
	static void start(@TempDir Path directory) throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			nginx = (InetSocketAddress) socket.getLocalSocketAddress();
		}
		Path file = Files.writeString(directory.resolve("nginx.conf"), CONFIGURATION.formatted(Endpoints.text(nginx)));
		RunningProcess process = processes.start("nginx", directory, Map.of(),
				List.of(Executables.find("nginx").orElseThrow().toString(), "-e", "stderr", "-p", directory.toString(),
						"-c", file.toString()));
		process.await("nginx", () -> {
			try (var ignored = RawConnection.connect(null, nginx.getAddress(), nginx.getPort())) {
				return Optional.of(true);
			}
			catch (IOException ex) {
				return Optional.empty();
			}
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			recursive | 127.0.0.1 | X-Forwarded-For | 203.0.113.7
			recursive | 127.0.0.1 | X-Forwarded-For | 6.6.6.6, 203.0.113.7
			recursive | 127.0.0.1 | X-Forwarded-For | 6.6.6.6, 203.0.113.7, 192.0.2.9
			recursive | 127.0.0.1 | X-Forwarded-For | 192.0.2.8, 192.0.2.9
			recursive | 127.0.0.1 | X-Forwarded-For | 2001:db8::7
			recursive | 127.0.0.2 | X-Forwarded-For | 203.0.113.7
			once      | 127.0.0.1 | X-Forwarded-For | 6.6.6.6, 203.0.113.7, 192.0.2.9
			once      | 127.0.0.1 | X-Forwarded-For | 203.0.113.7
			once      | 127.0.0.2 | X-Forwarded-For | 203.0.113.7
			single    | 127.0.0.1 | X-Real-IP       | 203.0.113.7
			single    | 127.0.0.2 | X-Real-IP       | 203.0.113.7
			single    | 127.0.0.1 | X-Forwarded-For | 203.0.113.7
			""")
	void clientIsTheSame(String server, String peer, String header, String value) throws IOException {
		TrustProxyBuilder setting = TrustProxy.builder().policy(TrustPolicy.of("127.0.0.1", "192.0.2.0/24"));
		switch (server) {
			case "once" -> setting.maxHops(1);
			case "single" -> setting.clientIpHeader("X-Real-IP");
			default -> {
			}
		}
		assertThat(DescribedRequest.from(peer).header(header, value).explain(setting.build()).client().ip())
			.isEqualTo(answer(server, peer, header + ": " + value));
	}

	private static String answer(String server, String peer, String headerLine) throws IOException {
		try (RawConnection connection = new RawConnection(
				RawConnection.connect(InetAddress.getByName(peer), nginx.getAddress(), nginx.getPort()))) {
			RawResponse response = connection.exchange("GET / HTTP/1.1\r\nHost: " + server + ".example\r\n" + headerLine
					+ "\r\nConnection: close\r\n\r\n");
			assertThat(response.status()).as(response::toString).isEqualTo(200);
			return response.body();
		}
	}

}
