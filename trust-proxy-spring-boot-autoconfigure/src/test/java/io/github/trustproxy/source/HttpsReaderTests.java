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

package io.github.trustproxy.source;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HttpsReader} with a server that does not always behave. Most are named
 * after what happened to others.
 */
class HttpsReaderTests {

	private static final String LIST = "192.0.2.0/24\n198.51.100.0/24\n2001:db8::/32\n2001:db9::/32\n";

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<HttpExchange> requests = new ArrayList<>();

	private HttpServer server;

	private volatile HttpHandler handler = answer(200, LIST);

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", (exchange) -> {
			this.requests.add(exchange);
			this.handler.handle(exchange);
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	@Test
	void listIsFetchedAndAskedForConditionally() {
		this.handler = (exchange) -> {
			exchange.getResponseHeaders().add("ETag", "\"1\"");
			exchange.getResponseHeaders().add("Last-Modified", "Sat, 22 Aug 2026 10:00:00 GMT");
			boolean known = "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
			answer(known ? 304 : 200, known ? "" : LIST).handle(exchange);
		};
		KeptSources sources = load(url("/ranges"));
		assertThat(status(sources)).satisfies((status) -> {
			assertThat(status.kind()).isEqualTo("https");
			assertThat(status.ranges()).isEqualTo(4);
			assertThat(status.date()).isEqualTo("2026-08-22");
			assertThat(status.state()).isEqualTo(SourceState.FRESH);
			assertThat(Duration.between(status.checked(), status.next())).isBetween(Duration.ofMinutes(54),
					Duration.ofMinutes(66));
		});
		assertThat(refresh(sources).state()).isEqualTo(SourceState.FRESH);
		assertThat(this.requests).hasSize(2);
		assertThat(this.requests.get(1).getRequestHeaders().getFirst("If-Modified-Since"))
			.isEqualTo("Sat, 22 Aug 2026 10:00:00 GMT");
	}

	/**
	 * cloudflare-rails#91: a 404 emptied the set, and sessions ended.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 404, 500, 503, 403, 204, 206, 203, 304, 300, 429 })
	void statusOtherThanOkKeepsTheList(int status) {
		assertKept(answer(status, (status == 204 || status == 304) ? "" : LIST), "answered with the status " + status);
	}

	/**
	 * lord-alfred/ipranges on 2026-01-02: a challenge was taken for a list for four
	 * hours.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "<!DOCTYPE html><title>Just a moment...</title>", LIST + "<html>", "{\"error\": 1}", "{}",
			"[]", "{\"result\": {}}", "192.0.2.0/24 OK" })
	void challengeIsNoList(String body) {
		assertKept(answer(200, body), "It ");
	}

	/**
	 * caddy-cloudflare-ip: an empty body wipes a family.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "# nothing" })
	void emptyBodyIsNoList(String body) {
		assertKept(answer(200, body), "It is empty.");
	}

	/**
	 * righttoknow#1084: a truncated IPv6 list passed because IPv4 was whole.
	 */
	@Test
	@Shows("threat-model.md: a list of a source that is cut off")
	void familyThatIsGoneKeepsTheOther() {
		assertKept(answer(200, "192.0.2.0/24\n198.51.100.0/24\n"), "It has no addresses of IPv6 any more.");
	}

	@Test
	void listThatShrinksOrGrowsTooMuchKeepsTheOther() {
		assertKept(answer(200, "192.0.2.0/25\n2001:db8::/32\n2001:db9::/32\n"), "less than half");
		assertKept(answer(200, LIST + "172.64.0.0/16\n"), "more than four times");
	}

	/**
	 * cloudflare-rails#70: a server that hangs, hung every request.
	 */
	@Test
	void serverThatHangsIsNotWaitedForLongerThanTheLimit() throws Exception {
		try (ServerSocket hanging = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
			SourceUrl url = SourceUrl.of("http://127.0.0.1:" + hanging.getLocalPort() + "/ranges");
			long start = System.nanoTime();
			assertThatExceptionOfType(UnusableListException.class)
				.isThrownBy(new HttpsReader("edge", url, null, null, Duration.ofMillis(300))::read)
				.withMessageContaining("did not answer in");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
		}
		assertThat(HttpsReader.CONNECT).hasSeconds(5);
		assertThat(HttpsReader.ALL).hasSeconds(20);
	}

	@Test
	void bodyThatNeverEndsIsNotWaitedFor() {
		this.handler = (exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			OutputStream body = exchange.getResponseBody();
			for (int i = 0; i < 100; i++) {
				body.write("192.0.2.1\n".getBytes(StandardCharsets.UTF_8));
				body.flush();
				try {
					Thread.sleep(50);
				}
				catch (InterruptedException ex) {
					return;
				}
			}
		};
		assertThatExceptionOfType(UnusableListException.class)
			.isThrownBy(new HttpsReader("edge", SourceUrl.of(url("/ranges")), null, null, Duration.ofMillis(500))::read)
			.withMessageContaining("did not answer in");
	}

	@Test
	void bodyThatIsCutOffIsNoList() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
			this.threads.submit(() -> {
				try (Socket socket = server.accept()) {
					socket.getInputStream().read();
					socket.getOutputStream()
						.write(("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + LIST)
							.getBytes(StandardCharsets.UTF_8));
				}
				return null;
			});
			assertThatExceptionOfType(UnusableListException.class)
				.isThrownBy(
						new HttpsReader("edge", SourceUrl.of("http://127.0.0.1:" + server.getLocalPort() + "/ranges"),
								null, null, Duration.ofSeconds(10))::read)
				.withMessageContaining("could not be read");
		}
	}

	@Test
	void bodyThatIsTooLargeIsNoList() {
		assertKept(answer(200, "192.0.2.1\n".repeat(ListText.MAX_BYTES / 10 + 1)), "more than 8 MiB");
		assertKept(answer(200, "192.0.2.1\n".repeat(100_001)), "more than 100,000 ranges");
	}

	@Test
	void redirectsLeadToHttpsOnly() {
		for (String location : List.of("http://edge.example/", "ftp://edge.example/", "",
				"https://user:secret@edge.example/", "https:///", "file:/etc/passwd")) {
			assertKept((exchange) -> {
				exchange.getResponseHeaders().add("Location", location);
				answer(302, "").handle(exchange);
			}, "redirected to what is no 'https' URL");
		}
	}

	@Test
	void threeRedirectsAreFollowed() {
		this.handler = redirects(3);
		assertThat(status(load(url("/0"))).ranges()).isEqualTo(4);
		assertKept(redirects(4), "redirected more than three times");
	}

	private HttpHandler redirects(int number) {
		return (exchange) -> {
			String path = exchange.getRequestURI().getPath();
			int redirects = path.equals("/ranges") ? 0 : Integer.parseInt(path.substring(1));
			if (redirects < number) {
				String next = "/" + (redirects + 1);
				exchange.getResponseHeaders().add("Location", (redirects % 2 == 0) ? url(next) : next);
			}
			answer((redirects < number) ? 302 : 200, (redirects < number) ? "" : LIST).handle(exchange);
		};
	}

	@Test
	void encodingThatNobodyAskedForIsRefused() {
		assertKept((exchange) -> {
			exchange.getResponseHeaders().add("Content-Encoding", "gzip");
			answer(200, LIST).handle(exchange);
		}, "an encoding that was not asked for");
	}

	@Test
	void userInformationIsSentAndNeverShown() {
		KeptSources sources = load(
				"http://user:pass%20word@127.0.0.1:" + this.server.getAddress().getPort() + "/ranges?token=secret");
		assertThat(this.requests.get(0).getRequestHeaders().getFirst("Authorization"))
			.isEqualTo("Basic dXNlcjpwYXNzIHdvcmQ=");
		assertThat(this.requests.get(0).getRequestURI()).hasToString("/ranges?token=secret");
		this.handler = answer(500, "");
		refresh(sources);
		assertThat(sources.statuses() + " " + sources.policy() + " " + sources.spec())
			.contains("http://127.0.0.1:" + this.server.getAddress().getPort() + "/ranges")
			.doesNotContain("user")
			.doesNotContain("word")
			.doesNotContain("secret");
	}

	@Test
	void providerIsRefreshedAndItsSnapshotIsKeptUntilThen() throws Exception {
		String document = new String(getClass().getResourceAsStream("/upstream/cloudflare.json").readAllBytes(),
				StandardCharsets.UTF_8);
		this.handler = answer(503, "");
		SourceSettings settings = new SourceSettings("cloudflare", List.of(url("/ips")), null, Duration.ofHours(24),
				null, null, null, null);
		KeptSources sources = new KeptSources(List.of("cloudflare"), List.of(settings), Clock.systemUTC(),
				new Random(42), null);
		sources.load(listener());
		sources.checkRequired();
		int ranges = sources.statuses().get(0).ranges();
		assertThat(sources.statuses().get(0).state()).isEqualTo(SourceState.STALE);
		this.handler = answer(200, document.replace("\"131.0.72.0/22\",", ""));
		SourceStatus fresh = sources.refresh("cloudflare", listener());
		assertThat(fresh.state()).isEqualTo(SourceState.FRESH);
		assertThat(fresh.kind()).isEqualTo("provider");
		assertThat(fresh.ranges()).isEqualTo(ranges - 1);
		this.handler = answer(200, document.replace("131.0.72.0/22", "10.0.0.0/22"));
		SourceStatus stale = sources.refresh("cloudflare", listener());
		assertThat(stale.error()).isEqualTo("It has addresses that no provider has: '10.0.0.0/22'.");
		assertThat(stale.ranges()).isEqualTo(ranges - 1);
	}

	private void assertKept(HttpHandler bad, String error) {
		this.handler = answer(200, LIST);
		KeptSources sources = load(url("/ranges"));
		assertThat(status(sources).state()).isEqualTo(SourceState.FRESH);
		this.handler = bad;
		SourceStatus status = refresh(sources);
		assertThat(status.state()).isEqualTo(SourceState.STALE);
		assertThat(status.error()).contains(error);
		assertThat(status.ranges()).isEqualTo(4);
		this.handler = answer(200, LIST);
		assertThat(refresh(sources).state()).isEqualTo(SourceState.FRESH);
	}

	private KeptSources load(String url) {
		KeptSources sources = new KeptSources(List.of(url), List.of(), Clock.systemUTC(), new Random(42), null);
		sources.load(listener());
		return sources;
	}

	private static SourceStatus refresh(KeptSources sources) {
		return sources.refresh(status(sources).name(), listener());
	}

	private static SourceStatus status(KeptSources sources) {
		assertThat(sources.statuses()).hasSize(1);
		return sources.statuses().get(0);
	}

	private String url(String path) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + path;
	}

	private static HttpHandler answer(int status, String body) {
		return (exchange) -> {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
		};
	}

	private static SourceListener listener() {
		return new SourceListener() {

			@Override
			public void stateChanged(SourceStatus status) {
			}

			@Override
			public void listChanged(SourceStatus status, List<String> added, List<String> removed) {
			}

		};
	}

}
