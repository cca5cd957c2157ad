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

package io.github.trustproxy.header;

/**
 * The values that a proxy can forward.
 *
 * @since 0.1.0
 */
public enum ForwardedValue {

	/**
	 * The address that the proxy got the request from: {@code X-Forwarded-For}, or
	 * {@code for}.
	 */
	FOR("X-Forwarded-For"),

	/**
	 * The host that the client asked for: {@code X-Forwarded-Host}, or {@code host}.
	 */
	HOST("X-Forwarded-Host"),

	/**
	 * The scheme that the client used: {@code X-Forwarded-Proto}, or {@code proto}.
	 */
	PROTO("X-Forwarded-Proto"),

	/**
	 * The port that the client connected to: {@code X-Forwarded-Port}. RFC 7239 has it in
	 * {@code host}.
	 */
	PORT("X-Forwarded-Port"),

	/**
	 * The path that the proxy removed: {@code X-Forwarded-Prefix}. RFC 7239 does not have
	 * it.
	 */
	PREFIX("X-Forwarded-Prefix");

	private final String header;

	ForwardedValue(String header) {
		this.header = header;
	}

	/**
	 * Return the header that has this value in the {@link HeaderFormat#X_FORWARDED}
	 * family.
	 * @return the name of the header
	 */
	public String header() {
		return this.header;
	}

}
