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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts applications in a JVM of their own, with just the jars that such applications
 * have on their class path, and looks which of our classes are loaded.
 */
@Tag("slow")
class ApplicationStartTests {

	@TempDir
	private Path directory;

	@Test
	void servletApplicationStartsWithoutReactor() throws Exception {
		Run run = start(StartedServletApplication.class, ClassPath.TEST.or(ClassPath.EXTRAS).or(ClassPath.REACTIVE),
				"--trust-proxy=loopback");
		assertThat(run.output).contains("Answer: 203.0.113.7", "Tomcat started on port");
		assertThat(run.exitCode).as(run.output).isZero();
		assertThat(run.ownClasses).contains("io.github.trustproxy.servlet.TrustProxyFilter")
			.noneMatch((name) -> name.startsWith("io.github.trustproxy.webflux."));
	}

	@Test
	void webFluxApplicationStartsWithoutServletApi() throws Exception {
		Run run = start(StartedWebFluxApplication.class,
				ClassPath.TEST.or(ClassPath.EXTRAS).or(ClassPath.WEBMVC).or(ClassPath.SERVLET),
				"--trust-proxy=loopback");
		assertThat(run.output).contains("Answer: 203.0.113.7", "Netty started on port");
		assertThat(run.exitCode).as(run.output).isZero();
		assertThat(run.ownClasses).contains("io.github.trustproxy.webflux.TrustProxyWebFilter")
			.noneMatch((name) -> name.startsWith("io.github.trustproxy.servlet."));
	}

	@Test
	void applicationWithoutWebStarts() throws Exception {
		Run run = start(StartedApplication.class, ClassPath.TEST.or(ClassPath.EXTRAS).or(ClassPath.WEB),
				"--trust-proxy=loopback");
		assertThat(run.output).contains("Started StartedApplication");
		assertThat(run.exitCode).as(run.output).isZero();
		assertThat(run.ownClasses).noneMatch((name) -> name.startsWith("io.github.trustproxy.servlet.")
				|| name.startsWith("io.github.trustproxy.webflux.") || name.endsWith(".TrustProxy"));
	}

	@Test
	void applicationWithBothStacksSecurityAndActuatorStarts() throws Exception {
		Run run = start(StartedSecuredApplication.class, ClassPath.TEST.or(ClassPath.JETTY), "--trust-proxy=loopback",
				"--management.endpoints.web.exposure.include=*");
		assertThat(run.output).contains("Answer: 203.0.113.7", "Tomcat started on port", "endpoints beneath base path");
		assertThat(run.exitCode).as(run.output).isZero();
		assertThat(run.ownClasses).contains("io.github.trustproxy.servlet.TrustProxyFilter")
			.noneMatch((name) -> name.startsWith("io.github.trustproxy.webflux."));
	}

	@Test
	void reactiveApplicationWithBothStacksSecurityAndActuatorStarts() throws Exception {
		Run run = start(StartedSecuredApplication.class, ClassPath.TEST.or(ClassPath.JETTY),
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
		Run run = start(StartedServletApplication.class, ClassPath.TEST.or(ClassPath.EXTRAS).or(ClassPath.REACTIVE),
				"--spring.config.location=" + configuration);
		assertThat(run.exitCode).isEqualTo(1);
		assertThat(run.output).contains("APPLICATION FAILED TO START")
			.contains("Invalid value '10.0.0.0/33' for configuration property 'trust-proxy' (originating from '")
			.contains("application.yml] - 1:14')")
			.doesNotContain("started on port", "Answer");
	}

	/**
	 * The classes of the application are loaded anew with each restart.
	 */
	@Test
	void restartOfTheDevtoolsLeavesNothing() throws Exception {
		Path file = Files.writeString(this.directory.resolve("proxies.txt"), "192.0.2.1");
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			exchange.getResponseBody().write("192.0.2.7".getBytes(StandardCharsets.UTF_8));
			exchange.close();
		});
		server.start();
		try {
			JavaProgram program = JavaProgram.run(this.directory, Map.of(),
					List.of("-XX:SoftRefLRUPolicyMSPerMB=0", "-cp",
							ClassPath.withDevtools(ClassPath.TEST.or(ClassPath.EXTRAS).or(ClassPath.REACTIVE))),
					RestartedApplication.class, List.of("--server.port=0",
							"--trust-proxy=file:" + file + ",http://127.0.0.1:" + server.getAddress().getPort() + "/"));
			assertThat(program.output()).contains("Starts: 3, left: false, threads: 1");
		}
		finally {
			server.stop(0);
		}
	}

	private Run start(Class<?> mainClass, Predicate<String> missing, String... arguments)
			throws IOException, InterruptedException {
		Path classes = this.directory.resolve("classes.txt");
		List<String> options = List.of("-Xlog:class+load=info:file=\"%s\":none".formatted(classes), "-cp",
				ClassPath.without(missing));
		List<String> allArguments = new ArrayList<>();
		allArguments.add("--server.port=0");
		allArguments.addAll(List.of(arguments));
		JavaProgram program = JavaProgram.run(this.directory, Map.of(), options, mainClass, allArguments);
		return new Run(program.exitCode(), program.output(),
				Files.readAllLines(classes)
					.stream()
					.map((line) -> line.substring(0, line.indexOf(' ')))
					.filter((name) -> name.startsWith("io.github.trustproxy."))
					.toList());
	}

	private record Run(int exitCode, String output, List<String> ownClasses) {

	}

}
