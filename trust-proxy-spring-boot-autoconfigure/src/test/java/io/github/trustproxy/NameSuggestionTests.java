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

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NameSuggestion}.
 */
class NameSuggestionTests {

	@ParameterizedTest(name = "{0} is probably {1}")
	@CsvSource(nullValues = "none", textBlock = """
			headers,      headers
			HEADERS,      headers
			header,       headers
			heders,       headers
			heders2,      headers
			hedrs23,      none
			max_hops,     max-hops
			'max.hops ',  max-hops
			m-a-x-h-o-p-s, max-hops
			'm_a.x h_o.p s', max-hops
			maxhop,       max-hops
			hop,          hops
			hopes,        hops
			ho,           none
			hoop,         none
			hips,         hops
			hosts,        hosts
			'',           none
			""")
	void findsTheNearestName(String word, @Nullable String name) {
		assertThat(NameSuggestion.find(word, List.of("headers", "max-hops", "hops", "hosts"))).isEqualTo(name);
	}

	@ParameterizedTest
	@CsvSource({ "trust, trist", "trost, trist" })
	void findsTheFirstOfTwoThatAreAsNear(String word, String first) {
		assertThat(NameSuggestion.find(word, List.of(first, "trast"))).isEqualTo(first);
	}

}
