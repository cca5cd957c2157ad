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

package io.github.trustproxy.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.trustproxy.support.MarkdownFile;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the page that says how applications test their own setting: what it shows is
 * code of these tests.
 */
class TestingPageTests {

	private static final MarkdownFile page = MarkdownFile.of("docs", "testing.md");

	@Test
	void codeIsThatOfTests() throws IOException {
		StringBuilder sources = new StringBuilder();
		Path directory = Path.of("src", "test", "java", "io", "github", "trustproxy", "test");
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.filter((path) -> path.toString().endsWith("ExampleTests.java")).toList()) {
				sources.append(normalized(Files.readString(file)));
			}
		}
		List<String> shown = page.codes("java").toList();
		assertThat(shown).hasSizeGreaterThan(10)
			.allSatisfy((code) -> assertThat(sources.toString()).contains(normalized(code.strip())));
	}

	@Test
	void failureIsAsShown() {
		String shown = page.code("text").strip();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(TrustProxySetting.ofApplication())
				.behind(Topology.of(Proxy.cloudflare(), Proxy.awsLoadBalancer("10.0.0.0/16")))
				.isNotDeceived())
			.satisfies((failure) -> assertThat(normalized(failure.getMessage())).contains(normalized(shown)));
	}

	private static String normalized(String text) {
		return text.replaceAll("\\s+", " ").replace(" .", ".");
	}

}
