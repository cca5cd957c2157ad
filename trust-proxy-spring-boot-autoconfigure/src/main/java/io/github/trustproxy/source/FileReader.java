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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.time.ZoneOffset;

import io.github.trustproxy.SourceList;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list from a file when the file changes: when it is written, when another one is
 * moved to its place, or when a symbolic link on its way leads to somewhere else, as
 * those of a ConfigMap do.
 */
final class FileReader implements ListReader {

	private final String entry;

	private final Path path;

	/** What the list was read from that is trusted. */
	private @Nullable Identity taken;

	/** What was seen last, which may still be written. */
	private @Nullable Identity seen;

	FileReader(String entry, Path path) {
		this.entry = entry;
		this.path = path;
	}

	/**
	 * A file that is written at this moment may be half a list. Only what has been the
	 * same at two looks, or at the first one, is read.
	 */
	@Override
	public Reading read() throws UnusableListException {
		try {
			Identity now = Identity.of(this.path);
			boolean settled = this.seen == null || now.equals(this.seen);
			this.seen = now;
			if (now.equals(this.taken)) {
				return Reading.UNCHANGED;
			}
			if (!settled) {
				return Reading.UNFINISHED;
			}
			byte[] bytes;
			try (InputStream stream = Files.newInputStream(this.path)) {
				bytes = stream.readNBytes(ListText.MAX_BYTES + 1);
			}
			LocalDate date = LocalDate.ofInstant(now.modified().toInstant(), ZoneOffset.UTC);
			SourceList list = ListText.read(this.entry, date.toString(), bytes);
			return now.equals(Identity.of(this.path)) ? Reading.of(list) : Reading.UNFINISHED;
		}
		catch (NoSuchFileException ex) {
			this.seen = null;
			throw new UnusableListException("There is no file '" + this.path + "'.");
		}
		catch (IOException ex) {
			this.seen = null;
			throw new UnusableListException("The file '" + this.path + "' cannot be read: " + ex + ".");
		}
	}

	@Override
	public void taken() {
		this.taken = this.seen;
	}

	/**
	 * What changes when a file does.
	 *
	 * @param target where the links lead to
	 * @param key the file in its file system, if that tells
	 * @param size its size
	 * @param modified when it was written
	 */
	private record Identity(Path target, @Nullable Object key, long size, FileTime modified) {

		static Identity of(Path path) throws IOException {
			Path target = path.toRealPath();
			BasicFileAttributes attributes = Files.readAttributes(target, BasicFileAttributes.class);
			if (!attributes.isRegularFile()) {
				throw new IOException("it is no regular file");
			}
			return new Identity(target, attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
		}

	}

}
