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

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.trustproxy.address.Characters;
import io.github.trustproxy.header.ForwardedValue;
import org.jspecify.annotations.Nullable;

/**
 * Checks the names of headers: which ones can have a forwarded value, a secret or a
 * certificate, and which ones have a meaning of their own that no setting may change.
 * Public for what describes requests.
 *
 * @since 0.1.0
 */
public final class HeaderNameCheck {

	/**
	 * Without them a server cannot tell where a request ends, or what it is about.
	 */
	private static final Set<String> NEEDED = Set.of("connection", "content-encoding", "content-length", "content-type",
			"expect", "host", "http2-settings", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding",
			"upgrade");

	/**
	 * Clients write them about themselves, and proxies pass them on.
	 */
	private static final Set<String> OF_CLIENTS = Set.of("accept", "authorization", "cache-control", "cookie", "date",
			"dnt", "from", "origin", "pragma", "proxy-authorization", "range", "referer", "user-agent", "via");

	private static final Set<String> PREFIXES_OF_CLIENTS = Set.of("accept-", "access-control-", "content-", "if-",
			"sec-");

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
		if (isWrittenByClients(name)) {
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

	/**
	 * Return whether a request cannot do without a header.
	 */
	static boolean isNeeded(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		return NEEDED.contains(lowerCase) || lowerCase.startsWith("sec-websocket-");
	}

	/**
	 * Return whether clients write a header, for what it means to everybody.
	 */
	static boolean isWrittenByClients(String name) {
		String lowerCase = name.toLowerCase(Locale.ROOT);
		return NEEDED.contains(lowerCase) || OF_CLIENTS.contains(lowerCase)
				|| PREFIXES_OF_CLIENTS.stream().anyMatch(lowerCase::startsWith);
	}

	/**
	 * Return whether a header is known, so that it cannot have a secret or a certificate.
	 */
	static boolean isKnown(String name) {
		return isOtherThanAddress(name) || HeaderSettings.FORWARDED.equalsIgnoreCase(name)
				|| ForwardedValue.FOR.header().equalsIgnoreCase(name);
	}

	/**
	 * Return whether a header is known, and not for the address of the client.
	 */
	static boolean isOtherThanAddress(String name) {
		return isWrittenByClients(name) || HeaderSettings.X_FORWARDED_SSL.equalsIgnoreCase(name)
				|| Arrays.stream(ForwardedValue.values())
					.anyMatch((value) -> value != ForwardedValue.FOR && value.header().equalsIgnoreCase(name));
	}

}
