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

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The class path of the tests, without the jars that an application does not have.
 */
final class ClassPath {

	/** Needed by the tests only. */
	static final Predicate<String> TEST = jar(".*-test(autoconfigure|client)?-.*|.*-test-autoconfigure-.*"
			+ "|spring-boot-webtestclient-.*|(junit|mockito|assertj|archunit|byte-buddy|surefire)-.*");

	static final Predicate<String> WEBMVC = jar("(spring-webmvc|spring-boot-webmvc|spring-boot-starter-webmvc)-.*");

	static final Predicate<String> SERVLET = jar("(spring-boot-servlet|spring-boot-tomcat|spring-boot-jetty"
			+ "|spring-boot-starter-tomcat|spring-boot-starter-jetty|tomcat|jetty|jakarta\\.servlet|jakarta\\.websocket)-.*");

	static final Predicate<String> TOMCAT = jar("(spring-boot-tomcat|spring-boot-starter-tomcat|tomcat)-.*");

	static final Predicate<String> JETTY = jar("(spring-boot-jetty|spring-boot-starter-jetty|jetty)-.*");

	static final Predicate<String> REACTOR_NETTY = jar(
			"(spring-boot-reactor-netty|spring-boot-starter-reactor-netty|reactor-netty)-.*");

	static final Predicate<String> REACTIVE = jar("(spring-webflux|spring-boot-webflux|spring-boot-reactor"
			+ "|spring-boot-reactor-netty|spring-boot-netty|spring-boot-starter-webflux|spring-boot-starter-reactor-netty"
			+ "|reactor|reactive-streams|netty)-.*");

	static final Predicate<String> WEB = WEBMVC.or(SERVLET)
		.or(REACTIVE)
		.or(jar("(spring-web|spring-boot-web-server|spring-boot-http|spring-boot-restclient)-.*"));

	static final Predicate<String> EXTRAS = jar("(jetty|spring-boot-jetty|spring-boot-starter-jetty"
			+ "|spring-security|spring-boot-security|spring-boot-starter-security|spring-boot-actuator"
			+ "|spring-boot-starter-actuator|spring-boot-health|micrometer-core|micrometer-jakarta9|spring-boot-micrometer"
			+ "|spring-boot-starter-micrometer|spring-boot-hateoas|spring-boot-starter-hateoas|spring-hateoas|spring-plugin"
			+ "|spring-boot-session|spring-session|nimbus-jose-jwt|oauth2-oidc-sdk)-.*");

	static final Predicate<String> DEVTOOLS = jar("spring-boot-devtools-.*");

	private ClassPath() {
	}

	static String without(Predicate<String> missing) {
		return withDevtools(missing.or(DEVTOOLS));
	}

	static String withDevtools(Predicate<String> missing) {
		List<String> entries = Arrays
			.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
			.filter((entry) -> !missing.test(Path.of(entry).getFileName().toString()))
			.toList();
		return String.join(File.pathSeparator, entries);
	}

	static Predicate<String> jar(String name) {
		return Pattern.compile("(%s)\\.jar".formatted(name)).asMatchPredicate();
	}

}
