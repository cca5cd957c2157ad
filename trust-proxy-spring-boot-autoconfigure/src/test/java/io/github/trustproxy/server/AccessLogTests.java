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

import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is the client in the access logs of the servers.
 */
@EveryServer
@Shows("what-is-rewritten.md: 3. Access logs")
class AccessLogTests extends AbstractApplicationTests {

	private static final String[] FORWARDED = { "X-Forwarded-For: 198.51.100.66", "X-Forwarded-For: 203.0.113.7:51234",
			"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com" };

	AccessLogTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void clientIsLogged(@TempDir Path directory) throws IOException {
		assertThat(logged(directory, "trust-proxy=loopback", FORWARDED)).startsWith("203.0.113.7 ");
	}

	@Test
	void clientWithAnIpv6AddressIsLogged(@TempDir Path directory) throws IOException {
		// In the spelling that a server has for peers
		assertThat(logged(directory, "trust-proxy=loopback", "X-Forwarded-For: 2001:db8::7"))
			.containsPattern("^\\[?(2001:db8::7|2001:db8:0:0:0:0:0:7)]? ");
	}

	@Test
	@Shows("threat-model.md: forged text in the access log")
	void addressThatAnUntrustedPeerForgesIsNotLogged(@TempDir Path directory) throws IOException {
		assertThat(logged(directory, "trust-proxy=10.0.0.0/8", FORWARDED)).startsWith("127.0.0.1 ");
	}

	@Test
	void directClientIsLogged(@TempDir Path directory) throws IOException {
		assertThat(logged(directory, "trust-proxy=loopback")).startsWith("127.0.0.1 ");
	}

	private String logged(Path directory, String trust, String... headerLines) throws IOException {
		try (ServerAccessLog log = ServerAccessLog.of(stack(), directory)) {
			return log.entry(application(log.propertiesAnd(trust)), "/whoami", headerLines);
		}
	}

}
