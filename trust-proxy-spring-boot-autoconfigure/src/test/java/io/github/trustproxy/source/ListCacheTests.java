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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.Provider;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link ListCache}: what is left of a list after a restart.
 */
class ListCacheTests {

	private static final String LIST = "198.51.100.0/25 198.51.100.128/25 2001:db8::/32 ";

	private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

	@TempDir
	private Path temporary;

	private Path directory;

	private HttpServer server;

	private volatile String list = LIST;

	private volatile int notModified;

	private final List<String> failures = new ArrayList<>();

	@BeforeEach
	void start() throws IOException {
		this.directory = this.temporary.resolve("cache/lists");
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			byte[] bytes = this.list.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("ETag", "\"" + this.list.hashCode() + " a, #b\"");
			if (exchange.getResponseHeaders().get("ETag").equals(exchange.getRequestHeaders().get("If-None-Match"))) {
				exchange.sendResponseHeaders(304, -1);
				this.notModified++;
				return;
			}
			exchange.sendResponseHeaders((bytes.length > 0) ? 200 : 503, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void listSurvivesARestartWhileTheServerIsDown() {
		SourceStatus before = load(START, "/ranges").statuses().get(0);
		this.list = "";
		KeptSources sources = load(START.plus(Duration.ofDays(6)), "/ranges");
		sources.checkRequired();
		assertThat(sources.statuses()).singleElement().satisfies((status) -> {
			assertThat(status.state()).isEqualTo(SourceState.STALE);
			assertThat(status.ranges()).isEqualTo(3);
			assertThat(status.date()).isEqualTo(before.date());
			assertThat(status.error()).contains("503");
		});
		assertThat(sources.figures(before.name()).age()).isEqualTo(Duration.ofDays(6).toSeconds());
		assertThat(this.failures).isEmpty();
	}

	@Test
	void listThatTheServerStillHasIsNotFetchedAgainAfterARestart() {
		load(START, "/ranges");
		assertThat(this.notModified).isZero();
		KeptSources sources = load(START.plus(Duration.ofDays(6)), "/ranges");
		assertThat(this.notModified).isOne();
		assertThat(sources.statuses().get(0).state()).isEqualTo(SourceState.FRESH);
		assertThat(sources.statuses().get(0).ranges()).isEqualTo(3);
		sources = load(START.plus(Duration.ofDays(12)), "/ranges");
		assertThat(this.notModified).isEqualTo(2);
		assertThat(sources.figures(sources.statuses().get(0).name()).age()).isZero();
		this.list = LIST.replace("/25", "/26");
		assertThat(load(START.plus(Duration.ofDays(13)), "/ranges").policy()).asString().contains("3 ranges");
		assertThat(this.notModified).isEqualTo(2);
	}

	/**
	 * Somebody else's pipe, from which nobody ever reads anything.
	 */
	@Test
	@Shows("threat-model.md: a kept list in")
	@Timeout(60)
	void whatIsNoFileIsNotWaitedFor() throws Exception {
		load(START, "/ranges");
		Path file = file();
		Files.delete(file);
		assumeTrue(new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0);
		this.list = "";
		assertThat(load(START, "/ranges").statuses().get(0).state()).isEqualTo(SourceState.FAILED);
		assertThat(this.failures).singleElement().asString().contains("no regular file");
		this.list = LIST;
		assertThat(load(START, "/ranges").statuses().get(0).state()).isEqualTo(SourceState.FRESH);
		assertThat(file).isRegularFile();
	}

	/**
	 * Restarts do not make a list younger.
	 */
	@Test
	void listIsAsOldAsItIs() {
		load(START, "/ranges");
		this.list = "";
		load(START.plus(Duration.ofDays(6)), "/ranges").checkRequired();
		KeptSources sources = load(START.plus(Duration.ofDays(7)), "/ranges");
		assertThat(sources.statuses().get(0).state()).isEqualTo(SourceState.EXPIRED);
		assertThat(sources.statuses().get(0).ranges()).isZero();
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(sources::checkRequired);
	}

	@Test
	@Shows("threat-model.md: a kept list in")
	void listOfTheFutureIsNotBelieved() {
		load(START, "/ranges");
		this.list = "";
		assertThat(load(START.minusSeconds(1), "/ranges").statuses().get(0).state()).isEqualTo(SourceState.FAILED);
		assertThat(this.failures).singleElement().asString().contains("in the future");
	}

	@Test
	@Shows("threat-model.md: a kept list in")
	void listBelongsToItsUrl() throws IOException {
		load(START, "/ranges?a=b");
		Path written = file();
		this.list = "";
		assertThat(load(START, "/ranges?a=c").statuses().get(0).state()).isEqualTo(SourceState.FAILED);
		this.list = LIST;
		load(START, "/other");
		try (Stream<Path> files = Files.list(this.directory)) {
			Path other = files.filter((file) -> !file.equals(written)).findFirst().orElseThrow();
			Files.copy(other, written, StandardCopyOption.REPLACE_EXISTING);
		}
		this.list = "";
		assertThat(load(START, "/ranges?a=b").statuses().get(0).state()).isEqualTo(SourceState.FAILED);
		assertThat(this.failures).singleElement().asString().contains("belongs to another URL");
	}

	@Test
	@Shows("threat-model.md: a kept list in")
	void damagedListIsNotUsed() throws IOException {
		assertNotUsed((content) -> content.substring(0, content.length() - 1));
		assertNotUsed((content) -> content + "192.0.2.1\n");
		assertNotUsed((content) -> content.replace("#b", "#c"));
		assertNotUsed((content) -> content.replace("198.51.100.0/25", "198.51.101.0/25"));
		assertNotUsed((content) -> content.replace("T12:", "T13:"));
		assertNotUsed((content) -> content.replace("trust-proxy-list-2", "trust-proxy-list-1"));
		assertNotUsed((content) -> content.substring(0, content.indexOf('\n')));
		assertNotUsed((content) -> content.substring(content.indexOf('\n') + 1));
		assertNotUsed((content) -> "");
		assertNotUsed((content) -> "\0".repeat(content.length()));
	}

	private void assertNotUsed(UnaryOperator<String> damage) throws IOException {
		this.list = LIST;
		load(START, "/ranges");
		Files.writeString(file(), damage.apply(Files.readString(file())));
		this.list = "";
		this.failures.clear();
		KeptSources sources = load(START.plus(Duration.ofHours(2)), "/ranges");
		assertThat(sources.statuses().get(0).state()).isEqualTo(SourceState.FAILED);
		assertThat(this.failures).singleElement().asString().contains("is not used:");
		this.list = LIST;
		assertThat(load(START, "/ranges").statuses().get(0).state()).isEqualTo(SourceState.FRESH);
	}

	@Test
	void listIsComparedWithThatOfBeforeTheRestart() {
		load(START, "/ranges");
		this.list = "198.51.100.0/26 2001:db8::/32";
		SourceStatus status = load(START.plus(Duration.ofHours(1)), "/ranges").statuses().get(0);
		assertThat(status.state()).isEqualTo(SourceState.STALE);
		assertThat(status.error()).contains("less than half");
	}

	@Test
	void listOfTheJarIsTakenIfItIsNewer() {
		this.list = String.join(" ", Provider.CLOUDFLARE.snapshot().entries()) + " 162.158.0.0/14";
		int ranges = Provider.CLOUDFLARE.snapshot().size();
		Instant fetched = Instant.parse(Provider.CLOUDFLARE.snapshot().date() + "T10:00:00Z");
		assertThat(provider(fetched).ranges()).isEqualTo(ranges + 1);
		this.list = "";
		assertThat(provider(fetched.plusSeconds(1)).ranges()).isEqualTo(ranges + 1);
		this.list = String.join(" ", Provider.CLOUDFLARE.snapshot().entries()) + " 162.158.0.0/14";
		provider(fetched.minus(Duration.ofDays(1)));
		this.list = "";
		assertThat(provider(fetched.plusSeconds(1)).ranges()).isEqualTo(ranges);
	}

	@Test
	void secretsAreNowhereAndTheListIsForTheOwner() throws IOException {
		KeptSources sources = load(START, "user:word@", "/ranges?token=hidden");
		assertThat(sources.statuses().get(0).state()).isEqualTo(SourceState.FRESH);
		assertThat(file().getFileName().toString()).matches("[0-9a-f]{64}\\.list");
		assertThat(Files.readString(file())).contains("198.51.100.0/25\n198.51.100.128/25\n2001:db8::/32\n")
			.doesNotContain("word")
			.doesNotContain("hidden")
			.doesNotContain("127.0.0.1");
		if (file().getFileSystem().supportedFileAttributeViews().contains("posix")) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory)))
				.isEqualTo("rwx------");
		}
	}

	@Test
	void directoryThatCannotBeWrittenIsToldOnce() throws IOException {
		Files.writeString(this.temporary.resolve("cache"), "A file");
		KeptSources sources = load(START, "/ranges");
		assertThat(sources.statuses().get(0).state()).isEqualTo(SourceState.FRESH);
		assertThat(this.failures).singleElement().asString().contains("cannot be kept in trust-proxy.cache-directory");
		sources.refresh(sources.statuses().get(0).name(), listener());
		assertThat(this.failures).hasSize(1);
	}

	private Path file() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			List<Path> all = files.toList();
			assertThat(all).hasSize(1);
			return all.get(0);
		}
	}

	private SourceStatus provider(Instant now) {
		SourceSettings settings = new SourceSettings("cloudflare", List.of(url("", "/ips")), null, Duration.ofHours(24),
				null, null, null, null);
		return load(now, "cloudflare", List.of(settings)).statuses().get(0);
	}

	private KeptSources load(Instant now, String path) {
		return load(now, "", path);
	}

	private KeptSources load(Instant now, String userInfo, String path) {
		return load(now, url(userInfo, path), List.of());
	}

	private KeptSources load(Instant now, String entry, List<SourceSettings> settings) {
		KeptSources sources = new KeptSources(List.of(entry), settings, Clock.fixed(now, ZoneOffset.UTC),
				new Random(42), this.directory);
		sources.load(listener());
		return sources;
	}

	private String url(String userInfo, String path) {
		return "http://" + userInfo + "127.0.0.1:" + this.server.getAddress().getPort() + path;
	}

	private SourceListener listener() {
		return new SourceListener() {

			@Override
			public void stateChanged(SourceStatus status) {
			}

			@Override
			public void listChanged(SourceStatus status, List<String> added, List<String> removed) {
			}

			@Override
			public void cacheFailed(String reason) {
				ListCacheTests.this.failures.add(reason);
			}

		};
	}

}
