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

package io.github.trustproxy.source;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import io.github.trustproxy.SourceList;
import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ListText}.
 */
class ListTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.0/8\n192.0.2.1\n", "10.0.0.0/8,192.0.2.1", "10.0.0.0/8 192.0.2.1",
			"\uFEFF10.0.0.0/8\r\n192.0.2.1\r\n", "# proxies\n10.0.0.0/8, # the first, 10.9.9.9\n\n,\t192.0.2.1,",
			"#\r10.0.0.0/8#10.9.9.9\n192.0.2.1 # end" })
	void entriesAreSeparatedAsInTheSetting(String text) throws Exception {
		SourceList list = read(text.getBytes(StandardCharsets.UTF_8));
		assertThat(list.ranges()).containsExactly("10.0.0.0/8", "192.0.2.1");
		assertThat(list).hasToString("edge (2 ranges of 2026-11-28)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			<!DOCTYPE html>          | neither an address nor a range: '<!DOCTYPE'.
			10.0.0.1 <br>            | neither an address nor a range: '<br>'.
			loopback                 | neither an address nor a range: 'loopback'.
			cloudflare               | neither an address nor a range: 'cloudflare'.
			proxy.example            | neither an address nor a range: 'proxy.example'.
			10.0.0.1:80              | neither an address nor a range: '10.0.0.1:80'.
			10.0.0.1;10.0.0.2        | neither an address nor a range: '10.0.0.1;10.0.0.2'.
			10.0.0.1\u00A0           | neither an address nor a range: '10.0.0.1?'.
			0.0.0.0/0                | neither an address nor a range: '0.0.0.0/0'.
			true                     | neither an address nor a range: 'true'.
			2                        | neither an address nor a range: '2'.
			10.0.0.0/7               | too wide to be one of proxies: '10.0.0.0/7'.
			fc00::/7                 | too wide to be one of proxies: 'fc00::/7'.
			2000::/15                | too wide to be one of proxies: '2000::/15'.
			""")
	@Shows("threat-model.md: a list of a source that is cut off")
	void anythingElseIsRefusedAsAWhole(String text, String message) {
		assertThatExceptionOfType(UnusableListException.class)
			.isThrownBy(() -> read(("192.0.2.1\n" + text).getBytes(StandardCharsets.UTF_8)))
			.withMessageContaining(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "# nothing", ",", "\uFEFF" })
	void emptyListIsRefused(String text) {
		assertThatExceptionOfType(UnusableListException.class)
			.isThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
			.withMessage("It is empty.");
	}

	@Test
	void widestRangesAreTaken() throws Exception {
		assertThat(read("10.0.0.0/8 2001::/16".getBytes(StandardCharsets.UTF_8)).size()).isEqualTo(2);
	}

	@Test
	void textThatIsNoneIsRefused() {
		assertThatExceptionOfType(UnusableListException.class).isThrownBy(() -> read(new byte[] { '1', (byte) 0xC3 }))
			.withMessageContaining("UTF-8");
	}

	@Test
	void sizeIsLimited() throws Exception {
		List<String> entries = Collections.nCopies(100_000, "192.0.2.1");
		assertThat(ListText.list("edge", null, entries).size()).isEqualTo(100_000);
		assertThatExceptionOfType(UnusableListException.class)
			.isThrownBy(() -> ListText.list("edge", null, Collections.nCopies(100_001, "192.0.2.1")))
			.withMessageContaining("100,000");
		assertThatExceptionOfType(UnusableListException.class).isThrownBy(() -> read(new byte[ListText.MAX_BYTES + 1]))
			.withMessageContaining("8 MiB");
	}

	private static SourceList read(byte[] bytes) throws UnusableListException {
		return ListText.read("edge", "2026-11-28", bytes);
	}

}
