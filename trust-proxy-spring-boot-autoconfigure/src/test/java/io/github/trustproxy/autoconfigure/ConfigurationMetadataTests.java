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

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.trustproxy.MalformedHandling;
import io.github.trustproxy.certificate.CertificateFormat;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.header.PrefixHandling;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What editors know of the properties.
 */
class ConfigurationMetadataTests {

	private static final String STRINGS = "java.util.List<java.lang.String>";

	private static JsonNode metadata;

	@BeforeAll
	static void readMetadata() throws IOException {
		JsonMapper mapper = new JsonMapper();
		// Other jars have a file of this name, too
		for (var resources = ConfigurationMetadataTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"); resources.hasMoreElements();) {
			try (InputStream stream = resources.nextElement().openStream()) {
				JsonNode candidate = mapper.readTree(stream);
				if (candidate.path("groups").valueStream().anyMatch((group) -> hasName(group, "trust-proxy"))) {
					assertThat(metadata).isNull();
					metadata = candidate;
				}
			}
		}
		assertThat(metadata).isNotNull();
	}

	@ParameterizedTest
	@MethodSource
	void propertyIsDescribed(String name, String type, Object defaultValue) {
		JsonNode property = find("properties", name);
		assertThat(property.path("type").asString()).isEqualTo(type);
		assertThat(property.path("description").asString()).matches("[A-Z].{20,}\\.").doesNotContain("  ");
		assertThat(new JsonMapper().treeToValue(property.path("defaultValue"), Object.class)).isEqualTo(defaultValue);
		assertThat(property.has("deprecation")).isFalse();
	}

	static Stream<Arguments> propertyIsDescribed() {
		return Stream.of(property("trust-proxy", STRINGS, null), property("trust-proxy.trust", STRINGS, null),
				property("trust-proxy.max-hops", Integer.class.getName(), 32),
				property("trust-proxy.header-format", HeaderFormat.class.getName(), "x-forwarded"),
				property("trust-proxy.headers", "java.util.Set<" + ForwardedValue.class.getName() + ">",
						List.of("for", "host", "proto", "port")),
				property("trust-proxy.client-ip-header", String.class.getName(), null),
				property("trust-proxy.header-names.proto", String.class.getName(), null),
				property("trust-proxy.header-names.host", String.class.getName(), null),
				property("trust-proxy.header-names.port", String.class.getName(), null),
				property("trust-proxy.header-names.prefix", String.class.getName(), null),
				property("trust-proxy.prefix", PrefixHandling.class.getName(), "prepend"),
				property("trust-proxy.allowed-hosts", STRINGS, null),
				property("trust-proxy.malformed", MalformedHandling.class.getName(), "stop"),
				property("trust-proxy.hide-headers", Boolean.class.getName(), true),
				property("trust-proxy.protected-headers", STRINGS, null),
				property("trust-proxy.sources",
						"java.util.Map<java.lang.String," + TrustProxyProperties.Source.class.getName() + ">", null),
				property("trust-proxy.cache-directory", String.class.getName(), null),
				property("trust-proxy.client-certificate.header", String.class.getName(), null),
				property("trust-proxy.client-certificate.format", CertificateFormat.class.getName(), null),
				property("trust-proxy.client-certificate.chain-header", String.class.getName(), null),
				property("trust-proxy.observations.client-address", Boolean.class.getName(), false));
	}

	private static Arguments property(String name, String type, Object defaultValue) {
		return argumentSet(name, name, type, defaultValue);
	}

	@Test
	void everyComponentOfThePropertiesIsDescribed() {
		assertThat(metadata.path("properties")
			.valueStream()
			.map((property) -> property.path("name").asString())
			.filter((name) -> name.startsWith("trust-proxy"))).doesNotHaveDuplicates()
			.hasSize(components(TrustProxyProperties.class) + 1);
	}

	private static int components(Class<?> properties) {
		int count = 0;
		for (RecordComponent component : properties.getRecordComponents()) {
			count += component.getType().isRecord() ? components(component.getType()) : 1;
		}
		return count;
	}

	@Test
	void accessToTheEndpointIsDescribed() {
		assertThat(find("properties", "management.endpoint.trustproxy.access").path("description").asString())
			.isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "trust-proxy", "trust-proxy.trust" })
	void namesAreHinted(String property) {
		JsonNode hint = find("hints", property);
		assertThat(hint.path("values").valueStream().map((value) -> value.path("value").asString()))
			.containsExactlyInAnyOrder("loopback", "linklocal", "uniquelocal", "cgnat", "private", "unix", "cloudflare",
					"cloudfront", "fastly", "google-lb", "azure-front-door", "true", "false");
		assertThat(hint.path("values").valueStream().map((value) -> value.path("description").asString()))
			.allMatch((description) -> description.endsWith("."));
		assertThat(hint.path("providers").valueStream()).singleElement()
			.matches((provider) -> hasName(provider, "any"));
	}

	@Test
	void bothFormsHaveTheSameHints() {
		assertThat(find("hints", "trust-proxy").path("values"))
			.isEqualTo(find("hints", "trust-proxy.trust").path("values"));
	}

	@ParameterizedTest
	@MethodSource
	void eachConstantIsHinted(String property, Class<? extends Enum<?>> type) {
		JsonNode hint = find("hints", property);
		assertThat(hint.path("values").valueStream().map((value) -> value.path("value").asString()))
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(type.getEnumConstants())
				.map((constant) -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.toList());
		assertThat(hint.path("values").valueStream().map((value) -> value.path("description").asString()))
			.allMatch((description) -> description.matches("[A-Z].+\\."));
	}

	static Stream<Arguments> eachConstantIsHinted() {
		return Stream.of(arguments("trust-proxy.header-format", HeaderFormat.class),
				arguments("trust-proxy.headers", ForwardedValue.class),
				arguments("trust-proxy.malformed", MalformedHandling.class),
				arguments("trust-proxy.prefix", PrefixHandling.class));
	}

	@ParameterizedTest
	@CsvSource({ "client-ip-header,CF-Connecting-IP", "client-ip-header,CloudFront-Viewer-Address",
			"header-names.proto,CloudFront-Forwarded-Proto", "header-names.host,X-Original-Host" })
	void otherNamesOfHeadersThanTheHintedOnesAreFine(String property, String header) {
		JsonNode hint = find("hints", "trust-proxy." + property);
		assertThat(hint.path("values").valueStream().map((value) -> value.path("value").asString())).contains(header);
		assertThat(hint.path("providers").valueStream()).singleElement()
			.matches((provider) -> hasName(provider, "any"));
	}

	@Test
	void hintsAreGivenForPropertiesThatExist() {
		TreeSet<String> names = new TreeSet<>();
		metadata.path("properties").valueStream().forEach((property) -> names.add(property.path("name").asString()));
		assertThat(metadata.path("hints").valueStream().map((hint) -> hint.path("name").asString())).isSubsetOf(names);
	}

	private static JsonNode find(String kind, String name) {
		List<JsonNode> found = metadata.path(kind).valueStream().filter((node) -> hasName(node, name)).toList();
		assertThat(found).as(name).hasSize(1);
		return found.get(0);
	}

	private static boolean hasName(JsonNode node, String name) {
		return name.equals(node.path("name").asString());
	}

}
