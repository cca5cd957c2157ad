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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The access log of Tomcat or Jetty, in files of a directory.
 */
final class AccessLogFile implements ServerAccessLog {

	private final Path directory;

	private final List<String> properties;

	AccessLogFile(ServerStack stack, Path directory) {
		this.directory = directory;
		this.properties = stack.name().startsWith("TOMCAT") ? tomcat(directory) : jetty(directory);
	}

	private static List<String> tomcat(Path directory) {
		return List.of("server.tomcat.accesslog.enabled=true", "server.tomcat.accesslog.buffered=false",
				"server.tomcat.accesslog.directory=" + directory, "server.tomcat.accesslog.pattern=%a %h %v %p %r");
	}

	private static List<String> jetty(Path directory) {
		return List.of("server.jetty.accesslog.enabled=true",
				"server.jetty.accesslog.filename=" + directory.resolve("access_log.txt"),
				"server.jetty.accesslog.custom-format=%{client}a %{remote}a %r");
	}

	@Override
	public List<String> properties() {
		return this.properties;
	}

	@Override
	public List<String> entries() {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.flatMap((file) -> lines(file).stream()).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
	}

}
