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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

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

	/**
	 * A guard that is off is for lists that change much, and not for half a list.
	 */
	@Test
	void familyThatIsGoneKeepsTheOtherAlsoWithoutAGuard() {
		SourceSettings edge = new SourceSettings("edge", List.of(url("/ranges")), null, null, null, null, Guard.OFF,
				null);
		KeptSources sources = new KeptSources(List.of("edge"), List.of(edge), Clock.systemUTC(), new Random(42), null);
		sources.load(listener());
		this.handler = answer(200, "192.0.2.0/24\n");
		assertThat(refresh(sources).error()).isEqualTo("It has no addresses of IPv6 any more.");
		this.handler = answer(200, "192.0.2.0/32\n2001:db8::/64\n");
		assertThat(refresh(sources).state()).isEqualTo(SourceState.FRESH);
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

	/**
	 * What is too much is not kept until it ends.
	 */
	@Test
	void bodyThatIsTooLargeIsNotReadToItsEnd() {
		AtomicLong sent = new AtomicLong();
		this.handler = (exchange) -> {
			byte[] part = "192.0.2.1\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, 0);
			while (sent.addAndGet(part.length) < 16L * ListText.MAX_BYTES) {
				exchange.getResponseBody().write(part);
			}
		};
		assertThatExceptionOfType(UnusableListException.class)
			.isThrownBy(new HttpsReader("edge", SourceUrl.of(url("/ranges")), null, null, HttpsReader.ALL)::read)
			.withMessageContaining("could not be read")
			.withMessageContaining("more than 8 MiB");
		assertThat(sent.get()).isLessThan(16L * ListText.MAX_BYTES);
	}

	/**
	 * Whatever a server sends, the list of before is kept, nobody waits for longer than
	 * the limit, and the next good answer counts.
	 */
	@ParameterizedTest
	@MethodSource
	@Shows("threat-model.md: a server of a list that sends")
	void hostileAnswerKeepsTheList(HostileServer hostile) throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
			AtomicBoolean good = new AtomicBoolean(true);
			this.threads.submit(() -> {
				while (true) {
					Socket connection = socket.accept();
					this.threads.submit(() -> serve(connection, good.get() ? body(LIST) : hostile));
				}
			});
			KeptList list = new KeptList(null,
					new HttpsReader("edge", SourceUrl.of("http://127.0.0.1:" + socket.getLocalPort() + "/"), null, null,
							Duration.ofSeconds(2)),
					null, new KeptList.Rules(Duration.ofHours(1), null, true, Guard.STRICT, true, false),
					new Random(42));
			list.refresh(Instant.EPOCH);
			assertThat(list.sourceState(Instant.EPOCH)).as(list.error()).isEqualTo(SourceState.FRESH);
			good.set(false);
			long start = System.nanoTime();
			list.refresh(Instant.EPOCH);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
			assertThat(list.sourceState(Instant.EPOCH)).isEqualTo(SourceState.STALE);
			assertThat(list.list(Instant.EPOCH).size()).isEqualTo(4);
			assertThat(list.error()).endsWith(".").hasSizeLessThan(300).matches("[\\p{Print}\u2026]+");
			good.set(true);
			list.refresh(Instant.EPOCH);
			assertThat(list.sourceState(Instant.EPOCH)).as(list.error()).isEqualTo(SourceState.FRESH);
		}
	}

	static Stream<Arguments> hostileAnswerKeepsTheList() {
		return Stream.of(
				argumentSet("chunks that never end",
						always("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "A\r\n192.0.2.1\n\r\n")),
				argumentSet("header that never ends", always("HTTP/1.1 200 OK\r\nX: ", "aaaaaaaa")),
				argumentSet("headers that never end", always("HTTP/1.1 200 OK\r\n", "X: aaaaaaaa\r\n")),
				argumentSet("answers before the answer", always("", "HTTP/1.1 103 Early Hints\r\n\r\n")),
				argumentSet("status line that never ends", always("HTTP/1.1 200 ", "aaaaaaaa")),
				argumentSet("no HTTP", once(LIST)), argumentSet("nothing", once("")),
				argumentSet("gzip that nobody declares", once("HTTP/1.1 200 OK\r\n\r\n\u001f\u008b\u0008" + LIST)),
				argumentSet("UTF-16",
						once("HTTP/1.1 200 OK\r\n\r\n"
								+ new String(LIST.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1))),
				argumentSet("two lengths",
						once("HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: 70\r\n\r\n192.0.2.1\n")),
				argumentSet("huge length",
						once("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n" + LIST)),
				argumentSet("chunk of a negative size",
						once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n" + LIST + "\r\n0\r\n\r\n")),
				argumentSet("last chunk missing",
						once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
								+ Integer.toHexString(LIST.length()) + "\r\n" + LIST + "\r\n")),
				argumentSet("deep JSON", body("{\"result\":" + "[".repeat(1_000_000))),
				argumentSet("name twice",
						body("{\"addresses\":[\"192.0.2.0/23\"],\"ipv6_addresses\":[\"2001:db8::/31\"],"
								+ "\"addresses\":[\"192.0.2.0/23\"]}")),
				argumentSet("digits of other scripts", body(LIST.replace('9', '\u0669'))),
				argumentSet("wide digits", body(LIST.replace('9', '\uff19'))), argumentSet("NUL", body(LIST + '\0')),
				argumentSet("line separators of Unicode", body(LIST.replace('\n', '\u2028'))),
				argumentSet("terminal sequences", body("\u001b[2J\u001b]0;owned\u0007")),
				argumentSet("redirects in a circle",
						once("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")),
				argumentSet("upgrade", once("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n")),
				argumentSet("authentication",
						once("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n")));
	}

	private static Object serve(Socket socket, HostileServer server) throws IOException {
		try (socket) {
			socket.getInputStream().read(new byte[10_000]);
			server.answer(socket.getOutputStream());
			return "";
		}
	}

	private static HostileServer body(String body) {
		return (out) -> {
			out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
			out.write(body.getBytes(StandardCharsets.UTF_8));
		};
	}

	private static HostileServer once(String text) {
		return (out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static HostileServer always(String start, String text) {
		return (out) -> {
			out.write(start.getBytes(StandardCharsets.ISO_8859_1));
			byte[] bytes = text.repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
			while (true) {
				out.write(bytes);
			}
		};
	}

	/**
	 * It would make the server refuse all requests from then on.
	 */
	@Test
	void longTagIsNotSentBack() {
		this.handler = (exchange) -> {
			boolean sent = exchange.getRequestHeaders().containsKey("If-None-Match");
			exchange.getResponseHeaders().add("ETag", '"' + "a".repeat(10_000) + '"');
			answer(sent ? 431 : 200, LIST).handle(exchange);
		};
		assertThat(refresh(load(url("/ranges"))).state()).isEqualTo(SourceState.FRESH);
	}

	/**
	 * Otherwise the server would say that nothing has changed, and the list that was
	 * refused would pass for the one that is trusted.
	 */
	@Test
	void listThatWasRefusedIsNotTheOneThatIsKnown() {
		KeptSources sources = load(url("/ranges"));
		this.handler = (exchange) -> {
			boolean known = "\"refused\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
			exchange.getResponseHeaders().add("ETag", "\"refused\"");
			answer(known ? 304 : 200, known ? "" : "192.0.2.0/28\n2001:db8::/33\n").handle(exchange);
		};
		assertThat(refresh(sources).state()).isEqualTo(SourceState.STALE);
		assertThat(refresh(sources).error()).contains("less than half");
	}

	@Test
	void userInformationIsForItsHostOnly() {
		this.handler = (exchange) -> {
			boolean first = exchange.getRequestURI().getPath().equals("/ranges");
			exchange.getResponseHeaders()
				.add("Location", "http://localhost:" + this.server.getAddress().getPort() + "/other");
			answer(first ? 302 : 200, first ? "" : LIST).handle(exchange);
		};
		load("http://user:word@127.0.0.1:" + this.server.getAddress().getPort() + "/ranges");
		assertThat(this.requests).hasSize(2);
		assertThat(this.requests.get(0).getRequestHeaders()).containsKey("Authorization");
		assertThat(this.requests.get(1).getRequestHeaders()).doesNotContainKey("Authorization");
	}

	/**
	 * A client of the JDK has threads, which stay for a minute.
	 */
	@Test
	void looksDoNotPileUpThreads() throws Exception {
		HttpsReader reader = new HttpsReader("edge", SourceUrl.of(url("/")), null, null, HttpsReader.ALL);
		reader.read();
		long before = clientThreads();
		for (int i = 0; i < 20; i++) {
			reader.read();
		}
		assertThat(clientThreads()).isLessThan(before + 5);
	}

	private static long clientThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("HttpClient-"))
			.count();
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
		this.handler = answer(200, "104.16.0.0/13\n2606:4700::/32\n");
		assertThat(sources.refresh("cloudflare", listener()).error()).contains("less than half")
			.contains("'guard: strict'");
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

	/**
	 * Sends what it likes.
	 */
	private interface HostileServer {

		void answer(OutputStream out) throws IOException;

	}

}
