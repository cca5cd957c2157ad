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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import io.github.trustproxy.SourceList;
import org.jspecify.annotations.Nullable;

/**
 * The file in which the last good list of a URL survives a restart. It belongs to this
 * URL, has the time at which the list was fetched, and is used as it was written or not
 * at all.
 */
final class ListCache {

	/** Changes when the form does, so that no version reads what another one means. */
	private static final String VERSION = "trust-proxy-list-2";

	private static final String NO_DATE = "-";

	private final String source;

	private final String key;

	private final Path file;

	private @Nullable String error;

	private boolean told;

	/**
	 * Create a cache. Nothing is read or written yet.
	 * @param directory where the file is
	 * @param source the name of the source
	 * @param url where the list is fetched from
	 * @param service which entries of the document count
	 */
	ListCache(Path directory, String source, String url, @Nullable String service) {
		this.source = source;
		this.key = url + "\n" + Objects.requireNonNullElse(service, "") + "\n";
		// The URL itself may have secrets
		this.file = directory.resolve(digest(this.key) + ".list");
	}

	/**
	 * Read what was written last.
	 * @param now the time
	 * @return the list and when it was fetched, or {@code null} if there is none that can
	 * be used
	 */
	@Nullable Cached read(Instant now) {
		try {
			if (Files.exists(this.file) && !Files.isRegularFile(this.file)) {
				throw new IOException("It is no regular file.");
			}
			byte[] bytes;
			try (InputStream stream = Files.newInputStream(this.file)) {
				bytes = stream.readNBytes(ListText.MAX_BYTES + 1);
			}
			return read(ListText.decode(bytes), now);
		}
		catch (NoSuchFileException ex) {
			return null;
		}
		catch (IOException | UnusableListException | RuntimeException ex) {
			this.error = "The file '" + this.file + "' in trust-proxy.cache-directory is not used: " + ex.getMessage();
			return null;
		}
	}

	private Cached read(String text, Instant now) throws UnusableListException {
		int end = text.indexOf('\n');
		List<String> head = (end >= 0) ? ListText.entries(text.substring(0, end)) : List.of();
		if (head.size() != 3 || !VERSION.equals(head.get(0))) {
			throw new UnusableListException("It is not in the form of this version.");
		}
		String rest = text.substring(end + 1);
		if (!head.get(2).equals(digest(this.key + head.get(1) + "\n" + rest))) {
			throw new UnusableListException("It is damaged, or belongs to another URL.");
		}
		Instant fetched = instant(head.get(1));
		if (fetched.isAfter(now)) {
			throw new UnusableListException("It is of " + fetched + ", which is in the future.");
		}
		int versionEnd = rest.indexOf('\n');
		List<String> entries = ListText.entries(rest.substring(versionEnd + 1));
		String date = entries.get(0);
		return new Cached(ListText.list(this.source, NO_DATE.equals(date) ? null : date,
				List.copyOf(entries.subList(1, entries.size()))), fetched, rest.substring(0, versionEnd));
	}

	private static Instant instant(String text) throws UnusableListException {
		try {
			return Instant.parse(text);
		}
		catch (DateTimeException ex) {
			throw new UnusableListException("It has no time.");
		}
	}

	/**
	 * Write a list that was accepted. A cache that cannot be written is no reason to
	 * trust others than those on the list.
	 * @param list the list
	 * @param fetched when it was fetched
	 * @param version what tells it from others, without line ends
	 */
	void write(SourceList list, Instant fetched, String version) {
		String date = list.date();
		String rest = version + "\n" + ((date != null) ? date : NO_DATE) + "\n" + String.join("\n", list.entries())
				+ "\n";
		String head = VERSION + " " + fetched + " " + digest(this.key + fetched + "\n" + rest) + "\n";
		try {
			replace((head + rest).getBytes(StandardCharsets.UTF_8));
			this.error = null;
			this.told = false;
		}
		catch (IOException | RuntimeException ex) {
			this.error = "The list of '" + this.source + "' cannot be kept in trust-proxy.cache-directory, and will not"
					+ " be there after a restart: " + ex;
		}
	}

	/**
	 * Move a whole file to the place of the last one, so that nobody reads half of it.
	 */
	private void replace(byte[] bytes) throws IOException {
		Path directory = Objects.requireNonNull(this.file.toAbsolutePath().getParent());
		if (!Files.isDirectory(directory)) {
			createDirectory(directory);
		}
		// Only for the owner, where the file system knows owners
		Path written = Files.createTempFile(directory, "new", ".tmp");
		try {
			Files.write(written, bytes);
			Files.move(written, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(written);
		}
	}

	private static void createDirectory(Path directory) throws IOException {
		if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Files.createDirectories(directory,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		}
		else {
			Files.createDirectories(directory);
		}
	}

	/**
	 * Return what went wrong, once and not for each try.
	 * @return full sentences, or {@code null} if there is nothing new to tell
	 */
	@Nullable String newError() {
		if (this.told) {
			return null;
		}
		this.told = this.error != null;
		return this.error;
	}

	private static String digest(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

	/**
	 * A list that was kept.
	 *
	 * @param list the list
	 * @param fetched when it was fetched
	 * @param version what tells it from others
	 */
	record Cached(SourceList list, Instant fetched, String version) {

	}

}
