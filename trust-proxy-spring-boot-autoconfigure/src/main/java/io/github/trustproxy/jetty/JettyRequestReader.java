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

package io.github.trustproxy.jetty;

import java.util.List;

import io.github.trustproxy.RequestReader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of Jetty's core, with the same answers as the servlet requests that
 * are made of them.
 */
final class JettyRequestReader implements RequestReader<Request> {

	@Override
	public @Nullable String peerAddress(Request request) {
		return Request.getRemoteAddr(request);
	}

	@Override
	public int peerPort(Request request) {
		return Request.getRemotePort(request);
	}

	@Override
	public String scheme(Request request) {
		String scheme = request.getHttpURI().getScheme();
		return (scheme != null) ? scheme : "http";
	}

	@Override
	public int port(Request request) {
		boolean hasAuthority = request.getConnectionMetaData().getHttpVersion().compareTo(HttpVersion.HTTP_2) >= 0;
		return hasAuthority ? Request.getServerPort(request) : -1;
	}

	@Override
	public boolean hasHeader(Request request, String name) {
		return request.getHeaders().contains(name);
	}

	@Override
	public List<String> headerLines(Request request, String name) {
		return request.getHeaders().getValuesList(name);
	}

}
