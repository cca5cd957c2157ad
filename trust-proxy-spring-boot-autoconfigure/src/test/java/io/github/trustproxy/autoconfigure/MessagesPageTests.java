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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.trustproxy.support.Repository;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts an application with the settings of docs/messages.md and compares what it says
 * with what stands behind each of them, or writes it with {@code -Ddocumentation.write}.
 */
@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class MessagesPageTests {

	private static final Path PAGE = Repository.path("docs", "messages.md");

	private static final Pattern SETTING = Pattern.compile("```properties\n(.*?)```\n\n```text\n(.*?)```",
			Pattern.DOTALL);

	private static final Pattern REPORT = Pattern.compile("APPLICATION FAILED TO START\n\\*+\n\n(.*)", Pattern.DOTALL);

	private static final Pattern WARNING = Pattern.compile("(?m)^\\S+ +WARN .*? : (.*)$");

	@TempDir
	private Path directory;

	@Test
	void messagesAreThoseOfThePage(CapturedOutput output) throws IOException {
		String page = Files.readString(PAGE);
		String actual = SETTING.matcher(page).replaceAll((block) -> {
			String said = block.group(1) + "```\n\n```text\n" + start(block.group(1), output);
			return "```properties\n" + said.replace("\\", "\\\\").replace("$", "\\$") + "```";
		});
		if (System.getProperty("documentation.write") != null) {
			Files.writeString(PAGE, actual);
		}
		else {
			assertThat(actual).as("docs/messages.md: this test writes it with -Ddocumentation.write").isEqualTo(page);
		}
	}

	@Test
	void eachMessageSaysWhatToDoAndIsNotTooLong() throws IOException {
		List<String> messages = SETTING.matcher(Files.readString(PAGE))
			.results()
			.map((block) -> block.group(2))
			.toList();
		assertThat(messages).hasSizeGreaterThan(50).allSatisfy((message) -> {
			assertThat(message).isNotBlank().endsWith("\n");
			assertThat(message.split("\\s+")).hasSizeLessThan(150);
		}).doesNotHaveDuplicates();
	}

	private String start(String properties, CapturedOutput output) {
		int before = output.getAll().length();
		TestApplication application = TestApplication.servlet(this.directory)
			.with(ServerConfiguration.class)
			.properties("");
		String inFile = properties.lines()
			.filter((line) -> !isVariable(line))
			.collect(Collectors.joining("\n", "", "\n"));
		application.properties(inFile);
		properties.lines()
			.filter(MessagesPageTests::isVariable)
			.forEach((line) -> application.variable(line.substring(0, line.indexOf('=')),
					line.substring(line.indexOf('=') + 1)));
		try (ConfigurableApplicationContext context = application.start()) {
			assertThat(context.isActive()).isTrue();
		}
		catch (Exception ex) {
			// The report says why
		}
		return said(output.getAll().substring(before));
	}

	private static boolean isVariable(String line) {
		return line.startsWith("TRUST");
	}

	private String said(String output) {
		String text = output.replace("\r\n", "\n");
		String said = REPORT.matcher(text)
			.results()
			.map((report) -> report.group(1))
			.findFirst()
			.orElseGet(() -> WARNING.matcher(text)
				.results()
				.map((warning) -> "WARN " + warning.group(1))
				.collect(Collectors.joining("\n")));
		return said.replace(this.directory + "/", "").strip() + "\n";
	}

	/**
	 * What Boot knows of the server, of which there is none.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(ServerProperties.class)
	@ImportAutoConfiguration(TrustProxyServerAutoConfiguration.class)
	static class ServerConfiguration {

	}

}
