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
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.github.trustproxy.integration.Traffic.Door;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proxies and a sample that are killed and started again while clients go on. A client
 * may get no answer then, or one of a proxy, but what comes from the sample is right.
 */
@RequiresProgram("nginx")
class KilledProxyTests {

	// No other test connects from these addresses, so that nobody takes a port while the
	// one who listens there is dead

	private static final String EDGE = "127.0.0.12";

	private static final String INNER = "127.0.0.13";

	private static final String SAMPLE = "127.0.0.14";

	/** Through each door, between two faults. */
	private static final int RIGHT_ANSWERS = 50;

	private static final int LEAST_KILLS = 4;

	/** Proxies are killed again and again for so long. */
	private static final Duration LOAD = Duration.ofSeconds(Long.getLong("load.seconds", 3)).dividedBy(4);

	private static final Duration PATIENCE = Duration.ofSeconds(180);

	private static final List<String> figures = new ArrayList<>();

	@RegisterExtension
	static final Processes processes = new Processes();

	@ParameterizedTest
	@ValueSource(strings = { "webmvc", "webflux" })
	void everyAnswerOfTheSampleIsRightWhateverIsKilled(String name, @TempDir Path directory)
			throws IOException, GeneralSecurityException, InterruptedException {
		Certificate certificate = Certificate.shared(directory);
		Restartable sample = Restartable.sample(processes, name, SAMPLE, EDGE + "," + INNER);
		Restartable inner = Restartable.nginx(processes, INNER, sample.endpoints(), certificate, true);
		Restartable edge = Restartable.nginx(processes, EDGE, inner.endpoints(), certificate, false);
		List<Door> doors = List.of(new Door(edge.endpoints().http(), List.of(EDGE, INNER), new LongAdder()),
				new Door(inner.endpoints().http(), List.of(INNER), new LongAdder()));
		int kills = 0;
		try (Traffic traffic = new Traffic(doors)) {
			long end = System.nanoTime() + LOAD.toNanos();
			restart(sample, traffic, doors);
			while (kills < LEAST_KILLS || System.nanoTime() < end) {
				restart(inner, traffic, doors);
				restart(edge, traffic, doors);
				kills += 2;
			}
			awaitRightAnswers(traffic, doors);
			record(name, traffic, doors, kills);
		}
	}

	private static void restart(Restartable victim, Traffic traffic, List<Door> doors) throws IOException {
		awaitRightAnswers(traffic, doors);
		long failed = traffic.failed();
		traffic.changePhase();
		victim.kill();
		await("the clients notice", () -> traffic.failed() > failed);
		victim.start();
		traffic.changePhase();
	}

	private static void awaitRightAnswers(Traffic traffic, List<Door> doors) {
		for (Door door : doors) {
			long enough = door.right().sum() + RIGHT_ANSWERS;
			await("right answers", () -> door.right().sum() >= enough || !traffic.wrong().isEmpty());
		}
		assertThat(traffic.wrong()).isEmpty();
	}

	private static void await(String event, BooleanSupplier condition) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).as(event).isLessThan(deadline);
			LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
		}
	}

	private static void record(String name, Traffic traffic, List<Door> doors, int kills) {
		String server = name + "-behind-nginx";
		figures
			.add("load.requests.%s=%d".formatted(server, doors.stream().mapToLong((door) -> door.right().sum()).sum()));
		figures.add("load.wrong-answers.%s=%d".formatted(server, traffic.wrong().size()));
		figures.add("load.gateway-errors.%s=%d".formatted(server, traffic.gatewayErrors()));
		figures.add("load.lost.%s=%d".formatted(server, traffic.lost()));
		figures.add("load.killed-proxies.%s=%d".formatted(server, kills));
	}

	@AfterAll
	static void writeFigures() throws IOException {
		Path directory = Files.createDirectories(Path.of(System.getProperty("proof.directory", "target/proof")));
		Files.write(directory.resolve(KilledProxyTests.class.getSimpleName() + ".properties"), figures);
	}

}
