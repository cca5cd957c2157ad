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

import io.github.trustproxy.address.AddressFormat;
import io.github.trustproxy.address.AddressParser;
import org.jspecify.annotations.Nullable;

/**
 * The network that an address is in, for those who look at many requests: 24 bits of an
 * IPv4 address, or 64 bits of an IPv6 address. It says where peers are, and not who they
 * are.
 *
 * @param high the high half of the first address
 * @param low the low half of the first address
 * @since 0.1.0
 */
public record Network(long high, long low) {

	/** Instead of the network of a peer that connects to a Unix domain socket. */
	static final Network UNIX = new Network(0, 1);

	private static final CompiledPolicy LOOPBACK = (CompiledPolicy) TrustSpec.parse("loopback").policy();

	private static final CompiledPolicy PRIVATE = (CompiledPolicy) TrustSpec.parse("private").policy();

	/**
	 * Return the network of the peer of a request.
	 * @param client the client of the request
	 * @return the network, or {@code null} if nothing is known of the peer
	 */
	public static @Nullable Network ofPeer(ClientAddress client) {
		return client.peerNetwork();
	}

	/**
	 * Return the network of the client of a request.
	 * @param client the client
	 * @return the network, or {@code null} if the client has no IP address
	 */
	public static @Nullable Network ofClient(ClientAddress client) {
		return client.network();
	}

	/**
	 * Return the network of an address.
	 * @param address the address, as servers write that of a peer
	 * @return the network, or {@code null} without an address
	 */
	public static @Nullable Network of(@Nullable String address) {
		Peer peer = Peer.of(address, 0);
		return ofPeer(peer.kind(), peer.high(), peer.low());
	}

	static @Nullable Network ofPeer(Peer.Kind kind, long high, long low) {
		return switch (kind) {
			case ADDRESS -> of(high, low);
			case UNIX -> UNIX;
			case NONE -> null;
		};
	}

	static Network of(long high, long low) {
		return AddressParser.isIpv4(high, low) ? new Network(high, low & ~0xffL) : new Network(high, 0);
	}

	/**
	 * Return whether the network is on the same machine.
	 * @return {@code true} for the networks of 127.0.0.0/8 and of ::1
	 */
	public boolean isLoopback() {
		return !isUnix() && hasFirstHostIn(LOOPBACK);
	}

	/**
	 * Return whether the network is one that the Internet does not route: loopback,
	 * link-local, unique local, that of carrier-grade NAT, or a Unix domain socket.
	 * @return {@code false} if anybody can be in it
	 */
	public boolean isPrivate() {
		return isUnix() || hasFirstHostIn(PRIVATE);
	}

	private boolean isUnix() {
		return equals(UNIX);
	}

	/**
	 * Ask about the first host, and not about the address of the network itself: of
	 * {@code ::/64}, only ::1 is in any of these ranges.
	 */
	private boolean hasFirstHostIn(CompiledPolicy ranges) {
		return ranges.trusts(this.high, this.low | 1, 0);
	}

	/**
	 * Return the network as it is written in the setting.
	 */
	@Override
	public String toString() {
		if (isUnix()) {
			return TrustEntryParser.UNIX;
		}
		return AddressFormat.format(this.high, this.low) + (AddressParser.isIpv4(this.high, this.low) ? "/24" : "/64");
	}

}
