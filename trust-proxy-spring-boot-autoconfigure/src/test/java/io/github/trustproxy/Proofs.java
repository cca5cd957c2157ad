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
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Proofs by a header with a secret, for the core and for each server.
 */
public final class Proofs {

	/** The name of the header in these tests. */
	public static final String HEADER = "X-Origin-Verify";

	/** A secret. */
	public static final String SECRET = "Sesame-0123456789";

	/** The secret that is to be replaced. */
	public static final String OLD_SECRET = "Abracadabra-0123456789";

	private Proofs() {
	}

	/**
	 * Requests with all kinds of proofs: the lines of the header, and whether they prove
	 * anything.
	 */
	public static Stream<Arguments> requests() {
		return Stream.of(argumentSet("right", List.of(HEADER + ": " + SECRET), true),
				argumentSet("the one to be replaced", List.of(HEADER + ": " + OLD_SECRET), true),
				argumentSet("name in another case", List.of("x-origin-VERIFY: " + SECRET), true),
				argumentSet("wrong", List.of(HEADER + ": " + "Sesame-0123456788"), false),
				argumentSet("missing", List.of(), false),
				argumentSet("twice", List.of(HEADER + ": " + SECRET, HEADER + ": " + SECRET), false),
				argumentSet("twice, in two cases", List.of(HEADER + ": " + SECRET, "x-origin-verify: " + SECRET),
						false),
				argumentSet("right and wrong", List.of(HEADER + ": " + SECRET, HEADER + ": guess"), false),
				argumentSet("wrong and right", List.of(HEADER + ": guess", HEADER + ": " + SECRET), false),
				argumentSet("both in one line", List.of(HEADER + ": " + SECRET + ", " + OLD_SECRET), false),
				argumentSet("value in another case", List.of(HEADER + ": " + SECRET.toUpperCase(Locale.ROOT)), false),
				argumentSet("beginning", List.of(HEADER + ": " + SECRET.substring(0, 16)), false),
				argumentSet("more behind it", List.of(HEADER + ": " + SECRET + "0"), false),
				argumentSet("in quotes", List.of(HEADER + ": \"" + SECRET + "\""), false),
				argumentSet("empty", List.of(HEADER + ":"), false),
				argumentSet("header of a similar name", List.of("X_Origin_Verify: " + SECRET), false));
	}

	/**
	 * Sources that have these lists, each by the name of its source.
	 */
	public static TrustSources sources(SourceList... lists) {
		return new Sources(lists);
	}

	private static final class Sources implements TrustSources {

		private final List<SourceList> lists;

		Sources(SourceList... lists) {
			this.lists = List.of(lists);
		}

		@Override
		public @Nullable SourceList find(String entry) {
			return this.lists.stream().filter((list) -> list.source().equals(entry)).findFirst().orElse(null);
		}

		@Override
		public Collection<String> names() {
			return List.of();
		}

	}

}
