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
import java.util.ArrayList;
import java.util.List;

import io.github.trustproxy.support.Shows;
import org.apache.catalina.valves.AccessLogValve;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The attributes for Tomcat's access logs are set if there is a log that shows them.
 */
@ParameterizedClass
@EnumSource(value = ServerStack.class, names = "TOMCAT_SERVLET")
@Shows(value = "what-is-rewritten.md: 3. Access logs", on = "Tomcat, servlet")
class TomcatLoggedAttributesTests extends AbstractApplicationTests {

	static final String NONE = "none";

	private static final String TRUST = "trust-proxy=loopback";

	TomcatLoggedAttributesTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void areNotSetWithoutAccessLog() throws IOException {
		assertThat(loggedAddress(List.of(), TRUST)).isEqualTo(NONE);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void areSetIfTheAccessLogOfSpringBootShowsThem(boolean shown, @TempDir Path directory) throws IOException {
		try (ServerAccessLog log = ServerAccessLog.of(stack(), directory)) {
			String[] properties = log.propertiesAnd(TRUST,
					"server.tomcat.accesslog.request-attributes-enabled=" + shown);
			assertThat(loggedAddress(List.of(), properties)).isEqualTo(shown ? "203.0.113.7" : NONE);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { EngineLog.class, ContextLog.class, HostLog.class })
	void areSetIfAnAccessLogOfTheApplicationShowsThem(Class<?> log) throws IOException {
		assertThat(loggedAddress(List.of(log), TRUST)).isEqualTo("203.0.113.7");
	}

	private String loggedAddress(List<Class<?>> logs, String... properties) throws IOException {
		List<Class<?>> configurations = new ArrayList<>(logs);
		configurations.add(AttributeController.class);
		return application(configurations, properties).get("/logged-address", "X-Forwarded-For: 203.0.113.7").body();
	}

	@RestController
	static class AttributeController {

		@GetMapping("/logged-address")
		String loggedAddress(@RequestAttribute(name = "org.apache.catalina.AccessLog.RemoteAddr",
				required = false) @Nullable String address) {
			return (address != null) ? address : NONE;
		}

	}

	/**
	 * Knows what is logged, but writes nothing.
	 */
	static class UnwrittenLog extends AccessLogValve {

		UnwrittenLog() {
			setRequestAttributesEnabled(true);
			setEnabled(false);
		}

		@Override
		protected synchronized void open() {
		}

	}

	static class EngineLog {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> log() {
			return (factory) -> factory.addEngineValves(new UnwrittenLog());
		}

	}

	static class ContextLog {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> log() {
			return (factory) -> factory.addContextValves(new UnwrittenLog());
		}

	}

	static class HostLog {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> log() {
			return (factory) -> factory
				.addContextCustomizers((context) -> context.getParent().getPipeline().addValve(new UnwrittenLog()));
		}

	}

}
