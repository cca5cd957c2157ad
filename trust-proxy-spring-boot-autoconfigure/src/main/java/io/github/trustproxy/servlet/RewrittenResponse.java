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

package io.github.trustproxy.servlet;

import java.io.IOException;

import io.github.trustproxy.Origin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * A response whose redirects lead to the origin that the client used. Without it, a
 * server completes a relative location with what it knows itself: the scheme, host and
 * port of the connection that came from the proxy.
 */
final class RewrittenResponse extends HttpServletResponseWrapper {

	private final HttpServletRequest request;

	/**
	 * Create a response.
	 * @param response the response of the server
	 * @param request the rewritten request
	 */
	RewrittenResponse(HttpServletResponse response, HttpServletRequest request) {
		super(response);
		this.request = request;
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		super.sendRedirect(absolute(location));
	}

	@Override
	public void sendRedirect(String location, boolean clearBuffer) throws IOException {
		super.sendRedirect(absolute(location), clearBuffer);
	}

	@Override
	public void sendRedirect(String location, int sc) throws IOException {
		super.sendRedirect(absolute(location), sc);
	}

	@Override
	public void sendRedirect(String location, int sc, boolean clearBuffer) throws IOException {
		super.sendRedirect(absolute(location), sc, clearBuffer);
	}

	/**
	 * Complete a relative reference (RFC 3986 section 4.2) in text: what an application
	 * redirects to is not always a valid URI.
	 */
	private String absolute(String location) {
		if (location.startsWith("//")) {
			return this.request.getScheme() + ":" + location;
		}
		if (hasScheme(location)) {
			return location;
		}
		if (location.startsWith("/")) {
			return origin() + location;
		}
		String path = this.request.getRequestURI();
		if (location.isEmpty() || location.startsWith("?") || location.startsWith("#")) {
			return origin() + path + location;
		}
		int end = endOfPath(location);
		return origin() + withoutDotSegments(path.substring(0, path.lastIndexOf('/') + 1) + location.substring(0, end))
				+ location.substring(end);
	}

	private String origin() {
		return Origin.serialize(this.request.getScheme(), this.request.getServerName(), this.request.getServerPort());
	}

	private static boolean hasScheme(String location) {
		for (int i = 0; i < location.length(); i++) {
			char c = location.charAt(i);
			if (c == ':') {
				return i > 0;
			}
			if (c == '/' || c == '?' || c == '#') {
				return false;
			}
		}
		return false;
	}

	private static int endOfPath(String location) {
		for (int i = 0; i < location.length(); i++) {
			if (location.charAt(i) == '?' || location.charAt(i) == '#') {
				return i;
			}
		}
		return location.length();
	}

	/**
	 * Remove the segments "." and ".." (RFC 3986 section 5.2.4).
	 */
	private static String withoutDotSegments(String path) {
		StringBuilder result = new StringBuilder();
		int start = 0;
		while (start < path.length()) {
			int slash = path.indexOf('/', start + 1);
			int end = (slash < 0) ? path.length() : slash;
			String segment = path.substring(start, end);
			boolean last = end == path.length();
			if (segment.equals("/..")) {
				result.setLength(Math.max(0, result.lastIndexOf("/")));
			}
			else if (!segment.equals("/.")) {
				result.append(segment);
			}
			if (last && (segment.equals("/..") || segment.equals("/."))) {
				result.append('/');
			}
			start = end;
		}
		return result.toString();
	}

}
