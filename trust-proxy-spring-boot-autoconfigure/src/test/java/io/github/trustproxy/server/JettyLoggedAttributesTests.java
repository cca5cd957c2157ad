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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The attributes for Tomcat's access logs are nothing to Jetty.
 */
@Tag("slow")
@ParameterizedClass
@EnumSource(value = ServerStack.class, names = "JETTY_SERVLET")
@Shows(value = "what-is-rewritten.md: 3. Access logs", on = "Jetty, servlet")
class JettyLoggedAttributesTests extends AbstractApplicationTests {

	JettyLoggedAttributesTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void areNotSet() throws IOException {
		Application application = application(TomcatLoggedAttributesTests.AttributeController.class,
				"trust-proxy=loopback");
		assertThat(application.get("/logged-address", "X-Forwarded-For: 203.0.113.7").body())
			.isEqualTo(TomcatLoggedAttributesTests.NONE);
	}

}
