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

package io.github.trustproxy.explain;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;

import io.github.trustproxy.CustomPolicy;
import io.github.trustproxy.Hop;
import io.github.trustproxy.Provider;
import io.github.trustproxy.TestRequest;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.TrustProxyBuilder;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.header.PrefixHandling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Explanation}: what an operator reads.
 */
class ExplanationTests {

	private static final DescribedRequest REQUEST = DescribedRequest.from("10.0.0.9")
		.peerPort(41234)
		.header("Host", "app.internal:8080");

	private static final String LEFT_OF_THE_STOP = "It stands farther left than where the walk stopped: anybody may"
			+ " have written it.";

	private static final String FARTHER = "It stands farther left than what the proxy sent that vouches for the client:"
			+ " anybody may have written it.";

	private static final String NEARER = "It comes from a nearer proxy than the one that vouches for the client.";

	@Test
	void wholeDecisionIsABlockOfLines() {
		Explanation explanation = REQUEST.header("X-Forwarded-For", "6.6.6.6, 203.0.113.7:443", "10.0.0.5")
			.header("X-Forwarded-Proto", "http, https, http")
			.header("X-Forwarded-Host", "www.example.com")
			.header("Forwarded", "for=1.2.3.4\r\n\u00e9")
			.explain(trusting("loopback", "10.0.0.0/8").build());
		assertThat(explanation).hasToString(
				"""
						The client is 203.0.113.7. The walk stopped at hop 2: 203.0.113.7 is not trusted: none of the trusted ranges has it.
						  setting: trusting loopback, 10.0.0.0/8 (max-hops 32), believing X-Forwarded-For, X-Forwarded-Host, X-Forwarded-Proto, X-Forwarded-Port
						  hop 0: 10.0.0.9 (socket), trusted: It is a trusted proxy: the setting has 10.0.0.0/8.
						  hop 1: 10.0.0.5 (X-Forwarded-For), trusted: It is a trusted proxy: the setting has 10.0.0.0/8.
						  hop 2: 203.0.113.7:443 (X-Forwarded-For), not trusted: It is the client: none of the trusted ranges has it.
						  hop 3: 6.6.6.6 (X-Forwarded-For), ignored: It stands farther left than where the walk stopped: anybody may have written it.
						  scheme: https: Hop 1 vouches for the client, and this is what it sent.
						  host: www.example.com: It is the left-most value: there are fewer values than trusted proxies, so that hop 0 has sent it, or passed it on.
						  port: 443: It is the default of https, because the host is without a port.
						  prefix: There is none, because 'prefix' is not in trust-proxy.headers.
						  ignored: X-Forwarded-For: 6.6.6.6: It stands farther left than where the walk stopped: anybody may have written it.
						  ignored: X-Forwarded-Proto: http: It stands farther left than what the proxy sent that vouches for the client: anybody may have written it.
						  ignored: X-Forwarded-Proto: http: It comes from a nearer proxy than the one that vouches for the client.
						  ignored: Forwarded: for=1.2.3.4\\u000d\\u000a\\u00e9: trust-proxy.header-format is 'x-forwarded': only X-Forwarded-For and its siblings are believed.
						  hidden: Forwarded, X-Forwarded-For, X-Forwarded-Host, X-Forwarded-Proto"""
					.stripIndent());
	}

	@Test
	void clientAndHopsHaveTheirValues() {
		Explanation explanation = REQUEST.header("X-Forwarded-For", "[2001:DB8::7]:443")
			.explain(trusting("loopback", "10.0.0.0/8").build());
		assertThat(explanation.client())
			.isEqualTo(new Explanation.Client("2001:db8::7", 443, 1, List.of("2001:db8::7")));
		assertThat(explanation.hops()).containsExactly(
				new Explanation.Step(0, "10.0.0.9", "10.0.0.9", 41234, "socket", Hop.Verdict.TRUSTED, "10.0.0.0/8",
						"It is a trusted proxy: the setting has 10.0.0.0/8."),
				new Explanation.Step(1, "[2001:DB8::7]:443", "2001:db8::7", 443, "X-Forwarded-For",
						Hop.Verdict.LEFT_MOST, null,
						"It is the client: nobody stands farther left, so that it makes no difference whether it is"
								+ " trusted."));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "null", textBlock = """
			10.0.0.9    | 10.0.0.0/8
			127.0.0.1   | loopback
			::1         | loopback
			192.0.2.1   | 192.0.2.1
			2001:db8::9 | 2001:db8::/32
			11.0.0.1    | null
			""")
	void ruleIsTheEntryThatHasTheAddress(String peer, String rule) {
		Explanation explanation = DescribedRequest.from(peer)
			.explain(trusting("loopback", "10.0.0.0/8", "192.0.2.1", "2001:db8::/32", "10.0.0.9").build());
		assertThat(explanation.hops()).singleElement().satisfies((hop) -> assertThat(hop.rule()).isEqualTo(rule));
	}

	@Test
	void ruleOfAProviderIsExplainedWithDateAndRange() {
		String date = Provider.CLOUDFLARE.snapshot().date();
		Explanation.Step hop = DescribedRequest.from("173.245.48.9")
			.explain(trusting("loopback", "cloudflare").build())
			.hops()
			.get(0);
		assertThat(hop.rule()).isEqualTo("cloudflare");
		assertThat(hop.explanation()).isEqualTo(
				"It is a trusted proxy: the setting has cloudflare, whose list of " + date + " has 173.245.48.0/20.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "null", textBlock = """
			1     | 1 hop     | the setting trusts 1 hop, wherever they come from.
			2     | 2 hops    | the setting trusts 2 hops, wherever they come from.
			true  | every hop | the setting trusts every hop, wherever they come from.
			""")
	void ruleIsTheNumberOfHops(String trust, String rule, String text) {
		Explanation.Step hop = REQUEST.explain(trusting(trust).build()).hops().get(0);
		assertThat(hop.rule()).isEqualTo(rule);
		assertThat(hop.explanation()).isEqualTo("It is a trusted proxy: " + text);
		Explanation.Step withoutAddress = DescribedRequest.from(null).explain(trusting(trust).build()).hops().get(0);
		assertThat(withoutAddress.rule()).isEqualTo(rule);
		assertThat(withoutAddress.address()).isNull();
		assertThat(withoutAddress.explanation()).isEqualTo("It is a trusted proxy: " + text);
	}

	@Test
	void ruleIsTheCustomPolicy() {
		TrustProxy trustProxy = TrustProxy.builder().policy(new PeerOnly()).build();
		Explanation explanation = REQUEST.header("X-Forwarded-For", "6.6.6.6, 203.0.113.7").explain(trustProxy);
		String policy = "custom policy " + PeerOnly.class.getName();
		assertThat(explanation.hops().get(0).rule()).isEqualTo(policy);
		assertThat(explanation.hops().get(0).explanation())
			.isEqualTo("It is a trusted proxy: the " + policy + " says so.");
		assertThat(explanation.hops().get(1).rule()).isNull();
		assertThat(explanation.hops().get(1).explanation()).isEqualTo("It is the client: the " + policy + " says no.");
		assertThat(DescribedRequest.from(null).explain(trustProxy).hops().get(0).explanation())
			.isEqualTo("It is the client: a policy decides about addresses only.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					2          | 32 | 6.6.6.6, 203.0.113.7, 10.0.0.5 | The walk stopped at hop 2: 203.0.113.7 is not trusted: the setting trusts 2 hops only.
					true       | 32 | 6.6.6.6, 203.0.113.7           | The walk stopped at hop 2: 6.6.6.6 is the left-most entry, so that there is nobody to go on to.
					true       | 1  | 6.6.6.6, 203.0.113.7           | The walk stopped at hop 1: trust-proxy.max-hops lets 1 proxy be trusted at most.
					true       | 2  | 1.1.1.1, 2.2.2.2, 3.3.3.3      | The walk stopped at hop 2: trust-proxy.max-hops lets 2 proxies be trusted at most.
					true       | 0  | 6.6.6.6                        | The peer 10.0.0.9 is the client, because it is not trusted: trust-proxy.max-hops is 0.
					false      | 32 | 6.6.6.6                        | The peer 10.0.0.9 is the client, because it is not trusted: the setting trusts nobody.
					loopback   | 32 | 6.6.6.6                        | The peer 10.0.0.9 is the client, because it is not trusted: none of the trusted ranges has it.
					10.0.0.0/8 | 32 | 6.6.6.6, 203.0.113.7           | The walk stopped at hop 1: 203.0.113.7 is not trusted: none of the trusted ranges has it.
					10.0.0.0/8 | 32 | ``                             | The peer 10.0.0.9 is the client, because it is trusted but sent no address in X-Forwarded-For.
					10.0.0.0/8 | 32 | 203.0.113.7, junk              | The walk stopped at hop 0: the entry that the peer wrote is not a valid address.
					10.0.0.0/8 | 32 | junk, 10.0.0.5                 | The walk stopped at hop 1: the entry that 10.0.0.5 wrote is not a valid address.
					10.0.0.0/8 | 32 | unknown                        | The walk stopped at hop 0: the entry that the peer wrote does not say for whom it forwards.
					10.0.0.0/8 | 32 | _hidden                        | The walk stopped at hop 0: the entry that the peer wrote hides for whom it forwards.
					""")
	void endOfTheWalkIsExplained(String trust, int maxHops, String forwardedFor, String text) {
		Explanation explanation = REQUEST.header("X-Forwarded-For", forwardedFor)
			.explain(trusting(trust).maxHops(maxHops).build());
		assertThat(explanation.stop().text()).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					junk    | MALFORMED  | It is not a valid address, so that the proxy that wrote it is the client.
					unknown | UNKNOWN    | It names no address, so that the proxy that wrote it is the client.
					_hidden | OBFUSCATED | It is an identifier instead of an address, so that the proxy that wrote it is the client.
					""")
	void entryWithoutAddressIsExplained(String entry, Hop.Verdict verdict, String text) {
		Explanation explanation = REQUEST.header("X-Forwarded-For", entry).explain(trusting("10.0.0.0/8").build());
		assertThat(explanation.hops().get(1))
			.isEqualTo(new Explanation.Step(1, entry, null, 0, "X-Forwarded-For", verdict, null, text));
		assertThat(explanation.ignored()).isEmpty();
	}

	@Test
	void hopAtTheLimitIsExplained() {
		Explanation explanation = REQUEST.header("X-Forwarded-For", "6.6.6.6, 10.0.0.5")
			.explain(trusting("true").maxHops(1).build());
		assertThat(explanation.hops().get(1)).isEqualTo(new Explanation.Step(1, "10.0.0.5", "10.0.0.5", 0,
				"X-Forwarded-For", Hop.Verdict.HOP_LIMIT, "max-hops 1",
				"It is the client: trust-proxy.max-hops lets 1 proxy be trusted at most, and so many are."));
	}

	@Test
	void brokenPolicyIsExplained() {
		Explanation explanation = REQUEST.header("X-Forwarded-For", "6.6.6.6, 10.0.0.5")
			.explain(TrustProxy.builder().policy(CustomPolicy.BROKEN_BEHIND_PEER).build());
		assertThat(explanation.stop().text()).isEqualTo(
				"The peer 10.0.0.9 is the client, because the policy threw an exception: nobody is trusted then.");
		assertThat(explanation.hops().get(0).explanation())
			.isEqualTo("The policy threw an exception, so that nobody is trusted for this request.");
	}

	@Test
	void peerOfUnixSocketIsExplained() {
		Explanation explanation = DescribedRequest.from("unix").explain(trusting("10.0.0.0/8").build());
		assertThat(explanation.client().ip()).isEqualTo("unknown");
		assertThat(explanation.stop().text())
			.isEqualTo("The peer, which is the other end of a Unix domain socket, is the client, because it is"
					+ " not trusted: of a list, only the entry 'unix' trusts it.");
		Explanation trusted = DescribedRequest.from("unix")
			.header("X-Forwarded-For", "203.0.113.7")
			.explain(trusting("10.0.0.0/8", "unix").build());
		assertThat(trusted.client().ip()).isEqualTo("203.0.113.7");
		assertThat(trusted.hops().get(0).rule()).isEqualTo("unix");
		assertThat(trusted.hops().get(0).explanation()).isEqualTo("It is a trusted proxy: the setting has unix.");
	}

	@Test
	void peerOfWhichNothingIsKnownIsExplained() {
		TestRequest request = TestRequest.from(null).forwardedFor("203.0.113.7");
		Explanation explanation = Explanation.of(trusting("unix").build().receive(request, TestRequest.READER));
		assertThat(explanation.client().ip()).isEqualTo("unknown");
		assertThat(explanation.stop().text()).isEqualTo("The peer, which has no IP address, is the client, because it"
				+ " is not trusted: a list of addresses cannot have it.");
	}

	@Test
	void forThatIsNotBelievedIsExplained() {
		Explanation explanation = REQUEST.header("X-Forwarded-For", "6.6.6.6")
			.explain(trusting("10.0.0.0/8").values(EnumSet.of(ForwardedValue.PROTO)).build());
		assertThat(explanation.stop().text()).isEqualTo("The peer 10.0.0.9 is the client, because it is trusted but no"
				+ " header with addresses is believed: 'for' is not in trust-proxy.headers.");
		assertThat(explanation.ignored()).containsExactly(
				new Explanation.Ignored("X-Forwarded-For", "6.6.6.6", "trust-proxy.headers does not have 'for'."));
	}

	@Test
	void thousandsOfIgnoredHopsAreNotShown() {
		Explanation explanation = REQUEST.header("X-Forwarded-For", "6.6.6.6,".repeat(5000) + "203.0.113.7")
			.explain(trusting("10.0.0.0/8").build());
		assertThat(explanation.hops()).hasSize(102);
		assertThat(explanation.ignored()).singleElement()
			.isEqualTo(new Explanation.Ignored("X-Forwarded-For", "6.6.6.6, ".repeat(30).substring(0, 200) + "...",
					LEFT_OF_THE_STOP));
	}

	@Test
	void forwardedValuesAreExplained() {
		Explanation.Values origin = REQUEST.header("X-Forwarded-For", "203.0.113.7")
			.header("X-Forwarded-Proto", "WSS")
			.header("X-Forwarded-Host", "www.example.com")
			.header("X-Forwarded-Port", "8443")
			.header("X-Forwarded-Prefix", "/app/")
			.explain(trusting("10.0.0.0/8").values(EnumSet.allOf(ForwardedValue.class)).build())
			.origin();
		String peer = "The peer vouches for the client, and this is what it sent.";
		assertThat(origin.scheme()).isEqualTo(new Explanation.Value("https", "X-Forwarded-Proto", 0, "WSS", peer));
		assertThat(origin.host())
			.isEqualTo(new Explanation.Value("www.example.com", "X-Forwarded-Host", 0, "www.example.com", peer));
		assertThat(origin.port()).isEqualTo(new Explanation.Value("8443", "X-Forwarded-Port", 0, "8443", peer));
		assertThat(origin.prefix()).isEqualTo(new Explanation.Value("/app", "X-Forwarded-Prefix", 0, "/app/", peer));
	}

	@Test
	void requestThatKeepsItsOwnOriginIsExplained() {
		Explanation.Values origin = REQUEST
			.explain(trusting("10.0.0.0/8").values(EnumSet.allOf(ForwardedValue.class)).build())
			.origin();
		String own = "The request keeps its own: ";
		assertThat(origin.scheme()).isEqualTo(new Explanation.Value("http", "request", null, null,
				own + "X-Forwarded-Proto does not say another one."));
		assertThat(origin.host()).isEqualTo(new Explanation.Value("app.internal", "request", null, null,
				own + "X-Forwarded-Host does not say another one."));
		assertThat(origin.port()).isEqualTo(new Explanation.Value("8080", "request", null, null,
				own + "X-Forwarded-Port does not say another one."));
		assertThat(origin.prefix()).isEqualTo(new Explanation.Value(null, null, null, null,
				"There is none: X-Forwarded-Prefix does not say another one."));
	}

	@Test
	void requestWithoutHostIsExplained() {
		Explanation.Values origin = DescribedRequest.from("10.0.0.9")
			.scheme("https")
			.explain(trusting("10.0.0.0/8").build())
			.origin();
		assertThat(origin.host().value()).isNull();
		assertThat(origin.port()).isEqualTo(new Explanation.Value("443", "scheme", null, null,
				"It is the default of https, because the host is without a port."));
	}

	@Test
	void originOfUntrustedPeerIsExplained() {
		Explanation explanation = REQUEST.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-User", "admin", "root")
			.explain(trusting("loopback").protectedHeaders(List.of("X-Forwarded-User")).build());
		String own = "The request keeps its own, because the peer is not trusted.";
		assertThat(explanation.origin().scheme()).isEqualTo(new Explanation.Value("http", "request", null, null, own));
		assertThat(explanation.ignored()).containsExactly(
				new Explanation.Ignored("X-Forwarded-Proto", "https",
						"The peer is not trusted, so that nothing it says is believed."),
				new Explanation.Ignored("X-Forwarded-User", "admin, root",
						"Only a trusted peer may send it, and this one is not."));
		assertThat(explanation.hiddenHeaders()).containsExactly("X-Forwarded-Proto", "X-Forwarded-User");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			X-Forwarded-Proto  | javascript       | It is neither http nor https, ws or wss.
			X-Forwarded-Host   | a b              | It is not a valid host.
			X-Forwarded-Host   | evil.example     | trust-proxy.allowed-hosts does not have this host.
			X-Forwarded-Port   | 0                | It is not a number from 1 to 65535.
			X-Forwarded-Port   | 443              | It is the default port of https, but the scheme is http.
			X-Forwarded-Prefix | //evil           | It is not the path of a prefix.
			X-Forwarded-Prefix | /                | It is only a slash, which adds nothing.
			X-Forwarded-Ssl    | on               | It is never believed: the scheme is in X-Forwarded-Proto.
			""")
	void valueThatIsRefusedIsIgnored(String header, String value, String reason) {
		Explanation explanation = REQUEST.header(header, value)
			.explain(trusting("10.0.0.0/8").values(EnumSet.allOf(ForwardedValue.class))
				.allowedHosts(List.of("*.example.com"))
				.build());
		assertThat(explanation.ignored()).containsExactly(new Explanation.Ignored(header, value, reason));
		assertThat(explanation.hiddenHeaders()).containsExactly(header);
	}

	@Test
	void refusalIsPartOfTheValue() {
		Explanation.Values origin = REQUEST.header("X-Forwarded-Proto", "\u00e9")
			.header("X-Forwarded-Port", "x")
			.explain(trusting("10.0.0.0/8").build())
			.origin();
		assertThat(origin.scheme()).isEqualTo(new Explanation.Value("http", "request", null, "\\u00e9",
				"The request keeps its own. What was sent is ignored: It is neither http nor https, ws or wss."));
		assertThat(origin.port()).isEqualTo(new Explanation.Value("8080", "request", null, "x",
				"The request keeps its own. What was sent is ignored: It is not a number from 1 to 65535."));
	}

	@Test
	void portOfTheOtherSchemeIsExplained() {
		Explanation explanation = REQUEST.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", "www.example.com")
			.header("X-Forwarded-Port", "80")
			.explain(trusting("10.0.0.0/8").build());
		String reason = "It is the default port of http, but the scheme is https.";
		assertThat(explanation.origin().port()).isEqualTo(new Explanation.Value("443", "scheme", null, "80",
				"It is the default of https, because the host is without a port. What was sent is ignored: " + reason));
		assertThat(explanation.ignored()).containsExactly(new Explanation.Ignored("X-Forwarded-Port", "80", reason));
	}

	@Test
	void listOfPrefixesIsExplained() {
		TrustProxy trustProxy = trusting("10.0.0.0/8").values(EnumSet.allOf(ForwardedValue.class)).build();
		DescribedRequest request = REQUEST.header("X-Forwarded-For", "203.0.113.7, 10.0.0.5");
		Explanation explanation = request.header("X-Forwarded-Prefix", "/evil, /api, /orders").explain(trustProxy);
		assertThat(explanation.origin().prefix())
			.isEqualTo(new Explanation.Value("/api/orders", "X-Forwarded-Prefix", 1, "/api, /orders",
					"Hop 1 vouches for the client, and this is what it sent. What the nearer proxies removed follows"
							+ " it."));
		assertThat(explanation.ignored()).extracting(Explanation.Ignored::value).containsExactly("/evil");
		assertThat(request.header("X-Forwarded-Prefix", "/api").explain(trustProxy).origin().prefix().explanation())
			.isEqualTo("It is the left-most value: there are fewer values than trusted proxies, so that hop 0 has sent"
					+ " it, or passed it on.");
		Explanation refused = request.header("X-Forwarded-Prefix", "/api, ..").explain(trustProxy);
		assertThat(refused.origin().prefix().value()).isNull();
		assertThat(refused.ignored()).containsExactly(new Explanation.Ignored("X-Forwarded-Prefix", "/api, ..",
				"One of them is not the path of a prefix, so that none of them counts."));
	}

	@Test
	void prefixInsteadOfTheContextPathIsExplained() {
		TrustProxy trustProxy = trusting("10.0.0.0/8").values(EnumSet.allOf(ForwardedValue.class))
			.prefixHandling(PrefixHandling.REPLACE)
			.build();
		String text = "The peer vouches for the client, and this is what it sent. It stands instead of the context"
				+ " path.";
		assertThat(REQUEST.header("X-Forwarded-Prefix", "/api").explain(trustProxy).origin().prefix())
			.isEqualTo(new Explanation.Value("/api", "X-Forwarded-Prefix", 0, "/api", text));
		Explanation slash = REQUEST.header("X-Forwarded-Prefix", "/").explain(trustProxy);
		assertThat(slash.origin().prefix()).isEqualTo(new Explanation.Value("", "X-Forwarded-Prefix", 0, "/", text));
		assertThat(slash.toString()).contains("\n  prefix: The peer vouches");
	}

	@Test
	void headersUnderOtherNamesAreExplained() {
		TrustProxyBuilder builder = trusting("10.0.0.0/8").headerName(ForwardedValue.PROTO,
				"CloudFront-Forwarded-Proto");
		DescribedRequest request = REQUEST.header("CloudFront-Forwarded-Proto", "https")
			.header("X-Forwarded-Proto", "http");
		Explanation explanation = request.explain(builder.build());
		assertThat(explanation.setting())
			.endsWith("believing X-Forwarded-For, X-Forwarded-Host," + " CloudFront-Forwarded-Proto, X-Forwarded-Port");
		assertThat(explanation.origin().scheme().from()).isEqualTo("CloudFront-Forwarded-Proto");
		assertThat(explanation.ignored()).containsExactly(new Explanation.Ignored("X-Forwarded-Proto", "http",
				"trust-proxy.header-names has CloudFront-Forwarded-Proto instead of it."));
		assertThat(explanation.hiddenHeaders()).containsExactly("CloudFront-Forwarded-Proto", "X-Forwarded-Proto");
		String reason = "trust-proxy.header-format is 'standard': only Forwarded is believed.";
		assertThat(request.explain(builder.headerFormat(HeaderFormat.STANDARD).build()).ignored()).containsExactly(
				new Explanation.Ignored("CloudFront-Forwarded-Proto", "https", reason),
				new Explanation.Ignored("X-Forwarded-Proto", "http", reason));
	}

	@Test
	void portOfAHostThatIsNotAllowedGoesWithIt() {
		Explanation.Values origin = REQUEST.header("X-Forwarded-Host", "evil.example:8443")
			.header("X-Forwarded-Proto", "https")
			.explain(trusting("10.0.0.0/8").allowedHosts(List.of("*.example.com")).build())
			.origin();
		assertThat(origin.port()).isEqualTo(new Explanation.Value("8080", "request", null, null,
				"The request keeps its own: X-Forwarded-Port does not say another one."));
	}

	@Test
	void portOfTheForwardedHostTakesPrecedence() {
		Explanation explanation = REQUEST.header("X-Forwarded-Host", "www.example.com:8443")
			.header("X-Forwarded-Port", "443")
			.explain(trusting("10.0.0.0/8").build());
		assertThat(explanation.origin().port()).isEqualTo(new Explanation.Value("8443", "X-Forwarded-Host", 0,
				"www.example.com:8443", "The peer vouches for the client, and this is what it sent."));
		assertThat(explanation.ignored()).containsExactly(new Explanation.Ignored("X-Forwarded-Port", "443",
				"The forwarded host has a port, which takes precedence."));
	}

	@Test
	void portThatOnlyTheServerKnowsIsExplained() {
		TestRequest request = TestRequest.from("10.0.0.9").without("Host");
		TrustProxy trustProxy = trusting("10.0.0.0/8").build();
		assertThat(Explanation.of(trustProxy.receive(request.port(8443), TestRequest.READER)).origin().port().value())
			.isEqualTo("8443");
		assertThat(Explanation.of(trustProxy.receive(request.port(0), TestRequest.READER)).origin().port().value())
			.isEqualTo("80");
	}

	@Test
	void requestWithoutHeadersHasNothingHidden() {
		assertThat(REQUEST.explain(trusting("10.0.0.0/8").build()).toString()).doesNotContain("hidden");
	}

	@Test
	void valuesThatAreNotBelievedAreIgnored() {
		Explanation explanation = REQUEST.header("X-Forwarded-Host", "www.example.com")
			.explain(trusting("10.0.0.0/8").values(EnumSet.of(ForwardedValue.FOR)).build());
		assertThat(explanation.origin().host().explanation())
			.isEqualTo("The request keeps its own, because 'host' is not in trust-proxy.headers.");
		assertThat(explanation.ignored()).containsExactly(new Explanation.Ignored("X-Forwarded-Host", "www.example.com",
				"trust-proxy.headers does not have 'host'."));
	}

	@Test
	void valuesOfOtherProxiesAreIgnored() {
		Explanation explanation = REQUEST.header("X-Forwarded-For", "203.0.113.7, 10.0.0.5")
			.header("X-Forwarded-Port", "1, 2, 3, 4")
			.explain(trusting("10.0.0.0/8").build());
		assertThat(explanation.origin().port().value()).isEqualTo("3");
		assertThat(explanation.origin().port().hop()).isOne();
		assertThat(explanation.ignored()).containsExactly(new Explanation.Ignored("X-Forwarded-Port", "1, 2", FARTHER),
				new Explanation.Ignored("X-Forwarded-Port", "4", NEARER));
	}

	@Test
	void clientIpHeaderReplacesTheAddresses() {
		Explanation explanation = REQUEST.header("X-Real-IP", "203.0.113.7")
			.header("X-Forwarded-For", "6.6.6.6")
			.explain(trusting("10.0.0.0/8").clientIpHeader("X-Real-IP").build());
		assertThat(explanation.hops().get(1).from()).isEqualTo("X-Real-IP");
		assertThat(explanation.ignored()).containsExactly(
				new Explanation.Ignored("X-Forwarded-For", "6.6.6.6", "trust-proxy.client-ip-header is read instead."));
		assertThat(explanation.hiddenHeaders()).containsExactly("X-Forwarded-For", "X-Real-IP");
	}

	@Test
	void clientIpHeaderReplacesTheAddressesThatAreNotBelievedEither() {
		Explanation explanation = REQUEST.header("X-Real-IP", "203.0.113.7")
			.header("X-Forwarded-For", "6.6.6.6")
			.explain(trusting("10.0.0.0/8").clientIpHeader("X-Real-IP")
				.values(EnumSet.noneOf(ForwardedValue.class))
				.build());
		assertThat(explanation.ignored()).containsExactly(
				new Explanation.Ignored("X-Forwarded-For", "6.6.6.6", "trust-proxy.client-ip-header is read instead."));
	}

	@Test
	void standardHeaderIsExplained() {
		Explanation explanation = REQUEST
			.header("Forwarded", "for=6.6.6.6;proto=http", "for=203.0.113.7;host=www.example.com",
					"for=10.0.0.5;proto=https")
			.header("X-Forwarded-For", "1.1.1.1")
			.explain(trusting("10.0.0.0/8").headerFormat(HeaderFormat.STANDARD).build());
		assertThat(explanation.client().ip()).isEqualTo("203.0.113.7");
		assertThat(explanation.hops().get(1).text()).isEqualTo("for=10.0.0.5;proto=https");
		assertThat(explanation.hops().get(1).from()).isEqualTo("Forwarded");
		assertThat(explanation.origin().host()).isEqualTo(new Explanation.Value("www.example.com", "Forwarded", 1,
				"www.example.com", "Hop 1 vouches for the client, and this is what it sent."));
		assertThat(explanation.origin().scheme()).isEqualTo(new Explanation.Value("https", "Forwarded", 0, "https",
				"It is the left-most value: there are fewer values than trusted proxies, so that hop 0 has sent it, or"
						+ " passed it on."));
		assertThat(explanation.origin().port().explanation())
			.isEqualTo("It is the default of https, because the host is without a port.");
		assertThat(explanation.origin().prefix().explanation())
			.isEqualTo("There is none, because 'prefix' is not in trust-proxy.headers.");
		assertThat(explanation.ignored()).containsExactly(
				new Explanation.Ignored("X-Forwarded-For", "1.1.1.1",
						"trust-proxy.header-format is 'standard': only Forwarded is believed."),
				new Explanation.Ignored("Forwarded", "for=6.6.6.6;proto=http", LEFT_OF_THE_STOP));
	}

	@Test
	void standardHeaderHasNoPrefix() {
		Explanation.Values origin = REQUEST.header("Forwarded", "for=203.0.113.7")
			.explain(trusting("10.0.0.0/8").headerFormat(HeaderFormat.STANDARD)
				.values(EnumSet.allOf(ForwardedValue.class))
				.build())
			.origin();
		assertThat(origin.prefix().explanation())
			.isEqualTo("There is none: the standard header Forwarded has no such value.");
		assertThat(origin.port().explanation())
			.isEqualTo("The request keeps its own: the standard header Forwarded has no such value.");
		assertThat(origin.scheme().explanation())
			.isEqualTo("The request keeps its own: Forwarded does not say another one.");
	}

	@Test
	void parametersThatAreNotBelievedAreIgnored() {
		DescribedRequest request = REQUEST.header("Forwarded", "for=203.0.113.7;host=www.example.com;proto=https")
			.header("X-Real-IP", "192.0.2.1");
		TrustProxyBuilder settings = trusting("10.0.0.0/8").headerFormat(HeaderFormat.STANDARD)
			.values(EnumSet.of(ForwardedValue.FOR, ForwardedValue.PROTO));
		Explanation.Ignored host = new Explanation.Ignored("Forwarded", "host=www.example.com",
				"trust-proxy.headers does not have 'host'.");
		assertThat(request.explain(settings.build()).ignored()).containsExactly(host);
		assertThat(request.explain(settings.clientIpHeader("X-Real-IP").build()).ignored())
			.containsExactly(new Explanation.Ignored("Forwarded", "for=203.0.113.7",
					"trust-proxy.client-ip-header is read instead."), host);
	}

	@Test
	void elementsWithoutAParameterHaveNothingToIgnore() {
		DescribedRequest request = REQUEST.header("Forwarded",
				"for=203.0.113.7;host=www.example.com, for=10.0.0.5, for=10.0.0.6;host=b.example");
		assertThat(request
			.explain(trusting("10.0.0.0/8").headerFormat(HeaderFormat.STANDARD)
				.values(EnumSet.of(ForwardedValue.FOR))
				.build())
			.ignored()).extracting(Explanation.Ignored::value)
			.containsExactly("host=b.example", "host=www.example.com");
	}

	@Test
	void headersThatAreShownAreNotHidden() {
		assertThat(REQUEST.header("X-Forwarded-For", "203.0.113.7")
			.explain(trusting("10.0.0.0/8").hideHeaders(false).build())
			.hiddenHeaders()).isEmpty();
	}

	private static TrustProxyBuilder trusting(String... entries) {
		return TrustProxy.builder().policy(TrustPolicy.of(entries));
	}

	private static final class PeerOnly implements TrustPolicy {

		@Override
		public boolean trusts(InetAddress address, int hop) {
			return hop == 0;
		}

	}

}
