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

package io.github.trustproxy.compatibility;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Starts applications on a Spring Boot that is too old. The auto-configurations are found
 * there as well, and half of them would work.
 */
@ExtendWith(OutputCaptureExtension.class)
class SpringBoot3Tests {

	@Test
	void springBootIsTooOld() {
		assertThat(SpringBootVersion.getVersion()).startsWith("3.5.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--trust-proxy=loopback", "--trust-proxy.trust=false", "--spring.main.banner-mode=off",
			"--spring.main.web-application-type=none" })
	void applicationIsToldWhichSpringBootIsNeeded(String argument, CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> SpringApplication.run(Application.class, "--server.port=0", argument).close());
		assertThat(output).containsOnlyOnce("APPLICATION FAILED TO START")
			.contains("trust-proxy needs Spring Boot 4.0 or later, and this application has Spring Boot "
					+ SpringBootVersion.getVersion() + ".")
			.contains("Upgrade the application to Spring Boot 4.0 or later, or remove trust-proxy from it.")
			.doesNotContain("started on port");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
