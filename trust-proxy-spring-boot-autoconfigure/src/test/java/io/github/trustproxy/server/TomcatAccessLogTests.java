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
import java.nio.file.Path;

import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is special about the access log of Tomcat.
 */
@ParameterizedClass
@EnumSource(value = ServerStack.class, names = { "TOMCAT_SERVLET", "TOMCAT_WEBFLUX" })
@Shows(value = "what-is-rewritten.md: 3. Access logs", on = "Tomcat")
class TomcatAccessLogTests extends AbstractApplicationTests {

	TomcatAccessLogTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void hostAndOriginAreThoseOfTheClient(@TempDir Path directory) throws IOException {
		try (ServerAccessLog log = ServerAccessLog.of(stack(), directory)) {
			Application application = application(log.propertiesAnd("trust-proxy=loopback"));
			assertThat(log.entry(application, "/whoami", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https",
					"X-Forwarded-Host: www.example.com"))
				.startsWith("203.0.113.7 203.0.113.7 www.example.com 443 ");
		}
	}

}
