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

package io.github.trustproxy.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link FileReader}, with files that are replaced in the ways of editors,
 * deployments and ConfigMaps.
 */
class FileReaderTests {

	@TempDir
	private Path directory;

	private Path file;

	private FileReader reader;

	private int second;

	@BeforeEach
	void create() throws IOException {
		this.file = this.directory.resolve("proxies.txt");
		write(this.file, "10.0.0.1");
		this.reader = new FileReader("file:proxies", this.file);
	}

	@Test
	void fileIsReadOnceUntilItChanges() throws Exception {
		assertThat(read()).containsExactly("10.0.0.1");
		assertThat(this.reader.read()).isEqualTo(ListReader.Reading.UNCHANGED);
	}

	@Test
	void dateIsThatOfTheFile() throws Exception {
		assertThat(this.reader.read().list().date()).isEqualTo("2026-11-28");
	}

	@Test
	void listThatIsNotTakenIsReadAgain() throws Exception {
		assertThat(this.reader.read().list()).isNotNull();
		assertThat(this.reader.read().list()).isNotNull();
	}

	@Test
	void fileThatIsWrittenInPlaceIsReadWhenItIsWhole() throws Exception {
		read();
		write(this.file, "10.0.0.2");
		assertThat(this.reader.read()).isEqualTo(ListReader.Reading.UNFINISHED);
		write(this.file, "10.0.0.2\n10.0.0.3");
		assertThat(this.reader.read()).isEqualTo(ListReader.Reading.UNFINISHED);
		assertThat(read()).containsExactly("10.0.0.2/31");
	}

	@Test
	void fileThatAnotherOneIsMovedOntoIsRead() throws Exception {
		read();
		Path other = this.directory.resolve("other");
		write(other, "10.0.0.2");
		Files.setLastModifiedTime(other, Files.getLastModifiedTime(this.file));
		Files.move(other, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		assertThat(this.reader.read()).isEqualTo(ListReader.Reading.UNFINISHED);
		assertThat(read()).containsExactly("10.0.0.2");
	}

	@Test
	void configMapThatIsMountedAnewIsRead() throws Exception {
		Path mount = Files.createDirectory(this.directory.resolve("mount"));
		mountVersion(mount, "..1", "10.0.0.1");
		Files.createSymbolicLink(mount.resolve("proxies.txt"), Path.of("..data/proxies.txt"));
		this.reader = new FileReader("file:proxies", mount.resolve("proxies.txt"));
		assertThat(read()).containsExactly("10.0.0.1");
		mountVersion(mount, "..2", "10.0.0.2");
		assertThat(this.reader.read()).isEqualTo(ListReader.Reading.UNFINISHED);
		assertThat(read()).containsExactly("10.0.0.2");
	}

	private void mountVersion(Path mount, String version, String text) throws IOException {
		write(Files.createDirectory(mount.resolve(version)).resolve("proxies.txt"), text);
		Path link = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of(version));
		Files.move(link, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	@Test
	void fileThatIsNotThereIsNoEmptyList() throws Exception {
		read();
		Files.delete(this.file);
		assertThatExceptionOfType(UnusableListException.class).isThrownBy(this.reader::read)
			.withMessageContaining("There is no file '" + this.file + "'.");
		write(this.file, "10.0.0.2");
		assertThat(read()).containsExactly("10.0.0.2");
	}

	/**
	 * Whoever opens a pipe waits until somebody else does.
	 */
	@Test
	@Timeout(60)
	void pipeIsNoListAndNotWaitedFor() throws Exception {
		Path pipe = this.directory.resolve("pipe");
		assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
		assertThatExceptionOfType(UnusableListException.class).isThrownBy(new FileReader("file:pipe", pipe)::read)
			.withMessageContaining("it is no regular file");
	}

	@Test
	void fileThatIsTooLargeOrHasNoEndIsNoList() throws Exception {
		Path large = Files.write(this.directory.resolve("large"), new byte[ListText.MAX_BYTES + 1]);
		assertThatExceptionOfType(UnusableListException.class).isThrownBy(new FileReader("file:large", large)::read)
			.withMessage("It has more than 8 MiB.");
		assertThatExceptionOfType(UnusableListException.class)
			.isThrownBy(new FileReader("file:/dev/zero", Path.of("/dev/zero"))::read)
			.withMessageContaining("cannot be read");
	}

	@Test
	void linkThatLeadsToItselfIsNoList() throws Exception {
		Path link = this.directory.resolve("link");
		Files.createSymbolicLink(link, link);
		assertThatExceptionOfType(UnusableListException.class).isThrownBy(new FileReader("file:link", link)::read);
	}

	@Test
	void directoryIsNoList() {
		assertThatExceptionOfType(UnusableListException.class)
			.isThrownBy(new FileReader("file:directory", this.directory)::read)
			.withMessageContaining("it is no regular file");
	}

	@Test
	void fileThatIsNoListIsRefusedUntilItIsOne() throws Exception {
		write(this.file, "<html>");
		assertThatExceptionOfType(UnusableListException.class).isThrownBy(this.reader::read);
		assertThatExceptionOfType(UnusableListException.class).isThrownBy(this.reader::read);
		write(this.file, "10.0.0.2");
		assertThat(this.reader.read()).isEqualTo(ListReader.Reading.UNFINISHED);
		assertThat(read()).containsExactly("10.0.0.2");
	}

	private @Nullable List<String> read() throws UnusableListException {
		ListReader.Reading reading = this.reader.read();
		this.reader.taken();
		return (reading.list() != null) ? reading.list().ranges() : null;
	}

	/**
	 * The clocks of file systems are coarse: each time is a second later.
	 */
	private void write(Path file, String text) throws IOException {
		Files.writeString(file, text);
		Files.setLastModifiedTime(file,
				FileTime.from(Instant.parse("2026-11-28T12:00:00Z").plusSeconds(++this.second)));
	}

}
