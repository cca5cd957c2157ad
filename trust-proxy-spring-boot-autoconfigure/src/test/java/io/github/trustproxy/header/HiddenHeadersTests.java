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

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link HiddenHeaders}.
 */
class HiddenHeadersTests {

	private static final HiddenHeaders HIDDEN = new HiddenHeaders(List.of("X-Forwarded-For", "X-Forwarded-Host",
			"X-Forwarded-Port", "X-Forwarded-Ssl", "Forwarded", "X-Forwarded-User"));

	@ParameterizedTest
	@MethodSource("names")
	void hiddenNamesAreLeftOut(List<String> names, List<String> visible) {
		assertThat(Collections.list(visible(names))).isEqualTo(visible);
	}

	static Stream<Arguments> names() {
		return Stream.of(argumentSet("no name", List.of(), List.of()),
				argumentSet("one visible name", List.of("Host"), List.of("Host")),
				argumentSet("one hidden name", List.of("Forwarded"), List.of()),
				argumentSet("hidden names only", List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-User"),
						List.of()),
				argumentSet("hidden name first", List.of("Forwarded", "Host"), List.of("Host")),
				argumentSet("hidden name last", List.of("Host", "Forwarded"), List.of("Host")),
				argumentSet("hidden names in between", List.of("A", "Forwarded", "X-Forwarded-Ssl", "B"),
						List.of("A", "B")),
				argumentSet("any case",
						List.of("forwarded", "FORWARDED", "x-forwarded-for", "X-FORWARDED-USER", "x-Forwarded-poRt",
								"hOST"),
						List.of("hOST")),
				argumentSet("name that the server has twice", List.of("A", "X-Forwarded-For", "A", "x-forwarded-for"),
						List.of("A", "A")),
				argumentSet("names that are similar", List.of("X-Forwarded", "X_Forwarded_For", "X-Forwarded-For-", ""),
						List.of("X-Forwarded", "X_Forwarded_For", "X-Forwarded-For-", "")));
	}

	@Test
	void askingForMoreTakesNothingAway() {
		Enumeration<String> visible = visible(List.of("Forwarded", "A", "X-Forwarded-For", "B", "X-Forwarded-Host"));
		for (String name : List.of("A", "B")) {
			assertThat(visible.hasMoreElements()).isTrue();
			assertThat(visible.hasMoreElements()).isTrue();
			assertThat(visible.nextElement()).isEqualTo(name);
		}
		assertThat(visible.hasMoreElements()).isFalse();
		assertThat(visible.hasMoreElements()).isFalse();
	}

	@Test
	void nextNameNeedNotBeAskedForBefore() {
		Enumeration<String> visible = visible(List.of("Forwarded", "A", "X-Forwarded-For", "B"));
		assertThat(visible.nextElement()).isEqualTo("A");
		assertThat(visible.nextElement()).isEqualTo("B");
	}

	@Test
	void nothingIsBehindTheLastName() {
		Enumeration<String> visible = visible(List.of("A", "X-Forwarded-For"));
		assertThat(visible.nextElement()).isEqualTo("A");
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(visible::nextElement);
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(visible::nextElement);
		assertThat(visible.hasMoreElements()).isFalse();
	}

	@Test
	void iteratorRemovesNothing() {
		Enumeration<String> visible = visible(List.of("A"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> visible.asIterator().remove());
	}

	private static Enumeration<String> visible(List<String> names) {
		return HIDDEN.visible(Collections.enumeration(names));
	}

}
