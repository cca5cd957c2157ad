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

package io.github.trustproxy.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running gateway, and the proxy in front of it.
 */
final class Gateway implements AutoCloseable {

	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ConfigurableApplicationContext context;

	private Gateway(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start a gateway.
	 * @param properties what is configured, besides where it listens
	 */
	static Gateway start(List<String> properties) {
		// Now and then a request that was answered counts as active for half a minute
		Stream<String> server = Stream.of("server.address=127.0.0.1", "server.port=0", "server.shutdown=immediate");
		String[] arguments = Stream.concat(server, properties.stream())
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new Gateway(new SpringApplicationBuilder(GatewayApplication.class).run(arguments));
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/**
	 * Send a GET request.
	 * @param path the path
	 * @param headers names and values by turns
	 */
	HttpResponse<String> get(String path, List<String> headers) throws IOException, InterruptedException {
		return send("GET", HttpRequest.BodyPublishers.noBody(), path, headers);
	}

	/**
	 * Send a form.
	 * @param path the path
	 * @param form the form, encoded
	 * @param headers names and values by turns
	 */
	HttpResponse<String> post(String path, String form, List<String> headers) throws IOException, InterruptedException {
		List<String> all = Stream
			.concat(Stream.of("Content-Type", "application/x-www-form-urlencoded"), headers.stream())
			.toList();
		return send("POST", HttpRequest.BodyPublishers.ofString(form), path, all);
	}

	private HttpResponse<String> send(String method, BodyPublisher body, String path, List<String> headers)
			throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
			.method(method, body)
			.headers(headers.toArray(String[]::new))
			.build();
		return client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.context.close();
	}

}
