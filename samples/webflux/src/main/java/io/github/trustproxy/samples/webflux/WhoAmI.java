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

package io.github.trustproxy.samples.webflux;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.trustproxy.ClientAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the application sees of a request.
 *
 * @param ip the address of the client
 * @param ips the verified addresses, the client first
 * @param peer the address of the socket's other end, {@code unknown} if it has none
 * @param remoteAddr the address of {@link ServerHttpRequest#getRemoteAddress()}
 * @param remoteHost the host of {@link ServerHttpRequest#getRemoteAddress()}
 * @param remotePort the port of {@link ServerHttpRequest#getRemoteAddress()}
 * @param scheme the scheme of {@link ServerHttpRequest#getURI()}
 * @param secure whether this scheme is https
 * @param host the host of {@link ServerHttpRequest#getURI()}
 * @param port the port of {@link ServerHttpRequest#getURI()}, or the default of its
 * scheme
 * @param prefix the context path, with a forwarded prefix in front of it
 * @param url {@link ServerHttpRequest#getURI()} without its query
 * @param key what a rate limit counts, {@link ClientAddress#key()}
 * @param headers the names of the headers, in lower case
 */
record WhoAmI(String ip, List<String> ips, String peer, @Nullable String remoteAddr, @Nullable String remoteHost,
		int remotePort, @Nullable String scheme, boolean secure, @Nullable String host, int port, String prefix,
		String url, String key, List<String> headers) {

	static WhoAmI of(ClientAddress client, ServerHttpRequest request) {
		InetSocketAddress remote = request.getRemoteAddress();
		// The host of a resolved address is its literal, in the same form as ip
		String remoteHost = (remote != null) ? remote.getHostString() : null;
		URI uri = request.getURI();
		// Knows hosts that java.net.URI does not, such as those with an underscore
		UriComponents components = UriComponentsBuilder.fromUriString(uri.toString()).replaceQuery(null).build();
		boolean secure = "https".equals(uri.getScheme());
		int defaultPort = secure ? 443 : 80;
		return new WhoAmI(client.ip(), client.ips(), client.hops().get(0).text(), remoteHost, remoteHost,
				(remote != null) ? remote.getPort() : 0, uri.getScheme(), secure, components.getHost(),
				(components.getPort() != -1) ? components.getPort() : defaultPort,
				request.getPath().contextPath().value(), components.toUriString(), client.key(),
				headerNames(request).toList());
	}

	private static Stream<String> headerNames(ServerHttpRequest request) {
		return request.getHeaders()
			.headerNames()
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.distinct()
			.sorted();
	}

}
