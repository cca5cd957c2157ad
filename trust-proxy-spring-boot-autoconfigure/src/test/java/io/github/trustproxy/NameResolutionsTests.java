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

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NameResolutions}.
 */
class NameResolutionsTests {

	@BeforeEach
	void watch() {
		NameResolutions.watch();
		NameResolutions.seen();
	}

	@Test
	void resolutionOfANameIsSeen() throws UnknownHostException {
		InetAddress.getByName("localhost");
		assertThat(NameResolutions.seen()).isTrue();
		assertThat(NameResolutions.seen()).isFalse();
	}

	@Test
	void resolutionOfAnAddressIsSeen() throws UnknownHostException {
		assertThat(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }).getHostName()).isNotNull();
		assertThat(NameResolutions.seen()).isTrue();
	}

	@Test
	void literalIsNotResolved() throws UnknownHostException {
		assertThat(InetAddress.getByName("127.0.0.1").getHostAddress()).isEqualTo("127.0.0.1");
		assertThat(NameResolutions.seen()).isFalse();
	}

}
