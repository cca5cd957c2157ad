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
 * Thrown for a property that is refused and may have a secret in it, which Boot's own
 * report would show.
 */
class HiddenValueException extends RuntimeException {

	private final String property;

	private final String reason;

	/**
	 * Create an exception.
	 * @param property the property, with as much of its value as may be shown
	 * @param reason why it is refused, in full sentences
	 */
	HiddenValueException(String property, String reason) {
		super("Invalid value of " + property + ". " + reason);
		this.property = property;
		this.reason = reason;
	}

	String getProperty() {
		return this.property;
	}

	String getReason() {
		return this.reason;
	}

}
