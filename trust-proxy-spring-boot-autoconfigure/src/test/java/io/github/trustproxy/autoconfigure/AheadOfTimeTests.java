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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes applications ahead of time, as the build plugins of Spring Boot do, and
 * starts what comes out in a JVM of its own. The conditions have been answered by then.
 */
@Tag("slow")
class AheadOfTimeTests {

	private static final Predicate<String> NOT_IN_SERVLET_APPLICATION = ClassPath.TEST.or(ClassPath.EXTRAS)
		.or(ClassPath.REACTIVE);

	private static final Predicate<String> NOT_IN_WEBFLUX_APPLICATION = ClassPath.TEST.or(ClassPath.EXTRAS)
		.or(ClassPath.WEBMVC)
		.or(ClassPath.SERVLET);

	private static final Predicate<String> NOT_IN_JETTY_APPLICATION = ClassPath.TEST.or(ClassPath.REACTIVE)
		.or(ClassPath.EXTRAS.and(ClassPath.JETTY.negate()))
		.or(ClassPath.TOMCAT);

	@TempDir
	private Path directory;

	@Test
	@Shows(value = "what-is-rewritten.md: 11. Ahead of time", on = "Jetty, servlet")
	void jettysSessionCookieIsSecureIfTheForwardedSchemeIs() throws Exception {
		Application application = process(StartedServletApplication.class, NOT_IN_JETTY_APPLICATION,
				"--trust-proxy=false");
		JavaProgram program = application.start("--trust-proxy=loopback", "--trust-proxy.prefix=replace",
				"--trust-proxy.header-names.host=X-Original-Host");
		assertThat(program.output()).contains("Jetty started on port", "Answer: 203.0.113.7")
			.contains("believing X-Forwarded-For, X-Original-Host, X-Forwarded-Proto")
			.containsPattern("Cookie: JSESSIONID=.*; Secure");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Netty", "Tomcat", "Jetty" })
	@Shows(value = "what-is-rewritten.md: 11. Ahead of time", on = "Jetty, WebFlux")
	@Shows(value = "what-is-rewritten.md: 11. Ahead of time", on = "Tomcat, WebFlux")
	void webSessionCookieIsSecureIfTheForwardedSchemeIs(String server) throws Exception {
		Application application = process(StartedWebFluxApplication.class, notInWebFluxApplicationOn(server),
				"--trust-proxy=false");
		JavaProgram program = application.start("--trust-proxy=loopback");
		assertThat(program.output()).contains(server + " started on port", "Answer: 203.0.113.7")
			.containsPattern("Cookie: SESSION=.*; Secure");
	}

	private static Predicate<String> notInWebFluxApplicationOn(String server) {
		Predicate<String> withoutNetty = ClassPath.TEST.or(ClassPath.WEBMVC).or(ClassPath.REACTOR_NETTY);
		return switch (server) {
			case "Tomcat" -> withoutNetty.or(ClassPath.EXTRAS);
			case "Jetty" -> withoutNetty.or(ClassPath.EXTRAS.and(ClassPath.JETTY.negate())).or(ClassPath.TOMCAT);
			default -> NOT_IN_WEBFLUX_APPLICATION;
		};
	}

	@Test
	void filterOfSpringThatWasChosenAheadOfTimeStopsTheStart() throws Exception {
		Application application = process(StartedServletApplication.class, NOT_IN_SERVLET_APPLICATION,
				"--trust-proxy=loopback", "--server.forward-headers-strategy=framework");
		JavaProgram program = application.start("--trust-proxy=loopback", "--server.forward-headers-strategy=none");
		assertThat(program.exitCode()).isOne();
		assertThat(program.output()).contains("APPLICATION FAILED TO START")
			.contains("The ForwardedHeaderFilter of Spring in the filter 'forwardedHeaderFilter'")
			.doesNotContain("Answer");
	}

	@Test
	@Shows("threat-model.md: the setting came too late for an application that was")
	@Shows(value = "what-is-rewritten.md: 11. Ahead of time", on = "Tomcat, servlet")
	void settingThatWasMissingAheadOfTimeStopsTheStart() throws Exception {
		Application application = process(StartedServletApplication.class, NOT_IN_SERVLET_APPLICATION);
		// Tomcat warns where the machine takes long to make the first session
		assertThat(application.start().output()).contains("Answer: 127.0.0.1")
			.doesNotContainPattern(" WARN (?!.*SessionIdGenerator)");
		assertLate(application.start(Map.of("TRUST_PROXY", "loopback, 10.0.0.0/8")),
				"trust-proxy: 'loopback,10.0.0.0/8' (originating from 'System Environment Property \"TRUST_PROXY\"')");
		assertLate(application.start("--trust-proxy.trust=false", "--spring.main.lazy-initialization=true"),
				"trust-proxy.trust: 'false' (originating from");
	}

	@Test
	@Shows(value = "what-is-rewritten.md: 11. Ahead of time", on = "Reactor Netty")
	void settingThatWasMissingAheadOfTimeStopsTheStartOfWebFlux() throws Exception {
		Application application = process(StartedWebFluxApplication.class, NOT_IN_WEBFLUX_APPLICATION);
		assertLate(application.start("--trust-proxy=1"), "trust-proxy: '1' (originating from");
	}

	private static void assertLate(JavaProgram program, String setting) {
		assertThat(program.exitCode()).as(program.output()).isOne();
		assertThat(program.output()).contains("APPLICATION FAILED TO START")
			.contains("The proxies to trust are set, but they were not when the beans of the application were chosen:")
			.contains("\t" + setting)
			.contains("it would take its proxies for its clients.")
			.contains("Set trust-proxy when the application is processed as well,")
			.contains("Any value will do, such as 'false'")
			.doesNotContain("Answer");
	}

	private Application process(Class<?> mainClass, Predicate<String> missing, String... arguments) throws Exception {
		Path sources = Files.createDirectory(this.directory.resolve("sources"));
		Path classes = Files.createDirectory(this.directory.resolve("classes"));
		String classPath = ClassPath.without(missing);
		List<String> allArguments = new ArrayList<>(List.of(mainClass.getName(), sources.toString(), classes.toString(),
				classes.toString(), "com.example", "application"));
		allArguments.addAll(List.of(arguments));
		JavaProgram program = JavaProgram.run(this.directory, Map.of(), List.of("-cp", classPath),
				SpringApplicationAotProcessor.class, allArguments);
		assertThat(program.exitCode()).as(program.output()).isZero();
		compile(sources, classPath, classes);
		return new Application(mainClass, classes + File.pathSeparator + classPath, this.directory);
	}

	private static void compile(Path sources, String classPath, Path classes) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager fileManager = compiler.getStandardFileManager(null, null, null);
				Stream<Path> files = Files.walk(sources)) {
			List<Path> javaFiles = files.filter(Files::isRegularFile).toList();
			boolean compiled = compiler
				.getTask(null, fileManager, null,
						List.of("-cp", classes + File.pathSeparator + classPath, "-d", classes.toString(), "-proc:none",
								"-parameters", "-nowarn", "-Xlint:none"),
						null, fileManager.getJavaFileObjectsFromPaths(javaFiles))
				.call();
			assertThat(compiled).isTrue();
		}
	}

	/**
	 * An application that is processed ahead of time.
	 */
	private record Application(Class<?> mainClass, String classPath, Path directory) {

		JavaProgram start(String... arguments) throws IOException, InterruptedException {
			return start(Map.of(), arguments);
		}

		JavaProgram start(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
			List<String> allArguments = new ArrayList<>(List.of("--server.port=0"));
			allArguments.addAll(List.of(arguments));
			JavaProgram program = JavaProgram.run(this.directory, variables,
					List.of("-Dspring.aot.enabled=true", "-cp", this.classPath), this.mainClass, allArguments);
			assertThat(program.output()).contains("Starting AOT-processed " + this.mainClass.getSimpleName());
			return program;
		}

	}

}
