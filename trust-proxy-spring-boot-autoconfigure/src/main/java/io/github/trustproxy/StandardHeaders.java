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
import java.util.Set;

/**
 * Headers that have a meaning of their own, which no setting may change.
 */
final class StandardHeaders {

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

	private StandardHeaders() {
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
