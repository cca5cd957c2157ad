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

package io.github.trustproxy.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Honest, forged, malformed and broken requests from several clients at once, while each
 * answer is checked and the server's memory is watched.
 */
@Tag("load")
class LoadTests {

	private static final int CLIENTS = 6;

	/**
	 * Fills what is filled once: caches, pools, code that is loaded when it is needed.
	 */
	private static final int WARM_UP = 3000;

	/** After each round the server is measured. */
	private static final int ROUNDS = 3;

	/**
	 * Goes on for longer on a slow machine, so that a leak is always big enough to see.
	 */
	private static final int LEAST_REQUESTS = 9000;

	/**
	 * By how much the server may grow after warm-up. With these requests a decision that
	 * is kept has some 1400 bytes, most of them header lines: after the fewest requests
	 * that is twice the bound, and the more requests there are, the less may be kept of
	 * each. Caches of threads and buffers that are pooled, which servers fill late, are
	 * below. Buffers outside the heap come in chunks, of which some more may be in use by
	 * chance; a single buffer that Netty loses is found by its leak detection. The pools
	 * of threads do not grow, and the JDK needs a few more for itself. Files are also
	 * jars that a class is loaded from for the first time.
	 */
	private static final Measurement ALLOWED = new Measurement(6 << 20, 8 << 20, 4, 32);

	private static final Duration LOAD = Duration.ofSeconds(Long.getLong("load.seconds", 3));

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration PAUSE = Duration.ofMillis(200);

	private static final AtomicLong seeds = new AtomicLong();

	private static final List<String> figures = new ArrayList<>();

	@ParameterizedTest
	@MethodSource("io.github.trustproxy.server.ServerStack#selected")
	@Shows("threat-model.md: all of it at once, for a long time")
	@Shows("threat-model.md: clients that may connect to a Jetty beside the proxy and")
	void everyAnswerIsRightAndNothingIsKept(ServerStack stack) throws Exception {
		LoadResults results = new LoadResults();
		try (LoadedProcess server = LoadedProcess.start(stack)) {
			run(stack, server, results, () -> results.requests() < WARM_UP);
			assertRight(results, server);
			Measurement before = settled(server);
			Measurement after = before;
			long warmUp = results.requests();
			for (int round = 1; round <= ROUNDS; round++) {
				long enough = warmUp + (long) LEAST_REQUESTS * round / ROUNDS;
				long end = System.nanoTime() + LOAD.dividedBy(ROUNDS).toNanos();
				run(stack, server, results, () -> System.nanoTime() < end || results.requests() < enough);
				assertRight(results, server);
				after = settled(server, before);
				assertThat(after).as("%d requests after %s", results.requests() - warmUp, before)
					.matches((measurement) -> measurement.isWithin(ALLOWED, before), "has grown by at most " + ALLOWED);
			}
			assertThat(server.log()).filteredOn((line) -> line.contains("LEAK")).isEmpty();
			record(stack, results, before, after);
		}
	}

	private static void run(ServerStack stack, LoadedProcess server, LoadResults results, BooleanSupplier goOn)
			throws InterruptedException, ExecutionException, TimeoutException {
		ExecutorService executor = Executors.newFixedThreadPool(CLIENTS);
		try {
			CompletableFuture<?>[] clients = Stream
				.generate(() -> new LoadClient(stack, server, results, goOn, seeds.incrementAndGet()))
				.limit(CLIENTS)
				.map((client) -> CompletableFuture.runAsync(client, executor))
				.toArray(CompletableFuture[]::new);
			CompletableFuture.allOf(clients).get(LOAD.plus(PATIENCE.multipliedBy(10)).toSeconds(), TimeUnit.SECONDS);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static void assertRight(LoadResults results, LoadedProcess server) {
		assertThat(results.examples()).as(() -> "Wrong answers. The server said: " + server.log()).isEmpty();
	}

	/**
	 * Measure when connections that were closed by the clients are closed on the other
	 * side as well.
	 */
	private static Measurement settled(LoadedProcess server) throws InterruptedException {
		Measurement last = server.measure();
		while (true) {
			Measurement next = server.measure();
			if (next.threads() >= last.threads() && next.files() >= last.files()) {
				return next;
			}
			last = next;
		}
	}

	/**
	 * Measure until nothing is seen that was not there before: what is really kept does
	 * not go away.
	 */
	private static Measurement settled(LoadedProcess server, Measurement before) throws InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		Measurement measurement = server.measure();
		while (!measurement.isWithin(ALLOWED, before) && System.nanoTime() < deadline) {
			LockSupport.parkNanos(PAUSE.toNanos());
			measurement = server.measure();
		}
		return measurement;
	}

	private static void record(ServerStack stack, LoadResults results, Measurement before, Measurement after) {
		String server = stack.name().toLowerCase(Locale.ROOT).replace('_', '-');
		Map<String, Long> values = new LinkedHashMap<>();
		values.put("requests", results.requests());
		values.put("wrong-answers", results.countWrong());
		values.put("refused", results.countRefused());
		values.put("cut", results.countCut());
		values.put("heap-before", before.heap());
		values.put("heap-after", after.heap());
		values.put("direct-before", before.direct());
		values.put("direct-after", after.direct());
		values.put("threads-before", before.threads());
		values.put("threads-after", after.threads());
		values.put("files-before", before.files());
		values.put("files-after", after.files());
		values.forEach((name, value) -> figures.add("load.%s.%s=%d".formatted(name, server, value)));
	}

	@AfterAll
	static void writeFigures() throws IOException {
		Path directory = Files.createDirectories(Path.of(System.getProperty("proof.directory", "target/proof")));
		Files.write(directory.resolve(LoadTests.class.getSimpleName() + ".properties"), figures);
	}

}
