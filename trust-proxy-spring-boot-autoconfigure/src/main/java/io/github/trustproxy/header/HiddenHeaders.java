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

package io.github.trustproxy.header;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a request that the application does not see.
 *
 * @since 0.1.0
 */
public final class HiddenHeaders {

	private final String[] names;

	/** One bit for each length that a hidden name has. */
	private final long lengths;

	/** One bit for each letter that a hidden name begins with. */
	private final int letters;

	/**
	 * Create the headers.
	 * @param names their names, in any case
	 */
	public HiddenHeaders(List<String> names) {
		this.names = names.toArray(new String[0]);
		long lengths = 0;
		int letters = 0;
		for (String name : names) {
			lengths |= lengthBit(name);
			letters |= letterBit(name);
		}
		this.lengths = lengths;
		this.letters = letters;
	}

	/**
	 * Lengths that are a multiple of 64 apart share a bit.
	 */
	private static long lengthBit(String name) {
		return 1L << name.length();
	}

	/**
	 * Both cases of a letter share a bit, and so do other characters that are a multiple
	 * of 32 apart.
	 */
	private static int letterBit(String name) {
		return name.isEmpty() ? 0 : 1 << name.charAt(0);
	}

	/**
	 * Return these headers and some more.
	 * @param more the names of the others
	 * @return all of them
	 */
	public HiddenHeaders and(List<String> more) {
		List<String> all = new ArrayList<>(List.of(this.names));
		all.addAll(more);
		return new HiddenHeaders(all);
	}

	/**
	 * Return whether a header is hidden.
	 * @param name the name, in any case
	 * @return whether the application does not see it
	 */
	public boolean contains(String name) {
		// An application asks for many headers, and most names have another length or
		// another first letter
		if ((this.lengths & lengthBit(name)) == 0 || (this.letters & letterBit(name)) == 0) {
			return false;
		}
		for (String hidden : this.names) {
			if (hidden.equalsIgnoreCase(name)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the names of the headers that the application sees.
	 * @param names the names of all headers
	 * @return those that are not hidden
	 */
	public Enumeration<String> visible(Enumeration<String> names) {
		return new VisibleNames(names, this);
	}

	/**
	 * The names of the headers that the application sees.
	 */
	private static final class VisibleNames implements Enumeration<String> {

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

}
