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

package io.github.trustproxy.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.trustproxy.ClientAddressResolver;
import io.github.trustproxy.StopReason;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What every server and both stacks have in common. The peer is this machine, so that
 * {@code loopback} trusts it and {@code 10.0.0.0/8} does not.
 */
abstract class AbstractServerTests extends AbstractApplicationTests {

	private static final String CLIENT = "203.0.113.7";

	AbstractServerTests(ServerStack stack) {
		super(stack);
	}

	final Application trustingLoopback() {
		return application("trust-proxy=loopback");
	}

	final Application believingPrefix() {
		return application("trust-proxy=loopback", "trust-proxy.headers=for,host,proto,port,prefix");
	}

	/**
	 * Return a configuration in which our filter stands twice in the chain.
	 */
	abstract Class<?> filterTwice();

	@Test
	void clientIsTheAddressThatTheTrustedPeerForwards() throws IOException {
		WhoAmI seen = trustingLoopback().whoAmI("X-Forwarded-For: " + CLIENT);
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.ips()).containsExactly(CLIENT);
		assertThat(seen.stopReason()).isEqualTo(StopReason.LEFT_MOST);
		assertThat(seen.peer()).isEqualTo("127.0.0.1");
		assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
		assertThat(seen.remoteHost()).isEqualTo(CLIENT);
	}

	@Test
	void addressThatAnUntrustedPeerForgesIsIgnoredAndHidden() throws IOException {
		WhoAmI seen = application("trust-proxy=10.0.0.0/8").whoAmI("X-Forwarded-For: " + CLIENT,
				"X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example", "X-Forwarded-Port: 8443",
				"Forwarded: for=" + CLIENT);
		assertIsOwnRequest(seen);
		assertThat(seen.stopReason()).isEqualTo(StopReason.PEER_NOT_TRUSTED);
		assertThat(seen.headers().keySet()).containsExactly("host");
	}

	@Test
	void addressThatTheClientForgesInFrontOfItsOwnIsIgnored() throws IOException {
		WhoAmI seen = trustingLoopback().whoAmI("X-Forwarded-For: 198.51.100.66, " + CLIENT);
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.ips()).containsExactly(CLIENT);
		assertThat(seen.stopReason()).isEqualTo(StopReason.HOP_NOT_TRUSTED);
	}

	@Test
	void headerLinesAreOneListWhateverTheirCase() throws IOException {
		WhoAmI seen = application("trust-proxy=loopback, 10.0.0.0/8").whoAmI("x-forwarded-for: 198.51.100.66",
				"X-FORWARDED-FOR: " + CLIENT + " ,10.0.0.1", "X-Forwarded-For:10.0.0.2");
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.ips()).containsExactly(CLIENT, "10.0.0.1", "10.0.0.2");
		assertThat(seen.headers().keySet()).containsExactly("host");
	}

	@Test
	void clientIsThePeerWithoutForwardedAddress() throws IOException {
		try (RawConnection connection = trustingLoopback().connect(Application.IPV4_LOOPBACK)) {
			WhoAmI seen = Application.whoAmI(connection.exchange(Application.request("/whoami")));
			assertIsOwnRequest(seen);
			assertThat(seen.stopReason()).isEqualTo(StopReason.NO_FORWARDED_ADDRESS);
			assertThat(seen.remotePort()).isEqualTo(connection.localPort());
			assertThat(seen.clientPort()).isEqualTo(connection.localPort());
		}
	}

	@Test
	void remotePortIsNeverThatOfTheProxy() throws IOException {
		WhoAmI seen = trustingLoopback().whoAmI("X-Forwarded-For: " + CLIENT);
		assertThat(seen.remotePort()).isZero();
		assertThat(seen.clientPort()).isZero();
	}

	@Test
	void remotePortIsTheForwardedOne() throws IOException {
		WhoAmI seen = trustingLoopback().whoAmI("X-Forwarded-For: " + CLIENT + ":51234");
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
		assertThat(seen.remotePort()).isEqualTo(51234);
		assertThat(seen.clientPort()).isEqualTo(51234);
	}

	@Test
	void remotePortStaysThatOfThePeerWhereOnlyTheOriginIsForwarded() throws IOException {
		try (RawConnection connection = trustingLoopback().connect(Application.IPV4_LOOPBACK)) {
			WhoAmI seen = Application
				.whoAmI(connection.exchange(Application.request("/whoami", "X-Forwarded-Proto: https")));
			assertThat(seen.remoteAddr()).isEqualTo("127.0.0.1");
			assertThat(seen.remotePort()).isEqualTo(connection.localPort());
			assertThat(seen.scheme()).isEqualTo("https");
		}
	}

	@Test
	void ipv6ClientIsCanonical() throws IOException {
		WhoAmI seen = trustingLoopback().whoAmI("X-Forwarded-For: [2001:DB8:0:0::0007]:443");
		assertThat(seen.ip()).isEqualTo("2001:db8::7");
		assertThat(seen.remoteAddr()).isEqualTo("2001:db8::7");
		assertThat(seen.remoteHost()).isEqualTo("2001:db8::7");
		assertThat(seen.remotePort()).isEqualTo(443);
	}

	@Test
	void ipv6PeerIsTrustedAsLoopback() throws IOException {
		WhoAmI seen = overIpv6(trustingLoopback(), "X-Forwarded-For: " + CLIENT);
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.peer()).isEqualTo("::1");
	}

	@Test
	void ipv6PeerIsCanonicalWithoutForwardedHeaders() throws IOException {
		WhoAmI seen = overIpv6(trustingLoopback());
		assertThat(seen.ip()).isEqualTo("::1");
		assertThat(seen.remoteAddr()).isEqualTo("::1");
		assertThat(seen.remoteHost()).isEqualTo("::1");
	}

	@Test
	void untrustedIpv6PeerIsCanonical() throws IOException {
		WhoAmI seen = overIpv6(application("trust-proxy=false"), "X-Forwarded-For: " + CLIENT);
		assertThat(seen.ip()).isEqualTo("::1");
		assertThat(seen.remoteAddr()).isEqualTo("::1");
	}

	@Test
	void nothingIsRewrittenWhenTrustIsNotSet() throws IOException {
		WhoAmI seen = application().whoAmI("X-Forwarded-For: " + CLIENT, "X-Forwarded-Proto: https",
				"X-Forwarded-Host: evil.example");
		assertIsOwnRequest(seen);
		assertThat(seen.stopReason()).isEqualTo(StopReason.PEER_NOT_TRUSTED);
		assertThat(seen.headers()).containsOnlyKeys("host", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto");
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "0" })
	void falseHidesWhatClientsForge(String trust) throws IOException {
		WhoAmI seen = application("trust-proxy=" + trust).whoAmI("X-Forwarded-For: " + CLIENT,
				"X-Forwarded-Proto: https");
		assertIsOwnRequest(seen);
		assertThat(seen.headers()).containsOnlyKeys("host");
	}

	@Test
	void trueMakesTheLeftMostAddressTheClient() throws IOException {
		WhoAmI seen = application("trust-proxy=true").whoAmI("X-Forwarded-For: 198.51.100.66, " + CLIENT + ", 10.0.0.1",
				"X-Forwarded-Proto: https, http, http");
		assertThat(seen.ip()).isEqualTo("198.51.100.66");
		assertThat(seen.ips()).containsExactly("198.51.100.66", CLIENT, "10.0.0.1");
		assertThat(seen.scheme()).isEqualTo("https");
	}

	@Test
	void hopCountTrustsThatManyProxies() throws IOException {
		WhoAmI seen = application("trust-proxy=2").whoAmI("X-Forwarded-For: 198.51.100.66, " + CLIENT + ", 192.0.2.9",
				"X-Forwarded-Proto: http, https, http");
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.ips()).containsExactly(CLIENT, "192.0.2.9");
		assertThat(seen.scheme()).isEqualTo("https");
	}

	@Test
	void hopLimitHoldsWhateverThePolicySays() throws IOException {
		WhoAmI seen = application("trust-proxy=true", "trust-proxy.max-hops=1")
			.whoAmI("X-Forwarded-For: 198.51.100.66, " + CLIENT);
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.stopReason()).isEqualTo(StopReason.HOP_LIMIT);
	}

	@ParameterizedTest
	@MethodSource
	void originIsTheForwardedOne(String url, String ownHost, List<String> forwarded) throws IOException {
		List<String> lines = new ArrayList<>(forwarded);
		lines.add("Host: " + ownHost);
		WhoAmI seen = trustingLoopback().whoAmI(lines.toArray(String[]::new));
		String scheme = url.substring(0, url.indexOf(':'));
		String authority = url.substring(scheme.length() + "://".length());
		int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
		String description = "Host: " + ownHost + " with " + forwarded;
		assertThat(seen.url()).as(description).isEqualTo(url + "/whoami");
		assertThat(seen.scheme()).as(description).isEqualTo(scheme);
		assertThat(seen.secure()).as(description).isEqualTo("https".equals(scheme));
		assertThat(seen.host()).as(description).isEqualTo((colon < 0) ? authority : authority.substring(0, colon));
		assertThat(seen.port()).as(description)
			.isEqualTo((colon >= 0) ? Integer.parseInt(authority.substring(colon + 1))
					: "https".equals(scheme) ? 443 : 80);
	}

	static Stream<Arguments> originIsTheForwardedOne() {
		return Stream.of(
				// Scheme; the port stays that of the request's own host
				origin("http://app.internal:8080", "app.internal:8080"),
				origin("https://app.internal", "app.internal", "X-Forwarded-Proto: https"),
				origin("https://app.internal:8080", "app.internal:8080", "X-Forwarded-Proto: https"),
				origin("https://app.internal", "app.internal:443", "X-Forwarded-Proto: https"),
				origin("https://[2001:db8::80]:8080", "[2001:db8::80]:8080", "X-Forwarded-Proto: https"),
				origin("https://app.internal", "app.internal", "X-Forwarded-Proto: WSS"),
				origin("http://app.internal", "app.internal", "X-Forwarded-Proto: ws"),
				origin("http://app.internal", "app.internal", "X-Forwarded-Proto: javascript"),
				origin("http://app.internal", "app.internal", "X-Forwarded-Ssl: on"),
				// Host; without a port it has the default port of the scheme
				origin("http://www.example.com", "app.internal:8080", "X-Forwarded-Host: www.example.com"),
				origin("https://www.example.com", "app.internal:8080", "X-Forwarded-Host: www.example.com",
						"X-Forwarded-Proto: https"),
				origin("http://www.example.com:8443", "app.internal", "X-Forwarded-Host: www.example.com:8443"),
				origin("https://www.example.com", "app.internal", "X-Forwarded-Host: www.example.com:443",
						"X-Forwarded-Proto: https"),
				origin("http://www.example.com:443", "app.internal", "X-Forwarded-Host: www.example.com:443"),
				origin("http://[2001:db8::1]:81", "app.internal", "X-Forwarded-Host: [2001:db8::1]:81"),
				origin("http://[2001:db8::1]", "app.internal:8080", "X-Forwarded-Host: [2001:db8::1]"),
				origin("http://a_b.example:81", "app.internal", "X-Forwarded-Host: a_b.example:81"),
				origin("http://app.internal:8080", "app.internal:8080", "X-Forwarded-Host: evil.example/x"),
				origin("http://app.internal:8080", "app.internal:8080", "X-Forwarded-Host: user@evil.example:81"),
				origin("http://app.internal:8080", "app.internal:8080", "X-Forwarded-Host: www.example.com:0"),
				// Port
				origin("http://app.internal:8443", "app.internal:8080", "X-Forwarded-Port: 8443"),
				origin("https://app.internal", "app.internal:8080", "X-Forwarded-Port: 443",
						"X-Forwarded-Proto: https"),
				origin("https://www.example.com:8443", "app.internal:8080", "X-Forwarded-Port: 8443",
						"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com"),
				origin("http://www.example.com:81", "app.internal:8080", "X-Forwarded-Port: 8443",
						"X-Forwarded-Host: www.example.com:81"),
				origin("http://app.internal:8080", "app.internal:8080", "X-Forwarded-Port: 0"),
				origin("http://app.internal:8080", "app.internal:8080", "X-Forwarded-Port: 65536"),
				// From the proxy that vouches for the client, not what the client sent
				origin("https://www.example.com", "app.internal", "X-Forwarded-For: 198.51.100.66, " + CLIENT,
						"X-Forwarded-Proto: http", "X-Forwarded-Proto: https",
						"X-Forwarded-Host: evil.example, www.example.com"));
	}

	private static Arguments origin(String url, String ownHost, String... forwarded) {
		return arguments(url, ownHost, List.of(forwarded));
	}

	@Test
	void urlKeepsPathAndQueryAsTheyWereSent() throws IOException {
		WhoAmI seen = Application.whoAmI(trustingLoopback().get("/whoami/%C3%A4%20b;v=1?q=%20%26&q=%C3%A4",
				"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com"));
		assertThat(seen.url()).isEqualTo("https://www.example.com/whoami/%C3%A4%20b;v=1");
		assertThat(seen.path()).isEqualTo("/whoami/%C3%A4%20b;v=1");
		assertThat(seen.query()).isEqualTo("q=%20%26&q=%C3%A4");
	}

	@Test
	void hostOutsideTheAllowedOnesIsIgnoredTogetherWithItsPort() throws IOException {
		Application application = application("trust-proxy=loopback",
				"trust-proxy.allowed-hosts=example.com,*.example.org");
		assertThat(application.whoAmI("X-Forwarded-Host: evil.example:81").url())
			.isEqualTo("http://app.internal:8080/whoami");
		assertThat(application.whoAmI("X-Forwarded-Host: evilexample.org").url())
			.isEqualTo("http://app.internal:8080/whoami");
		assertThat(application.whoAmI("X-Forwarded-Host: Example.com:81").url())
			.isEqualTo("http://Example.com:81/whoami");
		assertThat(application.whoAmI("X-Forwarded-Host: www.example.org").url())
			.isEqualTo("http://www.example.org/whoami");
	}

	@Test
	void valueThatIsNotBelievedIsIgnoredAndHidden() throws IOException {
		WhoAmI seen = application("trust-proxy=loopback", "trust-proxy.headers=for,proto,port").whoAmI(
				"X-Forwarded-For: " + CLIENT, "X-Forwarded-Proto: https", "X-Forwarded-Port: 443",
				"X-Forwarded-Host: evil.example", "X-Forwarded-Prefix: /evil");
		assertThat(seen.url()).isEqualTo("https://app.internal/whoami");
		assertThat(seen.contextPath()).isEmpty();
		assertThat(seen.headers()).containsOnlyKeys("host");
	}

	@Test
	void standardHeaderIsBelievedInsteadOfTheOthers() throws IOException {
		WhoAmI seen = application("trust-proxy=loopback", "trust-proxy.header-format=standard").whoAmI(
				"Forwarded: for=198.51.100.66;proto=http;host=evil.example",
				"forwarded: For=\"[2001:db8:0::7]:4711\";Proto=https;Host=\"www.example.com:8443\"",
				"X-Forwarded-For: 198.51.100.66", "X-Forwarded-Proto: http", "X-Forwarded-Host: evil.example");
		assertThat(seen.ip()).isEqualTo("2001:db8::7");
		assertThat(seen.remotePort()).isEqualTo(4711);
		assertThat(seen.url()).isEqualTo("https://www.example.com:8443/whoami");
		assertThat(seen.headers()).containsOnlyKeys("host");
	}

	@Test
	void standardHeaderIsNotBelievedByDefault() throws IOException {
		WhoAmI seen = trustingLoopback().whoAmI("Forwarded: for=198.51.100.66;proto=https;host=evil.example");
		assertIsOwnRequest(seen);
		assertThat(seen.headers()).containsOnlyKeys("host");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For", "x-forwarded-host", "X-FORWARDED-PROTO", "X-Forwarded-Port",
			"X-Forwarded-Prefix", "X-Forwarded-Ssl", "Forwarded" })
	void forwardingHeaderIsHiddenFromEveryAccessor(String name) throws IOException {
		HeaderView seen = headerView(trustingLoopback(), name, name + ": one", name.toUpperCase() + ": two");
		assertThat(seen.first()).isNull();
		assertThat(seen.all()).isEmpty();
		assertThat(seen.present()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-User", "X-Forwarded-Client-Cert", "X-Real-IP", "Via", "X-Request-Id" })
	void otherHeaderStays(String name) throws IOException {
		HeaderView seen = headerView(trustingLoopback(), name, name + ": one", name + ": two",
				"X-Forwarded-For: " + CLIENT);
		assertThat(seen.first()).isEqualTo("one");
		assertThat(seen.all()).containsExactly("one", "two");
		assertThat(seen.present()).isTrue();
	}

	@Test
	void forwardingHeadersCanStayVisible() throws IOException {
		Application application = application("trust-proxy=loopback", "trust-proxy.hide-headers=false");
		WhoAmI seen = application.whoAmI("X-Forwarded-For: 198.51.100.66", "X-Forwarded-For: " + CLIENT,
				"X-Forwarded-Proto: https", "Forwarded: for=198.51.100.66");
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.scheme()).isEqualTo("https");
		assertThat(seen.headers()).containsOnlyKeys("forwarded", "host", "x-forwarded-for", "x-forwarded-proto")
			.containsEntry("x-forwarded-for", List.of("198.51.100.66", CLIENT));
		HeaderView view = headerView(application, "x-forwarded-for", "X-Forwarded-For: one", "X-FORWARDED-FOR: two");
		assertThat(view).isEqualTo(new HeaderView("one", List.of("one", "two"), true));
	}

	@Test
	void clientIpHeaderIsReadInsteadOfTheList() throws IOException {
		WhoAmI seen = readingClientIpHeader().whoAmI("cf-connecting-ip: " + CLIENT, "X-Forwarded-For: 198.51.100.66",
				"X-Forwarded-Proto: https");
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.ips()).containsExactly(CLIENT);
		assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
		assertThat(seen.scheme()).isEqualTo("https");
		assertThat(seen.headers()).containsOnlyKeys("host");
	}

	@Test
	void clientIpHeaderThatIsMissingLeavesThePeer() throws IOException {
		WhoAmI seen = readingClientIpHeader().whoAmI("X-Forwarded-For: 198.51.100.66");
		assertThat(seen.ip()).isEqualTo("127.0.0.1");
		assertThat(seen.stopReason()).isEqualTo(StopReason.NO_FORWARDED_ADDRESS);
	}

	@Test
	void clientIpHeaderThatIsSentTwiceIsMalformed() throws IOException {
		WhoAmI seen = readingClientIpHeader().whoAmI("CF-Connecting-IP: 198.51.100.66", "CF-Connecting-IP: " + CLIENT);
		assertThat(seen.ip()).isEqualTo("127.0.0.1");
		assertThat(seen.stopReason()).isEqualTo(StopReason.MALFORMED);
	}

	@Test
	void clientIpHeaderThatIsAListIsMalformed() throws IOException {
		WhoAmI seen = readingClientIpHeader().whoAmI("CF-Connecting-IP: 198.51.100.66, " + CLIENT);
		assertThat(seen.ip()).isEqualTo("127.0.0.1");
		assertThat(seen.stopReason()).isEqualTo(StopReason.MALFORMED);
	}

	private Application readingClientIpHeader() {
		return application("trust-proxy=loopback", "trust-proxy.client-ip-header=CF-Connecting-IP");
	}

	@ParameterizedTest
	@ValueSource(strings = { "junk", "203.0.113.7:0", "0177.0.0.1", "2130706433", "198.51.100.66, localhost",
			"203.0.113.7\u00e9", "\"203.0.113.7\"" })
	void malformedEntryLeavesTheLastVerifiedHop(String value) throws IOException {
		WhoAmI seen = trustingLoopback().whoAmI("X-Forwarded-For: " + value);
		assertIsOwnRequestOfProxy(seen);
		assertThat(seen.stopReason()).isEqualTo(StopReason.MALFORMED);
	}

	/**
	 * Boot switches the server's own handling on there, which would make the forwarded
	 * address the peer.
	 */
	@Test
	void peerIsThatOfTheSocketOnCloudPlatforms() throws IOException {
		WhoAmI seen = application("trust-proxy=10.0.0.0/8", "spring.main.cloud-platform=kubernetes")
			.whoAmI("X-Forwarded-For: 10.0.0.1", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example");
		assertIsOwnRequest(seen);
		assertThat(seen.stopReason()).isEqualTo(StopReason.PEER_NOT_TRUSTED);
	}

	@Test
	void protectedHeaderIsHiddenUnlessThePeerIsTrusted() throws IOException {
		String[] header = { "x-forwarded-USER: admin", "X-Forwarded-Client-Cert: By=x" };
		assertThat(
				application("trust-proxy=10.0.0.0/8", "trust-proxy.protected-headers=X-Forwarded-User").whoAmI(header)
					.headers())
			.containsOnlyKeys("host", "x-forwarded-client-cert");
		assertThat(application("trust-proxy=loopback", "trust-proxy.protected-headers=X-Forwarded-User").whoAmI(header)
			.headers()).containsOnlyKeys("host", "x-forwarded-client-cert", "x-forwarded-user");
	}

	/**
	 * Reactor Netty and Tomcat join the lines of the first; all servers refuse the
	 * others.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For: 203.0.113.7\r\n 198.51.100.66", "X-Forwarded-For : 203.0.113.7",
			"X-Forwarded-For: 203.0.113.7\0" })
	void headerOutsideTheGrammarIsRefusedByTheServerOrMalformed(String line) throws IOException {
		RawResponse response = trustingLoopback().get("/whoami", line);
		if (response.status() != 400) {
			WhoAmI seen = Application.whoAmI(response);
			assertIsOwnRequestOfProxy(seen);
			assertThat(seen.stopReason()).isEqualTo(StopReason.MALFORMED);
		}
	}

	/**
	 * Proxies that speak CGI read {@code X_Forwarded_For} as the same header; no server
	 * here does.
	 */
	@Test
	void headerWithUnderscoresIsAnotherHeader() throws IOException {
		WhoAmI seen = trustingLoopback().whoAmI("X_Forwarded_For: " + CLIENT);
		assertIsOwnRequest(seen);
		assertThat(seen.stopReason()).isEqualTo(StopReason.NO_FORWARDED_ADDRESS);
	}

	@Test
	void malformedEntryIsRejectedWhereWanted() throws IOException {
		assertThat(rejecting().get("/whoami", "X-Forwarded-For: junk").status()).isEqualTo(400);
		assertThat(rejecting().get("/whoami", "X-Forwarded-For: 198.51.100.66, junk").status()).isEqualTo(400);
		assertThat(rejecting().get("/whoami", "X-Forwarded-For: " + CLIENT).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "junk, " + CLIENT, "unknown", "_hidden", "" })
	void entryThatIsNotReadOrHasNoAddressIsNotRejected(String value) throws IOException {
		assertThat(rejecting().get("/whoami", "X-Forwarded-For: " + value).status()).isEqualTo(200);
	}

	@Test
	void malformedEntryOfAnUntrustedPeerIsNotRejected() throws IOException {
		Application application = application("trust-proxy=10.0.0.0/8", "trust-proxy.malformed=reject");
		assertIsOwnRequest(application.whoAmI("X-Forwarded-For: junk"));
	}

	final Application rejecting() {
		return application("trust-proxy=loopback", "trust-proxy.malformed=reject");
	}

	@Test
	void policyBeanDecides() throws IOException {
		WhoAmI seen = application(PolicyConfiguration.class).whoAmI("X-Forwarded-For: 198.51.100.66, " + CLIENT,
				"X-Forwarded-Proto: https");
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
		assertThat(seen.scheme()).isEqualTo("https");
		assertThat(seen.headers()).containsOnlyKeys("host");
	}

	@Test
	void policyBeanReplacesTheProperty() throws IOException {
		WhoAmI seen = application(PolicyConfiguration.class, "trust-proxy=false").whoAmI("X-Forwarded-For: " + CLIENT);
		assertThat(seen.ip()).isEqualTo(CLIENT);
	}

	@Test
	void policyBeanThatThrowsTrustsNobodyAndIsLoggedLoudlyOnce() throws IOException {
		Application application = application(FailingPolicyConfiguration.class);
		Logger logger = (Logger) LoggerFactory.getLogger("io.github.trustproxy");
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		Level level = logger.getLevel();
		logger.setLevel(Level.DEBUG);
		logger.addAppender(appender);
		try {
			for (int i = 0; i < 3; i++) {
				RawResponse response = application.get("/whoami", "X-Forwarded-For: " + CLIENT,
						"X-Forwarded-Proto: https");
				assertThat(response.status()).isEqualTo(200);
				WhoAmI seen = Application.whoAmI(response);
				assertIsOwnRequest(seen);
				assertThat(seen.stopReason()).isEqualTo(StopReason.POLICY_FAILED);
				assertThat(seen.headers()).containsOnlyKeys("host");
			}
		}
		finally {
			logger.detachAppender(appender);
			logger.setLevel(level);
		}
		assertThat(appender.list).extracting(ILoggingEvent::getLevel)
			.containsExactly(Level.WARN, Level.DEBUG, Level.DEBUG);
		assertThat(appender.list).allSatisfy(
				(event) -> assertThat(event.getThrowableProxy().getMessage()).isEqualTo("The policy is broken"));
	}

	@Test
	void filtersBeforeAndAfterResolveTheSameClient() throws IOException {
		WhoAmI seen = Application
			.whoAmI(trustingLoopback().get("/whoami?resolve-before", "X-Forwarded-For: " + CLIENT));
		// WebFlux rewrites before any filter
		assertThat(seen.before()).isEqualTo((stack().isServlet() ? "127.0.0.1 " : CLIENT + " ") + CLIENT);
		assertThat(seen.after()).isEqualTo(CLIENT + " " + CLIENT);
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.resolvedIp()).isEqualTo(CLIENT);
		assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
	}

	@Test
	void filterThatRunsTwiceRewritesOnce() throws IOException {
		for (String hide : List.of("true", "false")) {
			Application application = application(filterTwice(), "trust-proxy=loopback",
					"trust-proxy.headers=for,host,proto,port,prefix", "trust-proxy.hide-headers=" + hide);
			WhoAmI seen = application.whoAmI("X-Forwarded-For: 198.51.100.66, " + CLIENT + ", 127.0.0.9",
					"X-Forwarded-Proto: https", "X-Forwarded-Prefix: /api");
			assertThat(seen.ip()).isEqualTo(CLIENT);
			assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
			assertThat(seen.url()).isEqualTo("https://app.internal:8080/api/whoami");
			assertThat(seen.contextPath()).isEqualTo("/api");
		}
	}

	@Test
	void requestsOnOneConnectionDoNotInfluenceEachOther() throws IOException {
		try (RawConnection connection = believingPrefix().connect(Application.IPV4_LOOPBACK)) {
			WhoAmI first = Application.whoAmI(connection.exchange(Application.request("/whoami",
					"X-Forwarded-For: " + CLIENT, "X-Forwarded-Proto: https", "X-Forwarded-Prefix: /api")));
			WhoAmI second = Application.whoAmI(connection.exchange(Application.request("/whoami")));
			WhoAmI third = Application
				.whoAmI(connection.exchange(Application.request("/whoami", "X-Forwarded-For: 192.0.2.9")));
			assertThat(first.ip()).isEqualTo(CLIENT);
			assertThat(first.url()).isEqualTo("https://app.internal:8080/api/whoami");
			assertIsOwnRequest(second);
			assertThat(third.ip()).isEqualTo("192.0.2.9");
			assertThat(third.url()).isEqualTo("http://app.internal:8080/whoami");
		}
	}

	@Test
	void bodyIsPassedOn() throws IOException {
		String body = "name=" + "value".repeat(2000);
		RawResponse response = trustingLoopback().exchange(Application.IPV4_LOOPBACK,
				"POST /parameter HTTP/1.1\r\nHost: app.internal\r\nX-Forwarded-For: " + CLIENT
						+ "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
						+ "\r\n\r\n" + body);
		assertThat(response.body()).isEqualTo("value".repeat(2000));
	}

	@Test
	void requestOfHttp10WithoutHostHasAClient() throws IOException {
		RawResponse response = trustingLoopback().exchange(Application.IPV4_LOOPBACK,
				"GET /whoami HTTP/1.0\r\nX-Forwarded-For: " + CLIENT + "\r\nX-Forwarded-Proto: https\r\n\r\n");
		assertThat(response.status()).isEqualTo(200);
		WhoAmI seen = Application.whoAmI(response);
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.remoteAddr()).isEqualTo(CLIENT);
		assertThat(seen.scheme()).isEqualTo("https");
		assertThat(seen.headers()).doesNotContainKey("x-forwarded-for");
	}

	@Test
	void requestOfHttp10WithoutHostHasTheForwardedOne() throws IOException {
		RawResponse response = trustingLoopback().exchange(Application.IPV4_LOOPBACK,
				"GET /whoami HTTP/1.0\r\nX-Forwarded-Host: www.example.com\r\nX-Forwarded-Proto: https\r\n\r\n");
		assertThat(Application.whoAmI(response).url()).isEqualTo("https://www.example.com/whoami");
	}

	@Test
	void targetInAbsoluteFormIsRewritten() throws IOException {
		RawResponse response = trustingLoopback().exchange(Application.IPV4_LOOPBACK,
				"GET http://app.internal:8080/whoami HTTP/1.1\r\nHost: app.internal:8080\r\nX-Forwarded-For: " + CLIENT
						+ "\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: www.example.com\r\n\r\n");
		WhoAmI seen = Application.whoAmI(response);
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.url()).isEqualTo("https://www.example.com/whoami");
	}

	@Test
	void targetThatIsAnAsteriskDoesNotFail() throws IOException {
		RawResponse response = trustingLoopback().exchange(Application.IPV4_LOOPBACK,
				"OPTIONS * HTTP/1.1\r\nHost: app.internal:8080\r\nX-Forwarded-For: " + CLIENT
						+ "\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: www.example.com\r\n\r\n");
		assertThat(response.status()).isLessThan(500);
	}

	@Test
	void prefixIsNotBelievedByDefault() throws IOException {
		WhoAmI seen = trustingLoopback().whoAmI("X-Forwarded-Prefix: /api");
		assertIsOwnRequest(seen);
		assertThat(seen.contextPath()).isEmpty();
		assertThat(seen.headers()).containsOnlyKeys("host");
	}

	@Test
	void prefixIsPartOfThePathWhereBelieved() throws IOException {
		WhoAmI seen = Application
			.whoAmI(believingPrefix().get("/whoami/a%20b", "X-Forwarded-Prefix: /api/v1/", "X-Forwarded-Proto: https"));
		assertThat(seen.contextPath()).isEqualTo("/api/v1");
		assertThat(seen.path()).isEqualTo("/api/v1/whoami/a%20b");
		assertThat(seen.url()).isEqualTo("https://app.internal:8080/api/v1/whoami/a%20b");
	}

	@Test
	void exceptionOfAControllerShowsTheErrorPageTheSameClient() throws IOException {
		assertErrorPageResolvesClient(500, "/fail");
	}

	@Test
	void exceptionOfAFilterBeforeOursShowsTheErrorPageTheSameClient() throws IOException {
		assertErrorPageResolvesClient(500, "/whoami?fail-before");
	}

	@Test
	void missingPageShowsTheErrorPageTheSameClient() throws IOException {
		assertErrorPageResolvesClient(404, "/missing");
	}

	final WhoAmI assertErrorPageResolvesClient(int status, String path) throws IOException {
		RawResponse response = trustingLoopback().get(path, "X-Forwarded-For: 198.51.100.66, " + CLIENT,
				"X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com");
		assertThat(response.status()).isEqualTo(status);
		WhoAmI seen = Application.whoAmI(response);
		assertThat(seen.dispatch()).isEqualTo("ERROR");
		assertThat(seen.ip()).isEqualTo(CLIENT);
		assertThat(seen.resolvedIp()).isEqualTo(CLIENT);
		assertThat(seen.ips()).containsExactly(CLIENT);
		assertThat(seen.peer()).isEqualTo("127.0.0.1");
		assertThat(seen.stopReason()).isEqualTo(StopReason.HOP_NOT_TRUSTED);
		return seen;
	}

	@Test
	void resolverIsTheOnlyOne() {
		assertThat(trustingLoopback().context().getBeansOfType(ClientAddressResolver.class)).hasSize(1);
		assertThat(application().context().getBeansOfType(ClientAddressResolver.class)).hasSize(1);
	}

	private static void assertIsOwnRequest(WhoAmI seen) {
		assertThat(seen.remotePort()).isPositive();
		assertIsAsReceived(seen);
	}

	/**
	 * The peer is the last that is known, but what it is connected with is not the port
	 * of any client.
	 */
	private static void assertIsOwnRequestOfProxy(WhoAmI seen) {
		assertThat(seen.remotePort()).isZero();
		assertIsAsReceived(seen);
	}

	private static void assertIsAsReceived(WhoAmI seen) {
		assertThat(seen.ip()).isEqualTo("127.0.0.1");
		assertThat(seen.ips()).isEmpty();
		assertThat(seen.resolvedIp()).isEqualTo("127.0.0.1");
		assertThat(seen.peer()).isEqualTo("127.0.0.1");
		assertThat(seen.remoteAddr()).isEqualTo("127.0.0.1");
		assertThat(seen.remoteHost()).isEqualTo("127.0.0.1");
		assertThat(seen.secure()).isFalse();
		assertThat(seen.url()).isEqualTo("http://app.internal:8080/whoami");
		assertThat(seen.host()).isEqualTo("app.internal");
		assertThat(seen.port()).isEqualTo(8080);
	}

	private static HeaderView headerView(Application application, String name, String... headerLines)
			throws IOException {
		return Application.read(application.get("/header?name=" + name, headerLines), HeaderView.class);
	}

	private static WhoAmI overIpv6(Application application, String... headerLines) throws IOException {
		assumeThat(Application.hasIpv6()).isTrue();
		return Application
			.whoAmI(application.exchange(Application.IPV6_LOOPBACK, Application.request("/whoami", headerLines)));
	}

	@Configuration(proxyBeanMethods = false)
	static class PolicyConfiguration {

		@Bean
		TrustPolicy trustPolicy() {
			return (address, hop) -> hop == 0 && address.isLoopbackAddress();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingPolicyConfiguration {

		@Bean
		TrustPolicy trustPolicy() {
			return (address, hop) -> {
				throw new IllegalStateException("The policy is broken");
			};
		}

	}

}
