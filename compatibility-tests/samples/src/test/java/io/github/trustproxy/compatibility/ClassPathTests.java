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

import java.net.URISyntaxException;
import java.nio.file.Path;

import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the tests of the sample test what they are meant to.
 */
@Shows(value = "what-is-rewritten.md: 12. One jar", on = "Reactor Netty, WebFlux")
@Shows(value = "what-is-rewritten.md: 12. One jar", on = "Tomcat, servlet")
class ClassPathTests {

	@Test
	void springBootHasTheVersionOfTheModule() {
		assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("spring-boot.version"));
	}

	@Test
	void trustProxyIsTheJarThatWasBuilt() throws URISyntaxException {
		Path jar = Path.of(TrustProxy.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		assertThat(jar).isRegularFile().hasSameBinaryContentAs(Path.of(System.getProperty("built.jar")));
	}

}
