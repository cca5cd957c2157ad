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
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * The access log of a server, switched on as users do it.
 */
public interface ServerAccessLog extends AutoCloseable {

	/**
	 * Switch the access log of a server on, until it is closed.
	 * @param stack the server
	 * @param directory where files are written
	 * @return the access log
	 */
	static ServerAccessLog of(ServerStack stack, Path directory) {
		return (stack == ServerStack.NETTY_WEBFLUX) ? new AccessLogAppender() : new AccessLogFile(stack, directory);
	}

	/**
	 * Return the properties that switch it on, together with others, which replace them.
	 * @param others other properties
	 * @return all properties
	 */
	default String[] propertiesAnd(String... others) {
		Map<String, String> properties = new LinkedHashMap<>();
		Stream.concat(properties().stream(), Arrays.stream(others))
			.forEach((property) -> properties.put(property.substring(0, property.indexOf('=')), property));
		return properties.values().toArray(String[]::new);
	}

	/**
	 * Return the properties that switch it on.
	 * @return the properties
	 */
	List<String> properties();

	/**
	 * Return what has been written.
	 * @return a line for each request
	 */
	List<String> entries();

	/**
	 * Called before a request is sent.
	 */
	default void beforeRequest() {
	}

	/**
	 * Send a request and wait for its entry, which is written when the response has been
	 * sent.
	 * @param application the application
	 * @param target the target of the request
	 * @param headerLines the header lines
	 * @return the entry
	 * @throws IOException if the server does not answer
	 */
	default String entry(Application application, String target, String... headerLines) throws IOException {
		beforeRequest();
		application.get(target, headerLines);
		return await(target);
	}

	/**
	 * Wait for the entry of a request.
	 * @param text what the entry has
	 * @return the entry
	 */
	default String await(String text) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> entries().stream().filter((entry) -> entry.contains(text)).findFirst().orElse(""),
					(entry) -> !entry.isEmpty());
	}

	@Override
	void close();

}
