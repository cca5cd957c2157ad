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

package io.github.trustproxy.test;

import java.net.InetAddress;
import java.util.Objects;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.TrustProxy;
import io.github.trustproxy.explain.DescribedRequest;

import org.springframework.util.StringUtils;

/**
 * Finds an address in a range.
 */
final class AddressInRange {

	private AddressInRange() {
	}

	/**
	 * Return an address.
	 * @param range an address or a range, such as {@code 10.0.0.0/16}
	 * @param number which one of a range
	 */
	static String of(String range, int number) {
		int slash = range.indexOf('/');
		InetAddress first = Objects.requireNonNull(client((slash < 0) ? range : range.substring(0, slash)).address());
		byte[] bytes = first.getAddress();
		int free = (slash < 0) ? 0 : bytes.length * 8 - prefix(range.substring(slash + 1));
		int mask = (1 << Math.min(8, free)) - 1;
		bytes[bytes.length - 1] |= (byte) (number & mask);
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < bytes.length; i += (bytes.length == 4) ? 1 : 2) {
			text.append((i == 0) ? "" : (bytes.length == 4) ? "." : ":");
			text.append((bytes.length == 4) ? Integer.toString(bytes[i] & 0xff)
					: Integer.toHexString(((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff)));
		}
		return client(text.toString()).ip();
	}

	private static int prefix(String text) {
		if (!StringUtils.hasText(text) || text.contains(".")) {
			throw new IllegalArgumentException("A range has a prefix length, as in '10.0.0.0/16': " + text);
		}
		return Integer.parseInt(text);
	}

	private static ClientAddress client(String address) {
		return DescribedRequest.from(address).decide(TrustProxy.builder().build()).client();
	}

}
