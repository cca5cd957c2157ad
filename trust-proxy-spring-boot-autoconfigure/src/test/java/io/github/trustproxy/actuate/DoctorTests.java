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

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.trustproxy.Provider;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.autoconfigure.TrustProxyAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyEndpointAutoConfiguration;
import io.github.trustproxy.observe.ObservedTraffic;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link Doctor}: the topologies of the README are replayed with settings that
 * do not fit.
 */
class DoctorTests {

	private static final String FORGED = "6.6.6.6";

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TrustProxyAutoConfiguration.class, TrustProxyEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=trustproxy");

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource
	@Shows("explain.md: behind the trusted proxies stands another one")
	@Shows("explain.md: every hop is trusted")
	@Shows("explain.md: hops are trusted, and there is no proxy")
	@Shows("explain.md: peers that are not trusted send forwarding headers")
	@Shows("explain.md: requests have more or fewer addresses than hops are counted")
	void adviceLeadsToTheRightClient(Topology topology, String wrong, String value) {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=" + wrong, (trustProxy) -> {
			int rightClients = traffic(topology, trustProxy);
			assertThat(rightClients).as("wrong setting").isLessThan(1000);
		}, advice);
		assertThat(advice).isNotEmpty();
		assertThat(advice.get(0).property()).isEqualTo("trust-proxy");
		assertThat(advice.get(0).value()).isEqualTo(value);
		assertThat(advice.get(0).text()).endsWith(".");
		assertThat(advice.get(0).evidence()).containsPattern("\\d+ of \\d+ ").endsWith(".");
		List<Diagnosis.Advice> afterwards = new ArrayList<>();
		with("trust-proxy=" + advice.get(0).value(),
				(trustProxy) -> assertThat(traffic(topology, trustProxy)).isEqualTo(1000), afterwards);
		assertThat(afterwards).isEmpty();
	}

	static Stream<Arguments> adviceLeadsToTheRightClient() {
		return Stream.of(arguments(Topology.DIRECT, "1", "false"), arguments(Topology.DIRECT, "true", "false"),
				arguments(Topology.DIRECT, "2", "false"), arguments(Topology.SAME_MACHINE, "false", "loopback"),
				arguments(Topology.SAME_MACHINE, "10.0.0.0/8", "10.0.0.0/8,loopback"),
				arguments(Topology.SAME_MACHINE, "true", "loopback"), arguments(Topology.SAME_MACHINE, "2", "1"),
				arguments(Topology.SAME_MACHINE_IPV6, "127.0.0.1", "127.0.0.1,loopback"),
				arguments(Topology.UNIX_SOCKET, "loopback", "loopback,unix"),
				arguments(Topology.UNIX_SOCKET, "true", "unix"), arguments(Topology.UNIX_SOCKET, "2", "1"),
				arguments(Topology.AWS, "loopback", "loopback,10.0.3.0/24,10.0.4.0/24"),
				arguments(Topology.AWS, "10.0.3.0/24", "10.0.3.0/24,10.0.4.0/24"),
				arguments(Topology.AWS, "false", "10.0.3.0/24,10.0.4.0/24"),
				arguments(Topology.AWS, "true", "10.0.3.0/24,10.0.4.0/24"), arguments(Topology.AWS, "2", "1"),
				arguments(Topology.CLOUDFLARE, "private", "private,173.245.48.0/24,103.21.244.0/24,2400:cb00:1:2::/64"),
				arguments(Topology.CLOUDFLARE, "3", "1"),
				arguments(Topology.CLOUDFLARE_AND_AWS, "10.0.0.0/16", "10.0.0.0/16,173.245.48.0/24,103.21.244.0/24"),
				arguments(Topology.CLOUDFLARE_AND_AWS, "1", "2"), arguments(Topology.CLOUDFLARE_AND_AWS, "3", "2"),
				arguments(Topology.CLOUDFLARE_AND_AWS, "true", "2"),
				arguments(Topology.KUBERNETES, "loopback", "loopback,10.244.1.0/24"),
				arguments(Topology.KUBERNETES, "2", "1"));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource
	void settingThatFitsNeedsNoAdvice(Topology topology, String right) {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=" + right, (trustProxy) -> assertThat(traffic(topology, trustProxy)).isEqualTo(1000), advice);
		assertThat(advice).isEmpty();
	}

	static Stream<Arguments> settingThatFitsNeedsNoAdvice() {
		return Stream.of(arguments(Topology.DIRECT, "false"), arguments(Topology.DIRECT, "loopback"),
				arguments(Topology.SAME_MACHINE, "loopback"), arguments(Topology.SAME_MACHINE, "1"),
				arguments(Topology.UNIX_SOCKET, "unix"), arguments(Topology.UNIX_SOCKET, "1"),
				arguments(Topology.AWS, "10.0.0.0/16"), arguments(Topology.AWS, "1"),
				arguments(Topology.CLOUDFLARE, "173.245.48.0/20,103.21.244.0/22,2400:cb00::/32"),
				arguments(Topology.CLOUDFLARE_AND_AWS, "10.0.0.0/16,173.245.48.0/20,103.21.244.0/22"),
				arguments(Topology.CLOUDFLARE_AND_AWS, "2"), arguments(Topology.KUBERNETES, "10.244.0.0/16"));
	}

	/**
	 * Send a thousand requests of clients all over the Internet, some of which forge a
	 * header.
	 * @return how often the client was found
	 */
	private static int traffic(Topology topology, TrustProxy trustProxy) {
		int right = 0;
		for (int i = 0; i < 1000; i++) {
			String client = "203." + (i % 200) + ".113." + (1 + i % 250);
			String forged = (i % 25 == 0) ? FORGED : "";
			if (topology.request(client, i, forged).sendTo(trustProxy).equals(client)) {
				right++;
			}
		}
		return right;
	}

	@Test
	void tooFewRequestsAreNoEvidence() {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=loopback",
				(trustProxy) -> repeat(Doctor.ENOUGH - 1, Topology.AWS.request("203.0.113.7", 0, ""), trustProxy),
				advice);
		assertThat(advice).isEmpty();
	}

	/**
	 * A proxy that came later is in no list of before.
	 */
	@Test
	void listsThatMayLackAProxyAreNamedWithTheirAge() {
		long days = ChronoUnit.DAYS.between(LocalDate.parse(Provider.CLOUDFLARE.snapshot().date()),
				LocalDate.now(ZoneOffset.UTC));
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=edge, cloudflare, other",
				"trust-proxy.sources.edge.from=file:/missing, 10.0.3.0/24\ntrust-proxy.sources.edge.required=false\n"
						+ "trust-proxy.sources.other.from=192.0.2.1",
				(trustProxy) -> traffic(Topology.AWS, trustProxy), advice);
		assertThat(advice.get(0).evidence()).endsWith(
				" from 10.0.4.0/24. The source 'edge' has no list. The list of 'cloudflare' is " + days + " days old.");
	}

	@Test
	void longFormIsNamedWhereItIsSet() {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy.trust=loopback", (trustProxy) -> traffic(Topology.AWS, trustProxy), advice);
		assertThat(advice).first()
			.extracting(Diagnosis.Advice::property, Diagnosis.Advice::value)
			.containsExactly("trust-proxy.trust", "loopback,10.0.3.0/24,10.0.4.0/24");
	}

	@Test
	void beanThatDecidesIsNamed() {
		this.contextRunner.withBean(TrustPolicy.class, () -> (address, hop) -> false).run((context) -> {
			traffic(Topology.AWS, context.getBean(TrustProxy.class));
			Diagnosis.Advice advice = context.getBean(TrustProxyEndpoint.class).trustProxy().doctor().advice().get(0);
			assertThat(advice.text()).endsWith(" The TrustPolicy bean decides.");
			assertThat(advice.evidence()).contains("10.0.3.0/24, 10.0.4.0/24");
			assertThat(advice.property()).isNull();
			assertThat(advice.value()).isNull();
		});
	}

	@Test
	@Shows("explain.md: clients on the Internet forge headers")
	void clientsOnTheInternetThatForgeHeadersAreNoProxies() {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=loopback", (trustProxy) -> {
			traffic(Topology.DIRECT, trustProxy);
			repeat(400, ReplayedRequest.from("198.51.100.7").header("X-Forwarded-For", FORGED), trustProxy);
		}, advice);
		assertThat(advice).isEmpty();
	}

	@Test
	@Shows("explain.md: requests come around the proxies, and hops are counted")
	void wayAroundTheProxiesIsSeen() {
		ReplayedRequest direct = ReplayedRequest.from("198.51.100.7");
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=1", (trustProxy) -> {
			traffic(Topology.AWS, trustProxy);
			repeat(10, direct, trustProxy);
		}, advice);
		assertThat(advice).singleElement()
			.extracting(Diagnosis.Advice::evidence, Diagnosis.Advice::value)
			.containsExactly("10 of 1010 requests come without forwarded addresses from 198.51.100.0/24.",
					"10.0.3.0/24,10.0.4.0/24");
		with("trust-proxy=" + advice.get(0).value(),
				(trustProxy) -> assertThat(direct.header("X-Forwarded-For", FORGED).sendTo(trustProxy))
					.isEqualTo("198.51.100.7"),
				new ArrayList<>());
	}

	@Test
	@Shows("explain.md: requests come around the proxies, and addresses are listed")
	void wayAroundTheProxiesIsSeenWhereNobodyOnItIsTrusted() {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=10.0.0.0/16", (trustProxy) -> {
			traffic(Topology.AWS, trustProxy);
			repeat(10, ReplayedRequest.from("198.51.100.7"), trustProxy);
			repeat(10, ReplayedRequest.from("10.9.9.9"), trustProxy);
		}, advice);
		assertThat(advice).singleElement().satisfies((found) -> {
			assertThat(found.text()).contains("a way around the proxies");
			assertThat(found.evidence()).endsWith(" from 198.51.100.0/24.");
			assertThat(found.property()).isNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "standard", "x-forwarded" })
	@Shows("explain.md: proxies send the other family of headers")
	void otherFamilyIsSeen(String format) {
		ReplayedRequest request = ReplayedRequest.from("10.0.3.4")
			.header("standard".equals(format) ? "X-Forwarded-For" : "Forwarded",
					"standard".equals(format) ? "203.0.113.7" : "for=203.0.113.7");
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=10.0.0.0/16", "trust-proxy.header-format=" + format,
				(trustProxy) -> repeat(100, request, trustProxy), advice);
		assertThat(advice).singleElement()
			.satisfies((found) -> assertThat(found.property()).isEqualTo("trust-proxy.header-format"));
		with("trust-proxy=10.0.0.0/16", advice.get(0).property() + "=" + advice.get(0).value(),
				(trustProxy) -> assertThat(request.sendTo(trustProxy)).isEqualTo("203.0.113.7"), new ArrayList<>());
	}

	@Test
	@Shows("explain.md: nobody sends the client-ip-header")
	void clientIpHeaderThatNobodySendsIsSeen() {
		ReplayedRequest request = ReplayedRequest.from("10.0.3.4").header("X-Forwarded-For", "203.0.113.7");
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=10.0.0.0/16", "trust-proxy.client-ip-header=X-Real-IP",
				(trustProxy) -> repeat(100, request, trustProxy), advice);
		assertThat(advice).singleElement().satisfies((found) -> {
			assertThat(found.property()).isEqualTo("trust-proxy.client-ip-header");
			assertThat(found.value()).isNull();
			assertThat(found.evidence())
				.isEqualTo("100 of 100 requests come from trusted peers with X-Forwarded-For only.");
		});
	}

	@Test
	void clientIpHeaderThatIsSentIsFine() {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=10.0.0.0/16", "trust-proxy.client-ip-header=X-Real-IP", (trustProxy) -> repeat(100,
				ReplayedRequest.from("10.0.3.4").header("X-Real-IP", "203.0.113.7"), trustProxy), advice);
		assertThat(advice).isEmpty();
	}

	@Test
	@Shows("explain.md: proxies send no address")
	void proxyThatForwardsNoAddressIsSeen() {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=10.0.0.0/16", (trustProxy) -> repeat(100, ReplayedRequest.from("10.0.3.4"), trustProxy),
				advice);
		assertThat(advice).singleElement().satisfies((found) -> {
			assertThat(found.text()).contains("Let them send X-Forwarded-For");
			assertThat(found.property()).isNull();
		});
	}

	@Test
	@Shows("explain.md: hosts are refused")
	void hostThatIsNotAllowedIsSeen() {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=10.0.0.0/16", "trust-proxy.allowed-hosts=www.example.com", (trustProxy) -> {
			traffic(Topology.AWS, trustProxy);
			Topology.AWS.request("203.0.113.7", 0, "").header("X-Forwarded-Host", "evil.example").sendTo(trustProxy);
		}, advice);
		assertThat(advice).singleElement().satisfies((found) -> {
			assertThat(found.text()).contains("trust-proxy.allowed-hosts");
			assertThat(found.evidence()).isEqualTo("1 of 1001 requests.");
			assertThat(found.toString()).doesNotContain("evil");
		});
	}

	@Test
	@Shows("explain.md: a few requests have a forwarded host")
	void hostThatClientsChooseIsSeen() {
		ReplayedRequest forged = Topology.AWS.request("203.0.113.7", 0, "").header("X-Forwarded-Host", "evil.example");
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=10.0.0.0/16", (trustProxy) -> {
			traffic(Topology.AWS, trustProxy);
			repeat(3, forged, trustProxy);
		}, advice);
		assertThat(advice).singleElement()
			.extracting(Diagnosis.Advice::property, Diagnosis.Advice::value)
			.containsExactly("trust-proxy.headers", "for,proto,port");
		with("trust-proxy=10.0.0.0/16", advice.get(0).property() + "=" + advice.get(0).value(),
				(trustProxy) -> assertThat(forged.forwardedHost(trustProxy)).isNull(), new ArrayList<>());
	}

	@Test
	@Shows("explain.md: clients have trusted addresses")
	void clientsWithTrustedAddressesAreSeen() {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=private", (trustProxy) -> {
			for (int i = 0; i < 100; i++) {
				Topology.AWS.request("10.9." + i + ".7", i, "").sendTo(trustProxy);
			}
		}, advice);
		assertThat(advice).singleElement().extracting(Diagnosis.Advice::value).isEqualTo("10.0.3.0/24,10.0.4.0/24");
	}

	@Test
	@Shows("explain.md: there are more proxies than max-hops")
	void hopLimitThatIsTooSmallIsSeen() {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=10.0.0.0/16,173.245.48.0/20,103.21.244.0/22", "trust-proxy.max-hops=1",
				(trustProxy) -> traffic(Topology.CLOUDFLARE_AND_AWS, trustProxy), advice);
		assertThat(advice).singleElement()
			.extracting(Diagnosis.Advice::property, Diagnosis.Advice::value)
			.containsExactly("trust-proxy.max-hops", "2");
		assertThat(advice.get(0).text()).contains("If you have not, leave it as it is");
	}

	@Test
	@Shows("explain.md: clients forge headers, and max-hops is the number of the proxies")
	void hopLimitThatFitsIsNotToBeRaised() {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=10.0.0.0/16,173.245.48.0/20,103.21.244.0/22", "trust-proxy.max-hops=2",
				DoctorTests::mostlyForgedTraffic, advice);
		assertThat(advice).isEmpty();
	}

	/**
	 * Clients that forge cannot be told from one more proxy where nobody knows addresses.
	 */
	@Test
	void hopCountIsNotToBeRaisedForClientsThatForge() {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=2", "trust-proxy.max-hops=2", DoctorTests::mostlyForgedTraffic, advice);
		assertThat(advice).singleElement()
			.satisfies((found) -> assertThat(found.text())
				.contains("or clients send addresses themselves, and with a larger count they could choose theirs"));
	}

	private static void mostlyForgedTraffic(TrustProxy trustProxy) {
		traffic(Topology.CLOUDFLARE_AND_AWS, trustProxy);
		for (int i = 0; i < 10_000; i++) {
			Topology.CLOUDFLARE_AND_AWS.request("203." + (i % 200) + ".113.9", i, FORGED).sendTo(trustProxy);
		}
	}

	@Test
	void proxyThatIsMissingBehindTheHopLimitIsSeen() {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=10.0.0.0/16", "trust-proxy.max-hops=1",
				(trustProxy) -> traffic(Topology.CLOUDFLARE_AND_AWS, trustProxy), advice);
		assertThat(advice).singleElement()
			.extracting(Diagnosis.Advice::property, Diagnosis.Advice::value)
			.containsExactly("trust-proxy", "10.0.0.0/16,173.245.48.0/24,103.21.244.0/24");
	}

	@Test
	@Shows("explain.md: entries are no addresses")
	void malformedAddressesAreSeen() {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=10.0.0.0/16",
				(trustProxy) -> repeat(100,
						ReplayedRequest.from("10.0.3.4").header("X-Forwarded-For", "client.example"), trustProxy),
				advice);
		assertThat(advice).singleElement().satisfies((found) -> {
			assertThat(found.text()).contains("no addresses");
			assertThat(found.evidence()).isEqualTo("100 of 100 requests.");
		});
	}

	@ParameterizedTest
	@CsvSource({ "X-Forwarded-Port,https,80", "X-Forwarded-Port,http,443", "X-Edge-Port,https,'8443, 80'" })
	@Shows("explain.md: ports are those of the other scheme, 80 with https or 443")
	void portOfTheOtherSchemeIsSeen(String header, String scheme, String port) {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		String name = header.equals("X-Edge-Port") ? "trust-proxy.header-names.port=X-Edge-Port" : "other=";
		with("trust-proxy=10.0.0.0/16", name,
				(trustProxy) -> repeat(100, forwardedWith(scheme).header(header, port), trustProxy), advice);
		assertThat(advice).singleElement().satisfies((found) -> {
			assertThat(found.text()).contains("80 with https or 443 with http");
			assertThat(found.evidence()).isEqualTo("100 of 100 requests have such a port.");
			assertThat(found.property()).isEqualTo("trust-proxy.headers");
			assertThat(found.value()).isEqualTo("for,host,proto");
		});
	}

	@ParameterizedTest
	@CsvSource({ "https,443,other=", "http,80,other=", "https,8443,other=", "https,80,'trust-proxy.headers=for,proto'",
			"https,80,trust-proxy.header-names.port=X-Edge-Port" })
	void portThatFitsOrIsNotBelievedIsNoMistake(String scheme, String port, String property) {
		List<Diagnosis.Advice> advice = new ArrayList<>();
		with("trust-proxy=10.0.0.0/16", property,
				(trustProxy) -> repeat(100, forwardedWith(scheme).header("X-Forwarded-Port", port), trustProxy),
				advice);
		assertThat(advice).isEmpty();
	}

	private static ReplayedRequest forwardedWith(String scheme) {
		return ReplayedRequest.from("10.0.3.4")
			.header("X-Forwarded-For", "203.0.113.7")
			.header("X-Forwarded-Proto", scheme);
	}

	@Test
	@Shows("explain.md: the TrustPolicy bean throws exceptions")
	void policyThatFailsIsSeen() {
		this.contextRunner.withBean(TrustPolicy.class, () -> (address, hop) -> {
			throw new IllegalStateException("The policy is broken");
		}).run((context) -> {
			repeat(100, ReplayedRequest.from("10.0.3.4"), context.getBean(TrustProxy.class));
			assertThat(context.getBean(TrustProxyEndpoint.class).trustProxy().doctor().advice()).singleElement()
				.satisfies((found) -> assertThat(found.text()).contains("TrustPolicy bean throws"));
		});
	}

	@Test
	@Shows("explain.md: requests come from a source without its proof")
	void requestsWithoutProofAreSeen() {
		this.contextRunner
			.withPropertyValues("trust-proxy=loopback,edge", "trust-proxy.sources.edge.from=198.51.100.0/24",
					"trust-proxy.sources.edge.proof.header=X-Origin-Verify",
					"trust-proxy.sources.edge.proof.values=Sesame-0123456789")
			.run((context) -> {
				TrustProxy trustProxy = context.getBean(TrustProxy.class);
				ReplayedRequest request = ReplayedRequest.from("127.0.0.1")
					.header("X-Forwarded-For", "203.0.113.7, 198.51.100.9");
				repeat(988, request.header("X-Origin-Verify", "Sesame-0123456789"), trustProxy);
				repeat(12, request, trustProxy);
				Diagnosis diagnosis = context.getBean(TrustProxyEndpoint.class).trustProxy().doctor();
				assertThat(diagnosis.outcomes().toString()).isEqualTo("{CLIENT_FOUND=988, NOT_PROVEN=12}");
				assertThat(diagnosis.advice()).singleElement().satisfies((found) -> {
					assertThat(found.text()).startsWith("Requests come from 'edge' without the proof");
					assertThat(found.evidence()).isEqualTo("12 of 1000 requests come from edge without proof.");
				});
			});
	}

	@Test
	@Shows("explain.md: a source behind the peer is asked for a certificate")
	void certificateThatNobodyCanPresentIsSeen() {
		this.contextRunner
			.withPropertyValues("trust-proxy=loopback,edge", "trust-proxy.sources.edge.from=198.51.100.0/24",
					"trust-proxy.sources.edge.proof.certificate=CN=edge")
			.run((context) -> {
				ReplayedRequest request = ReplayedRequest.from("127.0.0.1")
					.header("X-Forwarded-For", "203.0.113.7, 198.51.100.9");
				repeat(20, request, context.getBean(TrustProxy.class));
				assertThat(context.getBean(TrustProxyEndpoint.class).trustProxy().doctor().advice()).singleElement()
					.satisfies((found) -> assertThat(found.text())
						.startsWith("'edge' is asked for a certificate, and stands behind another proxy:"));
			});
	}

	@Test
	void peersAreShownWithTheirNetworksAndChains() {
		this.contextRunner.withPropertyValues("trust-proxy=10.0.3.0/24").run((context) -> {
			TrustProxy trustProxy = context.getBean(TrustProxy.class);
			repeat(3, Topology.CLOUDFLARE_AND_AWS.request("203.0.113.7", 0, ""), trustProxy);
			repeat(2, ReplayedRequest.from("10.0.3.5"), trustProxy);
			repeat(1, ReplayedRequest.from("2001:db8::1").header("X-Forwarded-For", "1,".repeat(50)), trustProxy);
			repeat(1, ReplayedRequest.from(null), trustProxy);
			repeat(1, ReplayedRequest.from("unix"), trustProxy);
			Diagnosis diagnosis = context.getBean(TrustProxyEndpoint.class).trustProxy().doctor();
			assertThat(diagnosis.requests()).isEqualTo(8);
			assertThat(diagnosis.outcomes().toString())
				.isEqualTo("{DIRECT=2, CLIENT_FOUND=3, UNTRUSTED_PEER=1, NOT_FORWARDED=2}");
			assertThat(diagnosis.peers()).hasSize(3);
			assertThat(diagnosis.peers().get(0).network()).isEqualTo("10.0.3.0/24");
			assertThat(diagnosis.peers().get(0).requests()).isEqualTo(5);
			assertThat(diagnosis.peers().get(0).addresses().toString()).isEqualTo("{0=2, 2=3}");
			assertThat(diagnosis.peers().get(1).network()).isEqualTo("2001:db8::/64");
			assertThat(diagnosis.peers().get(1).addresses().toString()).isEqualTo("{9=1}");
			assertThat(diagnosis.peers().get(2).network()).isEqualTo("unix");
		});
	}

	@Test
	void nothingIsObservedWhereTheEndpointIsNotExposed() {
		new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(TrustProxyAutoConfiguration.class, TrustProxyEndpointAutoConfiguration.class))
			.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).doesNotHaveBean(ObservedTraffic.class)
				.doesNotHaveBean(TrustProxyEndpoint.class));
	}

	private void with(String property, Consumer<TrustProxy> traffic, List<Diagnosis.Advice> advice) {
		with(property, "spring.application.name=doctor", traffic, advice);
	}

	private void with(String property, String other, Consumer<TrustProxy> traffic, List<Diagnosis.Advice> advice) {
		this.contextRunner.withPropertyValues(property).withPropertyValues(other.split("\n")).run((context) -> {
			assertThat(context).hasNotFailed();
			traffic.accept(context.getBean(TrustProxy.class));
			advice.addAll(context.getBean(TrustProxyEndpoint.class).trustProxy().doctor().advice());
		});
	}

	private static void repeat(int times, ReplayedRequest request, TrustProxy trustProxy) {
		for (int i = 0; i < times; i++) {
			request.sendTo(trustProxy);
		}
	}

}
