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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts applications in a JVM of their own, with just the jars that such applications
 * have on their class path, and looks which of our classes are loaded.
 */
class ApplicationStartTests {

	/** Needed by the tests only. */
	private static final Predicate<String> TEST = jar(".*-test(autoconfigure|client)?-.*|.*-test-autoconfigure-.*"
			+ "|spring-boot-webtestclient-.*|(junit|mockito|assertj|archunit|byte-buddy|surefire)-.*");

	private static final Predicate<String> WEBMVC = jar(
			"(spring-webmvc|spring-boot-webmvc|spring-boot-starter-webmvc)-.*");

	private static final Predicate<String> SERVLET = jar("(spring-boot-servlet|spring-boot-tomcat|spring-boot-jetty"
			+ "|spring-boot-starter-tomcat|spring-boot-starter-jetty|tomcat|jetty|jakarta\\.servlet|jakarta\\.websocket)-.*");

	private static final Predicate<String> REACTIVE = jar("(spring-webflux|spring-boot-webflux|spring-boot-reactor"
			+ "|spring-boot-reactor-netty|spring-boot-netty|spring-boot-starter-webflux|spring-boot-starter-reactor-netty"
			+ "|reactor|reactive-streams|netty)-.*");

	private static final Predicate<String> WEB = WEBMVC.or(SERVLET)
		.or(REACTIVE)
		.or(jar("(spring-web|spring-boot-web-server|spring-boot-http|spring-boot-restclient)-.*"));

	private static final Predicate<String> EXTRAS = jar("(jetty|spring-boot-jetty|spring-boot-starter-jetty"
			+ "|spring-security|spring-boot-security|spring-boot-starter-security|spring-boot-actuator"
			+ "|spring-boot-starter-actuator|spring-boot-health|micrometer-core|micrometer-jakarta9|spring-boot-micrometer"
			+ "|spring-boot-starter-micrometer|spring-boot-hateoas|spring-boot-starter-hateoas|spring-hateoas|spring-plugin"
			+ "|spring-boot-session|spring-session|nimbus-jose-jwt|oauth2-oidc-sdk)-.*");

	@TempDir
	private Path directory;

	@Test
	void servletApplicationStartsWithoutReactor() throws Exception {
		Run run = start(StartedServletApplication.class, TEST.or(EXTRAS).or(REACTIVE), "--trust-proxy=loopback");
		assertThat(run.output).contains("Answer: 203.0.113.7", "Tomcat started on port");
		assertThat(run.exitCode).as(run.output).isZero();
		assertThat(run.ownClasses).contains("io.github.trustproxy.servlet.TrustProxyFilter")
			.noneMatch((name) -> name.startsWith("io.github.trustproxy.webflux."));
	}

	@Test
	void webFluxApplicationStartsWithoutServletApi() throws Exception {
		Run run = start(StartedWebFluxApplication.class, TEST.or(EXTRAS).or(WEBMVC).or(SERVLET),
				"--trust-proxy=loopback");
		assertThat(run.output).contains("Answer: 203.0.113.7", "Netty started on port");
		assertThat(run.exitCode).as(run.output).isZero();
		assertThat(run.ownClasses).contains("io.github.trustproxy.webflux.TrustProxyWebFilter")
			.noneMatch((name) -> name.startsWith("io.github.trustproxy.servlet."));
	}

	@Test
	void applicationWithoutWebStarts() throws Exception {
		Run run = start(StartedApplication.class, TEST.or(EXTRAS).or(WEB), "--trust-proxy=loopback");
		assertThat(run.output).contains("Started StartedApplication");
		assertThat(run.exitCode).as(run.output).isZero();
		assertThat(run.ownClasses).noneMatch((name) -> name.startsWith("io.github.trustproxy.servlet.")
				|| name.startsWith("io.github.trustproxy.webflux.") || name.endsWith(".TrustProxy"));
	}

	@Test
	void applicationWithBothStacksSecurityAndActuatorStarts() throws Exception {
		Run run = start(StartedSecuredApplication.class, TEST.or(jar("(jetty|spring-boot-jetty)-.*")),
				"--trust-proxy=loopback", "--management.endpoints.web.exposure.include=*");
		assertThat(run.output).contains("Answer: 203.0.113.7", "Tomcat started on port", "endpoints beneath base path");
		assertThat(run.exitCode).as(run.output).isZero();
		assertThat(run.ownClasses).contains("io.github.trustproxy.servlet.TrustProxyFilter")
			.noneMatch((name) -> name.startsWith("io.github.trustproxy.webflux."));
	}

	@Test
	void reactiveApplicationWithBothStacksSecurityAndActuatorStarts() throws Exception {
		Run run = start(StartedSecuredApplication.class, TEST.or(jar("(jetty|spring-boot-jetty)-.*")),
				"--spring.main.web-application-type=reactive", "--trust-proxy=loopback",
				"--management.endpoints.web.exposure.include=*");
		assertThat(run.output).contains("Answer: 203.0.113.7", "Netty started on port", "endpoints beneath base path");
		assertThat(run.exitCode).as(run.output).isZero();
		assertThat(run.ownClasses).contains("io.github.trustproxy.webflux.TrustProxyWebFilter")
			.noneMatch((name) -> name.startsWith("io.github.trustproxy.servlet."));
	}

	@Test
	void applicationWithRejectedConfigurationDoesNotStart() throws Exception {
		Path configuration = this.directory.resolve("application.yml");
		Files.writeString(configuration, "trust-proxy: 10.0.0.0/33\n");
		Run run = start(StartedServletApplication.class, TEST.or(EXTRAS).or(REACTIVE),
				"--spring.config.location=" + configuration);
		assertThat(run.exitCode).isEqualTo(1);
		assertThat(run.output).contains("APPLICATION FAILED TO START")
			.contains("Invalid value '10.0.0.0/33' for configuration property 'trust-proxy' (originating from '")
			.contains("application.yml] - 1:14')")
			.doesNotContain("started on port", "Answer");
	}

	private Run start(Class<?> mainClass, Predicate<String> missing, String... arguments)
			throws IOException, InterruptedException {
		Path output = this.directory.resolve("output.txt");
		Path classes = this.directory.resolve("classes.txt");
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Dfile.encoding=UTF-8"));
		command.add("-Xlog:class+load=info:file=\"%s\":none".formatted(classes));
		command.addAll(List.of("-cp", classPathWithout(missing), mainClass.getName(), "--server.port=0"));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("TRUST") || name.startsWith("SPRING"));
		Process process = builder.start();
		try {
			boolean ended = process.waitFor(120, TimeUnit.SECONDS);
			assertThat(ended).as(() -> "Ended: " + read(output)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return new Run(process.exitValue(), read(output),
				read(classes).lines()
					.map((line) -> line.substring(0, line.indexOf(' ')))
					.filter((name) -> name.startsWith("io.github.trustproxy."))
					.toList());
	}

	private static String classPathWithout(Predicate<String> missing) {
		List<String> entries = Arrays
			.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
			.filter((entry) -> !missing.test(Path.of(entry).getFileName().toString()))
			.toList();
		return String.join(File.pathSeparator, entries);
	}

	private static Predicate<String> jar(String name) {
		return Pattern.compile("(%s)\\.jar".formatted(name)).asMatchPredicate();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private record Run(int exitCode, String output, List<String> ownClasses) {

	}

}
