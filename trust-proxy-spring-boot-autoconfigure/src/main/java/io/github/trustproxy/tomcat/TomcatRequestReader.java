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

package io.github.trustproxy.tomcat;

import java.util.Collections;
import java.util.List;

import io.github.trustproxy.RequestReader;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of Tomcat.
 */
final class TomcatRequestReader implements RequestReader<Request> {

	@Override
	public @Nullable String peerAddress(Request request) {
		return request.getRemoteAddr();
	}

	@Override
	public int peerPort(Request request) {
		return request.getRemotePort();
	}

	@Override
	public String scheme(Request request) {
		return request.getScheme();
	}

	@Override
	public int port(Request request) {
		return request.getServerPort();
	}

	@Override
	public List<String> headerLines(Request request, String name) {
		return Collections.list(request.getHeaders(name));
	}

}
