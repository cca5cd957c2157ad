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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.trustproxy.server.ServerStack;

/**
 * A {@link LoadedServer} in a JVM of its own.
 */
final class LoadedProcess implements AutoCloseable {

	private static final int TIMEOUT_SECONDS = 120;

	private static final String ENDED = "";

	private final List<String> log = Collections.synchronizedList(new ArrayList<>());

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final Process process;

	private final Map<Setting, Integer> ports = new EnumMap<>(Setting.class);

	private LoadedProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "Output of the server");
		reader.setDaemon(true);
		reader.start();
	}

	static LoadedProcess start(ServerStack stack) throws IOException, InterruptedException {
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				// So small that it does not last long if something is kept
				"-Xmx96m", "-XX:MaxDirectMemorySize=64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError",
				// Caches that the JVM may drop are no leaks: its class loaders remember
				// what they have not found
				"-XX:SoftRefLRUPolicyMSPerMB=0", "-Dspring.devtools.restart.enabled=false", "-XX:TieredStopAtLevel=1",
				"-Dio.netty.leakDetection.level=paranoid", "-Dio.netty.leakDetection.targetRecords=8",
				"-Dfile.encoding=UTF-8", "-cp", System.getProperty("java.class.path"), LoadedServer.class.getName(),
				stack.name());
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.startsWith("TRUST") || name.startsWith("SPRING"));
		LoadedProcess process = new LoadedProcess(builder.start());
		try {
			for (Setting setting : Setting.values()) {
				process.ports.put(setting, Integer.valueOf(process.nextAnswer()));
			}
			return process;
		}
		catch (IllegalStateException ex) {
			process.close();
			throw ex;
		}
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				if (line.startsWith(LoadedServer.ANSWER)) {
					this.answers.add(line.substring(LoadedServer.ANSWER.length()));
				}
				else {
					this.log.add(line);
				}
			}
		}
		catch (IOException ex) {
			this.log.add(ex.toString());
		}
		this.answers.add(ENDED);
	}

	int port(Setting setting) {
		return this.ports.get(setting);
	}

	/**
	 * Measure what the server holds on to.
	 */
	Measurement measure() throws InterruptedException {
		try {
			OutputStream input = this.process.getOutputStream();
			input.write('\n');
			input.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The server has ended: " + this.log, ex);
		}
		return Measurement.parse(nextAnswer());
	}

	private String nextAnswer() throws InterruptedException {
		String answer = this.answers.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
		if (answer == null || answer.equals(ENDED)) {
			throw new IllegalStateException("The server %s: %s".formatted((answer != null) ? "has ended" : "is silent",
					String.join(System.lineSeparator(), log())));
		}
		return answer;
	}

	/**
	 * Return what the server has written.
	 */
	List<String> log() {
		synchronized (this.log) {
			return List.copyOf(this.log);
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroyForcibly().waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
	}

}
