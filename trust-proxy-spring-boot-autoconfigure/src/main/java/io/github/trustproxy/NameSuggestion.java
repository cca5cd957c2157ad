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

import java.util.Collection;
import java.util.Locale;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the name that was probably meant, for a report to the operator. Public for the
 * auto-configuration, which reports misspelt properties.
 *
 * @since 0.1.0
 */
public final class NameSuggestion {

	/** Short words are like too many others. */
	private static final int SHORT = 5;

	private NameSuggestion() {
	}

	/**
	 * Find the name that is most like a word. Case, hyphens and the like do not count.
	 * @param word the word
	 * @param names the names that exist
	 * @return one of the names, or {@code null} if none is like the word
	 */
	public static @Nullable String find(String word, Collection<String> names) {
		String plain = plain(word);
		String nearest = null;
		int distance = (plain.length() < SHORT) ? 2 : 3;
		for (String name : names) {
			int candidate = distance(plain, plain(name));
			if (candidate < distance) {
				nearest = name;
				distance = candidate;
			}
		}
		return nearest;
	}

	private static String plain(String text) {
		StringBuilder plain = new StringBuilder();
		text.toLowerCase(Locale.ROOT)
			.chars()
			.filter((c) -> "-_. ".indexOf(c) < 0)
			.forEach((c) -> plain.append((char) c));
		return plain.toString();
	}

	/**
	 * The Levenshtein distance of two words.
	 */
	private static int distance(String left, String right) {
		int[] previous = IntStream.rangeClosed(0, right.length()).toArray();
		for (int i = 1; i <= left.length(); i++) {
			int[] current = new int[right.length() + 1];
			current[0] = i;
			for (int j = 1; j <= right.length(); j++) {
				int substitution = previous[j - 1] + ((left.charAt(i - 1) != right.charAt(j - 1)) ? 1 : 0);
				current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[right.length()];
	}

}
