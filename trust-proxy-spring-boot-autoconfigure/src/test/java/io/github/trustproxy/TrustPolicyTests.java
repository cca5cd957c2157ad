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
import java.util.List;
import java.util.function.Predicate;

import io.github.trustproxy.support.Shows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TrustPolicy} and what it is compiled to.
 */
class TrustPolicyTests {

	private static final Predicate<Proof> NOTHING_PROVEN = (proof) -> false;

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	@Test
	void noneTrustsNobody() {
		TrustPolicy policy = TrustPolicy.none();
		assertThat(policy.trusts(LOOPBACK, 0)).isFalse();
		assertThat(policy.trusts(LOOPBACK, 1)).isFalse();
		assertThat(policy).hasToString("0 hops");
	}

	@Test
	void allTrustsEveryHop() {
		TrustPolicy policy = TrustPolicy.all();
		assertThat(policy.trusts(LOOPBACK, 0)).isTrue();
		assertThat(policy.trusts(LOOPBACK, 65536)).isTrue();
		assertThat(policy).hasToString("every hop");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, Integer.MIN_VALUE, 65536, Integer.MAX_VALUE })
	void refusesCountsOutOfRange(int count) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> TrustPolicy.hops(count))
			.withMessageContaining("'" + count + "'")
			.withMessageContaining("from 1 to 65535");
	}

	@Test
	void ofReadsASetting() {
		TrustPolicy policy = TrustPolicy.of("loopback", "10.0.0.0/8");
		assertThat(policy.trusts(LOOPBACK, 5)).isTrue();
		assertThat(policy).hasToString("loopback, 10.0.0.0/8");
		assertThat(TrustPolicy.of("1").trusts(LOOPBACK, 1)).isFalse();
		assertThat(TrustPolicy.of("1")).hasToString("1 hop");
		assertThat(TrustPolicy.of("false").trusts(LOOPBACK, 0)).isFalse();
	}

	@Test
	void ofRefusesNothing() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(TrustPolicy::of)
			.withMessageContaining("empty");
	}

	@Test
	void customPolicyIsAskedWithTheSameArguments() {
		CompiledPolicy policy = CompiledPolicy
			.from((address, hop) -> hop == 3 && address.getHostName().equals("2001:db8::1"));
		assertThat(policy.trusts(0x2001_0db8_0000_0000L, 1, 3)).isTrue();
		assertThat(policy.trusts(0x2001_0db8_0000_0000L, 1, 2)).isFalse();
		assertThat(policy.trusts(0x2001_0db8_0000_0000L, 2, 3)).isFalse();
		assertThat(policy.trustsPeerWithoutAddress(true)).isFalse();
		assertThat(policy.explainRule(LOOPBACK, NOTHING_PROVEN)).startsWith("custom policy " + getClass().getName());
		assertThat(policy.toString()).startsWith("custom policy " + getClass().getName());
	}

	@Test
	void compiledPolicyIsNotWrapped() {
		TrustPolicy policy = TrustPolicy.of("loopback");
		assertThat(CompiledPolicy.from(policy)).isSameAs(policy);
	}

	@Test
	void knowsWhenNobodyIsTrusted() {
		assertThat(CompiledPolicy.from(TrustPolicy.none()).trustsNobody()).isTrue();
		assertThat(CompiledPolicy.from(TrustPolicy.hops(1)).trustsNobody()).isFalse();
		assertThat(CompiledPolicy.from(TrustPolicy.all()).trustsNobody()).isFalse();
		assertThat(CompiledPolicy.from(TrustPolicy.of("loopback")).trustsNobody()).isFalse();
		assertThat(CompiledPolicy.from((address, hop) -> false).trustsNobody()).isFalse();
	}

	@Test
	void ruleOfAListIsTheFirstEntryThatHasTheAddress() throws UnknownHostException {
		CompiledPolicy policy = CompiledPolicy.from(TrustPolicy.of("10.0.0.0/8", "10.1.0.0/16", "fe80::/10"));
		assertThat(policy.rule(InetAddress.getByName("10.1.2.3"), NOTHING_PROVEN)).isEqualTo("10.0.0.0/8");
		assertThat(policy.rule(InetAddress.getByName("fe80::1%1"), NOTHING_PROVEN)).isEqualTo("fe80::/10");
		assertThat(policy.rule(InetAddress.getByName("11.0.0.1"), NOTHING_PROVEN)).isNull();
		assertThat(policy.rule(null, NOTHING_PROVEN)).isNull();
		assertThat(CompiledPolicy.from(TrustPolicy.of("loopback", "unix")).rule(null, NOTHING_PROVEN))
			.isEqualTo("unix");
		assertThat(CompiledPolicy.from(TrustPolicy.of("::/64")).rule(InetAddress.getByName("10.0.0.1"), NOTHING_PROVEN))
			.isNull();
	}

	@Test
	@Shows("threat-model.md: a Unix domain socket")
	void onlyItsNameAndCountsTrustAPeerOfAUnixSocket() {
		assertThat(trusted("1")).containsExactly(true, true);
		assertThat(trusted("true")).containsExactly(true, true);
		assertThat(trusted("false")).containsExactly(false, false);
		assertThat(trusted("private", "0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1")).containsExactly(false, false);
		// A connection that is closed already has no address either
		assertThat(trusted("unix")).containsExactly(true, false);
		assertThat(trusted("10.0.0.0/8", "unix")).containsExactly(true, false);
	}

	private static List<Boolean> trusted(String... entries) {
		CompiledPolicy policy = CompiledPolicy.from(TrustPolicy.of(entries));
		return List.of(policy.trustsPeerWithoutAddress(true), policy.trustsPeerWithoutAddress(false));
	}

	@Test
	void nameOfUnixSocketsTrustsNoAddress() throws UnknownHostException {
		TrustPolicy policy = TrustPolicy.of("unix");
		assertThat(policy.trusts(InetAddress.getByName("127.0.0.1"), 0)).isFalse();
		assertThat(policy.trusts(InetAddress.getByName("::"), 0)).isFalse();
	}

}
