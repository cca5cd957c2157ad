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

package io.github.trustproxy;

import java.util.Enumeration;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * The names of the headers that the application sees.
 */
final class VisibleNames implements Enumeration<String> {

	private final Enumeration<String> names;

	private final HiddenHeaders hiddenHeaders;

	private @Nullable String next;

	/**
	 * Create the names.
	 * @param names the names of all headers
	 * @param hiddenHeaders the headers that the application does not see
	 */
	VisibleNames(Enumeration<String> names, HiddenHeaders hiddenHeaders) {
		this.names = names;
		this.hiddenHeaders = hiddenHeaders;
	}

	@Override
	public boolean hasMoreElements() {
		while (this.next == null && this.names.hasMoreElements()) {
			String name = this.names.nextElement();
			this.next = this.hiddenHeaders.contains(name) ? null : name;
		}
		return this.next != null;
	}

	@Override
	public String nextElement() {
		if (!hasMoreElements() || this.next == null) {
			throw new NoSuchElementException();
		}
		String name = this.next;
		this.next = null;
		return name;
	}

}
