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

package io.github.trustproxy.support;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The repository that the tests belong to, from whichever module they run.
 */
public final class Repository {

	private static final Path ROOT = root(Path.of("").toAbsolutePath());

	private Repository() {
	}

	private static Path root(Path directory) {
		return Files.isDirectory(directory.resolve(".mvn")) ? directory : root(directory.getParent());
	}

	/**
	 * Return a file or directory.
	 * @param path the path from the root of the repository
	 * @return the absolute path
	 */
	public static Path path(String... path) {
		return ROOT.resolve(Path.of("", path));
	}

}
