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

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SourceList}.
 */
class SourceListTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "192.0.2.1 | 1 | 0", "192.0.2.0/31 | 2 | 0", "192.0.2.1 192.0.2.0/24 | 256 | 0",
					"0.0.0.0/1 | 2147483648 | 0", "2001:db8::1 | 0 | 1", "2001:db8::2/127 | 0 | 2",
					"2001:db8::/64 | 0 | 18446744073709551616", "2a00::/16 | 0 | 5192296858534827628530496329220096",
					"192.0.2.1 2001:db8::/126 198.51.100.0/30 | 5 | 4" })
	void addressesAreCountedOnce(String entries, double ipv4, double ipv6) {
		assertThat(list(entries.split(" ")).addresses(true)).isEqualTo(ipv4);
		assertThat(list(entries.split(" ")).addresses(false)).isEqualTo(ipv6);
	}

	@ParameterizedTest
	@CsvSource({ "8.0.0.0/8, ", "8.0.0.0/7, 8.0.0.0/7", "2a00::/16, ", "2a00::/15, 2a00::/15", "192.0.2.1, " })
	void rangeThatIsTooWideIsFound(String range, @Nullable String found) {
		assertThat(list("198.51.100.0/24", range).findWiderThan(8, 16)).isEqualTo(found);
	}

	@ParameterizedTest
	@CsvSource({ "8.8.8.0/24, ", "10.1.0.0/16, 10.1.0.0/16", "192.0.0.0/8, 192.0.0.0/8", "2600::/16, ", "::1, ::1",
			"2001::/16, 2001::/16" })
	void rangeThatBelongsToNobodyIsFound(String range, @Nullable String found) {
		assertThat(list("104.16.0.0/13", range).findSpecial()).isEqualTo(found);
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-29, true", "2026-11-28, false", "2026-11-27, false", "2026-12, true", "2026-11, false",
			", false" })
	void dayIsComparedWithTheTime(@Nullable String date, boolean after) {
		SourceList list = SourceList.of("edge", date, List.of("192.0.2.1"));
		assertThat(list.isOfDayAfter(Instant.parse("2026-11-28T23:59:59Z"))).isEqualTo(after);
	}

	@Test
	void rangesThatTouchAreShownAsOneAndKeptAsTheyAre() {
		SourceList list = list("192.0.2.128/25", "192.0.2.0/25", "2001:db8::1");
		assertThat(list.ranges()).containsExactly("192.0.2.0/24", "2001:db8::1");
		assertThat(list.entries()).containsExactly("192.0.2.128/25", "192.0.2.0/25", "2001:db8::1");
	}

	@Test
	void unionIsAsOldAsItsOldestList() {
		SourceList union = SourceList.union("edge", List.of(SourceList.of("a", "2026-11-28", List.of("192.0.2.1")),
				list("192.0.2.9"), SourceList.of("b", "2026-08-22", List.of("192.0.2.2"))));
		assertThat(union).hasToString("edge (3 ranges of 2026-08-22)");
		assertThat(union.entries()).containsExactly("192.0.2.1", "192.0.2.9", "192.0.2.2");
	}

	@Test
	void listOfASettingMayHaveNamesAndNoCount() {
		assertThat(SourceList.ofSetting("edge", List.of("linklocal", "192.0.2.1")).ranges())
			.containsExactly("169.254.0.0/16", "192.0.2.1", "fe80::/10");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> SourceList.ofSetting("edge", List.of("1")))
			.satisfies((ex) -> assertThat(ex.getValue()).isEqualTo("1"));
	}

	@Test
	void unixIsKeptInAListAndInItsUnion() {
		SourceList list = SourceList.ofSetting("edge", List.of("unix", "192.0.2.1"));
		assertThat(list.unix()).isTrue();
		assertThat(list.with(null).unix()).isTrue();
		assertThat(SourceList.union("both", List.of(list("192.0.2.9"), list)).unix()).isTrue();
		assertThat(SourceList.union("one", List.of(list("192.0.2.9"))).unix()).isFalse();
		assertThat(new TrustEntry("edge", List.of(), list).unix()).isTrue();
		assertThat(new TrustEntry("unix", List.of(), list("192.0.2.9")).unix()).isFalse();
	}

	private static SourceList list(String... entries) {
		return SourceList.of("edge", null, List.of(entries));
	}

}
