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

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * The other end of the socket: hop 0.
 *
 * @param known whether the peer has an IP address, which a Unix domain socket has not
 * @param high the high half of the address
 * @param low the low half of the address
 * @param port the port, 0 if it is not known
 */
record Peer(boolean known, long high, long low, int port) {

	static Peer of(@Nullable String address, int port) {
		AddressParser parser = new AddressParser();
		boolean known = address != null && parse(parser, address);
		return new Peer(known, parser.high(), parser.low(), Math.max(0, port));
	}

	static Peer of(InetAddress address, int port) {
		byte[] bytes = address.getAddress();
		boolean ipv4 = bytes.length == 4;
		long high = ipv4 ? 0 : number(bytes, 0, 8);
		long low = ipv4 ? AddressParser.mapped(number(bytes, 0, 4)) : number(bytes, 8, 16);
		return new Peer(true, high, low, Math.max(0, port));
	}

	private static long number(byte[] bytes, int start, int end) {
		long number = 0;
		for (int i = start; i < end; i++) {
			number = (number << 8) | (bytes[i] & 0xff);
		}
		return number;
	}

	/**
	 * Parse the address of a peer as servers write it. Jetty puts brackets around IPv6,
	 * and the JDK adds a zone to link-local addresses, whose name can be anything.
	 */
	static boolean parse(AddressParser parser, String text) {
		int start = 0;
		int end = text.length();
		if (end > 1 && text.charAt(0) == '[' && text.charAt(end - 1) == ']') {
			start++;
			end--;
		}
		int zone = Characters.indexOf(text, '%', start, end);
		return parser.parse(text, start, (zone < 0) ? end : zone);
	}

}
