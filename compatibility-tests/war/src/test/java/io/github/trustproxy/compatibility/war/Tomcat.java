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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.trustproxy.support.RunningProcess;

import org.springframework.util.Assert;
import org.springframework.util.FileSystemUtils;

/**
 * A Tomcat as it is distributed, on the Java that runs the tests. Only its ports are
 * changed.
 */
final class Tomcat {

	/** Applications are deployed before. */
	private static final Pattern STARTED = Pattern.compile("Starting ProtocolHandler \\[\"http-nio-.*-(\\d+)\"]");

	private final RunningProcess process;

	private final InetSocketAddress address;

	private Tomcat(RunningProcess process) {
		this.process = process;
		String port = process.await("the port",
				() -> STARTED.matcher(process.output()).results().map((match) -> match.group(1)).findFirst());
		this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
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
		return new Tomcat(RunningProcess.start("Tomcat", base, Map.of(), command(home, base)));
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

	InetSocketAddress address() {
		return this.address;
	}

	/**
	 * Return what Tomcat and the applications have written so far.
	 */
	String log() {
		return this.process.output();
	}

	void stop() {
		this.process.stop();
	}

}
