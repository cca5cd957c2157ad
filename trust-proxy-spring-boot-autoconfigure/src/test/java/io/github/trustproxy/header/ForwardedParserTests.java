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

import java.util.AbstractList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ForwardedParser} and {@link ForwardedElements}.
 */
class ForwardedParserTests {

	@Test
	void keepsTheTextOfElements() {
		assertThat(ForwardedText.parse(" for=a;Proto=b , for=\"x, y\" ,[bad]"))
			.extracting((element) -> element.text().strip())
			.containsExactly("for=a;Proto=b", "for=\"x, y\"", "[bad]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "for=x;proto=https", ",,," })
	void linesAreParsedOnceHoweverOftenTheyAreAskedFor(String line) {
		AtomicInteger reads = new AtomicInteger();
		ForwardedElements elements = new ForwardedElements(new AbstractList<>() {

			@Override
			public String get(int index) {
				reads.incrementAndGet();
				return line;
			}

			@Override
			public int size() {
				return 1;
			}

		});
		elements.cursor();
		elements.fromRight(1, ForwardedValue.PROTO);
		elements.fromRight(1, ForwardedValue.HOST);
		assertThat(reads).hasValue(1);
	}

	@Test
	void cursorHasAnElementOnlyWhereItStandsOnOne() {
		NodeChain.Cursor cursor = new ForwardedElements(List.of("for=x")).cursor();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(cursor::text);
		assertThat(cursor.next()).isTrue();
		assertThat(cursor.text()).isEqualTo("for=x");
		assertThat(cursor.next()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(cursor::text);
		assertThat(cursor.next()).isFalse();
	}

}
