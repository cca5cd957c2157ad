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

import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Sends whole requests to servers that run in processes of their own, and measures the
 * CPU time that these take. Each connection sends many requests at once, so that little
 * of that time is the network's.
 */
public final class WholeRequests {

	private static final int AT_ONCE = 16;

	private static final int TIMEOUT = 30_000;

	private final String server;

	private final int rounds;

	private final int requests;

	private final List<Variant> variants = new ArrayList<>();

	private WholeRequests(String server, int rounds, int requests) {
		this.server = server;
		this.rounds = rounds;
		this.requests = requests;
	}

	/**
	 * Measure the variants of one server.
	 * @param arguments the file that takes the figures, the name of the server, how many
	 * rounds there are, how many requests each variant gets in a round, how many before
	 * the first one; and for each variant its name, port and process, separated by colons
	 * @throws IOException if a server does not answer
	 */
	public static void main(String[] arguments) throws IOException {
		WholeRequests measurement = new WholeRequests(arguments[1], Integer.parseInt(arguments[2]),
				Integer.parseInt(arguments[3]));
		for (String variant : List.of(arguments).subList(5, arguments.length)) {
			String[] parts = variant.split(":");
			measurement.variants.add(new Variant(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2])));
		}
		measurement.warmUp(Integer.parseInt(arguments[4]));
		try (BufferedWriter figures = Files.newBufferedWriter(Path.of(arguments[0]), StandardOpenOption.APPEND)) {
			measurement.measure(figures);
		}
		for (Variant variant : measurement.variants) {
			variant.close();
		}
	}

	private void warmUp(int requests) throws IOException {
		for (Variant variant : this.variants) {
			for (Kind kind : Kind.values()) {
				variant.send(kind, requests);
			}
		}
	}

	private void measure(BufferedWriter figures) throws IOException {
		for (int round = 0; round < this.rounds; round++) {
			for (Kind kind : Kind.values()) {
				for (Variant variant : PairedRounds.turns(this.variants, round)) {
					measure(variant, kind, figures);
				}
			}
		}
	}

	private void measure(Variant variant, Kind kind, BufferedWriter figures) throws IOException {
		long cpu = variant.cpuNanos();
		long time = System.nanoTime();
		variant.send(kind, this.requests);
		time = System.nanoTime() - time;
		cpu = variant.cpuNanos() - cpu;
		figures.write(String.format(Locale.ROOT, "%s, %s\t%s\t%f\t%f%n", this.server, kind.text, variant.name,
				cpu / 1000.0 / this.requests, time / 1000.0 / this.requests));
	}

	/**
	 * The requests that are sent.
	 */
	private enum Kind {

		/** A client without a proxy. */
		DIRECT("direct", "127.0.0.2"),

		/** Two proxies, and what the first of them knows. */
		TWO_HOPS("two hops", "127.0.0.1", "X-Forwarded-For: 203.0.113.7, 10.0.0.5", "X-Forwarded-Proto: https",
				"X-Forwarded-Host: example.com");

		private final String text;

		private final String peer;

		private final byte[] requests;

		Kind(String text, String peer, String... headers) {
			this.text = text;
			this.peer = peer;
			String lines = String.join("\r\n",
					Stream.concat(Stream.of("GET /origin HTTP/1.1", "Host: app.internal:8080",
							"User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
							"Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
							"Accept-Encoding: gzip, deflate, br", "Accept-Language: en-US,en;q=0.5",
							"Cookie: theme=dark"), Stream.of(headers))
						.toList());
			this.requests = (lines + "\r\n\r\n").repeat(AT_ONCE).getBytes(StandardCharsets.ISO_8859_1);
		}

		String answer(String variant) {
			return (this == TWO_HOPS && !"none".equals(variant)) ? "203.0.113.7 https example.com true"
					: this.peer + " http app.internal false";
		}

	}

	/**
	 * A server, and a connection for each kind of requests.
	 */
	private static final class Variant {

		private final String name;

		private final Path threads;

		private final List<Connection> connections = new ArrayList<>();

		Variant(String name, int port, long process) throws IOException {
			this.name = name;
			this.threads = Path.of("/proc", Long.toString(process), "task");
			for (Kind kind : Kind.values()) {
				this.connections.add(new Connection(name, kind, port));
			}
		}

		void send(Kind kind, int requests) throws IOException {
			Connection connection = this.connections.get(kind.ordinal());
			for (int sent = 0; sent < requests; sent += AT_ONCE) {
				connection.send();
			}
		}

		/**
		 * Return the time that all threads of the process have run.
		 */
		long cpuNanos() throws IOException {
			long sum = 0;
			try (DirectoryStream<Path> threads = Files.newDirectoryStream(this.threads)) {
				for (Path thread : threads) {
					sum += cpuNanos(thread);
				}
			}
			return sum;
		}

		private static long cpuNanos(Path thread) throws IOException {
			try {
				return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
			}
			catch (NoSuchFileException ex) {
				// It has just ended
				return 0;
			}
		}

		void close() throws IOException {
			for (Connection connection : this.connections) {
				connection.socket.close();
			}
		}

	}

	/**
	 * A connection that stays open.
	 */
	private static final class Connection {

		private final Socket socket = new Socket();

		private final InputStream input;

		private final Kind kind;

		private final byte[] answers;

		Connection(String variant, Kind kind, int port) throws IOException {
			this.kind = kind;
			this.socket.setTcpNoDelay(true);
			this.socket.setSoTimeout(TIMEOUT);
			this.socket.bind(new InetSocketAddress(InetAddress.getByName(kind.peer), 0));
			this.socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
			this.input = this.socket.getInputStream();
			this.answers = new byte[AT_ONCE * check(variant)];
		}

		/**
		 * See whether the first answer is as it has to be: the figures would mean
		 * nothing.
		 * @return the length of one answer
		 */
		private int check(String variant) throws IOException {
			byte[] request = new byte[this.kind.requests.length / AT_ONCE];
			System.arraycopy(this.kind.requests, 0, request, 0, request.length);
			this.socket.getOutputStream().write(request);
			String expected = this.kind.answer(variant);
			StringBuilder answer = new StringBuilder();
			while (!answer.toString().endsWith("\r\n\r\n" + expected)) {
				int read = this.input.read();
				if (read < 0 || answer.length() > 2000) {
					throw new WrongAnswerException(variant, this.kind, answer, expected);
				}
				answer.append((char) read);
			}
			return answer.length();
		}

		/**
		 * Send requests, and read as many answers, which have the same length each.
		 */
		void send() throws IOException {
			this.socket.getOutputStream().write(this.kind.requests);
			if (this.input.readNBytes(this.answers, 0, this.answers.length) < this.answers.length) {
				throw new EOFException("The server has closed the connection");
			}
		}

	}

}
