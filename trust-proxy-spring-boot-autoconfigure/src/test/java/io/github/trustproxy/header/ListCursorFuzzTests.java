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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.NaiveTrustProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz tests of {@link ListCursor}.
 */
class ListCursorFuzzTests {

	@FuzzTest
	void membersAreThoseBetweenTheCommas(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		List<String> members = NaiveTrustProxy.members(List.of(text));
		assertThat(read(text)).as(text).isEqualTo(members);
		assertThat(read(String.join(" ,\t", members))).as(text).isEqualTo(members);
		for (int n = 1; n <= members.size() + 1; n++) {
			assertThat(ListCursor.fromRight(text, n)).as(text)
				.isEqualTo(members.isEmpty() ? null : members.get(Math.max(0, members.size() - n)));
		}
	}

	private static List<String> read(String text) {
		List<String> members = new ArrayList<>();
		ListCursor cursor = new ListCursor(text);
		NodeParser parser = new NodeParser();
		while (cursor.next()) {
			members.add(0, cursor.text());
			assertThat(cursor.parse(parser)).as(text).hasToString(NaiveTrustProxy.node(cursor.text()).kind());
		}
		return members;
	}

}
