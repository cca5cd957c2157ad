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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.WhoAmI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests of both samples behind real proxies that speak HTTP/2 to clients and name the
 * host that these ask for.
 */
abstract class AbstractHttp2ProxyTests extends AbstractProxyTests {

	/**
	 * These proxies name the host, and a port that the client has named wins over a
	 * claim.
	 */
	@ParameterizedTest
	@MethodSource("edges")
	void forgedPortChangesNothingIfTheClientNamesNone(Edge edge) throws IOException {
		RawResponse response = deployment().client(edge)
			.get("/whoami", List.of("Host: " + HOST, "X-Forwarded-Port: 8443"));
		assertThat(response.status()).as(response::toString).isEqualTo(200);
		assertThat(WhoAmI.parse(response.body()).values())
			.isEqualTo(honest(edge, edge.defaultPort(), "%s://%s/whoami".formatted(edge.scheme(), HOST)));
	}

	@ParameterizedTest
	@MethodSource("forbiddenInHttp2")
	void requestThatHttp2ForbidsIsRefusedOrChangesNothing(String target, List<String> lines) throws IOException {
		Client client = deployment().client(Edge.HTTP2);
		String authority = "%s:%d".formatted(HOST, client.server().getPort());
		List<String> headers = new ArrayList<>(List.of("Host: " + authority));
		headers.addAll(lines);
		RawResponse response;
		try {
			response = client.get(target, headers);
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageStartingWith("The server has ended the stream");
			return;
		}
		assertThat(response.status()).as(response::toString).isIn(200, 400);
		assertThat(response.body()).doesNotContain(ForgedHeaders.VALUES);
		if (response.status() == 200) {
			assertThat(WhoAmI.parse(response.body()).values())
				.isEqualTo(honest(Edge.HTTP2, client.server().getPort(), "https://%s/whoami".formatted(authority)));
		}
	}

	static Stream<Arguments> forbiddenInHttp2() {
		return Stream.of(
				row("connection that names headers", "X-Forwarded-For: 198.51.100.66",
						"Connection: x-forwarded-for, x-forwarded-proto, x-forwarded-host, host"),
				row("te that names a header", "TE: x-forwarded-proto"), row("upgrade", "Upgrade: h2c"),
				row("transfer-encoding", "Transfer-Encoding: chunked"),
				row("line end in a value", "Accept: */*\r\nX-Forwarded-Prefix: /evil"),
				row("line feed in a value", "Accept: */*\nX-Forwarded-Prefix: /evil"),
				row("line end in a name", "Accept\r\nX-Forwarded-Prefix: /evil"),
				row("space in a name", "X-Forwarded-Prefix : /evil"), row("no name", ": 198.51.100.66"),
				row("NUL in a value", "X-Forwarded-For: 198.51.100.66\0"), row("two authorities", "Host: evil.example"),
				argumentSet("URL as the path", "https://evil.example/whoami", List.of()),
				argumentSet("another scheme in the path", "http://" + HOST + "/whoami", List.of()),
				argumentSet("line end in the path", "/whoami HTTP/1.1\r\nX-Forwarded-Prefix: /evil\r\n", List.of()));
	}

	private static Arguments row(String name, String... lines) {
		return argumentSet(name, "/whoami", List.of(lines));
	}

}
