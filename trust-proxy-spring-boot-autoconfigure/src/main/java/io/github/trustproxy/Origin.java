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

import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port that the client used, and the path prefix that a proxy removed,
 * as far as a trusted proxy forwarded them.
 *
 * @param scheme {@code http} or {@code https}, or {@code null} if the request keeps its
 * own
 * @param host the host, with brackets if it is IPv6, or {@code null} if the request keeps
 * its own
 * @param port the port, or -1 if the request keeps its own
 * @param prefix the prefix without a slash at its end, or {@code null} without one
 * @param contextPathReplaced whether the prefix stands instead of the application's
 * context path, and not in front of it; it may be empty then
 * @since 0.1.0
 */
public record Origin(@Nullable String scheme, @Nullable String host, int port, @Nullable String prefix,
		boolean contextPathReplaced) {

	/**
	 * Nothing was forwarded, or nothing of it is believed.
	 */
	public static final Origin UNCHANGED = new Origin(null, null, -1, null);

	/**
	 * Create an origin whose prefix stands in front of the application's context path.
	 * @param scheme the scheme, or {@code null}
	 * @param host the host, or {@code null}
	 * @param port the port, or -1
	 * @param prefix the prefix, or {@code null}
	 */
	public Origin(@Nullable String scheme, @Nullable String host, int port, @Nullable String prefix) {
		this(scheme, host, port, prefix, false);
	}

	/**
	 * Return the default port of a scheme.
	 * @param scheme the scheme
	 * @return 443 for {@code https}, 80 for all others
	 */
	public static int defaultPort(String scheme) {
		return "https".equals(scheme) ? 443 : 80;
	}

	/**
	 * Return the text of an origin, with the port unless it is the default of the scheme
	 * (RFC 6454 section 6.2).
	 * @param scheme the scheme
	 * @param host the host, with brackets if it is IPv6
	 * @param port the port
	 * @return the text, to which a path can be appended
	 */
	public static String serialize(String scheme, String host, int port) {
		return scheme + "://" + authority(scheme, host, port);
	}

	/**
	 * Return the text of a host and a port, without the port if it is the default of the
	 * scheme.
	 * @param scheme the scheme
	 * @param host the host, with brackets if it is IPv6
	 * @param port the port
	 * @return the text, as in a {@code Host} header
	 */
	public static String authority(String scheme, String host, int port) {
		return (port == defaultPort(scheme)) ? host : host + ":" + port;
	}

	/**
	 * Return whether the request is rewritten.
	 * @return {@code false} if it keeps its own scheme, host, port and path
	 */
	public boolean isChanged() {
		return this.port >= 0 || this.prefix != null;
	}

	/**
	 * Return the context path that the application sees.
	 * @param contextPath its own context path
	 * @return the path that its links begin with
	 */
	public String contextPath(String contextPath) {
		if (this.prefix == null) {
			return contextPath;
		}
		return this.contextPathReplaced ? this.prefix : this.prefix + contextPath;
	}

	/**
	 * Return a path that the application sees.
	 * @param path the path, which begins with the context path
	 * @param contextPath the application's own context path
	 * @return the path that begins with {@link #contextPath(String)}
	 */
	public String path(String path, String contextPath) {
		if (this.prefix == null) {
			return path;
		}
		String changed = this.prefix + (this.contextPathReplaced ? path.substring(end(path, contextPath)) : path);
		return changed.isEmpty() ? "/" : changed;
	}

	/**
	 * Return where a context path ends in a path. The client may have written it in other
	 * characters, percent-encoded or with parameters, but in as many segments. Servers
	 * take several slashes in front of it for one.
	 */
	private static int end(String path, String contextPath) {
		int end = 0;
		while (!contextPath.isEmpty() && path.startsWith("//", end)) {
			end++;
		}
		for (int i = 0; i < contextPath.length(); i++) {
			if (contextPath.charAt(i) == '/') {
				int slash = path.indexOf('/', end + 1);
				end = (slash < 0) ? path.length() : slash;
			}
		}
		return end;
	}

}
