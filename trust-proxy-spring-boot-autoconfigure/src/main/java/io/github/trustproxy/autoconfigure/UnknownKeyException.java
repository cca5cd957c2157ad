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

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * Thrown if there are keys below trust-proxy that do not exist.
 */
class UnknownKeyException extends RuntimeException {

	private final transient List<UnknownKey> keys;

	UnknownKeyException(List<UnknownKey> keys) {
		super("There is no " + String.join(", ", keys.stream().map(UnknownKey::spelling).toList()));
		this.keys = List.copyOf(keys);
	}

	List<UnknownKey> getKeys() {
		return this.keys;
	}

	/**
	 * A key that does not exist. Its value may be a secret and is not kept.
	 *
	 * @param spelling the key, as it is written
	 * @param origin where it is written, {@code null} if that is not known
	 * @param suggestion what was probably meant, {@code null} if nothing is like it
	 */
	record UnknownKey(String spelling, @Nullable Origin origin, @Nullable String suggestion) {

	}

}
