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
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.WhoAmI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * What the endpoint advises is followed to the letter: the topologies of the README, made
 * of real proxies, with settings that do not fit. All machines are addresses of loopback,
 * the client excepted, who comes through a load balancer that says so with the PROXY
 * protocol.
 */
@RequiresProgram({ "haproxy", "nginx" })
@ParameterizedClass
@MethodSource("sampleNames")
class FollowedAdviceTests {

	private static final String CLIENT = "203.0.113.7";

	private static final String FORGED = "X-Forwarded-For: 198.51.100.66";

	private static final String FORGED_HOST = "X-Forwarded-Host: evil.example";

	private static final int REQUESTS = 30;

	@RegisterExtension
	static final Processes processes = new Processes();

	private static Certificate certificate;

	@Parameter
	String sampleName;

	static Stream<String> sampleNames() {
		return Sample.names("webmvc");
	}

	@BeforeAll
	static void prepare(@TempDir Path directory) throws IOException, GeneralSecurityException {
		certificate = Certificate.shared(directory);
	}

	/**
	 * Each test starts samples of its own.
	 */
	@AfterEach
	void stop() throws IOException {
		processes.stop();
	}

	@ParameterizedTest
	@MethodSource
	void adviceLeadsToTheRightClient(List<ReverseProxy> proxies, String wrong, String advised) throws IOException {
		Topology.Deployment deployment = deploy(proxies, "trust-proxy=" + wrong);
		for (int i = 0; i < REQUESTS; i++) {
			whoAmI(deployment);
		}
		// Some settings are right until a client forges a header
		assertThat(ip(whoAmI(deployment, FORGED))).isNotEqualTo(CLIENT);
		String advice = advice(deployment);
		assertThat(advice).isEqualTo("trust-proxy=" + advised);
		Topology.Deployment mended = deploy(proxies, advice);
		assertThat(ip(whoAmI(mended))).isEqualTo(CLIENT);
		assertThat(ip(whoAmI(mended, FORGED))).isEqualTo(CLIENT);
	}

	/**
	 * The long run follows all of it.
	 */
	static Stream<Arguments> adviceLeadsToTheRightClient() {
		return wrongSettings().limit(Boolean.getBoolean("thorough") ? Long.MAX_VALUE : 1);
	}

	private static Stream<Arguments> wrongSettings() {
		List<ReverseProxy> nginx = List.of(new Nginx());
		List<ReverseProxy> haproxy = List.of(new Haproxy());
		List<ReverseProxy> both = List.of(new Haproxy(), new Nginx());
		return Stream.of(argumentSet("same machine, nobody trusted", nginx, "false", "loopback"),
				argumentSet("load balancer, forgotten", haproxy, "10.0.0.0/16", "10.0.0.0/16,loopback"),
				argumentSet("Cloudflare and a load balancer, one hop trusted", both, "1", "2"),
				argumentSet("same machine, two hops trusted", nginx, "2", "1"),
				argumentSet("same machine, every hop trusted", nginx, "true", "loopback"),
				argumentSet("Cloudflare, only the own network trusted", haproxy, "uniquelocal", "uniquelocal,loopback"),
				argumentSet("Cloudflare and a load balancer, only the latter trusted", both, "127.0.0.3",
						"127.0.0.3,loopback"),
				argumentSet("Cloudflare and a load balancer, three hops trusted", both, "3", "2"),
				argumentSet("Kubernetes ingress, forgotten", nginx, "10.244.0.0/16", "10.244.0.0/16,loopback"));
	}

	@Test
	void adviceLeadsToTheRightClientWithoutAProxy() throws IOException {
		Sample sample = start("trust-proxy=1");
		for (int i = 0; i < REQUESTS; i++) {
			whoAmI(direct(sample, "127.0.%d.1".formatted(i)));
		}
		String client = "127.0.99.9";
		assertThat(ip(whoAmI(direct(sample, client), FORGED))).isEqualTo("198.51.100.66");
		String advice = advice(direct(sample, client));
		assertThat(advice).isEqualTo("trust-proxy=false");
		assertThat(ip(whoAmI(direct(start(advice), client), FORGED))).isEqualTo(client);
	}

	/**
	 * HAProxy's recipe sets the host, so that a client who goes around it stands for a
	 * load balancer that passes on what the client sends.
	 */
	@Test
	void adviceKeepsClientsFromChoosingTheHost() throws IOException {
		Sample sample = start("trust-proxy=loopback");
		for (int i = 0; i < 1000; i++) {
			whoAmI(direct(sample, "127.0.0.2"), "X-Forwarded-For: " + CLIENT);
		}
		WhoAmI deceived = whoAmI(direct(sample, "127.0.0.2"), "X-Forwarded-For: " + CLIENT, FORGED_HOST);
		assertThat(deceived.values()).containsEntry("host", "evil.example");
		String advice = advice(direct(sample, "127.0.0.2"));
		assertThat(advice).isEqualTo("trust-proxy.headers=for,proto,port");
		WhoAmI answer = whoAmI(direct(start("trust-proxy=loopback", advice), "127.0.0.2"), "X-Forwarded-For: " + CLIENT,
				FORGED_HOST);
		assertThat(answer.values()).containsEntry("host", "app.example.com").containsEntry("ip", CLIENT);
	}

	private Topology.Deployment deploy(List<ReverseProxy> proxies, String property) throws IOException {
		return Topology.of(SampleSetting.loopback(), proxies.toArray(ReverseProxy[]::new))
			.behindLoadBalancer(CLIENT)
			.deploy(processes, start(property), certificate);
	}

	private Sample start(String... properties) throws IOException {
		List<String> arguments = Stream.of(properties).map((property) -> "--" + property).toList();
		return Sample.start(processes, this.sampleName,
				new SampleSetting(String.join(", ", properties), "127.0.0.1", Map.of(), arguments, true));
	}

	private static RawHttpClient direct(Sample sample, String source) {
		return new RawHttpClient(source, sample.address(), null);
	}

	/**
	 * Return what the endpoint advises, as a property and its value.
	 */
	private static String advice(Topology.Deployment deployment) throws IOException {
		return advice(deployment.aroundTheProxies());
	}

	private static String advice(Client client) throws IOException {
		RawResponse response = client.get("/actuator/trustproxy", List.of("Host: app.example.com"));
		assertThat(response.status()).as(response::toString).isEqualTo(200);
		return JsonPath.read(response.body(), "$.doctor.advice[0].property") + "="
				+ JsonPath.read(response.body(), "$.doctor.advice[0].value");
	}

	private static WhoAmI whoAmI(Topology.Deployment deployment, String... headers) throws IOException {
		return whoAmI(deployment.client(Edge.HTTPS), headers);
	}

	private static WhoAmI whoAmI(Client client, String... headers) throws IOException {
		RawResponse response = client.get("/whoami",
				Stream.concat(Stream.of("Host: app.example.com"), Stream.of(headers)).toList());
		assertThat(response.status()).as(response::toString).isEqualTo(200);
		return WhoAmI.parse(response.body());
	}

	private static String ip(WhoAmI answer) {
		return (String) answer.values().get("ip");
	}

}
