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

/**
 * The literals that are parsed.
 */
public enum LiteralForm {

	/** Four numbers. */
	IPV4("203.0.113.7", "10.0.0.5", "192.168.100.200", "8.8.8.8", "172.16.254.1", "198.51.100.23", "1.2.3.4",
			"255.255.255.254"),

	/** Eight groups. */
	IPV6_FULL("2001:db8:85a3:8d3:1319:8a2e:370:7348", "2a00:1450:4001:82a:5b3c:9f1d:200e:1",
			"2606:4700:1111:2222:3333:4444:5555:6810", "fd12:3456:789a:1:a1b2:c3d4:e5f6:789",
			"2001:470:26:12b:9a79:17d4:be04:9c1f", "2400:cb00:2048:1:c629:d7a2:d7a2:1",
			"2a03:2880:f12f:83:face:b00c:25de:4d2", "2001:4860:4860:9d2:7c1e:33aa:5f02:8844"),

	/** With a double colon. */
	IPV6_COMPRESSED("2001:db8::1", "::1", "fe80::1ff:fe23:4567:890a", "2606:4700::6810:84e5",
			"2a00:1450:4001:82a::200e", "fd00::", "2001:4860:4860::8888", "64:ff9b::c000:221");

	private final List<String> texts;

	LiteralForm(String... texts) {
		this.texts = List.of(texts);
	}

	/**
	 * Return the literals.
	 */
	List<String> texts() {
		return this.texts;
	}

}
