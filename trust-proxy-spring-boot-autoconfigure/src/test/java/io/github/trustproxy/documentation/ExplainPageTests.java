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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.actuate.TrustProxyEndpoint;
import io.github.trustproxy.autoconfigure.TrustProxyAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyEndpointAutoConfiguration;
import io.github.trustproxy.autoconfigure.TrustProxyObservationAutoConfiguration;
import io.github.trustproxy.explain.DescribedRequest;
import io.github.trustproxy.explain.Explanation;
import io.github.trustproxy.observe.RequestOutcome;
import io.github.trustproxy.support.MarkdownFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the page that says how a decision is explained.
 */
class ExplainPageTests {

	private static final MarkdownFile page = MarkdownFile.of("docs", "explain.md");

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TrustProxyAutoConfiguration.class,
				TrustProxyEndpointAutoConfiguration.class, TrustProxyObservationAutoConfiguration.class));

	@Test
	void explanationInTheLogLooksAsShown() {
		String shown = page.section("## In the log").code("text");
		Explanation explanation = DescribedRequest.from("127.0.0.1")
			.header("Host", "app.example")
			.header("X-Forwarded-For", "6.6.6.6, 203.0.113.7")
			.header("X-Forwarded-Proto", "https")
			.explain(TrustProxy.builder().policy(TrustPolicy.of("loopback")).build());
		assertThat(shown.strip()).isEqualTo(explanation.toString());
	}

	@Test
	void loggerIsThatOfTheExplanation() {
		assertThat(page.section("## In the log").code("properties"))
			.isEqualTo("logging.level." + Explanation.LOGGER + "=trace\n");
	}

	@Test
	void requestThatIsAskedAboutIsExplainedAsInTheLog() {
		String console = page.section("### Ask it about a request").code("console");
		JsonNode body = JsonMapper.shared()
			.readTree(console.substring(console.indexOf('{'), console.lastIndexOf('}') + 1));
		Explanation explanation = (Explanation) new TrustProxyEndpoint(
				TrustProxy.builder().policy(TrustPolicy.of("loopback")).build(), null, null, null)
			.explain(body.path("peer").asString(), null, body.path("scheme").asString(), body.path("host").asString(),
					body.path("headers").asString())
			.getBody();
		assertThat(explanation).hasToString(page.section("## In the log").code("text").strip());
	}

	@Test
	void endpointIsThereWhereItIsExposedAsShown() {
		this.contextRunner.withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).doesNotHaveBean(TrustProxyEndpoint.class));
		with(page.section("## The endpoint").code("yaml")).withPropertyValues("trust-proxy=loopback")
			.run((context) -> assertThat(context).hasSingleBean(TrustProxyEndpoint.class));
	}

	@Test
	void observationsAreSwitchedOnAsShown() {
		with(page.section("## Observations").code("yaml")).withPropertyValues("trust-proxy.trust=loopback")
			.run((context) -> assertThat(context).hasBean("clientAddressObservationFilter")
				.hasBean("clientKeyObservationFilter"));
	}

	@Test
	void outcomesAreThoseThatAreCounted() {
		assertThat(page.section("## Meters").rows().stream().skip(1).map((row) -> row.get(0)))
			.containsExactlyElementsOf(Arrays.stream(RequestOutcome.values()).map(Enum::name).toList());
		assertThat(RequestOutcome.values()).hasSize(13);
	}

	@Test
	void linksLeadToSections() {
		List<String> anchors = page.text()
			.lines()
			.filter((line) -> line.startsWith("## ") || line.startsWith("### "))
			.map((line) -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
			.toList();
		assertThat(Pattern.compile("\\(#([^)]+)\\)").matcher(page.text()).results().map((match) -> match.group(1)))
			.isNotEmpty()
			.isSubsetOf(anchors);
	}

	private WebApplicationContextRunner with(String yaml) {
		return this.contextRunner.withPropertyValues(MarkdownFile.properties(yaml));
	}

}
