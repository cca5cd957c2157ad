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

import java.util.Random;

/**
 * Which addresses are measured.
 */
public enum AddressFamily {

	/** IPv4 only. */
	IPV4 {

		@Override
		long[] address(Random random) {
			return new long[] { 0, 0xffff_0000_0000L | Integer.toUnsignedLong(random.nextInt()) };
		}

		@Override
		int prefixLength(Random random) {
			return IPV4_PREFIX + 16 + random.nextInt(13);
		}

	},

	/** IPv6 only, from the few blocks that are in use. */
	IPV6 {

		private static final int[] BLOCKS = { 0x2001, 0x2400, 0x2401, 0x2402, 0x2403, 0x2404, 0x2405, 0x2406, 0x2408,
				0x2600, 0x2601, 0x2602, 0x2603, 0x2604, 0x2605, 0x2607, 0x2800, 0x2a00, 0x2a01, 0x2a02, 0x2a03, 0x2a04,
				0x2a05, 0x2c0f };

		@Override
		long[] address(Random random) {
			long block = BLOCKS[random.nextInt(BLOCKS.length)];
			return new long[] { (block << 48) | (random.nextLong() >>> 16), random.nextLong() };
		}

		@Override
		int prefixLength(Random random) {
			return 32 + random.nextInt(33);
		}

	},

	/** Half of the one, and half of the other. */
	MIXED {

		@Override
		AddressFamily one(Random random) {
			return random.nextBoolean() ? IPV4 : IPV6;
		}

		@Override
		long[] address(Random random) {
			return one(random).address(random);
		}

		@Override
		int prefixLength(Random random) {
			throw new UnsupportedOperationException();
		}

	};

	static final int IPV4_PREFIX = 96;

	/**
	 * Return a single family.
	 */
	AddressFamily one(Random random) {
		return this;
	}

	/**
	 * Return the halves of any address.
	 */
	abstract long[] address(Random random);

	/**
	 * Return the length of any prefix, out of 128 bits.
	 */
	abstract int prefixLength(Random random);

}
