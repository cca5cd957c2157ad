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

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/**
 * What the PROXY protocol puts in front of a connection.
 */
final class ProxyHeader {

	private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";

	/** Says that the client uses TLS. */
	private static final String TLS = "\u0020\0\5\1\0\0\0\0";

	private ProxyHeader() {
	}

	/**
	 * The text of version 1.
	 * @param client the address of the client
	 */
	static String version1(String client) {
		return "PROXY TCP4 %s 127.0.0.1 50000 80\r\n".formatted(client);
	}

	/**
	 * The bytes of version 2.
	 * @param client the IPv4 address of the client, with numbers up to 127
	 * @param tls whether the client uses TLS
	 * @return a text with one ASCII character for each byte
	 */
	static String version2(String client, boolean tls) throws IOException {
		String address = new String(InetAddress.getByName(client).getAddress(), StandardCharsets.US_ASCII);
		String content = address + "\u007f\0\0\1" + "\1\1" + "\0\u0050" + (tls ? TLS : "");
		return SIGNATURE + "\u0021\u0011\0" + (char) content.length() + content;
	}

}
