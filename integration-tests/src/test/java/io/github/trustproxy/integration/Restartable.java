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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.RunningProcess;

/**
 * A process that can be killed and started again on the same ports.
 */
final class Restartable {

	private final Launcher launcher;

	private final Endpoints endpoints;

	private RunningProcess process;

	private Restartable(Launcher launcher, Endpoints endpoints) throws IOException {
		this.launcher = launcher;
		this.endpoints = endpoints;
		start();
	}

	static Restartable nginx(Processes processes, String address, Endpoints target, Certificate certificate,
			boolean behindAnotherProxy) throws IOException {
		Nginx nginx = new Nginx();
		Path executable = Executables.find(nginx.toString()).orElseThrow();
		ReverseProxy.Settings settings = new ReverseProxy.Settings(address, target, certificate, "127.0.0.1",
				behindAnotherProxy, false, false, false);
		Endpoints own = new Endpoints(freePort(address), freePort(address));
		return new Restartable(() -> nginx
			.launch(new ReverseProxy.Launch(processes, executable, processes.createDirectory("nginx"), settings, own)),
				own);
	}

	static Restartable sample(Processes processes, String name, String address, String trusted) throws IOException {
		InetSocketAddress own = freePort(address);
		return new Restartable(() -> {
			Path directory = processes.createDirectory(name);
			return processes.start(name, directory, Map.of("TRUST_PROXY", trusted),
					List.of(Sample.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m",
							"-Djava.io.tmpdir=" + directory, "-jar", Sample.jar(name).toString(),
							"--server.address=" + address, "--server.port=" + own.getPort()));
		}, new Endpoints(own, null));
	}

	private static InetSocketAddress freePort(String address) throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
			return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
		}
	}

	Endpoints endpoints() {
		return this.endpoints;
	}

	void kill() {
		this.process.kill();
	}

	void start() throws IOException {
		this.process = this.launcher.launch();
		RawHttpClient client = new RawHttpClient("127.0.0.1", this.endpoints.http(), null);
		this.process.await("an answer", () -> answer(client));
	}

	/**
	 * Any answer will do, for a proxy has one even if the next one has none.
	 */
	private static Optional<RawResponse> answer(RawHttpClient client) {
		try {
			return Optional.of(client.get("/whoami", List.of("Host: app.example.com")));
		}
		catch (IOException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private interface Launcher {

		RunningProcess launch() throws IOException;

	}

}
