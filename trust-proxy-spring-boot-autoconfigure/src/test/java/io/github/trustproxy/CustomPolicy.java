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

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Policies that an application could have.
 */
public enum CustomPolicy implements TrustPolicy {

	TWO_HOPS {

		@Override
		public boolean trusts(InetAddress address, int hop) {
			return hop < 2;
		}

	},

	/** Of edge case 27. */
	ALL_BUT_PEER {

		@Override
		public boolean trusts(InetAddress address, int hop) {
			return hop > 0;
		}

	},

	ALL_BUT_THIRD_HOP {

		@Override
		public boolean trusts(InetAddress address, int hop) {
			return hop != 2;
		}

	},

	IPV4 {

		@Override
		public boolean trusts(InetAddress address, int hop) {
			return address instanceof Inet4Address;
		}

	},

	SMALL_NUMBERS {

		@Override
		public boolean trusts(InetAddress address, int hop) {
			byte[] bytes = address.getAddress();
			return bytes[bytes.length - 1] >= 0 && bytes[bytes.length - 1] < 16;
		}

	},

	BROKEN {

		@Override
		public boolean trusts(InetAddress address, int hop) {
			throw new BrokenPolicyException();
		}

	},

	BROKEN_BEHIND_PEER {

		@Override
		public boolean trusts(InetAddress address, int hop) {
			if (hop > 0) {
				throw new BrokenPolicyError();
			}
			return true;
		}

	};

	/**
	 * What a broken policy throws. Without a stack trace, which would be most of what a
	 * decision costs.
	 */
	public static final class BrokenPolicyException extends RuntimeException {

		BrokenPolicyException() {
			super(null, null, false, false);
		}

	}

	/**
	 * The same as an error.
	 */
	public static final class BrokenPolicyError extends Error {

		BrokenPolicyError() {
			super(null, null, false, false);
		}

	}

}
