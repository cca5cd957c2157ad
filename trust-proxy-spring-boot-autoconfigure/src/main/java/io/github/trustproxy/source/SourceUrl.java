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

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

import io.github.trustproxy.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/**
 * Where a list is fetched from.
 *
 * @param uri the URL, without user information
 * @param authorization the value of the header for it, or {@code null} without user
 * information
 */
record SourceUrl(URI uri, @Nullable String authorization) {

	/**
	 * Read an entry.
	 * @throws InvalidSettingException if it is no URL that a list may be fetched from
	 */
	static SourceUrl of(String entry) {
		try {
			URI uri = new URI(entry);
			String host = uri.getHost();
			String scheme = (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
			if (host == null || uri.getRawFragment() != null) {
				throw refused(entry, "This is no URL of a list, such as 'https://edge.example/ranges'.");
			}
			if (!"https".equals(scheme) && !isLoopback(host)) {
				throw refused(entry, "Whoever is on the way could write this list, and would be trusted: 'http' is"
						+ " accepted for loopback hosts only. Use 'https'.");
			}
			String userInfo = uri.getRawUserInfo();
			return new SourceUrl(withoutUserInfo(entry, scheme, uri),
					(userInfo != null) ? basic(uri.getUserInfo()) : null);
		}
		catch (URISyntaxException ex) {
			throw refused(entry, "This is no URL of a list, such as 'https://edge.example/ranges'.");
		}
	}

	private static InvalidSettingException refused(String entry, String reason) {
		return new InvalidSettingException(SourceEntry.shown(entry), reason);
	}

	private static URI withoutUserInfo(String entry, String scheme, URI uri) throws URISyntaxException {
		String rest = entry.substring(entry.indexOf("://") + 3);
		String userInfo = uri.getRawUserInfo();
		URI plain = new URI(scheme + "://" + ((userInfo != null) ? rest.substring(userInfo.length() + 1) : rest));
		return (plain.getRawPath().isEmpty()) ? plain.resolve("/") : plain;
	}

	private static String basic(String userInfo) {
		return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return whether a URL is one of this machine, so that nobody is on the way.
	 */
	static boolean isLoopback(URI uri) {
		return "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost());
	}

	private static boolean isLoopback(String host) {
		return "localhost".equalsIgnoreCase(host) || "[::1]".equals(host) || host.equals("127.0.0.1");
	}

	/**
	 * Return whether another URL is on the same host, which may know the user
	 * information.
	 */
	boolean isSameHost(URI other) {
		return this.uri.getScheme().equalsIgnoreCase(other.getScheme())
				&& this.uri.getHost().equalsIgnoreCase(other.getHost()) && this.uri.getPort() == other.getPort();
	}

	/**
	 * Return the URL as it may be shown.
	 */
	@Override
	public String toString() {
		return SourceEntry.shown(this.uri.toString());
	}

}
