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
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * A real nginx that runs the file that users copy, {@code docs/recipes/nginx.conf}.
 *
 * @param http where it listens for HTTP
 * @param https where it listens for HTTPS
 */
record Nginx(InetSocketAddress http, InetSocketAddress https) {

	private static final int ATTEMPTS = 3;

	static Nginx start(Processes processes, Settings settings) throws IOException {
		IllegalStateException failure = null;
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			try {
				return start(processes, settings, freePort(settings.address()), freePort(settings.address()));
			}
			catch (IllegalStateException ex) {
				// Somebody else may have taken a port meanwhile
				failure = ex;
			}
		}
		throw failure;
	}

	private static Nginx start(Processes processes, Settings settings, InetSocketAddress http, InetSocketAddress https)
			throws IOException {
		Path executable = Executables.find("nginx").orElseThrow();
		Path directory = processes.createDirectory("nginx");
		write(directory, settings, http, https);
		RunningProcess process = processes.start("nginx " + settings.address(), directory, Map.of(),
				List.of(executable.toString(), "-e", "stderr", "-p", directory.toString(), "-c",
						directory.resolve("nginx.conf").toString()));
		process.await("a connection", () -> connects(http) ? Optional.of(http) : Optional.empty());
		return new Nginx(http, https);
	}

	private static void write(Path directory, Settings settings, InetSocketAddress http, InetSocketAddress https)
			throws IOException {
		try (InputStream template = Nginx.class.getResourceAsStream("nginx.conf")) {
			Files.copy(template, directory.resolve("nginx.conf"));
		}
		String bind = "proxy_bind %s;\n".formatted(settings.address());
		Files.writeString(directory.resolve("test.conf"), bind + String.join("\n", settings.directives()));
		Files.writeString(directory.resolve("recipe.conf"), recipe(settings, http, https));
		Files.writeString(directory.resolve("certificate.pem"), settings.certificate().certificate());
		Files.writeString(directory.resolve("certificate.key"), settings.certificate().key());
	}

	private static String recipe(Settings settings, InetSocketAddress http, InetSocketAddress https)
			throws IOException {
		String recipe = Files.readString(Path.of(System.getProperty("recipes"), "nginx.conf"));
		Map<String, String> yours = new LinkedHashMap<>();
		yours.put("listen 80;", "listen %s;".formatted(text(http)));
		yours.put("listen 443 ssl;", "listen %s ssl;".formatted(text(https)));
		yours.put("ssl_certificate     /etc/nginx/app.example.com.pem;", "ssl_certificate certificate.pem;");
		yours.put("ssl_certificate_key /etc/nginx/app.example.com.key;", "ssl_certificate_key certificate.key;");
		yours.put("proxy_pass http://127.0.0.1:8080;", "proxy_pass http://%s;".formatted(text(settings.target())));
		for (Map.Entry<String, String> line : yours.entrySet()) {
			recipe = replace(recipe, Pattern.quote(line.getKey()) + " +# yours", line.getValue());
		}
		if (settings.behindAnotherProxy()) {
			recipe = replace(recipe, Pattern.quote("proxy_set_header X-Forwarded-Proto $scheme;"), "");
			recipe = replace(recipe, "#(?=proxy_set_header X-Forwarded-Proto )", "");
		}
		return recipe;
	}

	private static String replace(String recipe, String pattern, String replacement) {
		Matcher matcher = Pattern.compile("(?m)^( +)" + pattern).matcher(recipe);
		Assert.state(matcher.results().count() == 1, () -> "The recipe must have one line like: " + pattern);
		return matcher.reset().replaceAll("$1" + Matcher.quoteReplacement(replacement));
	}

	private static InetSocketAddress freePort(String address) throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
			return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
		}
	}

	private static boolean connects(InetSocketAddress address) {
		try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String text(InetSocketAddress address) {
		return address.getAddress().getHostAddress() + ":" + address.getPort();
	}

	/**
	 * How an nginx differs from the recipe.
	 *
	 * @param address the address that it listens on and connects from
	 * @param target where it passes requests to
	 * @param certificate its certificate
	 * @param behindAnotherProxy whether it adds to {@code X-Forwarded-Proto}
	 * @param directives more directives, for the http context
	 */
	record Settings(String address, InetSocketAddress target, Certificate certificate, boolean behindAnotherProxy,
			List<String> directives) {

	}

}
