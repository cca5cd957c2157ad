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

package io.github.trustproxy.documentation;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.autoconfigure.TrustProxyAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyProperties;
import io.github.trustproxy.autoconfigure.TrustProxyServletAutoConfiguration;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.servlet.ServletClientAddressResolver;
import io.github.trustproxy.servlet.TrustProxyFilter;
import io.github.trustproxy.support.MarkdownFile;
import io.github.trustproxy.support.Shows;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the README says.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadmeTests {

	private static final MarkdownFile readme = MarkdownFile.of("README.md");

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(TrustProxyAutoConfiguration.class, TrustProxyServletAutoConfiguration.class));

	@Test
	void firstExampleChangesTheAnswerAsShown() throws Exception {
		MockHttpServletRequest request = request("127.0.0.1", "203.0.113.7");
		assertThat(request.getRemoteAddr()).isEqualTo("127.0.0.1");
		with(readme.code("yaml")).run((context) -> {
			assertThat(rewritten(context.getBean(FilterRegistrationBean.class), request).getRemoteAddr())
				.isEqualTo("203.0.113.7");
			ClientAddress client = context.getBean(ServletClientAddressResolver.class).resolve(request);
			assertThat(client.ip()).isEqualTo("203.0.113.7");
			assertThat(client.ips()).containsExactly("203.0.113.7");
		});
	}

	@Test
	void blockOfAllPropertiesShowsTheDefaults() throws Exception {
		TrustProxyProperties[] defaults = new TrustProxyProperties[1];
		this.contextRunner.run((context) -> defaults[0] = context.getBean(TrustProxyProperties.class));
		with(readme.section("## All properties").code("yaml")).run((context) -> {
			TrustProxyProperties shown = context.getBean(TrustProxyProperties.class);
			assertThat(shown.trust()).containsExactly("loopback");
			assertThat(shown).usingRecursiveComparison()
				.ignoringFields("trust", "clientIpHeader", "headerNames", "sources", "cacheDirectory",
						"clientCertificate")
				.isEqualTo(defaults[0]);
			assertThat(shown.clientIpHeader()).isNullOrEmpty();
			assertThat(shown.cacheDirectory()).isNullOrEmpty();
			assertThat(shown.clientCertificate().header()).isNullOrEmpty();
			assertThat(ForwardedValue.values())
				.allSatisfy((value) -> assertThat(shown.headerNames().of(value)).isNullOrEmpty());
			assertThat(defaults[0].clientIpHeader()).isNull();
		});
	}

	@Test
	void blockOfAllPropertiesShowsAllProperties() {
		String block = readme.section("## All properties").code("yaml");
		assertThat(TrustProxyProperties.class.getRecordComponents()).allSatisfy((component) -> {
			String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
			assertThat(block).containsPattern("(?m)^  " + name + ":");
		});
	}

	@ParameterizedTest(name = "{0}: peer {1}, X-Forwarded-For {2}")
	@CsvSource(delimiter = '|',
			textBlock = """
					Direct                                | 203.0.113.7  | 6.6.6.6                                     | 203.0.113.7
					Same machine                          | 127.0.0.1    | 203.0.113.7                                 | 203.0.113.7
					Same machine                          | 127.0.0.1    | 6.6.6.6, 203.0.113.7                        | 203.0.113.7
					Same machine                          | ::1          | 6.6.6.6, 203.0.113.7                        | 203.0.113.7
					AWS Application Load Balancer         | 10.0.3.4     | 6.6.6.6, 203.0.113.7                        | 203.0.113.7
					AWS Application Load Balancer         | 203.0.113.7  | 6.6.6.6                                     | 203.0.113.7
					Cloudflare                            | 104.16.1.9   | 6.6.6.6, 203.0.113.7                        | 203.0.113.7
					Cloudflare                            | 2400:cb00::9 | 6.6.6.6, 203.0.113.7                        | 203.0.113.7
					Cloudflare                            | 203.0.113.7  | 6.6.6.6                                     | 203.0.113.7
					Cloudflare and an AWS load balancer   | 10.0.3.4     | 6.6.6.6, 203.0.113.7, 172.64.0.9            | 203.0.113.7
					Cloudflare and an AWS load balancer   | 10.0.3.4     | 6.6.6.6, 203.0.113.7                        | 203.0.113.7
					Kubernetes ingress                    | 10.244.1.2   | 6.6.6.6, 203.0.113.7                        | 203.0.113.7
					Kubernetes ingress                    | 203.0.113.7  | 6.6.6.6                                     | 203.0.113.7
					""")
	void settingOfTopologyFindsTheClient(String topology, String peer, String forwardedFor, String client,
			CapturedOutput output) throws Exception {
		with(readme.section("### " + topology).code("yaml")).run((context) -> {
			assertThat(context).hasNotFailed();
			MockHttpServletRequest request = request(peer, forwardedFor);
			assertThat(rewritten(context.getBean(FilterRegistrationBean.class), request).getRemoteAddr())
				.isEqualTo(client);
		});
		assertThat(output.toString().lines().filter((line) -> line.contains("WARN")))
			.allMatch((line) -> topology.startsWith("Cloudflare") && line.contains("'cloudflare' without proof"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "AWS Application Load Balancer", "Cloudflare and an AWS load balancer" })
	void settingBehindAwsLoadBalancerDoesNotBelieveTheHost(String topology) throws Exception {
		with(readme.section("### " + topology).code("yaml")).run((context) -> {
			MockHttpServletRequest request = request("10.0.3.4", "203.0.113.7");
			request.addHeader("X-Forwarded-Host", "evil.example");
			request.addHeader("X-Forwarded-Proto", "https");
			MockHttpServletRequest original = request("10.0.3.4", "203.0.113.7");
			HttpServletRequest rewritten = rewritten(context.getBean(FilterRegistrationBean.class), request);
			assertThat(rewritten.getServerName()).isEqualTo(original.getServerName());
			assertThat(rewritten.getScheme()).isEqualTo("https");
		});
	}

	@Test
	@Shows("threat-model.md: a count, and a way around the proxy")
	void hopCountBelievesClientThatFindsAWayAroundTheProxy() throws Exception {
		with("trust-proxy: 1").run((context) -> {
			MockHttpServletRequest request = request("203.0.113.7", "6.6.6.6");
			assertThat(rewritten(context.getBean(FilterRegistrationBean.class), request).getRemoteAddr())
				.isEqualTo("6.6.6.6");
		});
	}

	@Test
	void tableOfValuesListsTheRangesOfTheNames() {
		List<List<String>> names = readme.section("## All properties")
			.rows()
			.stream()
			.filter((row) -> Stream.of("loopback", "linklocal", "uniquelocal", "cgnat").anyMatch(row.get(0)::equals))
			.toList();
		assertThat(names).hasSize(4).allSatisfy((row) -> {
			TrustPolicy named = TrustPolicy.of(row.get(0));
			TrustPolicy listed = TrustPolicy.of(row.get(1).split(", "));
			for (String address : List.of("127.0.0.0", "127.255.255.255", "128.0.0.0", "126.255.255.255", "::1", "::2",
					"169.254.0.0", "169.254.255.255", "169.255.0.0", "fe80::", "febf:ffff::", "fec0::", "10.0.0.0",
					"10.255.255.255", "11.0.0.0", "172.16.0.0", "172.31.255.255", "172.32.0.0", "172.15.255.255",
					"192.168.0.0", "192.168.255.255", "192.169.0.0", "fc00::", "fdff:ffff::", "fe00::", "100.64.0.0",
					"100.127.255.255", "100.128.0.0", "100.63.255.255")) {
				InetAddress parsed = InetAddress.getByName(address);
				assertThat(named.trusts(parsed, 0)).as("%s in %s", address, row.get(0))
					.isEqualTo(listed.trusts(parsed, 0));
			}
		});
	}

	@Test
	void numberOfVectorsIsThatOfTheFile() throws Exception {
		String vectors = new String(getClass().getResourceAsStream("/express/vectors.json").readAllBytes(),
				StandardCharsets.UTF_8);
		String count = vectors.substring(vectors.indexOf("\"vectors\":") + 10, vectors.indexOf(",\"same\""));
		assertThat(readme.text()).contains("[%,d requests]".formatted(Integer.parseInt(count)));
	}

	private WebApplicationContextRunner with(String yaml) {
		return this.contextRunner.withPropertyValues(MarkdownFile.properties(yaml));
	}

	private static MockHttpServletRequest request(String peer, String forwardedFor) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/whoami");
		request.setRemoteAddr(peer);
		request.addHeader("X-Forwarded-For", forwardedFor);
		return request;
	}

	private static HttpServletRequest rewritten(FilterRegistrationBean<?> registration, MockHttpServletRequest request)
			throws Exception {
		TrustProxyFilter filter = (TrustProxyFilter) registration.getFilter();
		MockFilterChain chain = new MockFilterChain();
		filter.doFilter(request, new MockHttpServletResponse(), chain);
		return (HttpServletRequest) chain.getRequest();
	}

}
