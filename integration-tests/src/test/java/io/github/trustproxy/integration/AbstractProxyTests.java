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
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.trustproxy.integration.Topology.Deployment;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.WhoAmI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests of both samples behind real proxies that run the recipes. Subclasses have a
 * method {@code topologies}.
 */
@ParameterizedClass
@MethodSource("topologies")
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractProxyTests {

	static final String HOST = "app.example.com";

	private static final String[] FORWARDING_HEADERS = { "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto",
			"x-forwarded-port", "x-forwarded-prefix", "x-forwarded-ssl", "forwarded" };

	@RegisterExtension
	static final Processes processes = new Processes();

	@RegisterExtension
	static final Samples samples = new Samples();

	private static Certificate certificate;

	@Parameter(0)
	String sampleName;

	@Parameter(1)
	Topology topology;

	private Deployment deployment;

	@BeforeAll
	static void createCertificate(@TempDir Path directory) throws IOException, GeneralSecurityException {
		certificate = Certificate.shared(directory);
	}

	@BeforeParameterizedClassInvocation
	void deploy() throws IOException {
		this.deployment = this.topology.deploy(processes, samples, this.sampleName, certificate);
	}

	/**
	 * Combine topologies with the samples: the first one with both, and the others with
	 * one after the other. The table shows that both stacks decide alike. The long run
	 * combines all.
	 * @param topologies the topologies
	 */
	static Stream<Arguments> onBothSamples(Topology... topologies) {
		return IntStream.range(0, topologies.length)
			.boxed()
			.flatMap((index) -> samples(index).map(
					(sample) -> argumentSet("%s: %s".formatted(sample, topologies[index]), sample, topologies[index])));
	}

	private static Stream<String> samples(int index) {
		if (index == 0 || Boolean.getBoolean("thorough")) {
			return Stream.of("webmvc", "webflux");
		}
		return Stream.of((index % 2 != 0) ? "webmvc" : "webflux");
	}

	final Deployment deployment() {
		return this.deployment;
	}

	Stream<Edge> edges() {
		return this.deployment.edges().stream();
	}

	Stream<Edge> edgesOfHttp1() {
		return edges().filter((edge) -> edge != Edge.HTTP2);
	}

	/**
	 * HTTP/2 is a matter of the first proxy alone, and what a proxy does with headers
	 * seldom depends on how it gets them.
	 */
	private Stream<Edge> attackedEdges() {
		if (!Boolean.getBoolean("thorough")) {
			return edgesOfHttp1().limit(1);
		}
		return (this.topology.proxies().size() > 1) ? edgesOfHttp1() : edges();
	}

	@ParameterizedTest
	@MethodSource("edges")
	void honestClientIsSeenAsItIs(Edge edge) throws IOException {
		assertHonest(edge, List.of());
	}

	@ParameterizedTest
	@MethodSource("forgedAddresses")
	void forgedAddressChangesNothing(Edge edge, ForgedHeaders forged) throws IOException {
		assertChangesNothing(edge, forged);
	}

	Stream<Arguments> forgedAddresses() {
		// Nothing about addresses depends on TLS
		boolean http = edges().anyMatch(Edge.HTTP::equals);
		return attacks(attackedEdges().filter((edge) -> edge != Edge.HTTPS || !http), ForgedHeaders.ofAddress());
	}

	@ParameterizedTest
	@MethodSource("forgedOrigins")
	void forgedOriginChangesNothing(Edge edge, ForgedHeaders forged) throws IOException {
		assertChangesNothing(edge, forged);
	}

	Stream<Arguments> forgedOrigins() {
		return attacks(attackedEdges(), ForgedHeaders.ofOrigin());
	}

	@ParameterizedTest
	@MethodSource("oddSyntax")
	void oddSyntaxIsRefusedOrChangesNothing(Edge edge, ForgedHeaders forged) throws IOException {
		assertChangesNothing(edge, forged);
	}

	Stream<Arguments> oddSyntax() {
		return attacks(edgesOfHttp1().limit(1), ForgedHeaders.ofOddSyntax());
	}

	@ParameterizedTest
	@MethodSource("edges")
	void hostWithoutPortHasTheDefaultPortOfTheScheme(Edge edge) throws IOException {
		RawResponse response = this.deployment.client(edge).get("/whoami", List.of("Host: " + HOST));
		assertThat(response.status()).as(response::toString).isEqualTo(200);
		assertThat(WhoAmI.parse(response.body()).values())
			.isEqualTo(honest(edge, edge.defaultPort(), "%s://%s/whoami".formatted(edge.scheme(), HOST)));
	}

	@ParameterizedTest
	@MethodSource("edgesOfHttp1")
	void redirectLeadsToWhoAmI(Edge edge) throws IOException {
		RawResponse response = this.deployment.client(edge)
			.get("/redirect", List.of("Host: " + HOST, "X-Forwarded-Host: evil.example", "X-Forwarded-Prefix: /evil"));
		assertThat(response.status()).isEqualTo(302);
		assertThat(URI.create(response.headers().getFirst("Location"))).hasPath("/whoami")
			.extracting(URI::getHost)
			.isIn(null, HOST);
	}

	@Test
	void clientThatGoesAroundTheProxiesIsBelievedOnlyWhereTheSettingTrustsIt() throws IOException {
		List<String> claims = List.of("Host: sample:8080", "X-Forwarded-For: 198.51.100.66", "X-Forwarded-Proto: https",
				"X-Forwarded-Host: evil.example", "Forwarded: for=198.51.100.66;proto=https;host=evil.example");
		RawResponse response = this.deployment.aroundTheProxies().get("/whoami", claims);
		assertThat(response.status()).as(response::toString).isEqualTo(200);
		WhoAmI answer = WhoAmI.parse(response.body());
		boolean believed = this.topology.setting().believesAnyoneOnThisMachine();
		String client = believed ? "198.51.100.66" : this.topology.clientMachine();
		assertThat(answer.values()).containsEntry("ip", client)
			.containsEntry("remoteAddr", client)
			.containsEntry("peer", this.topology.clientMachine())
			.containsEntry("scheme", believed ? "https" : "http")
			.containsEntry("secure", believed)
			.containsEntry("host", believed ? "evil.example" : "sample")
			.containsEntry("port", believed ? 443 : 8080)
			.containsEntry("url", believed ? "https://evil.example/whoami" : "http://sample:8080/whoami");
		assertThat(answer.headers()).contains("host").doesNotContain(FORWARDING_HEADERS);
	}

	private static Stream<Arguments> attacks(Stream<Edge> edges, Stream<ForgedHeaders> attacks) {
		List<ForgedHeaders> rows = attacks.toList();
		return edges.flatMap((edge) -> rows.stream()
			.filter((forged) -> edge != Edge.HTTP2 || forged.fitsHttp2())
			.map((forged) -> argumentSet("%s, %s".formatted(edge, forged), edge, forged)));
	}

	private void assertChangesNothing(Edge edge, ForgedHeaders forged) throws IOException {
		Integer refusal = this.topology.refusals().get(forged.name());
		if (refusal == null) {
			assertHonest(edge, forged.lines());
			return;
		}
		RawResponse response = get(edge, forged.lines());
		assertThat(response.status()).as(response::toString).isEqualTo(refusal);
		if (refusal == 200) {
			// A page that says what is wrong with the request may quote it
			assertThat(response.body()).doesNotContain(ForgedHeaders.VALUES);
		}
	}

	private void assertHonest(Edge edge, List<String> forged) throws IOException {
		RawResponse response = get(edge, forged);
		assertThat(response.status()).as(response::toString).isEqualTo(200);
		assertThat(response.body()).doesNotContain(ForgedHeaders.VALUES);
		WhoAmI answer = WhoAmI.parse(response.body());
		int port = this.deployment.client(edge).server().getPort();
		assertThat(answer.values())
			.isEqualTo(honest(edge, port, "%s://%s:%d/whoami".formatted(edge.scheme(), HOST, port)));
		assertThat(answer.headers()).contains("host").doesNotContain(FORWARDING_HEADERS);
	}

	private RawResponse get(Edge edge, List<String> forged) throws IOException {
		Client client = this.deployment.client(edge);
		List<String> headers = new ArrayList<>();
		headers.add("Host: %s:%d".formatted(HOST, client.server().getPort()));
		headers.addAll(forged);
		return client.get("/whoami", headers);
	}

	/**
	 * Return all values that the sample has to answer to a client, whatever else it
	 * sends.
	 * @param edge how the client speaks to the first proxy
	 * @param port the port that the client has named
	 * @param url the URL that the client has asked for
	 */
	final Map<String, Object> honest(Edge edge, int port, String url) {
		List<String> ips = this.topology.expectedIps();
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("ip", ips.get(0));
		values.put("ips", ips);
		values.put("peer", this.topology.expectedPeer());
		values.put("remoteAddr", ips.get(0));
		values.put("remoteHost", ips.get(0));
		values.put("remotePort", 0);
		values.put("scheme", edge.scheme());
		values.put("secure", edge.scheme().equals("https"));
		values.put("host", HOST);
		values.put("port", port);
		values.put("prefix", "");
		values.put("url", url);
		values.put("key", key(ips.get(0)));
		return values;
	}

	/**
	 * The IPv6 clients of these tests have nothing behind a "::" but their last group.
	 */
	private static String key(String ip) {
		return ip.contains(":") ? ip.substring(0, ip.lastIndexOf(':') + 1) + "/64" : ip;
	}

}
