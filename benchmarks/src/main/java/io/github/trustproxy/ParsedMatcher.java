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

import io.github.trustproxy.benchmarks.WrongAnswerException;

/**
 * Says whether an address, which it has in a form of its own, is in one of its ranges.
 */
interface ParsedMatcher {

	boolean contains(int index);

	default void check(Object name, List<SampleRanges.Query> queries) {
		for (int i = 0; i < queries.size(); i++) {
			WrongAnswerException.check(name, queries.get(i), contains(i), queries.get(i).inside());
		}
	}

}
