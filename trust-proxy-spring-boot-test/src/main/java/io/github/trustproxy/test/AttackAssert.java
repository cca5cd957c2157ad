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

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.assertj.core.api.AbstractAssert;

/**
 * AssertJ assertions for what attackers gain. When one fails, it says how.
 *
 * @since 0.1.0
 */
public final class AttackAssert extends AbstractAssert<AttackAssert, List<Deception>> {

	private final TrustProxySetting setting;

	AttackAssert(TrustProxySetting setting, List<Deception> actual) {
		super(actual, AttackAssert.class);
		this.setting = setting;
	}

	/**
	 * Verify that no attack succeeds.
	 * @return this
	 */
	public AttackAssert isNotDeceived() {
		return isDeceivedOnlyAbout();
	}

	/**
	 * Verify that attackers gain this and nothing else: risks that are known, so that the
	 * test fails when there are others, and when one of them is gone.
	 * @param known what they gain
	 * @return this
	 */
	public AttackAssert isDeceivedOnlyAbout(Gain... known) {
		Set<Gain> expected = EnumSet.noneOf(Gain.class);
		expected.addAll(Arrays.asList(known));
		Map<Gain, Deception> examples = new EnumMap<>(Gain.class);
		this.actual.forEach((deception) -> examples.putIfAbsent(deception.gain(), deception));
		Map<Gain, Deception> unexpected = new EnumMap<>(examples);
		unexpected.keySet().removeAll(expected);
		if (!unexpected.isEmpty()) {
			failWithMessage("%nThe setting is deceived:%n  %s%n%nOne example for each gain of an attacker:%n%n%s",
					this.setting,
					unexpected.values().stream().map(Deception::toString).collect(Collectors.joining("\n\n")));
		}
		expected.removeAll(examples.keySet());
		if (!expected.isEmpty()) {
			failWithMessage("%nThe setting is not deceived about %s any more:%n  %s", expected, this.setting);
		}
		return this;
	}

}
