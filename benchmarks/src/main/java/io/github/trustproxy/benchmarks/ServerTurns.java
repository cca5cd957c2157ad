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

package io.github.trustproxy.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Measures whole requests without a network in turns: each contender has a process of its
 * own, and all of them get some requests in each round. What the machine does besides
 * changes slowly, and hits all of them. JMH runs one after the other, so that it would be
 * taken for a difference between them.
 */
public final class ServerTurns {

	private static final List<Workload> WORKLOADS = List.of(Workload.DIRECT, Workload.DIRECT_IPV6, Workload.TWO_HOPS,
			Workload.TWO_HOPS_IPV6);

	private static final String SERVER = "server";

	private ServerTurns() {
	}

	/**
	 * Measure all servers, and print a table.
	 * @param arguments how often they are started, how many rounds there are then, how
	 * many requests of each kind a contender gets in a round, how many before the first,
	 * and the servers, if not all
	 * @throws Exception if a server does not answer
	 */
	public static void main(String[] arguments) throws Exception {
		if (arguments[0].equals(SERVER)) {
			serve(ServerKind.valueOf(arguments[1]), ServerContender.valueOf(arguments[2]));
			return;
		}
		int starts = Integer.parseInt(arguments[0]);
		Path figures = Path.of("target/results/servers.tsv");
		Files.createDirectories(figures.getParent());
		try (BufferedWriter writer = Files.newBufferedWriter(figures)) {
			writer.write("requests\tcontender\tCPU µs/request\tµs/request\n");
			for (ServerKind server : servers(List.of(arguments).subList(4, arguments.length))) {
				for (int start = 0; start < starts; start++) {
					measure(server, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]),
							Integer.parseInt(arguments[3]), writer);
				}
			}
		}
		PairedRounds.main(new String[] { "ratio", figures.toString() });
	}

	private static List<ServerKind> servers(List<String> names) {
		return names.isEmpty() ? List.of(ServerKind.values()) : names.stream().map(ServerKind::valueOf).toList();
	}

	private static void measure(ServerKind server, int rounds, int requests, int warmUp, BufferedWriter writer)
			throws IOException, InterruptedException {
		List<Contestant> contestants = new ArrayList<>();
		for (ServerContender contender : server.contenders()) {
			contestants.add(new Contestant(server, contender));
		}
		for (Contestant contestant : contestants) {
			for (Workload workload : WORKLOADS) {
				contestant.send(workload, warmUp);
			}
		}
		for (int round = 0; round < rounds; round++) {
			for (Workload workload : WORKLOADS) {
				for (Contestant contestant : PairedRounds.turns(contestants, round)) {
					writer.write((server + ", " + workload + "\t" + contestant.contender).toLowerCase(Locale.ROOT)
						.replace('_', ' ') + "\t" + contestant.send(workload, requests) + "\n");
				}
			}
		}
		for (Contestant contestant : contestants) {
			contestant.close();
		}
	}

	/**
	 * Send requests for each line of the standard input, and print what they took.
	 */
	private static void serve(ServerKind kind, ServerContender contender) throws Exception {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (StartedServer server = new StartedServer(kind, contender)) {
			Map<Workload, ServerExchange> exchanges = new EnumMap<>(Workload.class);
			for (Workload workload : WORKLOADS) {
				exchanges.put(workload, server.connect(workload));
			}
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				String[] words = line.split(" ");
				ServerExchange exchange = Objects.requireNonNull(exchanges.get(Workload.valueOf(words[0])));
				int requests = Integer.parseInt(words[1]);
				long cpu = threads.getCurrentThreadCpuTime();
				long time = System.nanoTime();
				for (int i = 0; i < requests; i++) {
					exchange.send();
				}
				time = System.nanoTime() - time;
				cpu = threads.getCurrentThreadCpuTime() - cpu;
				System.out.printf(Locale.ROOT, "%f\t%f%n", cpu / 1000.0 / requests, time / 1000.0 / requests);
			}
		}
	}

	private static final class Contestant {

		private final ServerContender contender;

		private final Process process;

		private final BufferedReader output;

		private final BufferedWriter input;

		Contestant(ServerKind server, ServerContender contender) throws IOException {
			this.contender = contender;
			this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
					ServerTurns.class.getName(), SERVER, server.name(), contender.name())
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			this.output = this.process.inputReader();
			this.input = this.process.outputWriter();
		}

		/**
		 * Have requests sent.
		 * @return what one of them took, as the process has printed it
		 */
		String send(Workload workload, int requests) throws IOException {
			this.input.write(workload + " " + requests + "\n");
			this.input.flush();
			String figures = this.output.readLine();
			if (figures == null) {
				throw new IOException(this.contender + " has ended");
			}
			return figures;
		}

		void close() throws IOException, InterruptedException {
			this.input.close();
			this.process.waitFor();
		}

	}

}
