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

package io.github.trustproxy.compatibility.war;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.util.Assert;
import org.springframework.util.FileSystemUtils;

/**
 * A Tomcat as it is distributed, on the Java that runs the tests. Only its ports are
 * changed.
 */
final class Tomcat {

	private static final Duration START_TIMEOUT = Duration.ofSeconds(120);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

	/** Applications are deployed before. */
	private static final Pattern STARTED = Pattern.compile("Starting ProtocolHandler \\[\"http-nio-.*-(\\d+)\"]");

	private final Path logFile;

	private final Process process;

	private final InetSocketAddress address;

	private Tomcat(Path logFile, Process process) {
		this.logFile = logFile;
		this.process = process;
		this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), awaitPort());
	}

	/**
	 * Start a server.
	 * @param home the distribution
	 * @param base what belongs to this server
	 * @param war the application
	 * @param contexts the names that the application is deployed under, each with its
	 * parameters
	 */
	static Tomcat start(Path home, Path base, Path war, Map<String, Map<String, String>> contexts) throws IOException {
		FileSystemUtils.deleteRecursively(base);
		FileSystemUtils.copyRecursively(home.resolve("conf"), base.resolve("conf"));
		for (String directory : List.of("conf/Catalina/localhost", "logs", "temp", "webapps")) {
			Files.createDirectories(base.resolve(directory));
		}
		changePorts(base.resolve("conf/server.xml"));
		for (Map.Entry<String, Map<String, String>> context : contexts.entrySet()) {
			Files.writeString(base.resolve("conf/Catalina/localhost/" + context.getKey() + ".xml"),
					descriptor(context.getValue()));
			Files.copy(war, base.resolve("webapps/" + context.getKey() + ".war"));
		}
		Path logFile = base.resolve("logs/output.log");
		ProcessBuilder builder = new ProcessBuilder(command(home, base)).directory(base.toFile())
			.redirectErrorStream(true)
			.redirectOutput(logFile.toFile());
		builder.environment().clear();
		Process process = builder.start();
		// For the case that the tests do not get to their end
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
		return new Tomcat(logFile, process);
	}

	private static void changePorts(Path configuration) throws IOException {
		String server = Files.readString(configuration);
		Assert.state(server.contains("<Server port=\"8005\"") && server.contains("<Connector port=\"8080\""),
				"Tomcat's server.xml has other ports than it used to have");
		Files.writeString(configuration,
				server.replace("<Server port=\"8005\"", "<Server port=\"-1\"")
					.replace("<Connector port=\"8080\"", "<Connector port=\"0\" address=\"%s\""
						.formatted(InetAddress.getLoopbackAddress().getHostAddress())));
	}

	private static String descriptor(Map<String, String> parameters) {
		return parameters.entrySet()
			.stream()
			.map((parameter) -> "<Parameter name=\"%s\" value=\"%s\"/>".formatted(parameter.getKey(),
					parameter.getValue()))
			.collect(Collectors.joining("\n", "<Context>", "</Context>"));
	}

	/**
	 * What catalina.sh runs.
	 */
	private static List<String> command(Path home, Path base) {
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "-Xmx512m",
				"-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
				"-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager", "-Dcatalina.home=" + home,
				"-Dcatalina.base=" + base, "-Djava.io.tmpdir=" + base.resolve("temp"), "-classpath",
				home.resolve("bin/bootstrap.jar") + File.pathSeparator + home.resolve("bin/tomcat-juli.jar"),
				"org.apache.catalina.startup.Bootstrap", "start");
	}

	private int awaitPort() {
		long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
		boolean alive;
		do {
			alive = this.process.isAlive();
			Matcher started = STARTED.matcher(log());
			if (started.find()) {
				return Integer.parseInt(started.group(1));
			}
			sleep();
		}
		while (alive && System.nanoTime() < deadline);
		this.process.destroyForcibly();
		throw new IllegalStateException("Tomcat did not start:%n%s".formatted(log()));
	}

	private static void sleep() {
		try {
			Thread.sleep(50);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	InetSocketAddress address() {
		return this.address;
	}

	/**
	 * Return what Tomcat and the applications have written so far.
	 */
	String log() {
		try {
			return Files.readString(this.logFile, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void stop() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
			this.process.destroyForcibly().waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		}
	}

}
