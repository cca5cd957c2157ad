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

import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.explain.DescribedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the description of a request as an operator types it.
 */
final class ExplainBody {

	/** More than the largest header that servers accept. */
	static final int MAX_LENGTH = 16 * 1024;

	private static final int MAX_SHOWN = 60;

	private ExplainBody() {
	}

	/**
	 * Read a description.
	 * @param peer the address of the peer, or {@code unix}
	 * @param port the port of the peer, or {@code null} if it is not known
	 * @param scheme the scheme, or {@code null} for {@code http}
	 * @param host the value of the {@code Host} header, or {@code null} without one
	 * @param headers header lines, or {@code null} without any
	 * @return the request
	 * @throws InvalidSettingException if one of them is not valid
	 */
	static DescribedRequest read(@Nullable String peer, @Nullable String port, @Nullable String scheme,
			@Nullable String host, @Nullable String headers) {
		if (peer == null) {
			throw new InvalidSettingException("",
					"The peer is missing: 'peer' is the address that is connected to the application," + " or 'unix'.");
		}
		checkLength(peer);
		DescribedRequest request = DescribedRequest.from(peer.strip());
		if (port != null) {
			request = request.peerPort(port(port));
		}
		if (scheme != null) {
			request = request.scheme(scheme);
		}
		if (host != null) {
			checkLength(host);
			request = request.header("Host", host.strip());
		}
		return (headers != null) ? withHeaders(request, headers) : request;
	}

	private static int port(String text) {
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw new InvalidSettingException(shown(text), "A port is a number from 1 to 65535.");
		}
	}

	private static DescribedRequest withHeaders(DescribedRequest request, String headers) {
		checkLength(headers);
		DescribedRequest changed = request;
		for (String line : headers.lines().toList()) {
			if (line.isBlank()) {
				continue;
			}
			int colon = line.indexOf(':');
			if (colon < 0) {
				throw new InvalidSettingException(shown(line), "This is not the line of a header: one line of 'headers'"
						+ " is one line of the request, such as 'X-Forwarded-For: 203.0.113.7'.");
			}
			changed = changed.header(line.substring(0, colon), line.substring(colon + 1).strip());
		}
		return changed;
	}

	private static void checkLength(String text) {
		if (text.length() > MAX_LENGTH) {
			throw new InvalidSettingException(shown(text),
					"This is longer than " + MAX_LENGTH + " characters, which no server lets through.");
		}
	}

	/**
	 * Return the printable part of a text.
	 */
	private static String shown(String text) {
		StringBuilder shown = new StringBuilder();
		text.chars()
			.limit(MAX_SHOWN)
			.map((c) -> (c >= ' ' && c <= '~') ? c : '?')
			.forEach((c) -> shown.append((char) c));
		return ((text.length() > MAX_SHOWN) ? shown.append("...") : shown).toString();
	}

}
