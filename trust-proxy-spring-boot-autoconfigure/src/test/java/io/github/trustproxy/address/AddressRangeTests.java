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

package io.github.trustproxy.address;

import java.util.List;

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AddressRange}.
 */
class AddressRangeTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			192.0.2.1                          | 192.0.2.1
			192.0.2.1/32                       | 192.0.2.1
			10.0.0.5/8                         | 10.0.0.0/8
			loopback                           | 127.0.0.0/8 ::1
			10.0.0.0/9 10.128.0.0/9            | 10.0.0.0/8
			10.0.0.0/8 10.1.0.0/16             | 10.0.0.0/8
			192.0.2.1 192.0.2.2 192.0.2.3      | 192.0.2.1-192.0.2.3
			192.0.2.2 192.0.2.3                | 192.0.2.2/31
			192.0.2.3 192.0.2.4                | 192.0.2.3-192.0.2.4
			192.0.2.9 10.0.0.0/8               | 10.0.0.0/8 192.0.2.9
			2001:db8::1                        | 2001:db8::1
			2001:db8::/32 2001:db9::/32        | 2001:db8::/31
			2001:db8::1 2001:db8::2            | 2001:db8::1-2001:db8::2
			::ffff:10.0.0.0/104                | 10.0.0.0/8
			0.0.0.0/1 128.0.0.0/1              | 0.0.0.0/0
			::/1 8000::/1                      | ::/0
			fc00::/7 10.0.0.0/8                | 10.0.0.0/8 fc00::/7
			cgnat linklocal                    | 100.64.0.0/10 169.254.0.0/16 fe80::/10
			""")
	void rangesAreWrittenAsAnOperatorWould(String entries, String ranges) {
		assertThat(TrustProxy.builder().policy(TrustPolicy.of(entries.split(" "))).build().trustedRanges())
			.isEqualTo(List.of(ranges.split(" ")));
	}

}
