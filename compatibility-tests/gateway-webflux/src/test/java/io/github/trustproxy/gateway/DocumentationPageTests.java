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

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.trustproxy.support.MarkdownFile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the page about Spring Cloud Gateway.
 */
class DocumentationPageTests {

	@Test
	void testsThatThePageNamesExist() {
		Set<String> tests = Stream
			.of(AbstractGatewayTests.class, WebFluxGatewayTests.class, WebFluxGatewayCustomizerTests.class)
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.map(Method::getName)
			.collect(Collectors.toSet());
		assertThat(MarkdownFile.of("docs", "spring-cloud-gateway.md")
			.rows()
			.stream()
			.map((row) -> row.get(row.size() - 1))).filteredOn((name) -> !name.equals("test"))
			.hasSizeGreaterThan(15)
			.isSubsetOf(tests);
	}

}
