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

package io.github.trustproxy.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.trustproxy.support.MarkdownFile;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what a gateway sends upstream. Both flavours do the same.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractGatewayTests {

	private static final String PROXY_IS_TRUSTED = "trust-proxy=loopback";

	private static final String PROXY_IS_NOT_TRUSTED = "trust-proxy=10.0.0.0/8";

	/**
	 * The tag of what older versions do differently: without {@code trusted-proxies},
	 * they send upstream what they see.
	 */
	private static final String SINCE_5_0_2 = "since-5.0.2";

	private static final String BELIEVING_PREFIX = "trust-proxy.headers=for,host,proto,port,prefix";

	private static final String HEADERS_ARE_VISIBLE = "trust-proxy.hide-headers=false";

	/**
	 * Of a proxy that adds to X-Forwarded-For and knows nothing of X-Forwarded-Prefix,
	 * X-Forwarded-Ssl and Forwarded, or of a client that forges all of it.
	 */
	private static final List<String> HEADERS = List.of("X-Forwarded-For", "198.51.100.66, 203.0.113.7",
			"X-Forwarded-Proto", "https", "X-Forwarded-Host", "www.example.com", "X-Forwarded-Port", "8443",
			"X-Forwarded-Prefix", "/forged", "X-Forwarded-Ssl", "on", "Forwarded",
			"for=198.51.100.66;host=forged.example;proto=https");

	/** What of this an untrusted peer could recognize as its own. */
	private static final String FORGED = "198.51.100.66|203.0.113.7|www.example.com|\\b8443\\b|forged|https|\\bon\\b";

	/** The regular expression is not set. */
	static final String NOBODY = "";

	private static final String EVERYBODY = ".*";

	private final Upstream upstream = new Upstream();

	private final Map<List<String>, Gateway> gateways = new HashMap<>();

	private final String prefix;

	private final String forwardedSwitch;

	/**
	 * Create the tests of a flavour.
	 * @param prefix the prefix of its properties
	 * @param forwardedSwitch the property that switches the header Forwarded off
	 */
	AbstractGatewayTests(String prefix, String forwardedSwitch) {
		this.prefix = prefix;
		this.forwardedSwitch = forwardedSwitch;
	}

	@AfterAll
	void close() {
		this.gateways.values().forEach(Gateway::close);
		this.upstream.close();
	}

	@Test
	@Shows("spring-cloud-gateway.md: .* | trusted")
	void clientIsSentUpstreamIfTrustedProxiesMatchesEverybody() throws Exception {
		assertThat(sent(recommended()).forwardingHeaders()).isEqualTo(Map.of("x-forwarded-for", "203.0.113.7",
				"x-forwarded-proto", "https", "x-forwarded-host", "www.example.com:8443", "x-forwarded-port", "8443"));
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.7,true", "127.0.0.1,false", "198.51.100.66,false" })
	@Shows("spring-cloud-gateway.md: matches the client")
	@Shows("spring-cloud-gateway.md: matches the proxy alone")
	void trustedProxiesIsComparedWithTheClient(String trustedProxy, boolean sent) throws Exception {
		Map<String, String> headers = sent(withoutForwarded(trustedProxy.replace(".", "[.]"), PROXY_IS_TRUSTED))
			.forwardingHeaders();
		if (sent) {
			assertThat(headers).isEqualTo(sent(recommended()).forwardingHeaders());
		}
		else {
			assertThat(headers).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { PROXY_IS_TRUSTED, PROXY_IS_NOT_TRUSTED })
	@Tag(SINCE_5_0_2)
	@Shows("spring-cloud-gateway.md: not set")
	void nothingIsSentUpstreamIfTrustedProxiesIsNotSet(String trust) throws Exception {
		assertThat(sent(gateway(NOBODY, trust)).forwardingHeaders()).isEmpty();
		assertThat(sent(gateway(NOBODY, trust, HEADERS_ARE_VISIBLE)).forwardingHeaders()).isEmpty();
	}

	@Test
	@Shows("spring-cloud-gateway.md: .* | not")
	void untrustedPeerIsSentUpstreamAsTheClient() throws Exception {
		Gateway gateway = withoutForwarded(EVERYBODY, PROXY_IS_NOT_TRUSTED);
		assertThat(sent(gateway).forwardingHeaders())
			.isEqualTo(Map.of("x-forwarded-for", "127.0.0.1", "x-forwarded-proto", "http", "x-forwarded-host",
					"127.0.0.1:" + gateway.port(), "x-forwarded-port", Integer.toString(gateway.port())));
	}

	@ParameterizedTest
	@ValueSource(strings = { NOBODY, EVERYBODY, "127[.]0[.]0[.]1", "203[.]0[.]113[.]7" })
	@Shows("spring-cloud-gateway.md: any of these")
	void cve202541235HeadersForgedByAnUntrustedPeerAreNotSentUpstream(String trustedProxies) throws Exception {
		assertThat(sent(gateway(trustedProxies, PROXY_IS_NOT_TRUSTED)).forwardingHeaders().values())
			.allSatisfy((value) -> assertThat(value).doesNotContainPattern(FORGED));
	}

	@Test
	@Tag(SINCE_5_0_2)
	void sameTrustedProxiesWithoutTrustProxySendsForgedHeadersUpstream() throws Exception {
		assertThat(sent(gateway(EVERYBODY, "trust-proxy.hide-headers=true")).forwardingHeaders())
			.containsEntry("x-forwarded-for", "198.51.100.66, 203.0.113.7,127.0.0.1")
			.containsEntry("x-forwarded-prefix", "/forged")
			.hasEntrySatisfying("forwarded", (value) -> assertThat(value).contains("forged.example"));
	}

	@Test
	@Tag(SINCE_5_0_2)
	@Shows("spring-cloud-gateway.md: trusted | the")
	void visibleHeadersAreSentUpstreamAsTheyCameAndOnceMore() throws Exception {
		assertThat(sent(withoutForwarded(EVERYBODY, PROXY_IS_TRUSTED, HEADERS_ARE_VISIBLE)).forwardingHeaders())
			.isEqualTo(Map.of("x-forwarded-for", "198.51.100.66, 203.0.113.7,203.0.113.7", "x-forwarded-proto",
					"https,https", "x-forwarded-host", "www.example.com,www.example.com:8443", "x-forwarded-port",
					"8443,8443", "x-forwarded-prefix", "/forged", "x-forwarded-ssl", "on"));
	}

	@Test
	@Shows("spring-cloud-gateway.md: not trusted")
	void visibleHeadersOfAnUntrustedPeerAreSentUpstream() throws Exception {
		assertThat(sent(withoutForwarded(EVERYBODY, PROXY_IS_NOT_TRUSTED, HEADERS_ARE_VISIBLE)).forwardingHeaders())
			.containsEntry("x-forwarded-for", "198.51.100.66, 203.0.113.7,127.0.0.1")
			.containsEntry("x-forwarded-proto", "https,http")
			.containsEntry("x-forwarded-prefix", "/forged");
	}

	@Test
	@Shows("spring-cloud-gateway.md: Forwarded | the")
	void forwardedNamesTheClientButTheHostOfTheProxysRequest() throws Exception {
		Gateway gateway = gateway(EVERYBODY, PROXY_IS_TRUSTED);
		assertThat(sent(gateway).forwardingHeaders().get("forwarded").split(";")).containsExactlyInAnyOrder(
				"for=\"203.0.113.7:0\"", "proto=https", "host=\"127.0.0.1:%d\"".formatted(gateway.port()));
	}

	@Test
	@Tag(SINCE_5_0_2)
	@Shows("spring-cloud-gateway.md: Forwarded, switched off as above")
	void forwardedCanBeSwitchedOff() throws Exception {
		assertThat(sent(recommended()).forwardingHeaders()).doesNotContainKey("forwarded");
		assertThat(sent(withoutForwarded(EVERYBODY, PROXY_IS_TRUSTED, HEADERS_ARE_VISIBLE)).forwardingHeaders())
			.doesNotContainKey("forwarded");
	}

	@Test
	@Shows("spring-cloud-gateway.md: an IPv6 client")
	void ipv6ClientIsSentUpstream() throws Exception {
		Gateway gateway = recommended();
		String client = sent(gateway, "/orders", "X-Forwarded-For", "6.6.6.6, 2001:db8::7").forwardingHeaders()
			.get("x-forwarded-for");
		assertThat(InetAddress.getByName(client)).isEqualTo(InetAddress.getByName("2001:db8::7"));
	}

	@Test
	@Shows("spring-cloud-gateway.md: a form")
	void formIsSentUpstreamWithTheClient() throws Exception {
		Gateway gateway = recommended();
		assertThat(gateway.post("/orders", "item=a%20b", HEADERS).statusCode()).isEqualTo(200);
		UpstreamRequest request = this.upstream.takeRequest();
		assertThat(request).isNotNull();
		assertThat(request.body()).isIn("item=a%20b", "item=a+b");
		assertThat(request.forwardingHeaders()).containsEntry("x-forwarded-for", "203.0.113.7");
	}

	@Test
	@Shows("spring-cloud-gateway.md: X-Forwarded-Prefix")
	void prefixThatTheGatewayRemovesIsSentUpstream() throws Exception {
		UpstreamRequest request = sent(recommended(), "/service/orders");
		assertThat(request.path()).isEqualTo("/orders");
		assertThat(request.forwardingHeaders()).containsEntry("x-forwarded-prefix", "/service");
	}

	@Test
	@Shows("spring-cloud-gateway.md: prefix in trust-proxy.headers")
	void believedPrefixBecomesPartOfThePathUpstream() throws Exception {
		Gateway gateway = withoutForwarded(EVERYBODY, PROXY_IS_TRUSTED,
				"trust-proxy.headers=for,host,proto,port,prefix");
		UpstreamRequest request = sent(gateway, "/orders", "X-Forwarded-For", "203.0.113.7", "X-Forwarded-Prefix",
				"/app");
		assertThat(request.path()).isEqualTo("/app/orders");
		assertThat(request.forwardingHeaders()).doesNotContainKey("x-forwarded-prefix");
	}

	@Test
	@Tag(SINCE_5_0_2)
	@Shows("spring-cloud-gateway.md: X-Real-IP, X-Forwarded-User and others")
	void otherHeadersAreSentUpstream() throws Exception {
		String[] headers = { "X-Forwarded-User", "admin", "X-Real-IP", "198.51.100.66" };
		assertThat(sent(withoutForwarded(EVERYBODY, PROXY_IS_NOT_TRUSTED), "/orders", headers).forwardingHeaders())
			.containsEntry("x-forwarded-user", "admin")
			.containsEntry("x-real-ip", "198.51.100.66");
		assertThat(sent(gateway(NOBODY, PROXY_IS_NOT_TRUSTED), "/orders", headers).forwardingHeaders())
			.isEqualTo(Map.of("x-real-ip", "198.51.100.66"));
	}

	@Test
	@Shows("spring-cloud-gateway.md: these in trust-proxy.protected-headers")
	void protectedHeadersOfAnUntrustedPeerAreNotSentUpstream() throws Exception {
		String protectedHeaders = "trust-proxy.protected-headers=X-Forwarded-User,X-Real-IP";
		String[] headers = { "X-Forwarded-User", "admin", "X-Real-IP", "198.51.100.66" };
		assertThat(sent(withoutForwarded(EVERYBODY, PROXY_IS_NOT_TRUSTED, protectedHeaders), "/orders", headers)
			.forwardingHeaders()).doesNotContainKeys("x-forwarded-user", "x-real-ip");
		assertThat(sent(withoutForwarded(EVERYBODY, PROXY_IS_TRUSTED, protectedHeaders), "/orders", headers)
			.forwardingHeaders()).containsKeys("x-forwarded-user", "x-real-ip");
	}

	@Test
	void serviceBehindTheGatewayFindsTheClient() throws Exception {
		Gateway service = start(List.of(PROXY_IS_TRUSTED));
		Gateway gateway = start(recommendedProperties(service.port()));
		assertThat(gateway.get("/service/whoami", HEADERS).body()).isEqualTo("203.0.113.7");
	}

	/**
	 * The gateway knows what the ingress removed, and sends all of it as one prefix.
	 */
	@Test
	@Shows("spring-cloud-gateway.md: is set up as above, with prefix in trust-proxy.headers")
	void linkLeadsThroughIngressAndGatewayThatBelievesThePrefix() throws Exception {
		Gateway service = service();
		Gateway gateway = start(Stream
			.of("trust-proxy=loopback", BELIEVING_PREFIX, this.prefix + ".trusted-proxies=.*",
					this.forwardedSwitch + "=false", this.prefix + ".routes[0].id=service",
					this.prefix + ".routes[0].uri=http://127.0.0.1:" + service.port(),
					this.prefix + ".routes[0].predicates[0]=Path=" + pathOfOrders(),
					this.prefix + ".routes[0].filters[0]=StripPrefix=2")
			.toList());
		assertLinksLeadThroughBoth(gateway);
	}

	/**
	 * The gateway adds its own values to those of the ingress, whoever wrote them. The
	 * service trusts both, and finds the end of what can be trusted.
	 */
	@Test
	@Tag(SINCE_5_0_2)
	@Shows("spring-cloud-gateway.md: does without this starter, with trusted-proxies: \".*\"")
	void linkLeadsThroughIngressAndGatewayThatAddsToItsHeaders() throws Exception {
		Gateway service = service();
		Gateway gateway = start(Stream
			.of(this.prefix + ".trusted-proxies=.*", this.forwardedSwitch + "=false",
					this.prefix + ".routes[0].id=service",
					this.prefix + ".routes[0].uri=http://127.0.0.1:" + service.port(),
					this.prefix + ".routes[0].predicates[0]=Path=/orders/**",
					this.prefix + ".routes[0].filters[0]=StripPrefix=1")
			.toList());
		assertLinksLeadThroughBoth(gateway);
	}

	private Gateway service() {
		return start(List.of(PROXY_IS_TRUSTED, BELIEVING_PREFIX, "spring.main.sources=" + links().getName()));
	}

	/**
	 * Return the path of a route to what is {@code /orders} behind the believed prefix
	 * {@code /api}.
	 */
	abstract String pathOfOrders();

	/**
	 * Return the controller that answers with a link to itself.
	 */
	abstract Class<?> links();

	private static void assertLinksLeadThroughBoth(Gateway gateway) throws Exception {
		for (String host : List.of("www.example.com", "www.example.com:8443")) {
			String port = host.endsWith(":8443") ? "8443" : "443";
			List<String> headers = List.of("X-Forwarded-For", "198.51.100.66, 203.0.113.7", "X-Forwarded-Proto",
					"https", "X-Forwarded-Host", host, "X-Forwarded-Port", port, "X-Forwarded-Prefix", "/forged, /api");
			assertThat(gateway.get("/orders/link", headers).body()).isEqualTo("https://" + host + "/api/orders/link");
			assertThat(gateway.get("/orders/whoami", headers).body()).isEqualTo("203.0.113.7");
		}
	}

	@Test
	@Shows("spring-cloud-gateway.md: is set up as above, without believing the prefix")
	void prefixOfTheIngressIsLostInAGatewayThatDoesNotBelieveIt() throws Exception {
		assertThat(
				sent(recommended(), "/service/orders", "X-Forwarded-For", "203.0.113.7", "X-Forwarded-Prefix", "/api")
					.forwardingHeaders())
			.containsEntry("x-forwarded-prefix", "/service");
	}

	/**
	 * Send the headers of a proxy, or of a client that forges them, through a gateway.
	 */
	private UpstreamRequest sent(Gateway gateway) throws IOException, InterruptedException {
		return sent(gateway, "/orders");
	}

	/**
	 * Send a request through a gateway.
	 * @param gateway the gateway
	 * @param path the path
	 * @param headers names and values by turns, none for those of a proxy
	 * @return what arrives upstream
	 */
	UpstreamRequest sent(Gateway gateway, String path, String... headers) throws IOException, InterruptedException {
		List<String> sent = (headers.length != 0) ? List.of(headers) : HEADERS;
		assertThat(gateway.get(path, sent).statusCode()).isEqualTo(200);
		UpstreamRequest request = this.upstream.takeRequest();
		assertThat(request).isNotNull();
		return request;
	}

	/**
	 * Return the gateway that the documentation recommends.
	 */
	private Gateway recommended() {
		return start(recommendedProperties(this.upstream.port()));
	}

	private List<String> recommendedProperties(int port) {
		Stream<String> settings = MarkdownFile.of("docs", "spring-cloud-gateway.md")
			.codes("yaml")
			.filter((yaml) -> yaml.contains(this.prefix))
			.flatMap((yaml) -> Stream.of(MarkdownFile.properties(yaml)));
		return Stream.concat(routes(port), settings).toList();
	}

	private Gateway withoutForwarded(String trustedProxies, String... properties) {
		return gateway(trustedProxies, Stream.concat(Stream.of(properties), Stream.of(this.forwardedSwitch + "=false"))
			.toArray(String[]::new));
	}

	/**
	 * Return a gateway to the upstream server.
	 * @param trustedProxies the regular expression of the gateway's own check, or
	 * {@link #NOBODY}
	 * @param properties further properties
	 */
	Gateway gateway(String trustedProxies, String... properties) {
		Stream<String> check = trustedProxies.equals(NOBODY) ? Stream.empty()
				: Stream.of(this.prefix + ".trusted-proxies=" + trustedProxies);
		return start(Stream.of(routes(this.upstream.port()), check, Stream.of(properties))
			.flatMap(Function.identity())
			.toList());
	}

	/**
	 * Start a gateway, unless the same one is running. They run until the end, because
	 * the first one on Reactor Netty that stops would take the others with it.
	 */
	private Gateway start(List<String> properties) {
		return this.gateways.computeIfAbsent(properties, Gateway::start);
	}

	private Stream<String> routes(int port) {
		return Stream
			.of("[0].id=service", "[0].uri=http://127.0.0.1:" + port, "[0].predicates[0]=Path=/service/**",
					"[0].filters[0]=StripPrefix=1", "[1].id=everything", "[1].uri=http://127.0.0.1:" + port,
					"[1].predicates[0]=Path=/**")
			.map((property) -> this.prefix + ".routes" + property);
	}

}
