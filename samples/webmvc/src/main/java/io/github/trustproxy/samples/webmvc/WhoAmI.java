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

package io.github.trustproxy.samples.webmvc;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.trustproxy.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;

/**
 * What the application sees of a request.
 *
 * @param ip the address of the client
 * @param ips the verified addresses, the client first
 * @param peer the address of the socket's other end, {@code unknown} if it has none
 * @param remoteAddr what {@link HttpServletRequest#getRemoteAddr()} answers
 * @param remoteHost what {@link HttpServletRequest#getRemoteHost()} answers
 * @param remotePort what {@link HttpServletRequest#getRemotePort()} answers
 * @param scheme what {@link HttpServletRequest#getScheme()} answers
 * @param secure what {@link HttpServletRequest#isSecure()} answers
 * @param host what {@link HttpServletRequest#getServerName()} answers
 * @param port what {@link HttpServletRequest#getServerPort()} answers
 * @param prefix the context path, with a forwarded prefix in front of it
 * @param url what {@link HttpServletRequest#getRequestURL()} answers
 * @param key what a rate limit counts, {@link ClientAddress#key()}
 * @param headers the names of the headers, in lower case
 */
record WhoAmI(String ip, List<String> ips, String peer, String remoteAddr, String remoteHost, int remotePort,
		String scheme, boolean secure, String host, int port, String prefix, String url, String key,
		List<String> headers) {

	static WhoAmI of(ClientAddress client, HttpServletRequest request) {
		return new WhoAmI(client.ip(), client.ips(), client.hops().get(0).text(), request.getRemoteAddr(),
				request.getRemoteHost(), request.getRemotePort(), request.getScheme(), request.isSecure(),
				request.getServerName(), request.getServerPort(), request.getContextPath(),
				request.getRequestURL().toString(), client.key(), headerNames(request).toList());
	}

	private static Stream<String> headerNames(HttpServletRequest request) {
		return Collections.list(request.getHeaderNames())
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.distinct()
			.sorted();
	}

}
