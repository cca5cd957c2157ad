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

package io.github.trustproxy.integration;

import java.net.InetSocketAddress;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where a proxy or a sample listens.
 *
 * @param http for HTTP, or {@code null} if it does not
 * @param https for HTTPS, or {@code null} if it does not
 * @param socket the Unix domain socket for HTTP, or {@code null} if it has none
 */
record Endpoints(@Nullable InetSocketAddress http, @Nullable InetSocketAddress https, @Nullable Path socket) {

	Endpoints(@Nullable InetSocketAddress http, @Nullable InetSocketAddress https) {
		this(http, https, null);
	}

	/**
	 * Return an address as configurations write it: {@code 127.0.0.2:80} or
	 * {@code [::1]:80}.
	 * @param address the address
	 */
	static String text(InetSocketAddress address) {
		return host(address.getAddress().getHostAddress()) + ":" + address.getPort();
	}

	/**
	 * Return an address as it stands before a port: IPv6 addresses have brackets and no
	 * needless zeros.
	 * @param address the address, as the JDK writes it or as a test does
	 */
	static String host(String address) {
		return address.contains(":") ? "[" + address.replace("0:0:0:0:0:0:0:1", "::1") + "]" : address;
	}

}
