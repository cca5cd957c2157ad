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

package io.github.trustproxy.samples.inspector;

import java.util.List;

import io.github.trustproxy.explain.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * What the playground answers. What is wrong with something half typed is an answer, too.
 *
 * @param explanation the explanation, or {@code null} if there is a problem
 * @param sources how old the lists are that have a date
 * @param warnings what is allowed but probably not meant
 * @param problem what is wrong, or {@code null} if nothing is
 */
record Answer(@Nullable Explanation explanation, List<String> sources, List<String> warnings,
		@Nullable Problem problem) {

	static Answer of(Explanation explanation, List<String> sources, List<String> warnings) {
		return new Answer(explanation, sources, warnings, null);
	}

	static Answer problem(String field, String text) {
		return new Answer(null, List.of(), List.of(), new Problem(field, text));
	}

	/**
	 * What is wrong.
	 *
	 * @param field the field that it is wrong with
	 * @param text what is wrong and what to write instead, in full sentences
	 */
	record Problem(String field, String text) {

	}

}
