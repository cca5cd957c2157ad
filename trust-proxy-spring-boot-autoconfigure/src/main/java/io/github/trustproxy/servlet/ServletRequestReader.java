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

import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import io.github.trustproxy.RequestReader;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads servlet requests.
 */
final class ServletRequestReader implements RequestReader<HttpServletRequest> {

	static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

	@Override
	public @Nullable String peerAddress(HttpServletRequest request) {
		return request.getRemoteAddr();
	}

	@Override
	public @Nullable X509Certificate peerCertificate(HttpServletRequest request) {
		return (request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0) ? chain[0]
				: null;
	}

	@Override
	public int peerPort(HttpServletRequest request) {
		return request.getRemotePort();
	}

	@Override
	public String scheme(HttpServletRequest request) {
		return request.getScheme();
	}

	@Override
	public int port(HttpServletRequest request) {
		// Tomcat does not make a Host header of HTTP/2's :authority. Before HTTP/2, a
		// request
		// without Host names no port, and the server answers with its own.
		String protocol = request.getProtocol();
		boolean hasAuthority = protocol != null && !protocol.startsWith("HTTP/1.");
		return hasAuthority ? request.getServerPort() : -1;
	}

	@Override
	public boolean hasHeader(HttpServletRequest request, String name) {
		return request.getHeader(name) != null;
	}

	@Override
	public List<String> headerLines(HttpServletRequest request, String name) {
		// The specification allows null where the container restricts access to headers
		Enumeration<String> lines = request.getHeaders(name);
		return (lines != null && lines.hasMoreElements()) ? Collections.list(lines) : Collections.emptyList();
	}

	@Override
	public @Nullable String header(HttpServletRequest request, String name) {
		Enumeration<String> lines = request.getHeaders(name);
		if (lines == null || !lines.hasMoreElements()) {
			return null;
		}
		String first = lines.nextElement();
		return lines.hasMoreElements() ? first + "," + String.join(",", Collections.list(lines)) : first;
	}

}
