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

package io.github.trustproxy.autoconfigure;

/**
 * Thrown if the same thing is set twice in one place, with different values.
 */
class ConflictingKeysException extends RuntimeException {

	private final String first;

	private final String second;

	/**
	 * Create an exception.
	 * @param subject what is set twice: a name with its verb
	 * @param first how and where it is set
	 * @param second how and where it is set as well
	 */
	ConflictingKeysException(String subject, String first, String second) {
		super(subject + " set twice, with different values");
		this.first = first;
		this.second = second;
	}

	String getFirst() {
		return this.first;
	}

	String getSecond() {
		return this.second;
	}

}
