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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import io.github.trustproxy.integration.Traffic.Door;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.WhoAmI;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An nginx that is found by its name and moves to another address. The sample resolves
 * the name as usual, with a file of hosts of its own, and only looks when it is told to:
 * each change counts after one look, whatever the JDK has kept of the last one.
 */
@RequiresProgram("nginx")
class MovedProxyTests {

	// No other test connects from these addresses

	private static final String ONE = "127.0.0.15";

	private static final String OTHER = "127.0.0.16";

	private static final String SAMPLE = "127.0.0.17";

	private static final String NAME = "edge.example.com";

	private static final int RIGHT_ANSWERS = 200;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@RegisterExtension
	static final Processes processes = new Processes();

	private Path hosts;

	private Sample sample;

	@ParameterizedTest
	@ValueSource(strings = { "webmvc", "webflux" })
	void clientIsRightWhereverTheProxyIs(String name, @TempDir Path directory) throws Exception {
		Unshared.MOUNTS.assumePossible();
		this.hosts = directory.resolve("hosts");
		move(ONE);
		this.sample = start(name);
		Certificate certificate = Certificate.shared(directory);
		Endpoints target = new Endpoints(this.sample.address(), null);
		Door one = door(ONE, Restartable.nginx(processes, ONE, target, certificate, false));
		Door other = door(OTHER, Restartable.nginx(processes, OTHER, target, certificate, false));
		try (Traffic traffic = new Traffic(List.of(one))) {
			awaitRightAnswers(traffic, one);
			assertClientIs(OTHER, other);
			move(ONE, OTHER);
			refresh("FRESH");
			awaitRightAnswers(traffic, one);
			try (Traffic both = new Traffic(List.of(one, other))) {
				awaitRightAnswers(both, one, other);
			}
		}
		move(OTHER);
		refresh("FRESH");
		try (Traffic traffic = new Traffic(List.of(other))) {
			awaitRightAnswers(traffic, other);
			assertClientIs(ONE, one);
		}
		// All at once this time, which is wrong until somebody looks
		move(ONE);
		assertClientIs(ONE, one);
		refresh("FRESH");
		try (Traffic traffic = new Traffic(List.of(one))) {
			awaitRightAnswers(traffic, one);
			assertClientIs(OTHER, other);
			move();
			refresh("STALE");
			awaitRightAnswers(traffic, one);
		}
	}

	/**
	 * Start a sample that looks once a day.
	 */
	private Sample start(String name) throws IOException {
		return Sample.start(processes, name, SAMPLE, Map.of(),
				Unshared.MOUNTS.after("mount --bind \"$0\" /etc/hosts", this.hosts),
				List.of("--trust-proxy.trust=edge", "--trust-proxy.sources.edge.from=dns:" + NAME,
						"--trust-proxy.sources.edge.refresh=1d", "--trust-proxy.sources.edge.max-age=7d"));
	}

	/**
	 * Write to the file that is mounted. Another one in its place would not be.
	 */
	private void move(String... addresses) throws IOException {
		StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
		for (String address : addresses) {
			lines.append(address).append(' ').append(NAME).append('\n');
		}
		Files.writeString(this.hosts, lines);
	}

	private void refresh(String state) throws IOException {
		RawHttpClient client = new RawHttpClient(SAMPLE, this.sample.address(), null);
		try (RawConnection connection = new RawConnection(client.connect())) {
			RawResponse response = connection.exchange("POST /actuator/trustproxy/edge HTTP/1.1\r\nHost: sample\r\n"
					+ "Content-Length: 0\r\nConnection: close\r\n\r\n");
			assertThat(response.status()).as(response::toString).isEqualTo(200);
			assertThat(response.body()).contains("\"state\":\"" + state + "\"");
		}
	}

	private static Door door(String address, Restartable proxy) {
		return new Door(proxy.endpoints().http(), List.of(address), new LongAdder());
	}

	/**
	 * What the proxy says does not count.
	 */
	private static void assertClientIs(String expected, Door door) throws IOException {
		RawResponse response = new RawHttpClient("127.1.1.1", door.address(), null).get("/whoami",
				List.of("Host: app.example.com"));
		assertThat(WhoAmI.parse(response.body()).values()).containsEntry("ip", expected)
			.containsEntry("ips", List.of());
	}

	private static void awaitRightAnswers(Traffic traffic, Door... doors) {
		for (Door door : doors) {
			long enough = door.right().sum() + RIGHT_ANSWERS;
			long deadline = System.nanoTime() + PATIENCE.toNanos();
			while (door.right().sum() < enough && traffic.wrong().isEmpty()) {
				assertThat(System.nanoTime()).isLessThan(deadline);
				LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
			}
		}
		assertThat(traffic.wrong()).isEmpty();
		assertThat(traffic.failed()).isZero();
	}

}
