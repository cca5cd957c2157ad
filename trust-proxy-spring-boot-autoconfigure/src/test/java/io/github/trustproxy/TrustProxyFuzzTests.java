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

import java.util.function.Consumer;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.trustproxy.support.Shows;

/**
 * Fuzz tests of {@link TrustProxy}: the whole decision, with any settings, of the
 * requests that {@link RandomRequests} makes from the input.
 */
@Shows("threat-model.md: what nobody thought of")
class TrustProxyFuzzTests {

	@FuzzTest
	@DictionaryEntries({ "10.0.0.5", "203.0.113.7", "2001:db8::7", ", ", ";proto=https", ";host=", "for=", "for=\"",
			"unknown", "_x", "a.example:8443", "/app" })
	void decisionKeepsItsPromises(byte[] input) {
		TrustProxyPropertyTests promises = new TrustProxyPropertyTests();
		Stream
			.<Consumer<RandomRequests>>of(
					(random) -> TrustProxyPropertyTests.answerOfTheModel(random.settings(), random.request()),
					(random) -> TrustProxyPropertyTests.answerOfTheModel(random.settings(), random.oddRequest()),
					promises::policyIsAskedWhatTheModelAsks, TrustProxyPropertyTests::exchangeWhatIsLeftOfTheStop,
					promises::untrustedPeerIsAnsweredAsIfThereWereNoHeaders, promises::answerIsACanonicalAddress,
					promises::whatAClientPutsInFrontChangesNothing, promises::linesCanBeSplitAndJoined,
					promises::oddTextNeverThrowsAndIsNeverResolved, promises::settingIsUnderstoodOrRefused)
			.forEach((promise) -> promise.accept(new RandomRequests(input)));
	}

}
