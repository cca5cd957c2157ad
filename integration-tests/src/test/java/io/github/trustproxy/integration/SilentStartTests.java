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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Samples in a network of their own that leads nowhere, where the kernel counts whatever
 * a process wants to send, in any way: a connection, or a question to a name server. It
 * counts IPv4 only: what is sent over IPv6 and nothing else is not seen.
 */
class SilentStartTests {

	/** Other than loopback, which such a network does not have either. */
	private static final String ADDRESS = "0.0.0.0";

	@RegisterExtension
	static final Processes processes = new Processes();

	@TempDir
	private Path directory;

	@BeforeEach
	void checkNetwork() throws InterruptedException {
		Unshared.NETWORK.assumePossible();
	}

	@ParameterizedTest
	@ValueSource(strings = { "webmvc", "webflux" })
	void providerWhoseListIsInTheJarNeedsNoNetwork(String name) throws IOException {
		assertThat(packets(start(name, "--trust-proxy=loopback, cloudflare, cloudfront, fastly, google-lb"))).isZero();
	}

	/**
	 * What the counters are good for.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "max-age=30d", "from=https://203.0.113.7/ips" })
	void whatTheSettingAsksForIsSeen(String setting) throws IOException {
		Path pid = start("webmvc", "--trust-proxy=cloudflare", "--trust-proxy.sources.cloudflare.refresh=24h",
				"--trust-proxy.sources.cloudflare." + setting);
		assertThat(packets(pid)).isPositive();
	}

	/**
	 * Start a sample.
	 * @return the file that has the number of its process
	 */
	private Path start(String name, String... arguments) throws IOException {
		Path pid = this.directory.resolve("pid");
		Sample.start(processes, name, ADDRESS, Map.of(), Unshared.NETWORK.after("echo $$ > \"$0\"", pid),
				List.of(arguments));
		return pid;
	}

	/**
	 * Return for how many packets of a process there was no way.
	 */
	private static long packets(Path pid) throws IOException {
		Path counters = Path.of("/proc", Files.readString(pid).strip(), "net");
		List<String> lines = Files.readAllLines(counters.resolve("snmp"));
		List<String> names = words(lines, "Ip: Forwarding");
		return Long.parseLong(words(lines, "Ip: [0-9]").get(names.indexOf("OutNoRoutes")));
	}

	private static List<String> words(List<String> lines, String beginning) {
		return lines.stream()
			.filter((line) -> line.matches(beginning + ".*"))
			.findFirst()
			.map((line) -> List.of(line.split("\\s+")))
			.orElseThrow();
	}

}
