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

package io.github.trustproxy.integration;

import java.util.List;
import java.util.Map;

/**
 * How a sample is started.
 *
 * @param name what it trusts, for the names of tests
 * @param address the address that it listens on
 * @param environment its environment
 * @param arguments its arguments
 * @param believesAnyoneOnThisMachine whether it believes a client that goes around the
 * proxies
 */
record SampleSetting(String name, String address, Map<String, String> environment, List<String> arguments,
		boolean believesAnyoneOnThisMachine) {

	/**
	 * The sample as it is, which trusts every address of this machine.
	 */
	static SampleSetting loopback() {
		return new SampleSetting("loopback", "127.0.0.1", Map.of(), List.of(), true);
	}

	/**
	 * All addresses that proxies have in these tests are trusted.
	 */
	static SampleSetting addresses() {
		return trusting("addresses", "127.0.0.1, 127.0.0.2, 127.0.0.3, 127.0.0.4", false);
	}

	/**
	 * A number of hops is trusted.
	 * @param count how many
	 */
	static SampleSetting hops(int count) {
		return trusting((count != 1) ? count + " hops" : "1 hop", String.valueOf(count), true);
	}

	/**
	 * Everybody is trusted.
	 */
	static SampleSetting all() {
		return trusting("true", "true", true);
	}

	/**
	 * A value of the property is set, and all that can be believed is.
	 * @param name a name for the names of tests
	 * @param trust the value
	 * @param believesAnyoneOnThisMachine whether it trusts a client of these tests
	 */
	static SampleSetting trusting(String name, String trust, boolean believesAnyoneOnThisMachine) {
		return new SampleSetting(name, "127.0.0.1", Map.of("TRUST_PROXY", trust),
				List.of("--trust-proxy.headers=for,host,proto,port,prefix"), believesAnyoneOnThisMachine);
	}

	/**
	 * The same with {@code Forwarded} as the header that is believed.
	 */
	SampleSetting standard() {
		return new SampleSetting(this.name + ", standard", this.address, this.environment,
				List.of("--trust-proxy.header-format=standard"), this.believesAnyoneOnThisMachine);
	}

	/**
	 * The same with a sample that listens on {@code ::1}.
	 */
	SampleSetting overIpv6() {
		return new SampleSetting(this.name, "::1", this.environment, this.arguments, this.believesAnyoneOnThisMachine);
	}

	boolean isStandard() {
		return this.arguments.contains("--trust-proxy.header-format=standard");
	}

	boolean trustsAll() {
		return "true".equals(this.environment.get("TRUST_PROXY"));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
