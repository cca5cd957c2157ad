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

import io.github.trustproxy.address.AddressFormat;
import io.github.trustproxy.address.AddressParser;
import io.github.trustproxy.address.Characters;
import org.jspecify.annotations.Nullable;

/**
 * The other end of the socket: hop 0.
 *
 * @param kind what is known of it
 * @param high the high half of the address
 * @param low the low half of the address
 * @param port the port, 0 if it is not known
 */
record Peer(Kind kind, long high, long low, int port) {

	private static final Peer UNIX = new Peer(Kind.UNIX, 0, 0, 0);

	/**
	 * Return a peer that has no address.
	 * @param address what the server says instead, or {@code null}
	 */
	static <R> Peer withoutAddress(R request, RequestReader<R> reader, @Nullable String address, int port) {
		return (address == null && reader.isUnixPeer(request)) ? UNIX : new Peer(Kind.NONE, 0, 0, Math.max(0, port));
	}

	static Peer of(@Nullable String address, int port) {
		AddressParser parser = new AddressParser();
		boolean known = address != null && parse(parser, address);
		return new Peer(known ? Kind.ADDRESS : Kind.NONE, parser.high(), parser.low(), Math.max(0, port));
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

	/**
	 * What is known of a peer.
	 */
	enum Kind {

		/**
		 * It has an IP address.
		 */
		ADDRESS,

		/**
		 * It is the other end of a Unix domain socket, which has no IP address.
		 */
		UNIX,

		/**
		 * Nothing, as when its connection is closed already.
		 */
		NONE

	}

	/**
	 * An address as a server has it, with what has been read from it.
	 *
	 * @param received what the server has: a text, or an object
	 * @param high the high half of the address
	 * @param low the low half of the address
	 * @param ip the canonical text
	 * @param address an object whose name is that text, if the server has an object
	 */
	record Literal(Object received, long high, long low, String ip, @Nullable InetAddress address) {

		static @Nullable Literal parse(String text) {
			AddressParser parser = new AddressParser();
			return Peer.parse(parser, text) ? new Literal(text, parser.high(), parser.low(),
					AddressFormat.format(parser.high(), parser.low()), null) : null;
		}

		static Literal of(InetAddress address) {
			byte[] bytes = address.getAddress();
			boolean ipv4 = bytes.length == 4;
			long high = ipv4 ? 0 : number(bytes, 0, 8);
			long low = ipv4 ? AddressParser.mapped(number(bytes, 0, 4)) : number(bytes, 8, 16);
			String ip = AddressFormat.format(high, low);
			return new Literal(address, high, low, ip, AddressFormat.toInetAddress(ip, high, low));
		}

	}

	/**
	 * The addresses of peers that came lately, one for each of a few hash codes. To read
	 * one of IPv6 and to write it in its canonical form takes longer than all the rest of
	 * a decision, and connections stay open for many requests. Threads may replace what
	 * others have put there: an address is read once more then.
	 */
	static final class Recent {

		static final int SIZE = 64;

		private final @Nullable Literal[] literals = new Literal[SIZE];

		/**
		 * Find an address, or read it.
		 * @return the address, or {@code null} if the text is none
		 */
		@Nullable Literal find(String text) {
			Literal known = known(text);
			return (known != null) ? known : keep(Literal.parse(text), text);
		}

		/**
		 * Find an address, or read it.
		 */
		Literal find(InetAddress address) {
			Literal known = known(address);
			return (known != null) ? known : keep(Literal.of(address), address);
		}

		private @Nullable Literal known(Object received) {
			Literal literal = this.literals[index(received)];
			return (literal != null && literal.received().equals(received)) ? literal : null;
		}

		private <L extends @Nullable Literal> L keep(L literal, Object received) {
			this.literals[index(received)] = literal;
			return literal;
		}

		private static int index(Object received) {
			return received.hashCode() & (SIZE - 1);
		}

	}

}
