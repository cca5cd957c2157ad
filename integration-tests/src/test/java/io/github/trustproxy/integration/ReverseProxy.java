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
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.trustproxy.support.RunningProcess;

/**
 * A kind of reverse proxy. It runs the {@link Recipe} that users copy.
 */
abstract class ReverseProxy {

	private static final int ATTEMPTS = 3;

	private final String executable;

	/**
	 * Create a kind of reverse proxy.
	 * @param executable the name of the program
	 */
	ReverseProxy(String executable) {
		this.executable = executable;
	}

	/**
	 * Write all files that the proxy needs, and start it.
	 * @param launch where it listens and what it is started with
	 */
	abstract RunningProcess launch(Launch launch) throws IOException;

	/**
	 * Return whether it has a listener without TLS.
	 */
	boolean listensForHttp() {
		return true;
	}

	/**
	 * Return whether it has a listener with TLS.
	 */
	boolean listensForHttps() {
		return true;
	}

	/**
	 * Return whether it ends TLS and speaks HTTP/2 there.
	 */
	boolean speaksHttp2() {
		return false;
	}

	/**
	 * Return whether it passes connections on with a header of the PROXY protocol and
	 * leaves the requests alone. It is no hop then.
	 */
	boolean passesConnectionsOn() {
		return false;
	}

	/**
	 * Return the address that it connects from.
	 * @param settings the settings that it is started with
	 */
	String connectsFrom(Settings settings) {
		return settings.address();
	}

	/**
	 * Return the attacks that it answers by itself: names of {@link ForgedHeaders} and
	 * statuses.
	 */
	Map<String, Integer> refusals() {
		return Map.of();
	}

	static Map<String, Integer> refusing(int status, String... attacks) {
		return Stream.of(attacks).collect(Collectors.toMap(Function.identity(), (attack) -> status));
	}

	/**
	 * Start one.
	 * @param processes takes care of its process
	 * @param settings how it differs from the recipe
	 */
	final Endpoints start(Processes processes, Settings settings) throws IOException {
		Path path = Executables.find(this.executable).orElseThrow();
		IllegalStateException failure = null;
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Endpoints own = new Endpoints(listensForHttp() ? freePort(settings.address()) : null,
					listensForHttps() ? freePort(settings.address()) : null);
			Path directory = processes.createDirectory(this.executable);
			try {
				RunningProcess process = launch(new Launch(processes, path, directory, settings, own));
				process.await("a connection", () -> connects(own) ? Optional.of(own) : Optional.empty());
				return own;
			}
			catch (IllegalStateException ex) {
				// Somebody else may have taken a port meanwhile
				failure = ex;
			}
		}
		throw failure;
	}

	private static InetSocketAddress freePort(String address) throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
			return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
		}
	}

	private static boolean connects(Endpoints endpoints) {
		return Stream.of(Optional.ofNullable(endpoints.http()), Optional.ofNullable(endpoints.https()))
			.flatMap(Optional::stream)
			.allMatch(ReverseProxy::connects);
	}

	private static boolean connects(InetSocketAddress address) {
		try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public String toString() {
		return this.executable;
	}

	/**
	 * How a proxy differs from the recipe.
	 *
	 * @param address the address that it listens on, and that it connects from if it can
	 * choose
	 * @param target where it passes requests to
	 * @param certificate its certificate
	 * @param previous the address that connects to it: that of the client or of the proxy
	 * in front of it
	 * @param behindAnotherProxy whether a proxy in front of it writes headers, to which
	 * this one adds
	 * @param acceptsProxyProtocol whether what connects to it speaks the PROXY protocol
	 * @param overwrites whether it replaces addresses that the client claims, instead of
	 * adding to them
	 * @param standard whether it writes {@code Forwarded} instead of
	 * {@code X-Forwarded-For} and its like
	 */
	record Settings(String address, Endpoints target, Certificate certificate, String previous,
			boolean behindAnotherProxy, boolean acceptsProxyProtocol, boolean overwrites, boolean standard) {

	}

	/**
	 * All that is needed to start a proxy.
	 *
	 * @param processes takes care of its process
	 * @param executable the program
	 * @param directory a new directory for its files
	 * @param settings how it differs from the recipe
	 * @param own where it has to listen
	 */
	record Launch(Processes processes, Path executable, Path directory, Settings settings, Endpoints own) {

		/**
		 * Write a file into the directory of the proxy.
		 * @param name the name of the file
		 * @param content the content
		 * @return the path
		 */
		Path write(String name, String content) throws IOException {
			return Files.writeString(this.directory.resolve(name), content);
		}

		/**
		 * Start the program in the directory, with an empty environment.
		 * @param arguments the arguments
		 */
		RunningProcess run(String... arguments) {
			return run(Map.of(), arguments);
		}

		RunningProcess run(Map<String, String> environment, String... arguments) {
			List<String> command = Stream.concat(Stream.of(this.executable.toString()), Stream.of(arguments)).toList();
			return this.processes.start(this.executable.getFileName() + " " + this.settings.address(), this.directory,
					environment, command);
		}

	}

}
