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

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.header.ForwardedValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What the operator reads when the configuration is refused: the report that is printed
 * by a start with real files and environment variables.
 */
@ExtendWith(OutputCaptureExtension.class)
class RejectedConfigurationTests {

	private static final String ACCEPTED = "Accepted are true, false, a hop count, or a list of addresses, ranges such"
			+ " as '10.0.0.0/8', and the names azure-front-door, cgnat, cloudflare, cloudfront, fastly,"
			+ " google-lb, linklocal, loopback, private, uniquelocal, unix.";

	private static final String COUNT = "A hop count is a whole number from 1 to 65535,";

	private static final String EMPTY = "The value is empty or has an empty entry.";

	private static final String HOST_NAME = "Host names are not accepted,";

	private static final String IPV4 = "An IPv4 address has four decimal numbers from 0 to 255 without leading zeros,"
			+ " such as '192.0.2.1'; octal, hexadecimal and short forms are not accepted,";

	private static final String IPV4_PREFIX = "The prefix length of an IPv4 range is a whole number between 1 and 32,"
			+ " without sign or zeros in front.";

	private static final String IPV6_PREFIX = "The prefix length of an IPv6 range is a whole number between 1 and 128,"
			+ " without sign or zeros in front.";

	private static final String MAPPED = "An IPv4-mapped range that is shorter than /96 would reach beyond IPv4"
			+ " (CVE-2026-90711). Write the IPv4 range instead, such as '10.0.0.0/8'.";

	private static final String MIXED = "A boolean or a hop count cannot be combined with other entries. Use either a"
			+ " hop count or a list of addresses; to limit a list, set trust-proxy.max-hops.";

	private static final String NETMASK = "The netmask is not a valid IPv4 netmask such as '255.0.0.0'.";

	private static final String NOT_CONTIGUOUS = "The netmask is not contiguous:";

	private static final String PORT = "A port does not belong to an entry:";

	private static final String PROGRAM = "This is the name of a program. Proxies are recognised by their address:";

	private static final String INVISIBLE = "The entry contains a character that cannot be seen,";

	private static final String WHOLE_INTERNET = "This range is the whole Internet. List the addresses of the proxies,"
			+ " or use 'true' if really every hop is to be trusted.";

	private static final String ZONE = "An address with a zone is not accepted. Write it without the zone,";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@MethodSource
	void refusedValueIsReportedInShortForm(String value, String reason, CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).yaml("trust-proxy: \"%s\"\n".formatted(value)));
		assertReport(output).names("trust-proxy", value, "application.yml", "1:14").gives(reason);
	}

	static Stream<Arguments> refusedValueIsReportedInShortForm() {
		return refusedValues();
	}

	@ParameterizedTest
	@MethodSource
	void refusedValueIsReportedInLongForm(String value, String reason, CapturedOutput output) {
		assertRefused(TestApplication.reactive(this.directory)
			.properties("# Who stands in front of us\ntrust-proxy.trust=%s\n".formatted(value)));
		assertReport(output).names("trust-proxy.trust", value, "application.properties", "2:19").gives(reason);
	}

	static Stream<Arguments> refusedValueIsReportedInLongForm() {
		// An empty value is on no line of a properties file, which is read as ISO 8859-1
		return oneForEachReason().filter((row) -> row.get()[0].toString().matches("[ -~]+"));
	}

	@Test
	void emptyValueInPropertiesFileIsRefused(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).properties("trust-proxy=\n"));
		assertReport(output)
			.containsDescription("Invalid value '' for configuration property 'trust-proxy' (originating from '")
			.gives(EMPTY);
	}

	@Test
	void emptyEnvironmentVariableIsRefused(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).variable("TRUST_PROXY", ""));
		assertReport(output)
			.containsDescription("Invalid value '' for configuration property 'trust-proxy' (originating from"
					+ " 'System Environment Property \"TRUST_PROXY\"').")
			.gives(EMPTY);
	}

	@ParameterizedTest
	@MethodSource
	void refusedEntryOfYamlListIsReportedWithItsOwnLine(String value, String reason, CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  - loopback
				  - "%s"
				  - 192.0.2.0/24
				""".formatted(value)));
		assertReport(output).names("trust-proxy[1]", value, "application.yml", "3:5").gives(reason);
	}

	static Stream<Arguments> refusedEntryOfYamlListIsReportedWithItsOwnLine() {
		return Stream.concat(oneForEachReason(), Stream.of(argumentSet("count with addresses", "2", MIXED),
				argumentSet("zero with addresses", "0", MIXED), argumentSet("true with addresses", "true", MIXED),
				argumentSet("false with addresses", "false", MIXED)));
	}

	@ParameterizedTest
	@MethodSource
	void refusedEntryOfCommaSeparatedListIsNamed(String value, String entry, String reason, CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).yaml("trust-proxy: \"%s\"\n".formatted(value)));
		assertReport(output).names("trust-proxy", value.replace("\\n", "\n"), "application.yml", "1:14")
			.gives("The entry '%s' is refused.".formatted(entry))
			.gives(reason);
	}

	static Stream<Arguments> refusedEntryOfCommaSeparatedListIsNamed() {
		return Stream.of(argumentSet("count before addresses", "1, loopback", "1", MIXED),
				argumentSet("count after addresses", "10.0.0.0/8, 2", "2", MIXED),
				argumentSet("two counts", "1, 2", "1", MIXED),
				argumentSet("true with addresses", "true, 10.0.0.0/8", "true", MIXED),
				argumentSet("false with addresses", "10.0.0.0/8, false", "false", MIXED),
				argumentSet("comma at the end", "10.0.0.1,", "", EMPTY),
				argumentSet("comma in front", ",10.0.0.1", "", EMPTY),
				argumentSet("comma twice", "10.0.0.1,,10.0.0.2", "", EMPTY),
				argumentSet("blank between commas", "10.0.0.1, ,10.0.0.2", "", EMPTY),
				argumentSet("comma alone", ",", "", EMPTY),
				argumentSet("second entry", "loopback, 10.0.0.0/33", "10.0.0.0/33", IPV4_PREFIX),
				argumentSet("second entry behind a blank", "loopback 10.0.0.0/33", "10.0.0.0/33", IPV4_PREFIX),
				argumentSet("second entry on a line of its own", "loopback\\n10.0.0.0/33", "10.0.0.0/33", IPV4_PREFIX),
				argumentSet("blank before the prefix", "10.0.0.0/ 8", "10.0.0.0/", IPV4_PREFIX),
				argumentSet("blank before the slash", "10.0.0.0 /8", "/8", "A range is written without white space,"),
				argumentSet("count before a line end", "2\\nloopback", "2", MIXED),
				argumentSet("comma before a line end", "10.0.0.1,\\n", "", EMPTY),
				argumentSet("comma at the end of a line and in front of the next", "10.0.0.1,\\n,10.0.0.2", "", EMPTY));
	}

	private static Stream<Arguments> oneForEachReason() {
		return refusedValues()
			.collect(Collectors.toMap((row) -> row.get()[1], Function.identity(), (first, other) -> first,
					LinkedHashMap::new))
			.values()
			.stream();
	}

	/**
	 * Each is refused alone, and as an entry of a list. {@code TrustSpecTests} tries them
	 * as well.
	 */
	static Stream<Arguments> refusedValues() {
		return Stream.of(
				// What is neither a boolean nor a count
				argumentSet("negative count", "-1", COUNT), argumentSet("negative zero", "-0", COUNT),
				argumentSet("fractional count", "1.5", COUNT), argumentSet("fraction of zero", "1.0", COUNT),
				argumentSet("exponent", "1e3", COUNT), argumentSet("signed count", "+2", COUNT),
				argumentSet("zero-padded count", "01", COUNT), argumentSet("double zero", "00", COUNT),
				argumentSet("count beyond any chain", "65536", COUNT), argumentSet("not a number", "NaN", COUNT),
				argumentSet("upper-case boolean", "TRUE", "Did you mean 'true'?"),
				argumentSet("yes", "yes", "Did you mean 'true'?"), argumentSet("on", "on", "Did you mean 'true'?"),
				argumentSet("mis-cased boolean", "False", "Did you mean 'false'?"),
				argumentSet("no", "no", "Did you mean 'false'?"), argumentSet("off", "off", "Did you mean 'false'?"),
				argumentSet("none", "none", "Did you mean 'false'?"),
				// Names
				argumentSet("mis-cased name", "Loopback", "Did you mean 'loopback'?"),
				argumentSet("upper-case name", "PRIVATE", "Did you mean 'private'?"),
				argumentSet("misspelt name", "loopbak", "Did you mean 'loopback'?"),
				argumentSet("hyphenated name", "link-local", "Did you mean 'linklocal'?"),
				argumentSet("underscored name", "unique_local", "Did you mean 'uniquelocal'?"),
				argumentSet("unknown name", "mesh", ACCEPTED), argumentSet("all", "all", "Did you mean 'true'?"),
				argumentSet("any", "Any", "Did you mean 'true'?"),
				argumentSet("everybody", "everybody", "Did you mean 'true'?"),
				argumentSet("wildcard", "*", "Did you mean 'true'?"),
				argumentSet("nobody", "nobody", "Did you mean 'false'?"),
				argumentSet("local host", "localhost", "Did you mean 'loopback'?"),
				argumentSet("intranet", "intranet", "Did you mean 'private'?"), argumentSet("nginx", "nginx", PROGRAM),
				argumentSet("ingress", "ingress-nginx", PROGRAM), argumentSet("cluster", "Kubernetes", PROGRAM),
				argumentSet("misspelt provider", "cloudfare", "Did you mean 'cloudflare'?"),
				argumentSet("provider with a capital", "Cloudflare", "Did you mean 'cloudflare'?"),
				argumentSet("provider with capitals", "CloudFront", "Did you mean 'cloudfront'?"),
				argumentSet("provider in other words", "azure_frontdoor", "Did you mean 'azure-front-door'?"),
				argumentSet("name of a prototype member", "constructor", ACCEPTED),
				// Host names
				argumentSet("host name", "proxy.internal", HOST_NAME),
				argumentSet("URL of another scheme", "ftp://proxy.internal", "This is a URL."),
				// Ports, brackets and zones
				argumentSet("IPv4 with port", "1.2.3.4:80", PORT), argumentSet("host with port", "proxy:8080", PORT),
				argumentSet("IPv6 in brackets", "[::1]", "Brackets do not belong to an address."),
				argumentSet("IPv6 in brackets with port", "[::1]:80", "Brackets do not belong to an address."),
				argumentSet("zone", "fe80::1%eth0", ZONE), argumentSet("zone in a range", "fe80::%1/10", ZONE),
				// IPv4 that programs disagree on
				argumentSet("octal IPv4", "010.0.0.1", IPV4), argumentSet("hexadecimal IPv4", "0x0a.0.0.1", IPV4),
				argumentSet("IPv4 as one hexadecimal number", "0x7f000001", IPV4),
				argumentSet("short IPv4", "127.1", COUNT), argumentSet("short IPv4 with three numbers", "10.0.1", IPV4),
				argumentSet("short IPv4 range", "10.1/16", IPV4),
				argumentSet("IPv4 as one number", "2130706433", COUNT),
				argumentSet("number out of range", "10.0.0.256", IPV4), argumentSet("five numbers", "10.0.0.0.1", IPV4),
				argumentSet("dot at the end", "10.0.0.1.", IPV4),
				argumentSet("range with a hyphen", "10.0.0.1-9", "A range is written like '192.0.2.0/24'."),
				argumentSet("no-break space", "10.0.0.1\u00a0", INVISIBLE),
				argumentSet("zero-width space", "10.0.0.1\u200b", INVISIBLE),
				argumentSet("full-width digits", "１０.0.0.1", HOST_NAME),
				// IPv6
				argumentSet("two compressions", "2001::db8::1", "This is not a valid IPv6 address or range."),
				argumentSet("too long a group", "2001:db8::12345", "This is not a valid IPv6 address or range."),
				// Prefix lengths
				argumentSet("all of IPv4", "0.0.0.0/0", WHOLE_INTERNET),
				argumentSet("all of IPv6", "::/0", WHOLE_INTERNET),
				argumentSet("length zero of another address", "10.0.0.0/0", WHOLE_INTERNET),
				argumentSet("IPv4 prefix too long", "10.0.0.0/33", IPV4_PREFIX),
				argumentSet("IPv6 prefix too long", "::1/129", IPV6_PREFIX),
				argumentSet("signed prefix", "10.0.0.0/+8", IPV4_PREFIX),
				argumentSet("negative prefix", "10.0.0.0/-1", IPV4_PREFIX),
				argumentSet("zero-padded prefix", "10.0.0.0/08", IPV4_PREFIX),
				argumentSet("prefix of two zeros", "10.0.0.0/00", IPV4_PREFIX),
				argumentSet("zero-padded IPv6 prefix", "fc00::/07", IPV6_PREFIX),
				argumentSet("prefix with exponent", "10.0.0.0/1e1", IPV4_PREFIX),
				argumentSet("missing prefix", "10.0.0.0/", IPV4_PREFIX),
				argumentSet("second slash", "10.0.0.0/8/8", IPV4_PREFIX),
				argumentSet("prefix of a name", "loopback/8", "Did you mean 'loopback'?"),
				// Netmasks
				argumentSet("netmask with a hole", "10.0.0.0/255.0.255.0", NOT_CONTIGUOUS),
				argumentSet("wildcard mask", "10.0.0.0/0.0.0.255", NOT_CONTIGUOUS),
				argumentSet("netmask of zeros", "10.0.0.0/0.0.0.0", WHOLE_INTERNET),
				argumentSet("short netmask", "10.0.0.0/255.0", NETMASK),
				argumentSet("octal netmask", "10.0.0.0/0377.0.0.0", NETMASK),
				argumentSet("IPv6 as netmask", "10.0.0.0/ff00::", NETMASK),
				argumentSet("IPv6 with a netmask", "::1/255.0.0.0",
						"An IPv6 range takes a prefix length, not a netmask,"),
				argumentSet("IPv6 with an IPv6 netmask", "fc00::/fe00::",
						"An IPv6 range takes a prefix length, not a netmask,"),
				// IPv4-mapped IPv6
				argumentSet("IPv4-mapped range of CVE-2026-90711", "::ffff:10.0.0.0/8", MAPPED),
				argumentSet("IPv4-mapped range just too short", "::ffff:0:0/95", MAPPED),
				// Empty
				argumentSet("empty", "", EMPTY));
	}

	@Test
	void yamlWithoutValueIsRefused(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).yaml("trust-proxy:\n"));
		assertReport(output).names("trust-proxy", "", "application.yml", "1:13")
			.gives(EMPTY)
			.gives("Remove the property to switch trust-proxy off.");
	}

	@Test
	void emptyYamlListIsRefused(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).yaml("trust-proxy: []\n"));
		assertReport(output).containsDescription("'trust-proxy'").gives(EMPTY);
	}

	@Test
	void blankValueIsRefused(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).yaml("trust-proxy: \" \"\n"));
		assertReport(output).names("trust-proxy", " ", "application.yml", "1:14").gives(EMPTY);
	}

	@Test
	void yamlNumbersAreRefusedLikeText(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).yaml("trust-proxy: -1\n"));
		assertReport(output).names("trust-proxy", "-1", "application.yml", "1:14").gives(COUNT);
	}

	@Test
	void yamlFractionIsRefusedLikeText(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).yaml("trust-proxy: 1.5\n"));
		assertReport(output).names("trust-proxy", "1.5", "application.yml", "1:14").gives(COUNT);
	}

	@Test
	void environmentVariableIsNamedAsTheOrigin(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).variable("TRUST_PROXY", "10.0.0.0/33"));
		assertReport(output)
			.containsDescription("Invalid value '10.0.0.0/33' for configuration property 'trust-proxy'"
					+ " (originating from 'System Environment Property \"TRUST_PROXY\"').")
			.gives(IPV4_PREFIX);
	}

	@ParameterizedTest
	@MethodSource
	void environmentVariableOfTheLongFormIsNamedAsTheOrigin(String variable, CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).variable(variable, "loopbak"));
		assertReport(output).containsDescription("Invalid value 'loopbak' for configuration property"
				+ " 'trust-proxy.trust' (originating from 'System Environment Property \"%s\"').".formatted(variable))
			.gives("Did you mean 'loopback'?");
	}

	static List<String> environmentVariableOfTheLongFormIsNamedAsTheOrigin() {
		return List.of("TRUST_PROXY_TRUST", "TRUSTPROXY_TRUST");
	}

	@Test
	void environmentVariableThatReplacesYamlListIsNamedAsTheOrigin(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).variable("TRUST_PROXY", "10.0.0.0/33").yaml("""
				trust-proxy:
				  - loopback
				  - 192.0.2.0/24
				"""));
		assertReport(output)
			.containsDescription("Invalid value '10.0.0.0/33' for configuration property 'trust-proxy'"
					+ " (originating from 'System Environment Property \"TRUST_PROXY\"').")
			.gives(IPV4_PREFIX);
	}

	@Test
	void valueBehindPlaceholderIsNamed(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory)
			.variable("PROXIES", "10.0.0.0/33")
			.yaml("trust-proxy: ${PROXIES}\n"));
		assertReport(output).names("trust-proxy", "${PROXIES}", "application.yml", "1:14")
			.gives("The entry '10.0.0.0/33' is refused.")
			.gives(IPV4_PREFIX);
	}

	@Test
	void valueBehindPlaceholderOfYamlListIsNamed(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).variable("PROXY", "10.0.0.1:80").yaml("""
				trust-proxy:
				  - loopback
				  - ${PROXY}
				"""));
		assertReport(output).names("trust-proxy[1]", "${PROXY}", "application.yml", "3:5")
			.gives("The entry '10.0.0.1:80' is refused.")
			.gives(PORT);
	}

	@Test
	void valueIsRefusedThoughTrustPolicyBeanReplacesIt(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory)
			.with(TrustPolicyConfiguration.class)
			.yaml("trust-proxy: loopbak\n"));
		assertReport(output).names("trust-proxy", "loopbak", "application.yml", "1:14")
			.gives("Did you mean 'loopback'?");
	}

	@Test
	void differentValuesOfBothFormsInOneFileAreReportedWithBothOrigins(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory)
			.properties("trust-proxy=loopback\n\ntrust-proxy.trust=loopback,10.0.0.0/8\n"));
		assertReport(output).containsDescription("The proxies to trust are set twice, with different values:")
			.containsDescription("\ttrust-proxy: 'loopback' (originating from '")
			.containsDescription("application.properties] - 1:13')")
			.containsDescription("\ttrust-proxy.trust: 'loopback,10.0.0.0/8' (originating from '")
			.containsDescription("application.properties] - 3:19')")
			.containsAction("Remove one of the two properties, or give both the same value.");
	}

	@Test
	void differentVariablesOfBothFormsAreReportedWithBothOrigins(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory)
			.variable("TRUST_PROXY", "loopback")
			.variable("TRUSTPROXY_TRUST_0", "loopback")
			.variable("TRUSTPROXY_TRUST_1", "cgnat"));
		assertReport(output)
			.containsDescription(
					"\ttrust-proxy: 'loopback' (originating from" + " 'System Environment Property \"TRUST_PROXY\"')")
			.containsDescription("\ttrust-proxy.trust: 'loopback,cgnat' (originating from"
					+ " 'System Environment Property \"TRUSTPROXY_TRUST_0\"')");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			TRUST_PROXY          | TRUSTPROXY             | The proxies to trust are
			TRUST_PROXY_TRUST    | TRUSTPROXY_TRUST       | The proxies to trust are
			TRUST_PROXY          | trust-proxy            | The proxies to trust are
			TRUST_PROXY          | TRUST_PROXY_0          | The proxies to trust are
			TRUSTPROXY_TRUST     | TRUST_PROXY_TRUST_0    | The proxies to trust are
			TRUST_PROXY_MAX_HOPS | TRUSTPROXY_MAXHOPS     | The property 'trust-proxy.max-hops' is
			TRUST_PROXY_HEADERS  | TRUST_PROXY_HEADERS_0  | The property 'trust-proxy.headers' is
			""")
	void twoSpellingsOfOneVariableAreReportedWithBothOrigins(String first, String second, String subject,
			CapturedOutput output) {
		boolean headers = first.endsWith("HEADERS");
		assertRefused(TestApplication.servlet(this.directory)
			.variable(first, headers ? "for" : "1")
			.variable(second, headers ? "host" : "2"));
		assertReport(output).containsDescription(subject + " set twice, with different values:")
			.containsDescription("(originating from 'System Environment Property \"" + first + "\"')")
			.containsDescription("(originating from 'System Environment Property \"" + second + "\"')");
	}

	@Test
	void twoSpellingsOfOnePropertyAreReportedWithBothOrigins(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory)
			.properties("trust-proxy=loopback\ntrust-proxy.hide-headers=true\ntrustProxy.hideHeaders=false\n"));
		assertReport(output)
			.containsDescription("The property 'trust-proxy.hide-headers' is set twice, with different values:")
			.containsDescription("application.properties] - 2:26')")
			.containsDescription("application.properties] - 3:24')");
	}

	@ParameterizedTest
	@MethodSource
	void unknownKeyIsReported(UnaryOperator<TestApplication> configuration, String key, String origin,
			String suggestion, CapturedOutput output) {
		assertRefused(configuration.apply(TestApplication.servlet(this.directory)));
		String meant = suggestion.isEmpty() ? "" : " Did you mean '" + suggestion + "'?";
		assertReport(output)
			.containsDescription("These keys do not exist, so that trust-proxy would not do what they say:")
			.containsDescription("\t" + key + " (originating from '")
			.containsDescription(origin + "')." + meant + "\n")
			.containsAction("Below trust-proxy there are: allowed-hosts, cache-directory,"
					+ " client-certificate.chain-header, client-certificate.format, client-certificate.header,"
					+ " client-ip-header, ")
			.containsAction(", observations.client-address, ");
		assertThat(output).doesNotContain("secret");
	}

	static Stream<Arguments> unknownKeyIsReported() {
		return Stream.of(yaml("header", "for, proto", "headers"), yaml("allowed-host", "example.com", "allowed-hosts"),
				yaml("trusted", "loopback", "trust"), yaml("maxhop", "3", "max-hops"), yaml("hops", "3", "max-hops"),
				yaml("client-ip", "X-Real-IP", "client-ip-header"), yaml("format", "standard", "header-format"),
				yaml("enabled", "false", ""), yaml("password", "secret", ""),
				yaml("observation.client-address", "true", "observations.client-address"),
				yaml("observations.client-adress", "true", "observations.client-address"),
				yaml("observations.metrics", "true", ""), yaml("max-hops.value", "3", "max-hops"),
				yaml("headers.for", "true", "headers"), yaml("headers.first[0]", "for", "headers"),
				yaml("header-names.for", "X-Real-IP", "client-ip-header"),
				yaml("client-certificate.headers", "Client-Cert", "client-certificate.header"),
				yaml("header-names.prot", "X-Proto", "header-names.proto"),
				key("properties file", (application) -> application.properties("trustProxy.hideHeader=true\n"),
						"trustProxy.hideHeader", "application.properties] - 1:23", "trust-proxy.hide-headers"),
				key("profile",
						(application) -> application.argument("--spring.profiles.active=prod")
							.properties("trust-proxy=loopback")
							.profile("prod", "trust-proxy.header: for\n"),
						"trust-proxy.header", "application-prod.yml] - 1:21", "trust-proxy.headers"),
				key("argument", (application) -> application.argument("--trust-proxy.trusted=loopback"),
						"trust-proxy.trusted", "\"trust-proxy.trusted\" from property source \"commandLineArgs\"",
						"trust-proxy.trust"),
				key("config tree", (application) -> application.configTree("trust-proxy/trusted", "loopback"),
						"trust-proxy.trusted", "trusted] - 1:1", "trust-proxy.trust"),
				key("JSON",
						(application) -> application.variable("SPRING_APPLICATION_JSON",
								"{ \"trust-proxy\": { \"header\": \"for\" } }"),
						"trust-proxy.header", "", "trust-proxy.headers"),
				variable("TRUST_PROXY_TRUST_0_", "TRUST_PROXY_TRUST_0"),
				variable("TRUST_PROXY_TRUSTED", "TRUST_PROXY_TRUST"),
				variable("TRUSTPROXY_HEADER", "TRUST_PROXY_HEADERS"),
				variable("TRUST_PROXY_ALLOWED_HOST", "TRUST_PROXY_ALLOWED_HOSTS"),
				variable("TRUST_PROXY_CLIENT_IP", "TRUST_PROXY_CLIENT_IP_HEADER"),
				variable("TRUSTPROXY_MAX_HOPS", "TRUST_PROXY_MAX_HOPS"),
				variable("TRUST_PROXY_HEADER_NAMES_FOR", "TRUST_PROXY_CLIENT_IP_HEADER"),
				variable("TRUSTPROXY_HEADERNAMES_FOR", "TRUST_PROXY_CLIENT_IP_HEADER"),
				variable("TRUST_PROXY_HEADER_NAMES_PROT", "TRUST_PROXY_HEADER_NAMES_PROTO"),
				variable("TRUST_PROXY_OBSERVATIONS_CLIENT_ADRESS", "TRUST_PROXY_OBSERVATIONS_CLIENT_ADDRESS"));
	}

	private static Arguments yaml(String key, String value, String suggestion) {
		return key(key,
				(application) -> application
					.yaml("trust-proxy:\n  trust: loopback\n  %s: \"%s\"\n".formatted(key, value)),
				"trust-proxy." + key, "application.yml] - 3:" + (key.length() + 5),
				suggestion.isEmpty() ? "" : "trust-proxy." + suggestion);
	}

	private static Arguments variable(String name, String suggestion) {
		return key(name, (application) -> application.variable(name, "3"), name,
				"System Environment Property \"" + name + "\"", suggestion);
	}

	private static Arguments key(String name, UnaryOperator<TestApplication> configuration, String key, String origin,
			String suggestion) {
		return argumentSet(name, configuration, key, origin, suggestion);
	}

	@Test
	void allUnknownKeysAreReportedAtOnce(CapturedOutput output) {
		assertRefused(TestApplication.reactive(this.directory)
			.yaml("trust-proxy: { trust: loopback, header: \"for, proto\", allowed-host: example.com }\n"));
		assertReport(output).containsDescription("Did you mean 'trust-proxy.headers'?")
			.containsDescription("Did you mean 'trust-proxy.allowed-hosts'?");
	}

	@ParameterizedTest
	@MethodSource
	void otherPropertyIsReported(String property, String value, String reason, CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  trust: loopback
				  %s: "%s"
				""".formatted(property, value)));
		assertReport(output).names("trust-proxy." + property, value, "application.yml", "3:" + (property.length() + 5))
			.gives(reason);
	}

	static Stream<Arguments> otherPropertyIsReported() {
		String header = "This is not the name of a header. An example is 'CF-Connecting-IP'.";
		String list = "This header holds a list, to which every proxy adds.";
		String other = "This header is not for the address of the client,";
		String needed = "HTTP does not work without this header,";
		String notForCertificates = "This header is not for certificates.";
		String host = "This is not a host. A '*' can only stand for the left-most labels, and an internationalised"
				+ " name is written in its ASCII form. Examples are 'example.com' and '*.example.com'.";
		String port = "Ports do not count here: leave the port out,";
		return Stream.of(
				argumentSet("negative max-hops", "max-hops", "-1", "The number of trusted proxies cannot be negative."),
				argumentSet("client-ip-header with a blank", "client-ip-header", "X Real", header),
				argumentSet("client-ip-header with a colon", "client-ip-header", "X-Real-IP:", header),
				argumentSet("client-ip-header with a comma", "client-ip-header", "X-Real-IP,CF-Connecting-IP", header),
				argumentSet("blank client-ip-header", "client-ip-header", " ", header),
				argumentSet("client-ip-header that is not ASCII", "client-ip-header", "X-Réal-IP", header),
				argumentSet("X-Forwarded-For as client-ip-header", "client-ip-header", "X-Forwarded-For", list),
				argumentSet("x-forwarded-for as client-ip-header", "client-ip-header", "x-forwarded-for", list),
				argumentSet("Forwarded as client-ip-header", "client-ip-header", "Forwarded", list),
				argumentSet("Host as client-ip-header", "client-ip-header", "Host", other),
				argumentSet("cookie as client-ip-header", "client-ip-header", "cookie", other),
				argumentSet("Authorization as client-ip-header", "client-ip-header", "Authorization", other),
				argumentSet("User-Agent as client-ip-header", "client-ip-header", "User-Agent", other),
				argumentSet("Accept-Language as client-ip-header", "client-ip-header", "Accept-Language", other),
				argumentSet("Sec-Fetch-Site as client-ip-header", "client-ip-header", "Sec-Fetch-Site", other),
				argumentSet("Via as client-ip-header", "client-ip-header", "Via", other),
				argumentSet("X-Forwarded-Host as client-ip-header", "client-ip-header", "X-Forwarded-Host", other),
				argumentSet("protected-headers with a blank", "protected-headers", "X User", header),
				argumentSet("protected Host", "protected-headers", "Host", needed),
				argumentSet("protected Content-Length", "protected-headers", "content-length", needed),
				argumentSet("protected Transfer-Encoding", "protected-headers", "Transfer-Encoding", needed),
				argumentSet("protected Content-Type", "protected-headers", "Content-Type", needed),
				argumentSet("protected Upgrade", "protected-headers", "Upgrade", needed),
				argumentSet("protected handshake", "protected-headers", "Sec-WebSocket-Key", needed),
				argumentSet("certificate in a header with a blank", "client-certificate.header", "Client Cert",
						"This is not the name of a header."),
				argumentSet("certificate in Cookie", "client-certificate.header", "Cookie", notForCertificates),
				argumentSet("certificate in X-Forwarded-For", "client-certificate.header", "x-forwarded-for",
						notForCertificates),
				argumentSet("certificate in Forwarded", "client-certificate.header", "Forwarded", notForCertificates),
				argumentSet("certificate in X-Forwarded-Host", "client-certificate.header", "X-Forwarded-Host",
						notForCertificates),
				argumentSet("certificate in a header that is not known", "client-certificate.header", "X-Cert",
						"How a certificate is written into this header is not known."),
				argumentSet("format of no header", "client-certificate.format", "pem",
						"There is no header with certificates."),
				argumentSet("chain of no header", "client-certificate.chain-header", "Client-Cert-Chain",
						"There is no header with certificates."),
				argumentSet("any host", "allowed-hosts", "*", host),
				argumentSet("any host below nothing", "allowed-hosts", "*.", host),
				argumentSet("wildcard without a dot", "allowed-hosts", "*example.com", host),
				argumentSet("wildcard within", "allowed-hosts", "www.*.com", host),
				argumentSet("URL as host", "allowed-hosts", "https://example.com", host),
				argumentSet("host with port", "allowed-hosts", "example.com:8080", port),
				argumentSet("wildcard with port", "allowed-hosts", "*.example.com:443", port),
				argumentSet("host with white space", "allowed-hosts", "exa mple", host),
				argumentSet("empty label", "allowed-hosts", "a..b", host),
				argumentSet("dot in front", "allowed-hosts", ".example.com", host),
				argumentSet("host that is not ASCII", "allowed-hosts", "exämple.com", host),
				argumentSet("IPv6 host without brackets", "allowed-hosts", "2001:db8::1", host));
	}

	@ParameterizedTest
	@MethodSource
	void nameOfAHeaderThatCannotHaveTheValueIsReported(ForwardedValue forwarded, String name, String reason,
			CapturedOutput output) {
		String value = forwarded.name().toLowerCase(Locale.ROOT);
		String other = value.equals("proto") ? "host: X-Other" : "proto: X-Original-Protocol";
		assertRefused(TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  trust: loopback
				  client-ip-header: X-Real-IP
				  header-names:
				    %s
				    %s: "%s"
				""".formatted(other, value, name)));
		assertReport(output)
			.names("trust-proxy.header-names." + value, name, "application.yml", "6:" + (value.length() + 7))
			.gives(reason);
	}

	static Stream<Arguments> nameOfAHeaderThatCannotHaveTheValueIsReported() {
		String meaning = "This header has another meaning, and clients write it.";
		return Stream.of(
				arguments(ForwardedValue.PROTO, "X Proto",
						"This is not the name of a header. An example is 'CloudFront-Forwarded-Proto'."),
				arguments(ForwardedValue.PROTO, "Host", meaning), arguments(ForwardedValue.HOST, "host", meaning),
				arguments(ForwardedValue.PORT, "Content-Length", meaning),
				arguments(ForwardedValue.PREFIX, "Connection", meaning),
				arguments(ForwardedValue.HOST, "Origin", meaning),
				arguments(ForwardedValue.PROTO, "Forwarded", "This header does not have the scheme alone."),
				arguments(ForwardedValue.PROTO, "X-Forwarded-SSL", "This header does not have the scheme alone."),
				arguments(ForwardedValue.HOST, "x-forwarded-for",
						"This is the header with the addresses: it cannot have the host as well."),
				arguments(ForwardedValue.HOST, "X-Forwarded-Proto",
						"This is the header with the scheme: it cannot have the host as well."),
				arguments(ForwardedValue.PORT, "X-Original-Protocol",
						"This is the header with the scheme: it cannot have the port as well."),
				arguments(ForwardedValue.PREFIX, "x-real-ip",
						"trust-proxy.client-ip-header has this header: it cannot have the prefix as well."));
	}

	@Test
	void refusedHeaderOfListIsNamed(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory)
			.properties("trust-proxy.protected-headers=X-Forwarded-User, Host, Content-Length\n"));
		assertReport(output)
			.names("trust-proxy.protected-headers", "X-Forwarded-User, Host, Content-Length", "application.properties",
					"1:31")
			.gives("The entry 'Host' is refused. HTTP does not work without this header,");
	}

	@Test
	void refusedHostOfYamlListIsReportedWithItsOwnLine(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  allowed-hosts:
				    - example.com
				    - "*"
				"""));
		assertReport(output).names("trust-proxy.allowed-hosts[1]", "*", "application.yml", "4:7")
			.gives("This is not a host.");
	}

	@Test
	void refusedHostOfCommaSeparatedListIsNamed(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).properties("trust-proxy.allowedHosts=example.com, *\n"));
		assertReport(output).names("trust-proxy.allowed-hosts", "example.com, *", "application.properties", "1:26")
			.gives("The entry '*' is refused. This is not a host.");
	}

	@Test
	void environmentVariableWithRefusedHostIsNamedThoughYamlHasList(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).variable("TRUSTPROXY_ALLOWEDHOSTS", "*").yaml("""
				trust-proxy:
				  allowed-hosts:
				    - example.com
				"""));
		assertReport(output)
			.containsDescription("Invalid value '*' for configuration property 'trust-proxy.allowed-hosts'"
					+ " (originating from 'System Environment Property \"TRUSTPROXY_ALLOWEDHOSTS\"').")
			.gives("This is not a host.");
	}

	@ParameterizedTest
	@MethodSource
	void valueThatDoesNotBindIsReported(String property, String value, String reason, CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).yaml("""
				trust-proxy:
				  %s: "%s"
				""".formatted(property, value)));
		assertReport(output).names("trust-proxy." + property, value, "application.yml", "2:" + (property.length() + 5))
			.gives(reason);
		assertThat(output).doesNotContain("io.github.trustproxy.H", "io.github.trustproxy.F", "io.github.trustproxy.M");
	}

	static Stream<Arguments> valueThatDoesNotBindIsReported() {
		String number = "It is a whole number from 0 to 2147483647.";
		String format = "It is 'x-forwarded', or 'standard' for the header Forwarded of RFC 7239.";
		String values = "Accepted are 'for', 'host', 'proto', 'port' and 'prefix', separated by commas or as a YAML"
				+ " list.";
		return Stream.of(argumentSet("max-hops as word", "max-hops", "many", number),
				argumentSet("fractional max-hops", "max-hops", "1.5", number),
				argumentSet("max-hops beyond int", "max-hops", "2147483648", number),
				argumentSet("unknown header-format", "header-format", "both", format),
				argumentSet("header-format by its RFC", "header-format", "rfc7239", format),
				argumentSet("unknown value in headers", "headers", "for, ssl", values),
				argumentSet("header name in headers", "headers", "X-Forwarded-For", values),
				argumentSet("unknown malformed", "malformed", "ignore", "It is 'stop', with which the client is the"),
				argumentSet("unknown prefix", "prefix", "append", "It is 'prepend', with which a forwarded prefix"),
				argumentSet("hide-headers as word", "hide-headers", "sometimes", "It is 'true' or 'false'."));
	}

	@Test
	void entryThatDoesNotBindIsReportedWithItsOwnLine(CapturedOutput output) {
		assertRefused(TestApplication.reactive(this.directory).yaml("""
				trust-proxy:
				  headers:
				    - for
				    - X-Forwarded-Host
				"""));
		assertReport(output).names("trust-proxy.headers[1]", "X-Forwarded-Host", "application.yml", "4:7")
			.gives("They are not the names of headers: these follow from trust-proxy.header-format.");
	}

	@Test
	void nestedValueThatDoesNotBindIsReported(CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).yaml("trust-proxy.observations.client-address: maybe\n"));
		assertReport(output).names("trust-proxy.observations.client-address", "maybe", "application.yml", "1:42")
			.gives("It is 'true' or 'false'.");
	}

	@Test
	void propertyOfSomebodyElseIsReportedByBoot(CapturedOutput output) {
		assertRefused(
				TestApplication.servlet(this.directory).with(OthersConfiguration.class).yaml("others.number: many\n"));
		assertReport(output).containsDescription("Failed to bind properties under 'others.number'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					T=loopback, dns:10.0.0.1 | trust-proxy | Behind 'dns:' stands the name of a host
					T=dns:traefik:80 | trust-proxy | Behind 'dns:' stands the name of a host
					T=file: | trust-proxy | Behind 'file:' stands the path of a file,
					T=loopback, file:/missing | trust-proxy | There is no file '/missing'.
					T=http://proxy.example/list | trust-proxy | would be trusted: 'http' is accepted for loopback hosts only.
					T=https://127.0.0.1:1/list | trust-proxy | The server of 'https://127.0.0.1:1/list' could not be read
					T=1;S.google-lb.refresh=24h | S.google-lb | Google Cloud publishes its list at no URL that stays.
					T=fastly;S.fastly.refresh=24h;S.fastly.from=10.0.0.1 | S.fastly.from | is refreshed from one place:
					T=1;S.edge.from=https://a.example;S.edge.ssl-bundle=b | S.edge.ssl-bundle | There is no SSL bundle
					T=edgee;S.edge.from=10.0.0.1 | trust-proxy | Did you mean 'edge'?
					T=edge;S.edge.from=edge | S.edge.from | This is not an address,
					T=edge;S.edge.from=/missing | S.edge.from | This is a path. Write 'file:/missing'
					T=edge;S.edge.from=file:/missing | S.edge.from | There is no file '/missing'.
					T=edge;S.edge.from=true | S.edge.from | A source has addresses.
					T=edge;S.edge.required=true | S.edge | It is not said where
					T=1;S.loopback.from=10.0.0.1 | S.loopback | This name has a meaning of its own
					T=1;S.7.from=10.0.0.1 | S.7 | This name has a meaning of its own
					T=1;S.[my_edge].from=10.0.0.1 | S[my_edge] | The name of a source consists of
					T=1;S.edge.from=10.0.0.1;S.edge.refresh=0 | S.edge.refresh | This is at least one second,
					T=1;S.edge.from=10.0.0.1;S.edge.max-age=-5m | S.edge.max-age | This is at least one second,
					T=1;S.edge.from=10.0.0.1;S.edge.refresh=-1s | S.edge.refresh | This is at least one second,
					T=1;S.edge.from=10.0.0.1;S.edge.refresh=1ms | S.edge.refresh | This is at least one second,
					T=1;S.edge.from=10.0.0.1;S.edge.refresh=36501d | S.edge.refresh | at most 36500 days.
					T=1;S.edge.from=10.0.0.1;S.edge.max-age=9223372036854775807s | S.edge.max-age | at most 36500 days.
					T=1;S.edge.guard=lax | S.edge.guard | lax
					T=1;trust-proxy.cache-directory=file:/var | trust-proxy.cache-directory | This is not the path of a directory
					T=1;trust-proxy.cache-directory=/etc/passwd | trust-proxy.cache-directory | This is not the path of a directory
					""")
	void refusedSourceIsReported(String properties, String property, String reason, CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory)
			.properties(
					properties.replace("S.", "trust-proxy.sources.").replace("T=", "trust-proxy=").replace(';', '\n')));
		assertThat(output).contains("APPLICATION FAILED TO START", reason)
			.contains("'" + property.replace("S", "trust-proxy.sources") + "'");
	}

	@ParameterizedTest
	@CsvSource({ "trust-proxy.sources.edge.frm, trust-proxy.sources.edge.from",
			"trust-proxy.sources.edge.maxage-x, trust-proxy.sources.edge.max-age",
			"trust-proxy.source.edge.from, trust-proxy.sources.edge.from" })
	void misspeltKeyOfASourceIsReported(String key, String meant, CapturedOutput output) {
		assertRefused(TestApplication.servlet(this.directory).properties("trust-proxy=loopback\n" + key + "=10.0.0.1"));
		assertThat(output).contains("APPLICATION FAILED TO START").contains(key).contains(meant);
	}

	private static void assertRefused(TestApplication application) {
		assertThatException().isThrownBy(() -> application.start().close());
	}

	private static Report assertReport(CapturedOutput output) {
		assertThat(output).containsOnlyOnce("APPLICATION FAILED TO START");
		String text = output.toString().replace(System.lineSeparator(), "\n");
		String report = text.substring(text.indexOf("APPLICATION FAILED TO START"));
		int action = report.indexOf("\nAction:\n");
		assertThat(report).contains("\nDescription:\n").contains("\nAction:\n").doesNotContain("\tat ");
		return new Report(report.substring(0, action), report.substring(action));
	}

	private record Report(String description, String action) {

		Report names(String property, String value, String file, String position) {
			assertThat(this.description)
				.contains("Invalid value '%s' for configuration property '%s' (originating from '".formatted(value,
						property))
				.contains("%s] - %s').".formatted(file, position));
			return this;
		}

		Report gives(String reason) {
			assertThat(this.description).contains("Validation failed for the following reason:\n\n").contains(reason);
			return containsAction("Review the value of the property with the provided reason.");
		}

		Report containsDescription(String text) {
			assertThat(this.description).contains(text);
			return this;
		}

		Report containsAction(String text) {
			assertThat(this.action).contains(text);
			return this;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(OthersConfiguration.Others.class)
	static class OthersConfiguration {

		@ConfigurationProperties("others")
		record Others(int number) {

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TrustPolicyConfiguration {

		@Bean
		TrustPolicy trustPolicy() {
			return TrustPolicy.of("loopback");
		}

	}

}
