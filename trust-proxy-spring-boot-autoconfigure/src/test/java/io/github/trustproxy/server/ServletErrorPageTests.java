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

import io.github.trustproxy.support.Shows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the error pages of servlet applications show besides.
 */
@ServletServers
@Shows(value = "what-is-rewritten.md: 4. Dispatches, handlers, WebSocket", on = "servlet")
class ServletErrorPageTests extends AbstractApplicationTests {

	ServletErrorPageTests(ServerStack stack) {
		super(stack);
	}

	@ParameterizedTest
	@CsvSource({ "/failing-callable,500", "/send-error,409", "/whoami?send-error-before,403",
			"/timeout?start-without-request,500", "/timeout?start-with-request,500" })
	void errorPageHasThePathThatTheClientAskedFor(String path, int status) throws IOException {
		Application application = application(ErrorPageTests.BootServletErrors.class, "trust-proxy=loopback",
				"trust-proxy.headers=for,host,proto,prefix", "spring.web.error.path=/boot-error");
		ErrorPageTests.assertError(application.get(path, "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Prefix: /api"),
				status, "/api" + path.replaceFirst("\\?.*", ""));
	}

}
