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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts applications in a JVM of their own and looks what they load: nothing of a stack
 * or a server that they do not have, and no more classes than it takes. Each of them,
 * lambdas included, makes the start longer.
 */
@Tag("slow")
class LoadedClassesTests {

	/** Some of them are those of the test. One or two more may come from another JDK. */
	private static final int MOST_ON_SERVLETS = 140;

	private static final int MOST_ON_WEBFLUX = 149;

	private static final String SERVLET = "io.github.trustproxy.servlet.";

	private static final String WEBFLUX = "io.github.trustproxy.webflux.";

	private static final String TOMCAT = "io.github.trustproxy.tomcat.";

	private static final String JETTY = "io.github.trustproxy.jetty.";

	private static final String NETTY = "io.github.trustproxy.netty.";

	@TempDir
	private Path directory;

	@Test
	void servletApplicationOnTomcatLoadsNothingElse() throws Exception {
		assertThat(start(StartedServletApplication.class, ClassPath.EXTRAS.or(ClassPath.REACTIVE)))
			.anyMatch((name) -> name.startsWith(SERVLET))
			.noneMatch(startsWith(WEBFLUX, JETTY, NETTY))
			.noneMatch(names("WebFlux", "Jetty", "Netty"))
			.hasSizeLessThanOrEqualTo(MOST_ON_SERVLETS);
	}

	@Test
	void servletApplicationOnJettyLoadsNothingElse() throws Exception {
		assertThat(start(StartedServletApplication.class,
				ClassPath.EXTRAS.and(ClassPath.JETTY.negate()).or(ClassPath.TOMCAT).or(ClassPath.REACTIVE)))
			.anyMatch((name) -> name.startsWith(SERVLET))
			.noneMatch(startsWith(WEBFLUX, TOMCAT, NETTY))
			.noneMatch(names("WebFlux", "Netty"))
			.hasSizeLessThanOrEqualTo(MOST_ON_SERVLETS);
	}

	@Test
	void webFluxApplicationOnNettyLoadsNothingElse() throws Exception {
		assertThat(start(StartedWebFluxApplication.class, ClassPath.EXTRAS.or(ClassPath.WEBMVC).or(ClassPath.SERVLET)))
			.anyMatch((name) -> name.startsWith(WEBFLUX))
			.noneMatch(startsWith(SERVLET, TOMCAT, JETTY))
			.noneMatch(names("Servlet", "WebMvc", "Tomcat", "Jetty"))
			.hasSizeLessThanOrEqualTo(MOST_ON_WEBFLUX);
	}

	@Test
	void applicationWithoutTrustProxyLoadsNothingThatWouldRewrite() throws Exception {
		assertThat(load(StartedApplication.class, ClassPath.EXTRAS.or(ClassPath.REACTIVE)))
			.noneMatch(startsWith(SERVLET + "TrustProxyFilter", SERVLET + "Rewritten", WEBFLUX, TOMCAT, JETTY, NETTY));
	}

	private static Predicate<String> startsWith(String... packages) {
		return (name) -> List.of(packages).stream().anyMatch(name::startsWith);
	}

	/**
	 * Our configuration classes that are about one of the given things.
	 */
	private static Predicate<String> names(String... things) {
		String start = "io.github.trustproxy.autoconfigure.TrustProxy";
		return (name) -> List.of(things).stream().anyMatch((thing) -> name.startsWith(start + thing));
	}

	private List<String> start(Class<?> mainClass, Predicate<String> missing) throws IOException, InterruptedException {
		return load(mainClass, missing, "--trust-proxy=loopback");
	}

	private List<String> load(Class<?> mainClass, Predicate<String> missing, String... arguments)
			throws IOException, InterruptedException {
		Path classes = this.directory.resolve("classes.txt");
		List<String> options = List.of("-Xlog:class+load=info:file=\"%s\":none".formatted(classes), "-cp",
				ClassPath.without(ClassPath.TEST.or(missing)));
		List<String> allArguments = new ArrayList<>(List.of(arguments));
		allArguments.add("--server.port=0");
		JavaProgram program = JavaProgram.run(this.directory, Map.of(), options, mainClass, allArguments);
		assertThat(program.output()).contains("started on port");
		assertThat(program.exitCode()).as(program.output()).isZero();
		return Files.readAllLines(classes)
			.stream()
			.map((line) -> line.substring(0, line.indexOf(' ')))
			.filter((name) -> name.startsWith("io.github.trustproxy."))
			.toList();
	}

}
