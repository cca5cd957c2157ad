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

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * The other end of the socket: hop 0.
 *
 * @param known whether the peer has an IP address, which a Unix domain socket has not
 * @param high the high half of the address
 * @param low the low half of the address
 * @param port the port, 0 if it is not known
 */
public record Peer(boolean known, long high, long low, int port) {

	/**
	 * Return the peer at the other end of a socket.
	 * @param address the address of the socket, or {@code null} if it has none
	 * @return the peer, without an address if that of the socket is not resolved: to
	 * resolve it would be a DNS query
	 */
	public static Peer of(@Nullable InetSocketAddress address) {
		if (address == null || address.getAddress() == null) {
			return new Peer(false, 0, 0, (address != null) ? address.getPort() : 0);
		}
		ByteBuffer bytes = ByteBuffer.wrap(address.getAddress().getAddress());
		boolean ipv4 = bytes.remaining() == Integer.BYTES;
		return new Peer(true, ipv4 ? 0 : bytes.getLong(),
				ipv4 ? AddressParser.mapped(Integer.toUnsignedLong(bytes.getInt())) : bytes.getLong(),
				address.getPort());
	}

	static Peer of(@Nullable String address, int port) {
		boolean known = false;
		long high = 0;
		long low = 0;
		if (address != null) {
			long ipv4 = AddressParser.parseIpv4(address, 0, address.length());
			if (ipv4 != AddressParser.INVALID) {
				known = true;
				low = AddressParser.mapped(ipv4);
			}
			else {
				AddressParser parser = new AddressParser();
				known = parse(parser, address);
				high = parser.high();
				low = parser.low();
			}
		}
		return new Peer(known, high, low, Math.max(0, port));
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

	boolean isTrusted(CompiledPolicy policy) {
		return this.known ? policy.trusts(this.high, this.low, 0) : policy.trustsPeerWithoutAddress();
	}

}
