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

package io.github.trustproxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests of the script that writes the lists of the providers anew, on documents that the
 * providers have published.
 */
class ProviderUpdateTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void copy() throws IOException {
		assumeThat(Path.of("/usr/bin/python3")).as("Install python3").exists();
		Files.createDirectories(this.directory.resolve("upstream"));
		Files.createDirectories(this.directory.resolve("lists"));
		for (Provider provider : Provider.values()) {
			String name = provider.entry();
			try (InputStream list = Provider.class.getResourceAsStream("provider/" + name + ".txt");
					InputStream document = getClass().getResourceAsStream("/upstream/" + name + ".json")) {
				Files.copy(list, this.directory.resolve("lists/" + name + ".txt"));
				if (document != null) {
					Files.copy(document, this.directory.resolve("upstream/" + name + ".json"));
				}
			}
		}
	}

	@Test
	void listsOfTheJarComeFromTheDocuments() throws Exception {
		Map<String, String> before = lists();
		Result result = update("--date", "2026-12-01");
		assertThat(result.exitCode()).as(result.output()).isZero();
		Map<String, String> after = lists();
		assertThat(after).isNotEqualTo(before).hasSameSizeAs(before);
		after.replaceAll((name, text) -> text.replaceFirst("# date: .*", ""));
		before.replaceAll((name, text) -> text.replaceFirst("# date: .*", ""));
		assertThat(after).isEqualTo(before);
		assertThat(lists().get("fastly.txt")).contains("# date: 2026-12-01\n");
		assertThat(lists().get("cloudfront.txt")).contains("# date: 2026-03-24\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					azure-front-door | AzureFrontDoor.Backend     | Other                  | 0 entries have the name
					azure-front-door | 4.213.28.114/31            | 10.0.0.0/31            | 10.0.0.0/31 is no range of a provider
					azure-front-door | 4.213.28.114/31            | 4.213.28.115/31        | has host bits set
					fastly           | 2a04:4e40::/32             | 2a04::/12              | 2a04::/12
					fastly           | ipv6_addresses             | others                 | KeyError
					fastly           | 151.101.0.0/16             | edge.example           | does not appear to be
					cloudfront       | CLOUDFRONT_ORIGIN_FACING   | CLOUDFRONT             | there are no ranges of IPv4
					cloudflare       | "{"                        | "<html>{"              | JSONDecodeError
					cloudflare       | "true"                     | "false"                | success is not true
					""")
	void nothingIsTouchedOnAnError(String name, String text, String replacement, String message) throws Exception {
		Path document = this.directory.resolve("upstream/" + name + ".json");
		String content = Files.readString(document);
		assertThat(content).contains(text);
		Files.writeString(document, content.replace(text, replacement));
		Map<String, String> before = lists();
		Result result = update();
		assertThat(result.exitCode()).as(result.output()).isOne();
		assertThat(result.output()).contains(name + ": ", message, "Nothing has been changed.");
		assertThat(lists()).isEqualTo(before);
	}

	@Test
	void documentThatIsCutOffTouchesNothing() throws Exception {
		Path document = this.directory.resolve("upstream/cloudfront.json");
		Files.writeString(document, Files.readString(document).substring(0, 5000));
		Map<String, String> before = lists();
		assertThat(update().exitCode()).isOne();
		assertThat(lists()).isEqualTo(before);
	}

	private Map<String, String> lists() throws IOException {
		Map<String, String> lists = new TreeMap<>();
		try (var files = Files.list(this.directory.resolve("lists"))) {
			for (Path file : files.toList()) {
				lists.put(file.getFileName().toString(), Files.readString(file));
			}
		}
		return lists;
	}

	private Result update(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "../src/providers/update", "--from",
				this.directory.resolve("upstream").toString(), "--to", this.directory.resolve("lists").toString()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		return new Result(process.exitValue(), output);
	}

	private record Result(int exitCode, String output) {

	}

}
