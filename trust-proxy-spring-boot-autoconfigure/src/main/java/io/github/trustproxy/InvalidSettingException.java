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

/**
 * Thrown at start-up for a setting that cannot be understood or would be unsafe.
 *
 * @since 0.1.0
 */
public class InvalidSettingException extends IllegalArgumentException {

	/** What is refused. */
	private final String value;

	/** Why, and what to write instead. */
	private final String reason;

	/**
	 * Create an exception.
	 * @param value the value that is refused
	 * @param reason why, and what to write instead, in full sentences
	 */
	public InvalidSettingException(String value, String reason) {
		super("Invalid value '" + value + "'. " + reason);
		this.value = value;
		this.reason = reason;
	}

	/**
	 * Return the value that is refused.
	 * @return the value, without what stood around it
	 */
	public String getValue() {
		return this.value;
	}

	/**
	 * Return why the value is refused and what to write instead.
	 * @return full sentences
	 */
	public String getReason() {
		return this.reason;
	}

}
