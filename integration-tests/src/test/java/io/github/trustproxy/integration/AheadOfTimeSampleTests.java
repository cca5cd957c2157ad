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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import io.github.trustproxy.support.WhoAmI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of the samples as the build has processed them ahead of time (AOT). The test
 * itself is the proxy.
 */
@ParameterizedClass
@ValueSource(strings = { "webmvc", "webflux" })
@Shows(value = "what-is-rewritten.md: 11. Ahead of time", on = "Reactor Netty, WebFlux")
@Shows(value = "what-is-rewritten.md: 11. Ahead of time", on = "Tomcat, servlet")
class AheadOfTimeSampleTests {

	private static final String PEER = "127.0.0.1";

	private static final List<String> FORWARDED = List.of("Host: sample:8080", "X-Forwarded-For: 203.0.113.7",
			"X-Forwarded-Proto: https", "X-Forwarded-Host: app.example.com");

	@RegisterExtension
	static final Processes processes = new Processes();

	private final Deque<Sample> started = new ArrayDeque<>();

	@Parameter
	String sampleName;

	@AfterEach
	void stop() {
		this.started.forEach((sample) -> sample.process().stop());
	}

	@Test
	void settingOfTheJarIsApplied() throws IOException {
		RawHttpClient client = start(Map.of());
		assertBelieved(client);
		RawResponse redirect = client.get("/redirect", FORWARDED);
		assertThat(redirect.headers().getFirst("Location"))
			.isEqualTo(isWebMvc() ? "https://app.example.com/whoami" : "/whoami");
		if (isWebMvc()) {
			assertThat(client.get("/session", FORWARDED).headers().getFirst("Set-Cookie")).startsWith("JSESSIONID=")
				.contains("; Secure");
		}
	}

	@Test
	void settingOfTheEnvironmentThatDoesNotTrustThePeerIsApplied() throws IOException {
		assertNotBelieved(start(Map.of("TRUST_PROXY", isWebMvc() ? "false" : "10.0.0.0/8")));
		// Tomcat warns where the machine takes long to make the first session
		assertThat(log()).doesNotContainPattern(" WARN (?!.*SessionIdGenerator)");
	}

	@Test
	void propertiesOfAnotherFileAreApplied(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("application.yml"), """
				trust-proxy:
				  trust:
				    - 10.0.0.0/8
				    - loopback
				  max-hops: 1
				  header-format: standard
				  headers: for, proto
				  allowed-hosts: app.example.com
				  malformed: reject
				  hide-headers: false
				  protected-headers: X-Forwarded-User
				""");
		RawHttpClient client = start(Map.of(), "--spring.config.location=" + directory.toUri());
		WhoAmI answer = whoAmI(client, List.of("Host: sample:8080", "X-Forwarded-For: 198.51.100.66",
				"Forwarded: for=203.0.113.7;proto=https;host=app.example.com"));
		assertThat(answer.values()).containsEntry("ip", "203.0.113.7")
			.containsEntry("scheme", "https")
			.containsEntry("host", "sample");
		assertThat(answer.headers()).contains("x-forwarded-for", "forwarded");
		assertThat(client.get("/whoami", List.of("Host: sample:8080", "Forwarded: for=evil")).status()).isEqualTo(400);
	}

	@Test
	void nobodyIsTrustedWithoutTheSettingThatTheJarWasProcessedWith() throws IOException {
		assertNotBelieved(start(Map.of(), "--spring.config.location=optional:classpath:/none/"));
		assertThat(log()).contains(" WARN ")
			.contains("trust-proxy is not set, but it was when the application was processed ahead of time."
					+ " It is taken for 'false': nobody is trusted.");
	}

	/**
	 * What is refused, and how, is the same for both samples: each shows one half.
	 */
	@Test
	void refusedSettingStopsTheStart() {
		if (isWebMvc()) {
			assertRefused(Map.of("TRUST_PROXY", "10.0.0.0/33"),
					"Invalid value '10.0.0.0/33' for configuration property 'trust-proxy' (originating from"
							+ " 'System Environment Property \"TRUST_PROXY\"').");
			assertRefused(Map.of("TRUST_PROXY_HEADER", "for"), "TRUST_PROXY_HEADERS");
		}
		else {
			assertRefused(Map.of("TRUST_PROXY", "1", "TRUSTPROXY", "2"),
					"(originating from 'System Environment Property \"TRUSTPROXY\"')");
			assertRefused(Map.of("SERVER_FORWARDHEADERSSTRATEGY", "native"),
					"Invalid value 'native' for configuration property 'server.forward-headers-strategy'");
		}
	}

	private void assertRefused(Map<String, String> environment, String report) {
		assertThatIllegalStateException().isThrownBy(() -> start(environment))
			.withMessageContaining("Starting AOT-processed")
			.withMessageContaining("APPLICATION FAILED TO START")
			.withMessageContaining(report);
	}

	@Test
	void metadataForNativeImagesHasWhatIsCalledByReflection() throws IOException {
		DocumentContext metadata = JsonPath.parse(nativeImageMetadata());
		String type = "$.reflection[?(@.type == 'io.github.trustproxy.autoconfigure.%s')]";
		assertThat(metadata.<List<String>>read(type.formatted("TrustProxyProperties") + ".methods[*].name"))
			.containsExactly("<init>");
		for (String analyzer : List.of("CompetingRewrite", "ConflictingKeys", "LateTrust", "UnknownKey")) {
			assertThat(metadata
				.<List<Boolean>>read(type.formatted(analyzer + "FailureAnalyzer") + ".allDeclaredConstructors"))
				.as(analyzer)
				.containsExactly(true);
		}
	}

	private String nativeImageMetadata() throws IOException {
		String name = "META-INF/native-image/io.github.trustproxy/trust-proxy-sample-%s/reachability-metadata.json"
			.formatted(this.sampleName);
		try (ZipFile jar = new ZipFile(Sample.jar(this.sampleName).toFile())) {
			return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private RawHttpClient start(Map<String, String> environment, String... arguments) throws IOException {
		Map<String, String> aheadOfTime = new HashMap<>(environment);
		aheadOfTime.put("JAVA_TOOL_OPTIONS", "-Dspring.aot.enabled=true");
		Sample sample = Sample.start(processes, this.sampleName, aheadOfTime, List.of(arguments));
		this.started.push(sample);
		assertThat(log()).contains("Starting AOT-processed");
		return new RawHttpClient(PEER, sample.address(), null);
	}

	private String log() {
		return this.started.element().process().log();
	}

	private boolean isWebMvc() {
		return "webmvc".equals(this.sampleName);
	}

	private static void assertBelieved(RawHttpClient client) throws IOException {
		WhoAmI answer = whoAmI(client, FORWARDED);
		assertThat(answer.values()).containsEntry("ip", "203.0.113.7")
			.containsEntry("ips", List.of("203.0.113.7"))
			.containsEntry("peer", PEER)
			.containsEntry("remoteAddr", "203.0.113.7")
			.containsEntry("secure", true)
			.containsEntry("port", 443)
			.containsEntry("url", "https://app.example.com/whoami");
		assertThat(answer.headers()).containsExactlyInAnyOrder("connection", "host");
	}

	private static void assertNotBelieved(RawHttpClient client) throws IOException {
		WhoAmI answer = whoAmI(client, FORWARDED);
		assertThat(answer.values()).containsEntry("ip", PEER)
			.containsEntry("ips", List.of())
			.containsEntry("peer", PEER)
			.containsEntry("remoteAddr", PEER)
			.containsEntry("secure", false)
			.containsEntry("port", 8080)
			.containsEntry("url", "http://sample:8080/whoami");
		assertThat(answer.headers()).containsExactlyInAnyOrder("connection", "host");
	}

	private static WhoAmI whoAmI(RawHttpClient client, List<String> headers) throws IOException {
		RawResponse response = client.get("/whoami", headers);
		assertThat(response.status()).isEqualTo(200);
		return WhoAmI.parse(response.body());
	}

}
