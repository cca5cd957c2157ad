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

package io.github.trustproxy.source;

import io.github.trustproxy.InvalidSettingException;

/**
 * Thrown at start-up for a source that cannot be set up, or that is required and has no
 * list.
 *
 * @since 0.1.0
 */
public class InvalidSourceException extends InvalidSettingException {

	/** The name of the source. */
	private final String source;

	/**
	 * Create an exception.
	 * @param source the name of the source
	 * @param value the value that is refused
	 * @param reason why, and what to do, in full sentences
	 */
	public InvalidSourceException(String source, String value, String reason) {
		super(value, reason);
		this.source = source;
	}

	/**
	 * Return which source it is.
	 * @return the name of the source, which is the entry if it stands in the setting
	 * itself
	 */
	public String getSource() {
		return this.source;
	}

}
