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

package io.github.trustproxy.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.Provider;
import io.github.trustproxy.SourceList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PublishedRanges} and {@link JsonDocument}, with documents that the
 * providers have published.
 */
class PublishedRangesTests {

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GOOGLE_LB")
	void documentHasTheListOfTheJar(Provider provider) throws Exception {
		PublishedRanges published = PublishedRanges.read(document(provider.entry()), null);
		assertThat(SourceList.of("read", null, published.entries()).ranges()).isEqualTo(provider.snapshot().ranges());
		assertThat(published.date()).isEqualTo((provider == Provider.CLOUDFRONT) ? "2026-03-24" : null);
	}

	@Test
	void documentOfGoogleIsRead() throws Exception {
		PublishedRanges published = PublishedRanges.read("""
				{"syncToken": "1753409788780", "creationTime": "2025-07-24T19:16:28.780563", "prefixes": [
				 {"ipv4Prefix": "34.1.208.0/20", "service": "Google Cloud", "scope": "africa-south1"},
				 {"ipv6Prefix": "2600:1900:8000::/44", "service": "Google Cloud", "scope": "africa-south1"}]}
				""", null);
		assertThat(published.entries()).containsExactly("34.1.208.0/20", "2600:1900:8000::/44");
		assertThat(published.date()).isEqualTo("2025-07-24");
	}

	@Test
	void serviceIsThatOfTheSetting() throws Exception {
		String aws = document("cloudfront");
		assertThat(PublishedRanges.read(aws.replace("CLOUDFRONT_ORIGIN_FACING", "S3"), "S3").entries()).hasSize(47);
		assertThat(PublishedRanges.read(aws, "NONE").entries()).isEmpty();
		assertThat(PublishedRanges.read(document("azure-front-door"), "None").entries()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"prefixes\": 1}", "{\"prefixes\": [1]}", "{\"prefixes\": [{}]}",
			"{\"prefixes\": [{\"ipv4Prefix\": 1}]}", "{\"result\": []}", "{\"result\": {\"ipv4_cidrs\": []}}",
			"{\"success\": false, \"result\": {\"ipv4_cidrs\": [], \"ipv6_cidrs\": []}}",
			"{\"addresses\": [\"10.0.0.1\"]}", "{\"ipv6_addresses\": [\"::1\"]}", "{\"values\": [{\"name\": 1}, 1]}",
			"{\"ipv6_prefixes\": [], \"prefixes\": {}}", "{\"a\": 1", "{\"a\": 1}}", "{\"a\": 1} x", "{'a': 1}",
			"{\"a\": 01}", "{\"a\": .5}", "{\"a\": 1.}", "{\"a\": +1}", "{\"a\": nul}", "{\"a\": \"\t\"}",
			"{\"a\": \"\\x\"}", "{\"a\": \"\\u12g4\"}", "{\"a\": 1,}", "{\"a\": [1,]}", "{\"a\": 1, \"a\": 2}",
			"{\"a\"}", "{a: 1}", "{\"a\": \"", "{\"a\": ", "{", "{\"result\": {\"ipv4_cidrs\": [1]}}" })
	void otherDocumentsAreRefused(String json) {
		assertThatExceptionOfType(UnusableListException.class).isThrownBy(() -> PublishedRanges.read(json, null));
	}

	@Test
	void nestingIsLimited() {
		String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
		assertThatExceptionOfType(UnusableListException.class).isThrownBy(() -> JsonDocument.read(deep));
	}

	@Test
	void valuesAreReadAsTheyAreWritten() throws Exception {
		assertThat(JsonDocument
			.read(" [ -0.5e+7 , 0, \"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\", true, false, [], {} ] "))
			.isEqualTo(List.of(new JsonDocument.Numeral("-0.5e+7"), new JsonDocument.Numeral("0"), "a\"\\/\b\f\n\r\té€",
					true, false, List.of(), Map.of()));
		assertThat(JsonDocument.read("null")).isNull();
	}

	private String document(String name) throws IOException {
		return new String(getClass().getResourceAsStream("/upstream/" + name + ".json").readAllBytes(),
				StandardCharsets.UTF_8);
	}

}
