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

package io.github.trustproxy.actuate;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The settings that are in effect, for the operator.
 *
 * @param setting what is trusted and believed, in one line
 * @param hops how many hops are trusted, {@code every}, or {@code null} if hops are not
 * counted
 * @param ranges the ranges of addresses that are trusted, names expanded and merged
 * @param maxHops how many proxies are trusted at most
 * @param headerFormat the family of headers that is believed
 * @param headers the values of the family that are believed
 * @param clientIpHeader the header with the address of the client alone, or {@code null}
 * for none
 * @param headerNames the names of the headers that have other names than usual, by value
 * @param prefix where a forwarded prefix is put
 * @param allowedHosts the hosts that may be forwarded, any if empty
 * @param malformed what a malformed address does
 * @param hideHeaders whether forwarding headers are hidden
 * @param protectedHeaders further headers that only a trusted peer may send
 * @param properties the properties that are set, and where
 * @param warnings what is allowed but dangerous or without effect
 * @param assumptions what has to be true in front of the application
 * @since 0.1.0
 */
public record TrustProxySettings(String setting, @Nullable String hops, List<String> ranges, int maxHops,
		String headerFormat, List<String> headers, @Nullable String clientIpHeader, Map<String, String> headerNames,
		String prefix, List<String> allowedHosts, String malformed, boolean hideHeaders, List<String> protectedHeaders,
		List<SetProperty> properties, List<String> warnings, List<String> assumptions) {

	/**
	 * A property that is set.
	 *
	 * @param name its name
	 * @param value its value
	 * @param origin where it is set, such as a file and a line, or {@code null} if that
	 * is not known
	 */
	public record SetProperty(String name, String value, @Nullable String origin) {

	}

}
