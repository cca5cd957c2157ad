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

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Checks the names of headers, among others those that have a forwarded value under
 * another name than usual. Public for what describes requests.
 *
 * @since 0.1.0
 */
public final class HeaderNameCheck {

	private HeaderNameCheck() {
	}

	/**
	 * Return whether a text can be the name of a header.
	 * @param text the text
	 * @return whether it is a token, RFC 9110 section 5.6.2
	 */
	public static boolean isName(String text) {
		return Characters.isToken(text);
	}

	/**
	 * Check a name.
	 * @param value the value that the header has
	 * @param name the name of the header
	 * @param names the names of the headers that have other values
	 * @param clientIpHeader the header that has the address of the client, or
	 * {@code null}
	 * @throws InvalidSettingException if the header cannot have the value
	 */
	static void check(ForwardedValue value, String name, Map<ForwardedValue, String> names,
			@Nullable String clientIpHeader) {
		if (value == ForwardedValue.FOR) {
			throw new InvalidSettingException(name, "The header with the addresses has no other name. A header with the"
					+ " address of the client alone can be named in trust-proxy.client-ip-header.");
		}
		if (!Characters.isToken(name)) {
			throw new InvalidSettingException(name,
					"This is not the name of a header. An example is 'CloudFront-Forwarded-Proto'.");
		}
		String lowerCase = name.toLowerCase(Locale.ROOT);
		if (StandardHeaders.isWrittenByClients(name)) {
			throw new InvalidSettingException(name,
					"This header has another meaning, and clients write it. Name the one"
							+ " in which the outermost proxy sends the " + word(value) + ".");
		}
		if (lowerCase.equals("forwarded") || lowerCase.equals("x-forwarded-ssl")) {
			throw new InvalidSettingException(name, "This header does not have the " + word(value) + " alone.");
		}
		if (name.equalsIgnoreCase(clientIpHeader)) {
			throw new InvalidSettingException(name,
					"trust-proxy.client-ip-header has this header: it cannot have the " + word(value) + " as well.");
		}
		for (ForwardedValue other : ForwardedValue.values()) {
			if (other != value && (name.equalsIgnoreCase(other.header()) || name.equalsIgnoreCase(names.get(other)))) {
				throw new InvalidSettingException(name, "This is the header with the " + word(other)
						+ ": it cannot have the " + word(value) + " as well.");
			}
		}
	}

	private static String word(ForwardedValue value) {
		return switch (value) {
			case FOR -> "addresses";
			case PROTO -> "scheme";
			case HOST, PORT, PREFIX -> value.name().toLowerCase(Locale.ROOT);
		};
	}

}
