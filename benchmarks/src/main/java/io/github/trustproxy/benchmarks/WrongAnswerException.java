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

package io.github.trustproxy.benchmarks;

/**
 * Thrown when a contender does not answer what it has to, so that its time means nothing.
 */
public class WrongAnswerException extends IllegalStateException {

	/**
	 * Create an exception.
	 * @param contender who answered
	 * @param question what it was asked
	 * @param answer what it answered
	 * @param expected what it should have answered
	 */
	public WrongAnswerException(Object contender, Object question, Object answer, Object expected) {
		super(contender + " answers " + answer + " to " + question + " instead of " + expected);
	}

	/**
	 * Check an answer.
	 * @param contender who answered
	 * @param question what it was asked
	 * @param answer what it answered
	 * @param expected what it should have answered
	 */
	public static void check(Object contender, Object question, Object answer, Object expected) {
		if (!answer.equals(expected)) {
			throw new WrongAnswerException(contender, question, answer, expected);
		}
	}

}
