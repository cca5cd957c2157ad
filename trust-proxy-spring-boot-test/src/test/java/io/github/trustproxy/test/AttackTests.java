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

package io.github.trustproxy.test;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.trustproxy.support.MarkdownFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests of attacks: they find each mistake of the threat model that a test can see, and
 * nothing where there is none.
 */
class AttackTests {

	private static final String SECRET = "Sesame-0123456789";

	private static final Proxy NGINX = Proxy.recipe("127.0.0.1");

	private static final Proxy ALB = Proxy.awsLoadBalancer("10.0.0.0/16");

	private static final Topology CLOUDFLARE_AND_ALB = Topology.of(Proxy.cloudflare(), ALB);

	private static final Topology OWN_CLOUDFLARE_AND_ALB = Topology.of(Proxy.cloudflare().notShared(), ALB);

	private static final String[] PROVEN_CLOUDFLARE = { "headers=for,proto,port",
			"sources.cloudflare.proof.header=X-Origin-Verify", "sources.cloudflare.proof.values=" + SECRET };

	private static final Proxy PROVEN_CLOUDFRONT = Proxy.cloudFront().sending("X-Origin-Verify", SECRET);

	/**
	 * A Worker of another account calls the domain like any client, from where all of
	 * them come.
	 */
	private static final Topology WORKER_AND_ALB = Topology
		.of(Proxy.cloudflare().sending("X-Origin-Verify", SECRET), ALB)
		.withClientsIn("2a06:98c0:3600::103");

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void mistakeIsFound(String mistake, TrustProxySetting setting, Topology topology, Gain gain) {
		assertThat(topology.attack(setting)).as(mistake).extracting(Deception::gain).contains(gain);
	}

	static Stream<Arguments> mistakeIsFound() {
		return Stream.of(
				arguments("true behind a proxy that appends", setting("true"), Topology.of(NGINX).withoutWayAround(),
						Gain.ADDRESS),
				arguments("a count that is too large", setting("2"), Topology.of(NGINX).withoutWayAround(),
						Gain.ADDRESS),
				arguments("a count, and a way around the proxy", setting("1"), Topology.of(NGINX), Gain.ADDRESS),
				arguments("a count, and a way around the first of two", setting("2"),
						Topology.of(Proxy.cloudflare().notShared(), ALB), Gain.ADDRESS),
				arguments("a list that has clients in it", setting("192.168.0.0/16"),
						Topology.of(Proxy.recipe("192.168.1.0/24")).withClientsIn("192.168.77.0/24"), Gain.ADDRESS),
				arguments("loopback, and other processes", setting("loopback"),
						Topology.of(NGINX).withClientsIn("127.0.0.0/8"), Gain.ADDRESS),
				arguments("a count that is too small", setting("1"), OWN_CLOUDFLARE_AND_ALB, Gain.ADDRESS_OF_A_PROXY),
				arguments("a list that misses a proxy", setting("10.0.0.0/16"), OWN_CLOUDFLARE_AND_ALB,
						Gain.ADDRESS_OF_A_PROXY),
				arguments("the addresses of a provider whose customers share them",
						setting("10.0.0.0/16,cloudflare", "headers=for,proto,port"), CLOUDFLARE_AND_ALB, Gain.ADDRESS),
				arguments("the same with a proof", setting("10.0.0.0/16,cloudflare", PROVEN_CLOUDFLARE), WORKER_AND_ALB,
						Gain.ADDRESS),
				arguments("the host is believed", setting("10.0.0.0/16"), Topology.of(ALB), Gain.HOST),
				arguments("the scheme is believed", setting("127.0.0.1"),
						Topology.of(Proxy.at("127.0.0.1").appending("X-Forwarded-For")), Gain.SCHEME),
				arguments("the port is believed, and the proxy passes it on", setting("127.0.0.1", "headers=for,port"),
						Topology.of(Proxy.at("127.0.0.1").appending("X-Forwarded-For")), Gain.PORT),
				arguments("the prefix is believed", setting("10.0.0.0/16", "headers=for,proto,port,prefix"),
						Topology.of(ALB), Gain.PREFIX),
				arguments("client-ip-header names a header that the proxy does not set",
						setting("10.0.0.0/16", "headers=for,proto,port", "client-ip-header=X-Real-IP"),
						Topology.of(ALB), Gain.ADDRESS),
				arguments("client-ip-header names a header that the first of two proxies sets",
						setting("10.0.0.0/16,cloudfront", "client-ip-header=CloudFront-Viewer-Address", "headers=proto",
								"header-names.proto=CloudFront-Forwarded-Proto",
								"sources.cloudfront.proof.header=X-Origin-Verify",
								"sources.cloudfront.proof.values=" + SECRET),
						Topology.of(PROVEN_CLOUDFRONT, ALB), Gain.ADDRESS),
				arguments("header-format names the family that the proxy does not write",
						setting("10.0.0.0/16", "header-format=standard"), Topology.of(ALB), Gain.ADDRESS),
				arguments("header-names names a header that the proxy does not set",
						setting("127.0.0.1", "header-names.proto=X-Scheme"), Topology.of(NGINX), Gain.SCHEME),
				arguments("protected-headers that the proxy does not remove",
						setting("127.0.0.1", "protected-headers=X-Forwarded-User"), Topology.of(NGINX),
						Gain.PROTECTED_HEADER),
				arguments("client-certificate names a header that the proxy does not set",
						setting("127.0.0.1", "client-certificate.header=Client-Cert"), Topology.of(NGINX),
						Gain.CERTIFICATE),
				arguments("hide-headers: false", setting("127.0.0.1", "hide-headers=false"), Topology.of(NGINX),
						Gain.VISIBLE_HEADER));
	}

	/**
	 * Only what no test of a setting can know is not found, and this says why.
	 */
	@Test
	void everyMistakeOfTheThreatModelIsFoundOrCannotBe() {
		Map<String, String> unseen = Map.of("a secret that somebody has stolen", "the setting is right",
				"dns: with a name for which somebody else can answer", "the setting is right",
				"the setting came too late for an application that was processed ahead of time",
				"a test is not processed ahead of time");
		List<String> mistakes = MarkdownFile.of("docs", "threat-model.md")
			.section("## What an attacker gains where the setting does not fit")
			.rows()
			.stream()
			.skip(1)
			.map((row) -> row.get(0))
			.filter((mistake) -> unseen.keySet().stream().noneMatch(mistake::startsWith))
			.toList();
		List<String> found = Stream
			.concat(mistakeIsFound().map((row) -> (String) row.get()[0]),
					Stream.of("something else rewrites the request"))
			.toList();
		assertThat(mistakes).hasSizeGreaterThan(15)
			.allSatisfy((mistake) -> assertThat(found).anyMatch(mistake::contains));
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.forward-headers-strategy=native", "server.forward-headers-strategy=framework",
			"server.tomcat.remoteip.remote-ip-header=X-Forwarded-For" })
	void somethingElseThatRewritesTheRequestIsFound(String property) {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> TrustProxySetting.of("trust-proxy.trust=127.0.0.1", property))
			.withMessageContaining("the application does not start")
			.withMessageContaining(property.substring(0, property.indexOf('=')));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void nothingIsFoundWhereThereIsNoMistake(TrustProxySetting setting, Topology topology) {
		assertThat(setting).behind(topology).isNotDeceived();
	}

	static Stream<Arguments> nothingIsFoundWhereThereIsNoMistake() {
		return Stream.of(arguments(setting("false"), Topology.of()),
				arguments(setting("127.0.0.1"), Topology.of(NGINX)),
				arguments(setting("1"), Topology.of(NGINX).withoutWayAround()),
				arguments(setting("127.0.0.1", "malformed=reject"), Topology.of(NGINX)),
				arguments(setting("127.0.0.1", "protected-headers=X-Forwarded-User"),
						Topology.of(NGINX.setting("X-Forwarded-User"))),
				arguments(setting("10.0.0.0/16", "headers=for,proto,port"), Topology.of(ALB)),
				arguments(setting("10.0.0.0/16,cloudflare", "headers=for,proto,port"), OWN_CLOUDFLARE_AND_ALB),
				arguments(setting("10.0.0.0/16,cloudflare",
						Stream.concat(Stream.of(PROVEN_CLOUDFLARE), Stream.of("max-hops=2")).toArray(String[]::new)),
						WORKER_AND_ALB),
				arguments(setting("10.0.0.9", "header-format=standard", "headers=for,proto,host"),
						Topology.of(Proxy.at("10.0.0.9").appending("Forwarded"))),
				arguments(setting("127.0.0.1", "client-certificate.header=Client-Cert"),
						Topology.of(NGINX.setting("Client-Cert"))),
				arguments(setting("127.0.0.1", "client-ip-header=X-Real-IP"), Topology.of(NGINX.setting("X-Real-IP"))));
	}

	/**
	 * What readers copy, behind what it is for.
	 */
	@ParameterizedTest(name = "{0} {1}")
	@MethodSource
	void nobodyIsDeceivedWithTheSettingOfThePage(String page, String heading, Topology topology) {
		String yaml = MarkdownFile.of(page.split("/"))
			.section(heading)
			.codes("yaml")
			.filter((code) -> code.contains("trust-proxy:"))
			.findFirst()
			.orElseThrow();
		String[] properties = Stream
			.concat(Stream.of(MarkdownFile.properties(yaml)),
					Stream.of("EDGE_SECRET=" + SECRET, "OLD_EDGE_SECRET=" + SECRET))
			.toArray(String[]::new);
		assertThat(TrustProxySetting.of(properties)).behind(topology).isNotDeceived();
	}

	static Stream<Arguments> nobodyIsDeceivedWithTheSettingOfThePage() {
		Proxy provenCloudflare = Proxy.cloudflare().sending("X-Origin-Verify", SECRET);
		return Stream.of(arguments("README.md", "### Same machine", Topology.of(NGINX)),
				arguments("README.md", "### AWS Application Load Balancer", Topology.of(ALB)),
				arguments("README.md", "### Cloudflare", Topology.of(Proxy.cloudflare().notShared())),
				arguments("README.md", "### Cloudflare and an AWS load balancer", OWN_CLOUDFLARE_AND_ALB),
				arguments("README.md", "## Proof", Topology.of(provenCloudflare, ALB)),
				arguments("docs/recipes/cloudflare.md", "## A header", Topology.of(provenCloudflare)),
				arguments("docs/recipes/cloudfront.md", "# Amazon CloudFront", Topology.of(PROVEN_CLOUDFRONT)),
				arguments("docs/topologies.md", "## CloudFront and an AWS load balancer",
						Topology.of(Proxy.cloudFront().notShared(), ALB)));
	}

	/**
	 * With a count and a network without a way around, the only risk is the way around.
	 */
	@Test
	void knownRisksAreNamedAndOthersAreFound() {
		TrustProxySetting count = setting("1");
		assertThat(count).behind(Topology.of(NGINX))
			.isDeceivedOnlyAbout(Gain.ADDRESS, Gain.SCHEME, Gain.HOST, Gain.PORT);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(count).behind(Topology.of(NGINX)).isDeceivedOnlyAbout(Gain.ADDRESS))
			.withMessageContaining("HOST: ")
			.withMessageNotContaining("ADDRESS: ");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(
					() -> assertThat(setting("127.0.0.1")).behind(Topology.of(NGINX)).isDeceivedOnlyAbout(Gain.ADDRESS))
			.withMessageContaining("not deceived about [ADDRESS] any more");
	}

	/**
	 * No attacker knows the secret, and nothing that the kit says has it.
	 */
	@Test
	void otherCustomersDoNotHaveTheProof() {
		TrustProxySetting setting = setting("cloudflare", "headers=for,proto",
				"sources.cloudflare.proof.header=X-Origin-Verify", "sources.cloudflare.proof.values=" + SECRET);
		Proxy cloudflare = Proxy.cloudflare();
		assertThat(setting).behind(Topology.of(cloudflare.sending("X-Origin-Verify", SECRET))).isNotDeceived();
		assertThat(setting).behind(Topology.of(cloudflare)).isDeceivedOnlyAbout(Gain.ADDRESS_OF_A_PROXY);
		assertThat(Topology.of(cloudflare).attack(setting).toString()).isNotEmpty().doesNotContain(SECRET);
		assertThat(setting("cloudflare", "headers=for,proto")).behind(Topology.of(cloudflare))
			.isDeceivedOnlyAbout(Gain.ADDRESS, Gain.SCHEME);
	}

	/**
	 * A header that only the proxy sends, such as a proof, is not the client's.
	 */
	@Test
	void headerThatTheProxySendsIsItsOwn() {
		Proxy proxy = Proxy.recipe("127.0.0.1").sending("X-Forwarded-User", "nobody");
		assertThat(setting("127.0.0.1", "protected-headers=X-Forwarded-User")).behind(Topology.of(proxy))
			.isNotDeceived();
		assertThat(proxy.forward(List.of(new HeaderLine("x-forwarded-user", "admin")), "203.0.113.7", "https"))
			.contains(new HeaderLine("X-Forwarded-User", "nobody"))
			.doesNotContain(new HeaderLine("x-forwarded-user", "admin"));
	}

	@Test
	void failureSaysWhoSentWhatAndWhyItIsBelieved() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(setting("true")).behind(Topology.of(NGINX).withoutWayAround()).isNotDeceived())
			.withMessageContaining("ADDRESS: a client at 198.51.100.66")
			.withMessageContaining("X-Forwarded-For: 6.6.6.6")
			.withMessageContaining("by 127.0.0.1")
			.withMessageContaining("X-Forwarded-For: 6.6.6.6, 198.51.100.66")
			.withMessageContaining("The client is 6.6.6.6.");
	}

	private static TrustProxySetting setting(String trust, String... others) {
		return TrustProxySetting.of(Stream
			.concat(Stream.of("trust-proxy.trust=" + trust), Stream.of(others).map((other) -> "trust-proxy." + other))
			.toArray(String[]::new));
	}

}
