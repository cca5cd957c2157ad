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

package io.github.trustproxy.integration;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

import org.springframework.util.Assert;
import org.springframework.util.FileSystemUtils;

/**
 * A sample that Spring Boot's own tools have unpacked, with an archive of its classes
 * (CDS): it starts in half of the time, and tests start samples often.
 *
 * @param jar the jar to run
 * @param archive the archive of its classes
 */
record UnpackedSample(Path jar, Path archive) {

	private static final Path DIRECTORY = Path.of("target", "samples").toAbsolutePath();

	/**
	 * Unpack a sample, unless another process has done so.
	 * @param name {@code webmvc} or {@code webflux}
	 * @param jar its executable jar
	 */
	static UnpackedSample of(String name, Path jar) throws IOException {
		Files.createDirectories(DIRECTORY);
		// Not by its time, which is always the same
		Path directory = DIRECTORY.resolve(name).resolve(checksum(jar));
		UnpackedSample sample = new UnpackedSample(directory.resolve(jar.getFileName()),
				directory.resolve("classes.jsa"));
		try (FileChannel channel = FileChannel.open(DIRECTORY.resolve(name + ".lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); var lock = channel.lock()) {
			if (!Files.exists(sample.archive)) {
				FileSystemUtils.deleteRecursively(directory.getParent());
				Files.createDirectories(directory);
				run(directory, "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force", "--destination",
						directory.toString());
				run(directory, "-XX:ArchiveClassesAtExit=" + sample.archive, "-Dspring.context.exit=onRefresh", "-jar",
						sample.jar.toString(), "--server.port=0");
			}
		}
		return sample;
	}

	private static String checksum(Path file) throws IOException {
		CRC32 checksum = new CRC32();
		try (InputStream content = new CheckedInputStream(Files.newInputStream(file), checksum)) {
			content.transferTo(OutputStream.nullOutputStream());
		}
		return Long.toHexString(checksum.getValue());
	}

	private static void run(Path directory, String... options) throws IOException {
		List<String> command = new ArrayList<>(List.of(Sample.java(), "-XX:+UseSerialGC"));
		command.addAll(List.of(options));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(directory.resolve("output.log").toFile());
		builder.environment().clear();
		int status = builder.start().onExit().join().exitValue();
		Assert.state(status == 0, () -> "%s ended with %d: see %s/output.log".formatted(command, status, directory));
	}

	/**
	 * Return the options of the JVM that runs it.
	 */
	List<String> options() {
		return List.of("-XX:SharedArchiveFile=" + this.archive, "-jar", this.jar.toString());
	}

}
