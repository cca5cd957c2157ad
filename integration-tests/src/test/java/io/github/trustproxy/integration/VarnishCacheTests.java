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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.trustproxy.integration.Topology.Deployment;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.WhoAmI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what Varnish answers from its cache.
 */
@RequiresProgram("varnishd")
class VarnishCacheTests {

	@RegisterExtension
	static final Processes processes = new Processes();

	@RegisterExtension
	static final Samples samples = new Samples();

	private static final AtomicInteger requests = new AtomicInteger();

	private static HttpServer application;

	private static InetSocketAddress varnish;

	@BeforeAll
	static void start() throws IOException {
		application = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		application.createContext("/", VarnishCacheTests::answer);
		application.start();
		Endpoints target = new Endpoints(application.getAddress(), null);
		varnish = new Varnish()
			.start(processes,
					new ReverseProxy.Settings("127.0.0.2", target, null, Topology.CLIENT_MACHINE, false, true, false,
							false))
			.http();
	}

	@AfterAll
	static void stop() {
		application.stop(0);
	}

	private static void answer(HttpExchange exchange) throws IOException {
		String body = "%s from %s, answer %d".formatted(exchange.getRequestHeaders().getFirst("X-Forwarded-Proto"),
				exchange.getRequestHeaders().getFirst("X-Forwarded-For"), requests.incrementAndGet());
		if (exchange.getRequestURI().getPath().startsWith("/public/")) {
			exchange.getResponseHeaders().set("Cache-Control", "max-age=600");
		}
		byte[] content = body.getBytes(StandardCharsets.US_ASCII);
		exchange.sendResponseHeaders(200, content.length);
		exchange.getResponseBody().write(content);
		exchange.close();
	}

	@Test
	void answerThatSaysNothingAboutCachesIsNotGivenToAnotherClient() throws IOException {
		assertThat(get("10.0.0.1", false, "/page")).startsWith("http from 10.0.0.1,");
		assertThat(get("10.0.0.2", false, "/page")).startsWith("http from 10.0.0.2,");
	}

	@Test
	void answerThatMayBeStoredIsGivenToAnotherClient() throws IOException {
		String answer = get("10.0.0.1", false, "/public/page");
		assertThat(answer).startsWith("http from 10.0.0.1,");
		assertThat(get("10.0.0.2", false, "/public/page")).isEqualTo(answer);
	}

	@Test
	void answersForHttpAndHttpsAreStoredApart() throws IOException {
		String http = get("10.0.0.1", false, "/public/links");
		assertThat(http).startsWith("http from 10.0.0.1,");
		String https = get("10.0.0.2", true, "/public/links");
		assertThat(https).startsWith("https from 10.0.0.2,");
		assertThat(get("10.0.0.3", false, "/public/links")).isEqualTo(http);
		assertThat(get("10.0.0.3", true, "/public/links")).isEqualTo(https);
	}

	@ParameterizedTest
	@ValueSource(strings = { "webmvc", "webflux" })
	void sampleTellsEachClientItsOwnAddress(String sampleName) throws IOException {
		Deployment deployment = Topology.of(SampleSetting.addresses(), new Varnish())
			.deploy(processes, samples, sampleName, null);
		for (String client : List.of("127.0.0.5", "127.0.0.6", "127.0.0.5", "127.0.0.6")) {
			RawResponse response = new RawHttpClient(client, deployment.client(Edge.HTTP).server(), null).get("/whoami",
					List.of("Host: app.example.com"));
			assertThat(WhoAmI.parse(response.body()).values()).containsEntry("ip", client);
		}
	}

	private static String get(String client, boolean tls, String path) throws IOException {
		RawResponse response = new RawHttpClient(Topology.CLIENT_MACHINE, varnish, null,
				ProxyHeader.version2(client, tls))
			.get(path, List.of("Host: app.example.com"));
		assertThat(response.status()).as(response.body()).isEqualTo(200);
		return response.body();
	}

}
