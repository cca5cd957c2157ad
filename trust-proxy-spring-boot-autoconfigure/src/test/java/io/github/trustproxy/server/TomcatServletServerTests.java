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

package io.github.trustproxy.server;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests on Tomcat with Spring MVC.
 */
class TomcatServletServerTests extends AbstractServletServerTests {

	TomcatServletServerTests() {
		super(ServerStack.TOMCAT_SERVLET);
	}

	/**
	 * Tomcat answers by itself here, before any filter.
	 */
	@Test
	void redirectOfTheContextRootLeadsToTheServer() throws IOException {
		assertThat(application("trust-proxy=loopback", "server.servlet.context-path=/app")
			.get("/app", "X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com")
			.headers()
			.getFirst("Location")).isEqualTo("http://app.internal:8080/app/");
	}

}
