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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Locale;

import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running application, and requests to it.
 */
public final class Application implements AutoCloseable {

	public static final String IPV4_LOOPBACK = "127.0.0.1";

	public static final String IPV6_LOOPBACK = "::1";

	private static final String OWN_HOST = "Host: app.internal:8080";

	private final ConfigurableApplicationContext context;

	private final int port;

	private Application(ConfigurableApplicationContext context, String portProperty) {
		this.context = context;
		// A child tells its parent of its own port later
		this.port = context.getEnvironment().getRequiredProperty(portProperty, Integer.class);
	}

	static Application start(WebApplicationType type, Class<?>[] configurations, String... properties) {
		return start(new SpringApplicationBuilder(configurations), type, properties);
	}

	/**
	 * Start another application, whose context is a child of this one's.
	 * @param type its stack
	 * @param configurations its configurations
	 * @param properties its properties, beside those of this application
	 * @return the running application, which stops when this one does
	 */
	Application startChild(WebApplicationType type, Class<?>[] configurations, String... properties) {
		return start(new SpringApplicationBuilder(configurations).parent(this.context), type, properties);
	}

	private static Application start(SpringApplicationBuilder builder, WebApplicationType type, String... properties) {
		builder.web(type)
			.registerShutdownHook(false)
			.properties("server.port=0", "spring.main.banner-mode=off", "spring.main.log-startup-info=false",
					// There are no files, and to look for them in each jar takes a tenth
					// of the start
					"spring.config.location=optional:file:none/", "logging.level.org.apache.catalina=off",
					"logging.level.org.apache.coyote=off", "logging.level.org.eclipse.jetty=off");
		String[] arguments = Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new);
		return new Application(builder.run(arguments), "local.server.port");
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	/**
	 * Return the management server of the application, which has a port of its own.
	 * @return the same application on the other port
	 */
	public Application managementServer() {
		return new Application(this.context, "local.management.port");
	}

	public int port() {
		return this.port;
	}

	public RawConnection connect(String address) throws IOException {
		return new RawConnection(RawConnection.connect(null, InetAddress.getByName(address), port()));
	}

	/**
	 * Connect as another peer on this machine.
	 * @param localAddress the address of the peer, such as {@code 127.0.0.9}
	 * @return the connection
	 * @throws IOException if this machine does not have the address, or the server does
	 * not answer
	 */
	public RawConnection connectFrom(String localAddress) throws IOException {
		String address = localAddress.contains(":") ? IPV6_LOOPBACK : IPV4_LOOPBACK;
		return new RawConnection(
				RawConnection.connect(InetAddress.getByName(localAddress), InetAddress.getByName(address), port()));
	}

	public RawResponse exchange(String address, String request) throws IOException {
		try (RawConnection connection = connect(address)) {
			return connection.exchange(request);
		}
	}

	public RawResponse get(String path, String... headerLines) throws IOException {
		return exchange(IPV4_LOOPBACK, request(path, headerLines));
	}

	public WhoAmI whoAmI(String... headerLines) throws IOException {
		return whoAmI(get("/whoami", headerLines));
	}

	public static WhoAmI whoAmI(RawResponse response) {
		return read(response, WhoAmI.class);
	}

	public static <T> T read(RawResponse response, Class<T> type) {
		return JsonMapper.shared().readValue(response.body(), type);
	}

	/**
	 * Return whether this machine can be connected to with IPv6.
	 * @return whether {@link #IPV6_LOOPBACK} exists
	 */
	public static boolean hasIpv6() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(IPV6_LOOPBACK))) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Make a GET request. Its {@code Host} is {@code app.internal:8080} unless the header
	 * lines have another.
	 * @param path the target of the request
	 * @param headerLines the header lines, such as {@code X-Forwarded-Proto: https}
	 * @return all of the request
	 */
	public static String request(String path, String... headerLines) {
		StringBuilder request = new StringBuilder("GET ").append(path).append(" HTTP/1.1\r\n");
		if (Arrays.stream(headerLines).noneMatch((line) -> line.toLowerCase(Locale.ROOT).startsWith("host:"))) {
			request.append(OWN_HOST).append("\r\n");
		}
		for (String line : headerLines) {
			request.append(line).append("\r\n");
		}
		return request.append("\r\n").toString();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
