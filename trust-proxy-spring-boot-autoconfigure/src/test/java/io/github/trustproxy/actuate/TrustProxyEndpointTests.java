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

package io.github.trustproxy.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.trustproxy.Provider;
import io.github.trustproxy.SourceList;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.server.AbstractApplicationTests;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ManagementServer;
import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.RawConnection.RawResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * The endpoint on every server.
 */
@EveryServer
class TrustProxyEndpointTests extends AbstractApplicationTests {

	TrustProxyEndpointTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void endpointIsNotExposedByDefault() throws IOException {
		assertThat(endpoint("trust-proxy=loopback").status()).isEqualTo(404);
	}

	@Test
	void endpointIsNotThereWithoutTheSetting() throws IOException {
		assertThat(endpoint(ExposedEndpoint.EXPOSED).status()).isEqualTo(404);
	}

	@Test
	void endpointSaysThatTheSettingIsMissingWhereSomethingBelowItIsSet() throws IOException {
		JsonNode settings = endpoint(ExposedEndpoint.EXPOSED, "trust-proxy.headers=for").read().path("settings");
		assertThat(settings.path("setting").asString()).isEqualTo("not set");
		assertThat(settings.path("hops").isNull()).isTrue();
		assertThat(settings.path("assumptions").isEmpty()).isTrue();
		assertThat(texts(settings.path("warnings"))).singleElement()
			.asString()
			.startsWith("trust-proxy.headers is set but trust-proxy is not, so that nothing is believed,");
		assertThat(settings.path("properties").valueStream()).singleElement()
			.satisfies((property) -> assertThat(property.path("name").asString()).isEqualTo("trust-proxy.headers"));
	}

	@Test
	void settingsAreShownWithTheirOrigins() throws IOException {
		JsonNode settings = endpoint(ExposedEndpoint.EXPOSED, "trust-proxy=loopback, 10.0.0.0/9, 10.128.0.0/9",
				"trust-proxy.max-hops=3", "trust-proxy.allowed-hosts=example.com",
				"trust-proxy.protected-headers=X-Forwarded-User")
			.read()
			.path("settings");
		assertThat(settings.path("setting").asString())
			.isEqualTo("trusting loopback, 10.0.0.0/9, 10.128.0.0/9 (max-hops 3), believing X-Forwarded-For,"
					+ " X-Forwarded-Host, X-Forwarded-Proto, X-Forwarded-Port");
		assertThat(settings.path("hops").isNull()).isTrue();
		assertThat(texts(settings.path("ranges"))).containsExactly("10.0.0.0/8", "127.0.0.0/8", "::1");
		assertThat(settings.path("maxHops").asInt()).isEqualTo(3);
		assertThat(settings.path("headerFormat").asString()).isEqualTo("x-forwarded");
		assertThat(texts(settings.path("headers"))).containsExactly("for", "host", "proto", "port");
		assertThat(settings.path("clientIpHeader").isNull()).isTrue();
		assertThat(texts(settings.path("allowedHosts"))).containsExactly("example.com");
		assertThat(settings.path("malformed").asString()).isEqualTo("stop");
		assertThat(settings.path("hideHeaders").asBoolean()).isTrue();
		assertThat(texts(settings.path("protectedHeaders"))).containsExactly("X-Forwarded-User");
		assertThat(settings.path("properties")
			.valueStream()
			.map((property) -> property.path("name").asString() + "=" + property.path("value").asString() + " from "
					+ property.path("origin").asString()))
			.containsExactly(
					"trust-proxy=loopback,10.0.0.0/9,10.128.0.0/9 from \"trust-proxy\" from property source"
							+ " \"commandLineArgs\"",
					"trust-proxy.max-hops=3 from \"trust-proxy.max-hops\" from property source \"commandLineArgs\"",
					"trust-proxy.allowed-hosts=example.com from \"trust-proxy.allowed-hosts\" from property source"
							+ " \"commandLineArgs\"",
					"trust-proxy.protected-headers=X-Forwarded-User from \"trust-proxy.protected-headers\" from"
							+ " property source \"commandLineArgs\"");
		assertThat(settings.path("warnings").isEmpty()).isTrue();
		assertThat(settings.path("assumptions").isEmpty()).isTrue();
	}

	@Test
	void sourcesAreShownWithTheirLists() throws IOException {
		JsonNode body = endpoint(ExposedEndpoint.EXPOSED, "trust-proxy=10.0.0.0/16, cloudflare").read();
		SourceList list = Provider.CLOUDFLARE.snapshot();
		assertThat(body.path("sources").valueStream()).singleElement().satisfies((source) -> {
			assertThat(source.path("name").asString()).isEqualTo("cloudflare");
			assertThat(source.path("kind").asString()).isEqualTo("provider");
			assertThat(source.path("from").asString()).isEqualTo("cloudflare");
			assertThat(source.path("ranges").asInt()).isEqualTo(list.size());
			assertThat(source.path("date").asString()).isEqualTo(list.date());
			assertThat(source.path("state").asString()).isEqualTo("SNAPSHOT");
			for (String name : List.of("checked", "next", "error", "changed", "proof")) {
				assertThat(source.path(name).isNull()).as(name).isTrue();
			}
		});
		assertThat(texts(body.path("settings").path("ranges"))).contains("10.0.0.0/16", "173.245.48.0/20");
		assertThat(texts(body.path("settings").path("warnings")))
			.anyMatch((warning) -> warning.startsWith("trust-proxy trusts 'cloudflare' without proof"));
	}

	@Test
	void fileIsShownAsItIsNow(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("proxies.txt"), "192.0.2.1, 192.0.2.7");
		ExposedEndpoint endpoint = endpoint(ExposedEndpoint.EXPOSED, "trust-proxy=edge",
				"trust-proxy.sources.edge.from=file:" + file);
		assertThat(endpoint.read().path("sources").valueStream()).singleElement().satisfies((source) -> {
			assertThat(source.path("name").asString()).isEqualTo("edge");
			assertThat(source.path("kind").asString()).isEqualTo("file");
			assertThat(source.path("from").asString()).isEqualTo("file:" + file);
			assertThat(source.path("ranges").asInt()).isEqualTo(2);
			assertThat(source.path("state").asString()).isEqualTo("FRESH");
			assertThat(source.path("checked").asString()).startsWith("20").endsWith("Z");
			assertThat(source.path("next").asString()).startsWith("20").endsWith("Z");
		});
		Files.writeString(file, "192.0.2.9");
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			JsonNode body = endpoint.read();
			assertThat(texts(body.path("settings").path("ranges"))).containsExactly("192.0.2.9");
			assertThat(body.path("sources").path(0).path("changed").asString()).endsWith(": 1 added, 2 removed");
		});
	}

	@Test
	void sourceIsRefreshedWhileTheAnswerWaits(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("proxies.txt"), "192.0.2.1");
		ExposedEndpoint endpoint = endpoint(ExposedEndpoint.EXPOSED, "trust-proxy=edge, cloudflare",
				"trust-proxy.sources.edge.from=file:" + file, "trust-proxy.sources.edge.refresh=1h");
		Files.writeString(file, "192.0.2.1, 198.51.100.0/24");
		RawResponse response = endpoint.refresh("edge");
		assertThat(response.status()).isEqualTo(200);
		JsonNode source = ExposedEndpoint.json(response);
		assertThat(source.path("name").asString()).isEqualTo("edge");
		assertThat(source.path("ranges").asInt()).isEqualTo(2);
		assertThat(source.path("changed").asString()).endsWith(": 1 added, 0 removed");
		assertThat(ExposedEndpoint.json(endpoint.refresh("cloudflare")).path("state").asString()).isEqualTo("SNAPSHOT");
		assertThat(endpoint.refresh("other").status()).isEqualTo(404);
		assertThat(endpoint("trust-proxy.headers=for", ExposedEndpoint.EXPOSED).refresh("edge").status())
			.isEqualTo(404);
	}

	@Test
	void hopCountIsShownWithWhatIsDangerousAboutIt() throws IOException {
		JsonNode settings = endpoint(ExposedEndpoint.EXPOSED, "trust-proxy=2").read().path("settings");
		assertThat(settings.path("hops").asString()).isEqualTo("2");
		assertThat(settings.path("ranges").isEmpty()).isTrue();
		assertThat(texts(settings.path("warnings"))).singleElement().asString().contains("around the proxies");
		assertThat(texts(settings.path("assumptions"))).hasSize(2);
	}

	@Test
	void policyBeanIsShownWithThePropertyThatItReplaces() throws IOException {
		JsonNode settings = new ExposedEndpoint(
				application(List.of(ManagementServer.on(stack()), ExposedEndpoint.Configuration.class, Policy.class),
						ExposedEndpoint.EXPOSED, "trust-proxy=loopback"))
			.read()
			.path("settings");
		assertThat(settings.path("setting").asString()).startsWith("trusting custom policy ");
		assertThat(texts(settings.path("warnings")))
			.containsExactly("A TrustPolicy bean replaces the value 'loopback' of trust-proxy, which has no effect.");
	}

	@Test
	void requestIsExplained() throws IOException {
		JsonNode explanation = exposed().explain(
				Map.of("peer", "10.0.0.9", "port", "41234", "scheme", "https", "host", "app.example", "headers", """
						X-Forwarded-For: 6.6.6.6, 203.0.113.7
						x-forwarded-for: 10.0.0.5
						X-Forwarded-Host: www.example.com

						Forwarded:for=1.2.3.4
						"""));
		assertThat(explanation.at("/client/ip").asString()).isEqualTo("203.0.113.7");
		assertThat(explanation.at("/client/distance").asInt()).isEqualTo(2);
		assertThat(explanation.at("/stop/reason").asString()).isEqualTo("HOP_NOT_TRUSTED");
		assertThat(explanation.at("/stop/text").asString())
			.isEqualTo("The walk stopped at hop 2: 203.0.113.7 is not trusted: none of the trusted ranges has it.");
		assertThat(explanation.at("/hops/0/port").asInt()).isEqualTo(41234);
		assertThat(explanation.at("/hops/0/rule").asString()).isEqualTo("10.0.0.0/8");
		assertThat(explanation.at("/hops/0/from").asString()).isEqualTo("socket");
		assertThat(explanation.path("hops").size()).isEqualTo(4);
		assertThat(explanation.at("/origin/scheme/value").asString()).isEqualTo("https");
		assertThat(explanation.at("/origin/scheme/hop").isNull()).isTrue();
		assertThat(explanation.at("/origin/host/value").asString()).isEqualTo("www.example.com");
		assertThat(explanation.at("/origin/prefix/value").isNull()).isTrue();
		assertThat(explanation.at("/ignored/1/value").asString()).isEqualTo("for=1.2.3.4");
		assertThat(texts(explanation.path("hiddenHeaders"))).containsExactly("Forwarded", "X-Forwarded-For",
				"X-Forwarded-Host");
	}

	@Test
	void peerOfUnixSocketIsExplained() throws IOException {
		assertThat(exposed().explain(Map.of("peer", "unix")).at("/client/ip").asString()).isEqualTo("unknown");
	}

	@Test
	void peerAloneIsEnough() throws IOException {
		JsonNode explanation = exposed().explain(Map.of("peer", " 2001:DB8::7 "));
		assertThat(explanation.at("/client/ip").asString()).isEqualTo("2001:db8::7");
		assertThat(explanation.at("/stop/reason").asString()).isEqualTo("PEER_NOT_TRUSTED");
	}

	@Test
	void doctorSaysWhatIsProbablyWrong() throws IOException {
		ExposedEndpoint endpoint = endpoint(ExposedEndpoint.EXPOSED, "trust-proxy=10.0.0.0/8",
				"spring.application.name=doctor");
		for (int i = 0; i < 30; i++) {
			endpoint.server().get("/whoami", "X-Forwarded-For: 203.0.113." + i);
		}
		JsonNode doctor = endpoint.read().path("doctor");
		assertThat(doctor.at("/outcomes/UNTRUSTED_PEER").asInt()).isEqualTo(30);
		assertThat(doctor.at("/peers/0/network").asString()).isEqualTo("127.0.0.0/24");
		assertThat(doctor.at("/peers/0/addresses/1").asInt()).isEqualTo(30);
		assertThat(doctor.at("/advice/0/property").asString()).isEqualTo("trust-proxy");
		assertThat(doctor.at("/advice/0/value").asString()).isEqualTo("10.0.0.0/8,loopback");
	}

	@ParameterizedTest
	@MethodSource
	void descriptionThatIsNotValidIsAnsweredWithASentence(Map<String, Object> body, String error) throws IOException {
		RawResponse response = exposed().post(JsonMapper.shared().writeValueAsString(body));
		assertThat(response.status()).isEqualTo(400);
		assertThat(ExposedEndpoint.json(response).path("error").asString()).contains(error);
	}

	static Stream<Arguments> descriptionThatIsNotValidIsAnsweredWithASentence() {
		return Stream.of(argumentSet("nothing", Map.of(), "The peer is missing:"),
				argumentSet("peer that is no address", Map.of("peer", "localhost"),
						"Invalid value 'localhost'. The peer is an address, such as '192.0.2.1'"),
				argumentSet("port that is no number", Map.of("peer", "10.0.0.9", "port", "http\u0001"),
						"Invalid value 'http?'. A port is a number from 1 to 65535."),
				argumentSet("port that is too large", Map.of("peer", "10.0.0.9", "port", 65536),
						"Invalid value '65536'. A port is a number"),
				argumentSet("scheme", Map.of("peer", "10.0.0.9", "scheme", "ftp"),
						"Invalid value 'ftp'. The scheme with which a server receives a request is 'http' or"),
				argumentSet("line without colon", Map.of("peer", "10.0.0.9", "headers", "X-Forwarded-For"),
						"Invalid value 'X-Forwarded-For'. This is not the line of a header:"),
				argumentSet("name that is none", Map.of("peer", "10.0.0.9", "headers", "X Y: 1"),
						"Invalid value 'X Y'. This is not the name of a header."),
				argumentSet("too long", Map.of("peer", "10.0.0.9", "headers", "x".repeat(16385)),
						"Invalid value '" + "x".repeat(60) + "...'. This is longer than 16384 characters,"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "junk", "{\"peer\":{\"a\":1}}", "{\"peer\":null}", "null",
			"{\"peer\":\"10.0.0.9\",\"headers\":[\"a\"]}" })
	void otherBodyIsABadRequest(String body) throws IOException {
		assertThat(exposed().post(body).status()).isEqualTo(400);
	}

	@Test
	void endpointIsThereOnAManagementServer() throws IOException {
		ExposedEndpoint endpoint = new ExposedEndpoint(
				application(List.of(ManagementServer.on(stack()), ExposedEndpoint.Configuration.class),
						"trust-proxy=loopback", "management.server.port=0", ExposedEndpoint.EXPOSED)
					.managementServer());
		assertThat(texts(endpoint.read().at("/settings/ranges"))).containsExactly("127.0.0.0/8", "::1");
		assertThat(endpoint.explain(Map.of("peer", "127.0.0.1", "headers", "X-Forwarded-For: 203.0.113.7"))
			.at("/client/ip")
			.asString()).isEqualTo("203.0.113.7");
		assertThat(endpoint.post("{}").status()).isEqualTo(400);
	}

	private ExposedEndpoint exposed() {
		return endpoint(ExposedEndpoint.EXPOSED, "trust-proxy=10.0.0.0/8");
	}

	private ExposedEndpoint endpoint(String... properties) {
		return new ExposedEndpoint(
				application(List.of(ManagementServer.on(stack()), ExposedEndpoint.Configuration.class), properties));
	}

	private static List<String> texts(JsonNode array) {
		return array.valueStream().map(JsonNode::asString).toList();
	}

	static class Policy {

		@Bean
		TrustPolicy trustPolicy() {
			return (address, hop) -> hop == 0;
		}

	}

}
