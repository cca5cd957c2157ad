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

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.trustproxy.Provider;
import io.github.trustproxy.SourceList;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * What the operator reads at a start that succeeds.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartUpMessagesTests {

	private static final String DEFAULT_HEADERS = "X-Forwarded-For, X-Forwarded-Host, X-Forwarded-Proto,"
			+ " X-Forwarded-Port";

	private static final String ALL_OF_IPV4 = "The trusted ranges add up to all of IPv4, so every IPv4 client is"
			+ " trusted. List the addresses of the proxies only.";

	private static final String ALL_OF_IPV6 = "The trusted ranges add up to all of IPv6, so every IPv6 client is"
			+ " trusted. List the addresses of the proxies only.";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@MethodSource
	void oneLineSaysWhatIsTrustedAndBelieved(String properties, String expected, CapturedOutput output) {
		start(TestApplication.servlet(this.directory).properties(properties));
		assertThat(lines(output, "INFO")).singleElement().asString().endsWith(" : Trust proxy: " + expected);
		assertThat(lines(output, "WARN")).isEmpty();
	}

	static Stream<Arguments> oneLineSaysWhatIsTrustedAndBelieved() {
		return Stream.of(
				argumentSet("name", "trust-proxy=loopback",
						"trusting loopback (max-hops 32), believing " + DEFAULT_HEADERS),
				argumentSet("list", "trust-proxy=loopback,10.0.0.0/8\ntrust-proxy.max-hops=2",
						"trusting loopback, 10.0.0.0/8 (max-hops 2), believing " + DEFAULT_HEADERS),
				argumentSet("false", "trust-proxy=false", "trusting nobody, believing no forwarding header"),
				argumentSet("zero", "trust-proxy=0", "trusting nobody, believing no forwarding header"),
				argumentSet("no hop allowed", "trust-proxy=loopback\ntrust-proxy.max-hops=0",
						"trusting nobody, believing no forwarding header"),
				argumentSet("AWS ALB", "trust-proxy=10.0.0.0/16\ntrust-proxy.headers=for, proto, port",
						"trusting 10.0.0.0/16 (max-hops 32),"
								+ " believing X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Port"),
				argumentSet("standard", "trust-proxy=loopback\ntrust-proxy.header-format=standard",
						"trusting loopback (max-hops 32), believing Forwarded (for, host, proto, port)"),
				argumentSet("client-ip-header", "trust-proxy=loopback\ntrust-proxy.client-ip-header=CF-Connecting-IP",
						"trusting loopback (max-hops 32), believing CF-Connecting-IP, X-Forwarded-Host,"
								+ " X-Forwarded-Proto, X-Forwarded-Port"),
				argumentSet("header-names", "trust-proxy=loopback\ntrust-proxy.header-names.host=X-Original-Host",
						"trusting loopback (max-hops 32), believing X-Forwarded-For, X-Original-Host,"
								+ " X-Forwarded-Proto, X-Forwarded-Port"));
	}

	@Test
	void listsOfProvidersAreShownWithSizeAndDate(CapturedOutput output) {
		start(TestApplication.servlet(this.directory).properties("trust-proxy=10.0.0.0/16, google-lb"));
		assertThat(lines(output, "INFO")).singleElement()
			.asString()
			.containsPattern(
					" : Trust proxy: trusting 10\\.0\\.0\\.0/16, google-lb \\(4 ranges of 20\\d\\d-\\d\\d\\) \\(max-hops 32\\), believing ");
		assertThat(lines(output, "WARN")).noneMatch((line) -> line.contains("without proof"));
	}

	@ParameterizedTest
	@CsvSource({ "cloudflare, Cloudflare", "cloudfront, Amazon CloudFront", "fastly, Fastly",
			"azure-front-door, Azure Front Door" })
	@Shows("explain.md: a provider is trusted whose addresses all its customers share")
	void warnsAboutAddressesThatAllCustomersShare(String name, String title, CapturedOutput output) {
		start(TestApplication.reactive(this.directory).yaml("trust-proxy.trust: [ loopback, " + name + " ]\n"));
		assertThat(lines(output, "WARN")).filteredOn((line) -> line.contains("without proof"))
			.singleElement()
			.asString()
			.contains(" : trust-proxy trusts '" + name + "' without proof that a request is yours. All customers of "
					+ title + " share its addresses: whoever has an account there can send requests from them");
	}

	@Test
	@Shows("explain.md: the list of a provider is older than a year")
	void warnsAboutListsThatAreOlderThanAYear() {
		SourceList list = Provider.GOOGLE_LB.snapshot();
		LocalDate day = LocalDate.parse(list.date() + "-01");
		assertThat(new SourceAdvice(List.of(list), Map.of(), day.plusYears(1)).warnings()).isEmpty();
		assertThat(new SourceAdvice(List.of(list), Map.of(), day.plusYears(1).plusDays(1)).warnings()).singleElement()
			.asString()
			.startsWith("The list of 'google-lb' is of " + list.date() + ", which is more than a year ago:")
			.endsWith(
					" set trust-proxy.sources.google-lb.refresh and .from, because Google Cloud publishes it at no URL"
							+ " that stays.");
		SourceList edge = SourceList.of("edge", null, List.of("192.0.2.1"));
		assertThat(
				new SourceAdvice(List.of(edge), Map.of("edge", List.of("loopback", "fastly")), LocalDate.of(2030, 1, 1))
					.warnings())
			.hasSize(2)
			.anyMatch((warning) -> warning.startsWith("The list of 'fastly' is of ")
					&& warning.endsWith(" set trust-proxy.sources.fastly.refresh."));
	}

	@Test
	@Shows("explain.md: the ranges add up to all of IPv4 or IPv6")
	void warnsAboutHostBitsOfASource(CapturedOutput output) {
		start(TestApplication.servlet(this.directory)
			.properties("trust-proxy=edge\ntrust-proxy.sources.edge.from=10.0.0.5/8"));
		assertThat(lines(output, "WARN")).singleElement()
			.asString()
			.endsWith(
					" : trust-proxy.sources.edge.from: The trusted range '10.0.0.5/8' has host bits set. It is read as"
							+ " '10.0.0.0/8'.");
	}

	@Test
	@Shows("explain.md: a provider is trusted whose addresses all its customers share")
	void warnsAboutSharedAddressesThatAreInASourceWithAnotherName(CapturedOutput output) {
		start(TestApplication.servlet(this.directory)
			.properties("trust-proxy=edge\ntrust-proxy.sources.edge.from=10.0.0.0/16, fastly, google-lb"));
		assertThat(lines(output, "WARN")).filteredOn((line) -> line.contains("without proof"))
			.singleElement()
			.asString()
			.contains(" : trust-proxy trusts 'fastly', which trust-proxy.sources.edge.from names, without proof that a"
					+ " request is yours. All customers of Fastly share its addresses:");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					trust-proxy.header-names.prefix | trust-proxy.headers=for            | trust-proxy.headers does not have 'prefix'.
					trust-proxy.header-names.host   | trust-proxy.header-format=standard | trust-proxy.header-format is 'standard',
					""")
	void warnsAboutNamesOfHeadersWithoutEffect(String property, String other, String reason, CapturedOutput output) {
		start(TestApplication.servlet(this.directory)
			.properties("trust-proxy=loopback\n" + property + "=X-Other\n" + other));
		assertThat(lines(output, "WARN")).singleElement()
			.asString()
			.contains(" : " + property + " has no effect: " + reason);
	}

	@Test
	void webFluxSaysTheSame(CapturedOutput output) {
		start(TestApplication.reactive(this.directory).properties("trust-proxy=loopback"));
		assertThat(lines(output, "INFO")).singleElement()
			.asString()
			.endsWith(" : Trust proxy: trusting loopback (max-hops 32), believing " + DEFAULT_HEADERS);
	}

	@Test
	void nothingIsSaidWithoutTheSetting(CapturedOutput output) {
		start(TestApplication.servlet(this.directory).variable("TRUST_PROXY_SERVICE_HOST", "10.96.0.7"));
		start(TestApplication.reactive(this.directory));
		assertThat(output.toString()).doesNotContainIgnoringCase("trust");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			trust-proxy.max-hops=3                                   | trust-proxy.max-hops is
			trust-proxy.protected-headers=X-Forwarded-User           | trust-proxy.protected-headers is
			trust-proxy.headers[0]=for;trustProxy.hideHeaders=false | trust-proxy.headers, trust-proxy.hide-headers are
			trust-proxy.observations.client-address=true             | trust-proxy.observations.client-address is
			""")
	@Shows("explain.md: keys below trust-proxy that have no effect, because nobody")
	void warnsAboutKeysWithoutEffect(String properties, String keys, CapturedOutput output) {
		start(TestApplication.servlet(this.directory).properties(properties.replace(';', '\n')));
		assertThat(lines(output, "INFO")).isEmpty();
		assertThat(lines(output, "WARN")).singleElement()
			.asString()
			.endsWith(" : " + keys
					+ " set but trust-proxy is not, so that nothing is believed, hidden or protected. Set"
					+ " trust-proxy to the proxies in front of the application, or to 'false' if there are none.");
	}

	@Test
	void doesNotWarnAboutKeysWhoseEffectIsThatOfTheTrustPolicyBean(CapturedOutput output) {
		start(TestApplication.reactive(this.directory)
			.with(TrustPolicyConfiguration.class)
			.variable("TRUST_PROXY_MAX_HOPS", "3"));
		assertThat(lines(output, "WARN")).isEmpty();
	}

	@Test
	@Shows("explain.md: trust-proxy is true")
	void warnsAboutTrustingEveryHop(CapturedOutput output) {
		start(TestApplication.servlet(this.directory).yaml("trust-proxy: true\n"));
		assertThat(lines(output, "INFO")).singleElement().asString().contains("trusting every hop");
		assertThat(lines(output, "WARN")).singleElement()
			.asString()
			.contains("trust-proxy is 'true': every hop is trusted and the client is the left-most forwarded address,"
					+ " which a client can forge")
			.contains("Prefer a hop count or the addresses of the proxies.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			trust-proxy=2                                           | 2 | , also about the host of links.
			trust-proxy=1\\ntrust-proxy.headers=for, proto, port    | 1 | .
			trust-proxy=1\\ntrust-proxy.allowed-hosts=example.com   | 1 | .
			""")
	@Shows("explain.md: trust-proxy is a hop count: no address is checked")
	void warnsAboutHopCount(String properties, String count, String end, CapturedOutput output) {
		start(TestApplication.servlet(this.directory).properties(properties.replace("\\n", "\n")));
		assertThat(lines(output, "INFO")).singleElement()
			.asString()
			.contains("Trust proxy: trusting " + count + " hop");
		assertThat(lines(output, "WARN")).singleElement()
			.asString()
			.endsWith(" : trust-proxy is the hop count '" + count + "', and no address is checked: a client that"
					+ " reaches the application around the proxies is believed as if it were one of them" + end
					+ " Prefer the addresses of the proxies; trust-proxy.max-hops limits how many of them are"
					+ " trusted.");
	}

	@ParameterizedTest
	@CsvSource({ "40, 32, 40", "1:30, 32, 90", "3, 2, 3", "1, 0, 1" })
	@Shows("explain.md: a hop count is greater than max-hops")
	void warnsAboutHopCountThatIsGreaterThanMaxHops(String yaml, int maxHops, int understood, CapturedOutput output) {
		start(TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  trust: %s
				  max-hops: %d
				""".formatted(yaml, maxHops)));
		assertThat(lines(output, "INFO")).singleElement()
			.asString()
			.contains("Trust proxy: trusting "
					+ ((maxHops > 0) ? understood + " hops (max-hops " + maxHops + ")" : "nobody"));
		assertThat(lines(output, "WARN")).anySatisfy((line) -> assertThat(line)
			.endsWith(" : trust-proxy is the hop count '" + understood + "', but trust-proxy.max-hops is " + maxHops
					+ ", and no more are trusted. If another number was meant, write it in quotes: YAML reads '1:30' as"
					+ " 90 and '010' as 8."));
	}

	@ParameterizedTest
	@CsvSource({ "true, 32", "32, 32", "2, 3", "loopback, 1" })
	void doesNotWarnAboutMaxHopsThatIsNotExceeded(String trust, int maxHops, CapturedOutput output) {
		start(TestApplication.servlet(this.directory)
			.properties("trust-proxy=%s\ntrust-proxy.max-hops=%d\n".formatted(trust, maxHops)));
		assertThat(lines(output, "WARN")).noneMatch((line) -> line.contains("but trust-proxy.max-hops is"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "*.com", "*.COM", "*.co.uk", "*.com.br" })
	@Shows("explain.md: allowed-hosts has a domain below which anybody can register")
	void warnsAboutHostsThatAnybodyCanRegister(String host, CapturedOutput output) {
		start(TestApplication.servlet(this.directory)
			.properties("trust-proxy=loopback\ntrust-proxy.allowed-hosts=example.com, " + host));
		assertThat(lines(output, "WARN")).singleElement()
			.asString()
			.endsWith(" : trust-proxy.allowed-hosts contains '" + host
					+ "', below which anybody can register a name. List" + " the domains of the application.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "com", "*.example.com", "*.internal", "*.local", "*.co.com", "*.app.co.uk" })
	void doesNotWarnAboutHostsOfOneOwner(String host, CapturedOutput output) {
		start(TestApplication.servlet(this.directory)
			.properties("trust-proxy=loopback\ntrust-proxy.allowed-hosts=" + host));
		assertThat(lines(output, "WARN")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	@Shows("explain.md: the ranges add up to all of IPv4 or IPv6, or have host bits")
	void warnsAboutRanges(String value, List<String> warnings, CapturedOutput output) {
		start(TestApplication.servlet(this.directory).yaml("trust-proxy: \"%s\"\n".formatted(value)));
		assertThat(lines(output, "INFO")).hasSize(1);
		List<String> lines = lines(output, "WARN");
		assertThat(lines).hasSameSizeAs(warnings);
		for (int i = 0; i < warnings.size(); i++) {
			assertThat(lines.get(i)).endsWith(" : " + warnings.get(i));
		}
	}

	static Stream<Arguments> warnsAboutRanges() {
		return Stream.of(
				argumentSet("IPv4 host bits", "10.0.0.5/8",
						List.of("The trusted range '10.0.0.5/8' has host bits set. It is read as '10.0.0.0/8'.")),
				argumentSet("IPv4 host bits with a netmask", "10.0.0.5/255.0.0.0", List
					.of("The trusted range '10.0.0.5/255.0.0.0' has host bits set. It is read as '10.0.0.0/8'.")),
				argumentSet("IPv6 host bits", "loopback, 2001:db8::1/32", List
					.of("The trusted range '2001:db8::1/32' has host bits set. It is read as '2001:db8::/32'.")),
				argumentSet("IPv4-mapped host bits", "::ffff:10.0.0.5/104", List
					.of("The trusted range '::ffff:10.0.0.5/104' has host bits set. It is read as '10.0.0.0/8'.")),
				argumentSet("each range with host bits", "10.0.0.5/8, 192.0.2.1/24",
						List.of("The trusted range '10.0.0.5/8' has host bits set. It is read as '10.0.0.0/8'.",
								"The trusted range '192.0.2.1/24' has host bits set. It is read as '192.0.2.0/24'.")),
				argumentSet("both halves of IPv4", "128.0.0.0/1,0.0.0.0/1", List.of(ALL_OF_IPV4)),
				argumentSet("pieces of IPv4", "0.0.0.0/2, 64.0.0.0/2, 10.0.0.0/8, 128.0.0.0/1", List.of(ALL_OF_IPV4)),
				argumentSet("IPv4 as IPv4-mapped range", "::ffff:0:0/96", List.of(ALL_OF_IPV4)),
				argumentSet("both halves of IPv6", "::/1, 8000::/1", List.of(ALL_OF_IPV6)), argumentSet(
						"halves of both", "0.0.0.0/1, 128.0.0.0/1, ::/1, 8000::/1", List.of(ALL_OF_IPV4, ALL_OF_IPV6)));
	}

	@ParameterizedTest
	@MethodSource
	void doesNotWarnAboutRangesThatAreFine(String value, CapturedOutput output) {
		start(TestApplication.servlet(this.directory).yaml("trust-proxy: \"%s\"\n".formatted(value)));
		assertThat(lines(output, "WARN")).isEmpty();
	}

	static Stream<Arguments> doesNotWarnAboutRangesThatAreFine() {
		return Stream.of(argumentSet("half of IPv4", "0.0.0.0/1"), argumentSet("half of IPv6", "::/1"),
				argumentSet("nearly all of IPv4", "0.0.0.0/1, 128.0.0.0/2, 192.0.0.0/3, 224.0.0.0/4"),
				argumentSet("addresses", "10.0.0.5, 2001:db8::1"), argumentSet("whole length", "10.0.0.5/32, ::1/128"),
				argumentSet("duplicates", "10.0.0.0/8, 10.0.0.0/8, uniquelocal"), argumentSet("all names", "private"));
	}

	@Test
	@Shows("explain.md: a TrustPolicy bean replaces the property")
	void warnsThatTrustPolicyBeanReplacesTheProperty(CapturedOutput output) {
		start(TestApplication.servlet(this.directory)
			.with(TrustPolicyConfiguration.class)
			.yaml("trust-proxy: [ loopback, 10.0.0.5/8 ]\n"));
		assertThat(lines(output, "INFO")).singleElement()
			.asString()
			.contains("Trust proxy: trusting custom policy " + OddHops.class.getName() + " (max-hops 32)");
		assertThat(lines(output, "WARN")).singleElement()
			.asString()
			.endsWith(" : A TrustPolicy bean replaces the value 'loopback,10.0.0.5/8' of trust-proxy,"
					+ " which has no effect.");
	}

	@Test
	void doesNotWarnAboutTrustPolicyBeanAlone(CapturedOutput output) {
		start(TestApplication.reactive(this.directory).with(TrustPolicyConfiguration.class));
		assertThat(lines(output, "INFO")).singleElement().asString().contains("custom policy");
		assertThat(lines(output, "WARN")).isEmpty();
	}

	@Test
	@Shows("explain.md: the standard header has no prefix")
	void warnsAboutPrefixThatStandardHeaderDoesNotHave(CapturedOutput output) {
		start(TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  trust: loopback
				  header-format: standard
				  headers: for, prefix
				"""));
		assertThat(lines(output, "WARN")).singleElement()
			.asString()
			.endsWith(" : trust-proxy.headers contains 'prefix', which has no effect: the standard header Forwarded has"
					+ " no such value.");
	}

	@Test
	void doesNotWarnAboutPrefixOfXForwarded(CapturedOutput output) {
		start(TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  trust: loopback
				  headers: for, prefix
				"""));
		assertThat(lines(output, "INFO")).singleElement()
			.asString()
			.endsWith("believing X-Forwarded-For, X-Forwarded-Prefix");
		assertThat(lines(output, "WARN")).isEmpty();
	}

	private static void start(TestApplication application) {
		application.start().close();
	}

	/**
	 * Only ours: devtools say that they do not restart a test.
	 */
	private static List<String> lines(CapturedOutput output, String level) {
		return output.toString()
			.lines()
			.filter((line) -> line.contains(" " + level + " "))
			.filter((line) -> !line.contains(".RestartApplicationListener "))
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class TrustPolicyConfiguration {

		@Bean
		TrustPolicy trustPolicy() {
			return new OddHops();
		}

	}

	static class OddHops implements TrustPolicy {

		@Override
		public boolean trusts(InetAddress address, int hop) {
			return hop % 2 == 1;
		}

	}

}
