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

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests that each version of Spring Boot and Spring Framework is kept from rewriting
 * requests as well, whatever its properties and constructors are.
 */
@ExtendWith(OutputCaptureExtension.class)
@Shows(value = "what-is-rewritten.md: 7. Other strategies", on = "Reactor Netty, WebFlux")
@Shows(value = "what-is-rewritten.md: 7. Other strategies", on = "Tomcat, servlet")
class OtherRewritingTests {

	private static final Class<?> SAMPLE = present("io.github.trustproxy.samples.webmvc.WebMvcSampleApplication",
			"io.github.trustproxy.samples.webflux.WebFluxSampleApplication");

	private static final Class<?> SPRINGS = present("org.springframework.web.filter.ForwardedHeaderFilter",
			"org.springframework.web.server.adapter.ForwardedHeaderTransformer");

	@ParameterizedTest
	@ValueSource(strings = { "native", "framework" })
	void strategyStopsTheStart(String strategy, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start((context) -> {
		}, "--server.forward-headers-strategy=" + strategy));
		assertThat(output).contains("configuration property 'server.forward-headers-strategy'",
				"would rewrite the request twice");
	}

	@ParameterizedTest
	@MethodSource("instances")
	void filterOrTransformerStopsTheStartHoweverItIsMade(Object springs, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start((context) -> register(context, springs)));
		assertThat(output).contains("The " + SPRINGS.getSimpleName() + " of Spring in the ", " rewrites requests");
	}

	/**
	 * They only say how the strategy 'framework' reads headers, since 4.2.
	 */
	@Test
	void newPropertiesAloneRewriteNothing() {
		try (ConfigurableApplicationContext context = start((applicationContext) -> {
		}, "--spring.mvc.forwarded-headers.header-format=standard",
				"--spring.webflux.forwarded-headers.header-format=standard")) {
			assertThat(context.getBeanNamesForType(SPRINGS)).isEmpty();
		}
	}

	/**
	 * Return what each of the constructors makes: without an argument, and since
	 * Framework 7.0.9 with the family of headers.
	 */
	static Stream<Object> instances() {
		return Stream.of(SPRINGS.getConstructors())
			.map((constructor) -> BeanUtils.instantiateClass(constructor,
					Stream.of(constructor.getParameterTypes()).map((type) -> true).toArray()));
	}

	private static ConfigurableApplicationContext start(Consumer<GenericApplicationContext> initializer,
			String... arguments) {
		return new SpringApplicationBuilder(SAMPLE)
			.initializers((context) -> initializer.accept((GenericApplicationContext) context))
			.properties("server.port=0")
			.run(arguments);
	}

	@SuppressWarnings("unchecked")
	private static <T> void register(GenericApplicationContext context, T springs) {
		context.registerBean("springs", (Class<T>) springs.getClass(), () -> springs);
	}

	private static Class<?> present(String... names) {
		return List.of(names)
			.stream()
			.filter((name) -> ClassUtils.isPresent(name, null))
			.findFirst()
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.orElseThrow();
	}

}
