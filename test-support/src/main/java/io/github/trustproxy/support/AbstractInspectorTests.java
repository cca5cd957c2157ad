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

package io.github.trustproxy.support;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the inspector of a sample, without a browser.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class AbstractInspectorTests {

	private final RestTestClient client;

	/**
	 * Create the tests of a sample.
	 * @param port where it runs
	 */
	protected AbstractInspectorTests(int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
	}

	@Test
	void pageAllowsNothingButItsOwnFiles() {
		this.client.get()
			.uri("/")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_HTML)
			.expectHeader()
			.value("Content-Security-Policy",
					(policy) -> assertThat(policy.split("; ")).contains("default-src 'none'", "script-src 'self'",
							"style-src 'self'", "connect-src 'self'", "form-action 'none'", "frame-ancestors 'none'",
							"require-trusted-types-for 'script'"))
			.expectHeader()
			.valueEquals("X-Content-Type-Options", "nosniff")
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("<title>trust-proxy inspector</title>")
				.doesNotContain("style=", "<style", "://")
				.doesNotContainPattern("\\son[a-z]+=")
				.doesNotContainPattern("<script[^>]*>[^<]"));
	}

	@ParameterizedTest
	@CsvSource({ "inspector.css, text/css", "inspector.js, text/javascript", "inspector.svg, image/svg+xml",
			"presets.json, application/json" })
	void filesOfThePageAreServed(String file, String type) {
		this.client.get()
			.uri("/" + file)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(type);
	}

	@Test
	void currentRequestIsExplainedAsItWasReceived() {
		this.client.get()
			.uri("/explain")
			.header("Host", "app.example.com")
			.header("X-Forwarded-For", "<b>, 203.0.113.7")
			.header("X-Forwarded-Proto", "https")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.APPLICATION_JSON)
			.expectBody()
			.jsonPath("$.client.ip")
			.isEqualTo("203.0.113.7")
			.jsonPath("$.stop.reason")
			.isEqualTo("HOP_NOT_TRUSTED")
			.jsonPath("$.hops[0].address")
			.isEqualTo("127.0.0.1")
			.jsonPath("$.hops[0].verdict")
			.isEqualTo("TRUSTED")
			.jsonPath("$.hops[0].rule")
			.isEqualTo("loopback")
			.jsonPath("$.hops[2].text")
			.isEqualTo("<b>")
			.jsonPath("$.hops[2].verdict")
			.isEqualTo("IGNORED")
			.jsonPath("$.origin.scheme.value")
			.isEqualTo("https")
			.jsonPath("$.origin.scheme.from")
			.isEqualTo("X-Forwarded-Proto")
			.jsonPath("$.hiddenHeaders")
			.value((names) -> assertThat(names).asString().contains("X-Forwarded-For", "X-Forwarded-Proto"));
	}

	@Test
	void typedRequestIsExplainedWithTheTypedSetting() {
		explain("10.0.0.0/8", "10.0.0.9", "X-Forwarded-For: 198.51.100.1, 203.0.113.7, 10.0.0.5").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.explanation.client.ip")
			.isEqualTo("203.0.113.7")
			.jsonPath("$.explanation.client.distance")
			.isEqualTo(2)
			.jsonPath("$.problem")
			.isEmpty();
	}

	@Test
	void sourcesHaveTheirAge() {
		explain("cloudflare", "104.16.0.1", "").expectBody()
			.jsonPath("$.sources[0]")
			.value((text) -> assertThat(text).asString().matches("cloudflare: of [-0-9]+, (today|.+ old)"));
	}

	@Test
	void mistakeInTheSettingIsTheAnswer() {
		explain("10.0.0.0/33", "10.0.0.9", "").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.explanation")
			.isEmpty()
			.jsonPath("$.problem.field")
			.isEqualTo("trust")
			.jsonPath("$.problem.text")
			.value((text) -> assertThat(text).asString()
				.startsWith("Invalid value '10.0.0.0/33'. The prefix length of an IPv4 range"));
	}

	@Test
	void formThatIsMuchTooLongIsRefused() {
		explain("false", "10.0.0.9", "a".repeat(40_000)).expectStatus().isEqualTo(413);
	}

	private RestTestClient.ResponseSpec explain(String trust, String peer, String lines) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("trust", trust);
		form.add("headerFormat", "X_FORWARDED");
		form.add("headers", "FOR");
		form.add("headers", "PROTO");
		form.add("peer", peer);
		form.add("lines", lines);
		return this.client.post()
			.uri("/explain")
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body(form)
			.exchange();
	}

}
