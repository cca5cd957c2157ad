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

package io.github.trustproxy.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.trustproxy.Provider;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.source.SourceChangedEvent;
import io.github.trustproxy.source.SourceRefresher;
import io.github.trustproxy.source.SourceState;
import io.github.trustproxy.source.SourceStatus;
import io.github.trustproxy.support.Shows;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link SettingSources}: sources in the setting of an application.
 */
@ExtendWith(OutputCaptureExtension.class)
class SettingSourcesTests {

	private static final String THREAD = "trust-proxy-sources";

	/** Protects a file that lives as long as the test. */
	private static final String PASSWORD = "password";

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void createFile() throws IOException {
		this.file = Files.createDirectory(this.directory.resolve("lists")).resolve("proxies.txt");
		Files.writeString(this.file, "192.0.2.1, # the first\n192.0.2.7\n");
	}

	@Test
	void fileOfTheEnvironmentVariableIsTrustedAndFollowed(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory)
			.variable("TRUST_PROXY", "loopback, file:" + this.file)
			.start()) {
			TrustProxy trustProxy = context.getBean(TrustProxy.class);
			assertThat(trustProxy.trustedRanges()).contains("192.0.2.1", "192.0.2.7");
			assertThat(output).contains("Trust proxy: trusting loopback, file:" + this.file + " (2 ranges of 20")
				.doesNotContain("WARN");
			Files.writeString(this.file, "192.0.2.1 198.51.100.0/24");
			await(() -> assertThat(trustProxy.trustedRanges()).contains("198.51.100.0/24").doesNotContain("192.0.2.7"));
			await(() -> assertThat(output).contains(
					"The source 'file:" + this.file + "' has changed: added 198.51.100.0/24, removed 192.0.2.7."));
			Files.delete(this.file);
			await(() -> assertThat(status(context).state()).isEqualTo(SourceState.STALE));
			assertThat(trustProxy.trustedRanges()).contains("198.51.100.0/24");
			await(() -> assertThat(output).containsOnlyOnce(" WARN ")
				.contains("There is no file '" + this.file + "'."));
		}
		await(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void changeIsAnEventOfTheApplication() throws IOException {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory)
			.with(Audit.class)
			.properties("trust-proxy=loopback, file:" + this.file)
			.start()) {
			Files.writeString(this.file, "192.0.2.1 198.51.100.0/24");
			context.getBean(SettingSources.class).refresher().refresh("file:" + this.file);
			assertThat(context.getBean(Audit.class).events).singleElement().satisfies((event) -> {
				assertThat(event.source().name()).isEqualTo("file:" + this.file);
				assertThat(event.added()).containsExactly("198.51.100.0/24");
				assertThat(event.removed()).containsExactly("192.0.2.7");
			});
			assertThat(context.getBean(TrustProxy.class).trustedRanges()).contains("198.51.100.0/24");
		}
	}

	@Test
	void secretsInUrlsAreShownNowhere(CapturedOutput output) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", SettingSourcesTests::answer);
		server.start();
		String url = "http://user:word@127.0.0.1:" + server.getAddress().getPort() + "/ranges?token=hidden";
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory)
			.properties("trust-proxy=edge, " + url + "\ntrust-proxy.sources.edge.from=" + url)
			.start()) {
			assertThat(context.getBean(TrustProxy.class).trustedRanges()).containsExactly("192.0.2.1", "2001:db8::1");
			String shown = context.getBean(SettingSources.class).refresher().statuses() + " "
					+ SetProperties.find(context.getEnvironment()) + output;
			assertThat(shown).contains("/ranges").doesNotContain("word").doesNotContain("hidden");
		}
		server.stop(0);
	}

	@Test
	void certificateIsThatOfTheBundleOrOneThatTheJdkBelieves() throws Exception {
		KeyStore keyStore = certificate();
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(keyStore, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(context));
		server.createContext("/", SettingSourcesTests::answer);
		server.start();
		try {
			String setting = "trust-proxy=edge\ntrust-proxy.sources.edge.required=false\n"
					+ "trust-proxy.sources.edge.from=https://127.0.0.1:" + server.getAddress().getPort() + "/ranges\n";
			try (ConfigurableApplicationContext application = TestApplication.servlet(this.directory)
				.properties(setting)
				.start()) {
				assertThat(status(application).state()).isEqualTo(SourceState.FAILED);
				assertThat(status(application).error()).contains("unable to find valid certification path");
			}
			Path pem = Files.writeString(this.directory.resolve("edge.pem"),
					"-----BEGIN CERTIFICATE-----\n"
							+ Base64.getMimeEncoder().encodeToString(keyStore.getCertificate("edge").getEncoded())
							+ "\n-----END CERTIFICATE-----\n");
			try (ConfigurableApplicationContext application = TestApplication.servlet(this.directory)
				.with(Ssl.class)
				.properties(setting + "trust-proxy.sources.edge.ssl-bundle=edge\n"
						+ "spring.ssl.bundle.pem.edge.truststore.certificate=file:" + pem)
				.start()) {
				assertThat(status(application).state()).isEqualTo(SourceState.FRESH);
				assertThat(application.getBean(TrustProxy.class).trustedRanges()).containsExactly("192.0.2.1",
						"2001:db8::1");
				server.createContext("/ranges", (exchange) -> {
					exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/ranges");
					exchange.sendResponseHeaders(302, -1);
					exchange.close();
				});
				SourceStatus redirected = application.getBean(SettingSources.class).refresher().refresh("edge");
				assertThat(redirected.error()).endsWith("redirected to what is no 'https' URL.");
			}
		}
		finally {
			server.stop(0);
		}
	}

	/**
	 * Create a certificate for the address of the server with the JDK's own tool.
	 */
	private KeyStore certificate() throws Exception {
		Path file = this.directory.resolve("keystore.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "edge", "-keyalg", "EC", "-validity", "2", "-dname", "CN=edge", "-ext",
				"san=ip:127.0.0.1", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", file.toString())
			.inheritIO()
			.start();
		assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
	}

	private static void answer(HttpExchange exchange) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		exchange.getResponseBody().write("192.0.2.1 2001:db8::1".getBytes(StandardCharsets.UTF_8));
		exchange.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "trust-proxy=loopbak, https://user:word@edge.example/?token=hidden",
			"trust-proxy=http://user:word@edge.example/?token=hidden",
			"trust-proxy=https://user:word@127.0.0.1:1/?token=hidden",
			"trust-proxy=edge\ntrust-proxy.sources.edge.from=https://user:word@127.0.0.1:1/?token=hidden",
			"trust-proxy=https://user:word@edge.example/?token=hidden\ntrust-proxy.trust=loopback" })
	void secretsInUrlsAreNotReported(String properties, CapturedOutput output) {
		assertThatException().isThrownBy(() -> TestApplication.servlet(this.directory).properties(properties).start());
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("word").doesNotContain("hidden");
	}

	@Test
	void providerIsRefreshedWhereTheSettingAsksForIt() {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  trust: cloudflare
				  sources:
				    cloudflare:
				      from: https://127.0.0.1:1/ips
				      refresh: 24h
				""").start()) {
			assertThat(status(context)).satisfies((status) -> {
				assertThat(status.kind()).isEqualTo("provider");
				assertThat(status.from()).isEqualTo("https://127.0.0.1:1/ips");
				assertThat(status.state()).isEqualTo(SourceState.STALE);
				assertThat(status.ranges()).isEqualTo(Provider.CLOUDFLARE.snapshot().size());
			});
		}
	}

	@Test
	void placeOfAProviderThatIsNotRefreshedIsWarnedAbout(CapturedOutput output) {
		TestApplication.servlet(this.directory)
			.properties("trust-proxy=google-lb\ntrust-proxy.sources.google-lb.from=https://127.0.0.1:1/")
			.start()
			.close();
		assertThat(output).contains("trust-proxy.sources.google-lb.from has no effect: the list of a provider is"
				+ " refreshed only with trust-proxy.sources.google-lb.refresh, such as '24h'.");
	}

	@Test
	void namedSourceIsTrustedWhereTheSettingNamesIt() {
		try (ConfigurableApplicationContext context = TestApplication.reactive(this.directory).yaml("""
				trust-proxy:
				  trust: [ loopback, edge ]
				  sources:
				    edge:
				      from: file:%s, 198.51.100.0/24
				      refresh: 10m
				      max-age: 1h
				      required: false
				      guard: strict
				""".formatted(this.file)).start()) {
			assertThat(context.getBean(TrustProxy.class).trustedRanges()).containsExactly("127.0.0.0/8", "192.0.2.1",
					"192.0.2.7", "198.51.100.0/24", "::1");
			assertThat(status(context)).satisfies((status) -> {
				assertThat(status.name()).isEqualTo("edge");
				assertThat(status.kind()).isEqualTo("mixed");
				assertThat(status.state()).isEqualTo(SourceState.FRESH);
				assertThat(status.next()).isBetween(status.checked().plus(Duration.ofMinutes(9)),
						status.checked().plus(Duration.ofMinutes(11)));
			});
		}
	}

	@Test
	void sourceOfEnvironmentVariablesIsTrusted() {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory)
			.variable("TRUST_PROXY", "edge")
			.variable("TRUSTPROXY_SOURCES_EDGE_FROM", "198.51.100.0/24")
			.start()) {
			assertThat(context.getBean(TrustProxy.class).trustedRanges()).containsExactly("198.51.100.0/24");
		}
	}

	@Test
	@Shows("explain.md: a source below trust-proxy.sources is not named")
	void sourceThatNobodyNamesIsWarnedAbout(CapturedOutput output) {
		TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  trust: loopback
				  sources.edge.from: file:/missing
				""").start().close();
		assertThat(output).contains("trust-proxy.sources.edge has no effect: trust-proxy does not name this source.");
	}

	@Test
	void nameWithoutAddressesDoesNotStopTheStart(CapturedOutput output) {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory)
			.properties("trust-proxy=loopback, dns:proxy.invalid")
			.start()) {
			assertThat(status(context).state()).isEqualTo(SourceState.FAILED);
			assertThat(output).contains("The source 'dns:proxy.invalid' has no list, and trusts nobody until it has."
					+ " The name 'proxy.invalid' has no address.");
		}
	}

	@Test
	void nothingIsLookedAfterWithoutSourcesThatChange() {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory)
			.properties("trust-proxy=loopback, cloudflare")
			.start()) {
			assertThat(context.getBean(TrustProxy.class).trustedRanges()).contains("104.16.0.0-104.27.255.255");
			assertThat(threads()).isEmpty();
		}
	}

	/**
	 * As each restart of the devtools does it.
	 */
	@Test
	void contextThatIsClosedDuringALookLeavesNothing(CapturedOutput output) throws Exception {
		CountDownLatch looks = new CountDownLatch(2);
		CountDownLatch closed = new CountDownLatch(1);
		ExecutorService threads = Executors.newCachedThreadPool();
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setExecutor(threads);
		server.createContext("/", (exchange) -> {
			looks.countDown();
			if (looks.getCount() == 0) {
				awaitUninterrupted(closed);
			}
			answer(exchange);
		});
		server.start();
		Thread operator;
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory)
			.properties("trust-proxy=http://127.0.0.1:" + server.getAddress().getPort() + "/")
			.start()) {
			SourceRefresher refresher = context.getBean(SettingSources.class).refresher();
			operator = new Thread(() -> refresher.refresh(status(context).name()));
			operator.start();
			assertThat(looks.await(60, TimeUnit.SECONDS)).isTrue();
		}
		operator.join(10_000);
		assertThat(operator.isAlive()).isFalse();
		await(() -> assertThat(threads()).isEmpty());
		assertThat(output).doesNotContain(" WARN ");
		closed.countDown();
		server.stop(0);
		threads.shutdown();
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		try {
			latch.await(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * As the tests of an application, with their many contexts.
	 */
	@Test
	void manyContextsHaveAThreadEachAndLeaveNone() {
		TestApplication application = TestApplication.servlet(this.directory)
			.properties("trust-proxy=file:" + this.file);
		List<ConfigurableApplicationContext> contexts = new ArrayList<>();
		try {
			for (int i = 0; i < 20; i++) {
				contexts.add(application.start());
			}
			assertThat(threads()).hasSize(20).allMatch(Thread::isDaemon);
			contexts.forEach((context) -> {
				context.getBean(SettingSources.class).refresher().refresh("file:" + this.file);
				assertThat(status(context).state()).isEqualTo(SourceState.FRESH);
			});
		}
		finally {
			contexts.forEach(ConfigurableApplicationContext::close);
		}
		await(() -> assertThat(threads()).isEmpty());
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals(THREAD))
			.toList();
	}

	@Test
	void eachContextHasSourcesOfItsOwn() throws IOException {
		TestApplication application = TestApplication.servlet(this.directory)
			.properties("trust-proxy=file:" + this.file);
		try (ConfigurableApplicationContext other = application.start()) {
			TrustProxy stopped;
			try (ConfigurableApplicationContext context = application.start()) {
				stopped = context.getBean(TrustProxy.class);
			}
			Files.writeString(this.file, "198.51.100.0/24");
			await(() -> assertThat(other.getBean(TrustProxy.class).trustedRanges()).containsExactly("198.51.100.0/24"));
			assertThat(stopped.trustedRanges()).containsExactly("192.0.2.1", "192.0.2.7");
		}
	}

	@Test
	void nothingIsLookedAfterWhereNoSourceIsNamed() {
		try (ConfigurableApplicationContext context = TestApplication.servlet(this.directory)
			.properties("trust-proxy=loopback, 10.0.0.0/8")
			.start()) {
			assertThat(context.getBean(SettingSources.class).refresher()).isNull();
			assertThat(context.getBean(TrustProxy.class)).asString().startsWith("trusting loopback, 10.0.0.0/8 ");
		}
	}

	@Test
	void nothingIsReadWhereAPolicyReplacesTheSetting() {
		TestApplication.servlet(this.directory)
			.with(StartUpMessagesTests.TrustPolicyConfiguration.class)
			.properties("trust-proxy=file:/missing")
			.start()
			.close();
	}

	private static SourceStatus status(ConfigurableApplicationContext context) {
		List<SourceStatus> statuses = context.getBean(SettingSources.class).refresher().statuses();
		assertThat(statuses).hasSize(1);
		return statuses.get(0);
	}

	private static void await(ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SslAutoConfiguration.class)
	static class Ssl {

	}

	@Configuration(proxyBeanMethods = false)
	static class Audit {

		private final List<SourceChangedEvent> events = new CopyOnWriteArrayList<>();

		@EventListener
		void changed(SourceChangedEvent event) {
			this.events.add(event);
			throw new IllegalStateException("A listener that fails");
		}

	}

}
