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
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.trustproxy.address.AddressFormat;
import io.github.trustproxy.address.AddressParser;
import io.github.trustproxy.address.AddressRange;
import io.github.trustproxy.header.NodeChain;
import io.github.trustproxy.header.NodeParser;
import org.jspecify.annotations.Nullable;

/**
 * The client of a request, and how it was found. Controllers can take it as an argument,
 * on Spring MVC and on WebFlux: <pre class="code">
 * &#64;GetMapping("/whoami")
 * String whoami(ClientAddress client) {
 *     return client.ip();
 * }
 * </pre>
 * <p>
 * The addresses that are asked for here have been verified: each was written by a trusted
 * proxy. Only {@link #hops()} also has what lies beyond, for diagnosis. Instances are
 * immutable.
 *
 * @since 0.1.0
 */
public final class ClientAddress {

	private static final String UNKNOWN = "unknown";

	private static final int IPV4_BITS = 32;

	private static final int IPV6_BITS = 128;

	/** What hosts of one IPv6 subnet share, RFC 4291, section 2.5.4. */
	private static final int SUBNET_BITS = 64;

	/** The first half of 64:ff9b::/96, which carries IPv4 addresses, RFC 6052. */
	private static final long NAT64 = 0x0064_ff9b_0000_0000L;

	private static final long IPV4_MAPPED = 0xffff_0000_0000L;

	private static final CompiledPolicy NOBODY = new CompiledPolicy.Hops(0);

	private final CompiledPolicy policy;

	private final Peer.Kind peerKind;

	private final long peerHigh;

	private final long peerLow;

	private final int peerPort;

	private final NodeChain chain;

	private final StopReason stopReason;

	private final int distance;

	private final long high;

	private final long low;

	private final int port;

	private @Nullable String ip;

	private @Nullable InetAddress address;

	ClientAddress(CompiledPolicy policy, Peer.Kind peerKind, long peerHigh, long peerLow, int peerPort, NodeChain chain,
			StopReason stopReason, int distance, long high, long low, int port) {
		this.policy = policy;
		this.peerKind = peerKind;
		this.peerHigh = peerHigh;
		this.peerLow = peerLow;
		this.peerPort = peerPort;
		this.chain = chain;
		this.stopReason = stopReason;
		this.distance = distance;
		this.high = high;
		this.low = low;
		this.port = port;
	}

	/**
	 * Create the client that is the peer.
	 */
	ClientAddress(CompiledPolicy policy, Peer.Kind peerKind, long peerHigh, long peerLow, int peerPort, NodeChain chain,
			StopReason stopReason) {
		this(policy, peerKind, peerHigh, peerLow, peerPort, chain, stopReason, 0, peerHigh, peerLow, peerPort);
	}

	/**
	 * Return the client that is the peer, which is not trusted.
	 * @param ip the canonical text of its address
	 */
	static ClientAddress ofUntrustedPeer(CompiledPolicy policy, String ip, int port, NodeChain chain) {
		AddressParser parser = new AddressParser();
		parser.parse(ip, 0, ip.length());
		ClientAddress client = new ClientAddress(policy, Peer.Kind.ADDRESS, parser.high(), parser.low(), port, chain,
				StopReason.PEER_NOT_TRUSTED);
		client.ip = ip;
		return client;
	}

	/**
	 * Return the client of a connection that no proxy forwards, for example in a test of
	 * a controller.
	 * @param peer the other end of the socket
	 * @return the client, which is the peer
	 * @throws IllegalArgumentException if the peer is unresolved
	 */
	public static ClientAddress of(InetSocketAddress peer) {
		if (peer.isUnresolved()) {
			throw new IllegalArgumentException("The peer has to be resolved: " + peer);
		}
		Peer parsed = Peer.of(peer.getAddress().getHostAddress(), peer.getPort());
		return new ClientAddress(NOBODY, parsed.kind(), parsed.high(), parsed.low(), parsed.port(), NodeChain.EMPTY,
				StopReason.PEER_NOT_TRUSTED);
	}

	/**
	 * Return the address of the client as text, like Express's {@code req.ip}. The text
	 * is canonical and can be a key: dotted decimal for IPv4 (also for IPv4-mapped IPv6),
	 * RFC 5952 for IPv6, without brackets, zone and port.
	 * @return the text; {@code unknown} if the client is a peer that has no IP address,
	 * which is so behind a Unix domain socket only
	 */
	public String ip() {
		// Other threads may write the field as well, so it is read only once
		String ip = this.ip;
		if (ip == null) {
			ip = isKnown() ? AddressFormat.format(this.high, this.low) : UNKNOWN;
			this.ip = ip;
		}
		return ip;
	}

	/**
	 * Return what a rate limit or a ban should count. Whoever has an IPv6 connection has
	 * a whole {@code /64} and can send each request from another address of it, so that
	 * {@link #ip()} would give a budget to each of them: <pre class="code">
	 * Bucket bucket = buckets.computeIfAbsent(client.key(), (key) -> newBucket());
	 * </pre>
	 * @return the IPv4 address ({@code 203.0.113.7}), also of a client whose address is
	 * in 64:ff9b::/96 (NAT64, RFC 6052), or the {@code /64} of an IPv6 address
	 * ({@code 2001:db8:0:1::/64}); {@code unknown} if the client has no IP address
	 */
	public String key() {
		return isIpv4() ? AddressFormat.format(0, ipv4()) : network(IPV4_BITS, SUBNET_BITS);
	}

	/**
	 * Return the network of the client, for logs and statistics that are to have no
	 * personal data: {@code network(24, 48)} of 203.0.113.7 is {@code 203.0.113.0/24}. An
	 * address in 64:ff9b::/96 (NAT64, RFC 6052) is the IPv4 address that it carries.
	 * @param ipv4Length how many bits of an IPv4 address are kept, from 0 to 32
	 * @param ipv6Length how many bits of an IPv6 address are kept, from 0 to 128
	 * @return the first address of the network and the length; {@code unknown} if the
	 * client has no IP address
	 * @throws IllegalArgumentException if a length is out of range, whichever of the two
	 * is used
	 */
	public String network(int ipv4Length, int ipv6Length) {
		checkLength(ipv4Length, IPV4_BITS, "IPv4");
		checkLength(ipv6Length, IPV6_BITS, "IPv6");
		if (!isKnown()) {
			return UNKNOWN;
		}
		int length = isIpv4() ? ipv4Length + IPV6_BITS - IPV4_BITS : ipv6Length;
		AddressRange range = isIpv4() ? AddressRange.ofPrefix(0, ipv4(), length)
				: AddressRange.ofPrefix(this.high, this.low, length);
		return AddressFormat.format(range.firstHigh(), range.firstLow()) + "/" + (isIpv4() ? ipv4Length : ipv6Length);
	}

	private static void checkLength(int length, int bits, String family) {
		if (length < 0 || length > bits) {
			throw new IllegalArgumentException(
					"The length of an " + family + " network is between 0 and " + bits + ", not " + length + ".");
		}
	}

	/**
	 * Return whether the client has an IPv4 address, or one that carries one.
	 */
	private boolean isIpv4() {
		return AddressParser.isIpv4(this.high, this.low) || (this.high == NAT64 && (this.low >>> IPV4_BITS) == 0);
	}

	/**
	 * Return the IPv4 address as the low half of an IPv4-mapped one.
	 */
	private long ipv4() {
		return IPV4_MAPPED | this.low;
	}

	/**
	 * Return the address of the client. Its host name is the literal: asking for it makes
	 * no DNS query.
	 * @return the address; {@code null} if the client is a peer that has no IP address,
	 * which is so behind a Unix domain socket only
	 */
	public @Nullable InetAddress address() {
		InetAddress address = this.address;
		if (address == null && isKnown()) {
			address = AddressFormat.toInetAddress(ip(), this.high, this.low);
			this.address = address;
		}
		return address;
	}

	/**
	 * Return the port of the client.
	 * @return the port that was sent with the address, or that of the peer if the client
	 * is connected directly, from 1 to 65535; 0 if it is not known. Never the port of a
	 * proxy that forwards for somebody else
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return the verified addresses, like Express's {@code req.ips}: the client first,
	 * then the proxies in the order in which the request passed them, without the peer.
	 * @return the texts, empty if the client is the peer
	 */
	public List<String> ips() {
		List<String> ips = new ArrayList<>(this.distance);
		NodeChain.Cursor cursor = this.chain.cursor();
		NodeParser parser = new NodeParser();
		while (ips.size() < this.distance && cursor.next()) {
			cursor.parse(parser);
			ips.add(AddressFormat.format(parser.high(), parser.low()));
		}
		Collections.reverse(ips);
		return Collections.unmodifiableList(ips);
	}

	/**
	 * Return the other end of the socket.
	 * @return the address and port; {@code null} if the peer has no IP address
	 */
	public @Nullable InetSocketAddress peer() {
		return isPeerKnown()
				? new InetSocketAddress(AddressFormat.toInetAddress(this.peerHigh, this.peerLow), this.peerPort) : null;
	}

	/**
	 * Return the distance of the client from the application, which is also the number of
	 * trusted proxies in between: 0 if the client is the peer.
	 * @return the number of hops
	 */
	public int distance() {
		return this.distance;
	}

	/**
	 * Return the distance of the hop that the proxy got the request from which vouches
	 * for the client: the one in front of it, or the peer.
	 */
	int vouchedDistance() {
		return Math.max(1, this.distance);
	}

	/**
	 * Return why the walk stopped at this client.
	 * @return the reason
	 */
	public StopReason stopReason() {
		return this.stopReason;
	}

	/**
	 * Return the whole path, with what the walk made of each hop: the peer first, the
	 * left-most entry last. Hops beyond the point where the walk stopped are
	 * {@linkplain Hop.Verdict#IGNORED ignored}; they are there for diagnosis and must not
	 * be believed.
	 * @return the hops, never empty
	 */
	public List<Hop> hops() {
		List<Hop> hops = new ArrayList<>();
		InetSocketAddress peerAddress = peer();
		hops.add(new Hop(0, (peerAddress != null) ? peerAddress.getHostString() : UNKNOWN,
				(peerAddress != null) ? peerAddress.getAddress() : null, this.peerPort, verdict(0)));
		NodeChain.Cursor cursor = this.chain.cursor();
		NodeParser parser = new NodeParser();
		while (cursor.next()) {
			boolean address = cursor.parse(parser) == NodeParser.Kind.ADDRESS;
			hops.add(new Hop(hops.size(), cursor.text(),
					address ? AddressFormat.toInetAddress(parser.high(), parser.low()) : null,
					address ? parser.port() : 0, verdict(hops.size())));
		}
		return Collections.unmodifiableList(hops);
	}

	private Hop.Verdict verdict(int hop) {
		// What the policy said is not asked again: all hops before the last one that the
		// walk looked at are trusted
		int last = entriesRead();
		if (hop != last) {
			return (hop < last) ? Hop.Verdict.TRUSTED : Hop.Verdict.IGNORED;
		}
		return switch (this.stopReason) {
			case PEER_NOT_TRUSTED, HOP_NOT_TRUSTED, POLICY_FAILED -> Hop.Verdict.NOT_TRUSTED;
			case NO_FORWARDED_ADDRESS -> Hop.Verdict.TRUSTED;
			case NOT_PROVEN -> Hop.Verdict.NOT_PROVEN;
			case LEFT_MOST -> Hop.Verdict.LEFT_MOST;
			case HOP_LIMIT -> Hop.Verdict.HOP_LIMIT;
			case UNKNOWN -> Hop.Verdict.UNKNOWN;
			case OBFUSCATED -> Hop.Verdict.OBFUSCATED;
			case MALFORMED -> Hop.Verdict.MALFORMED;
		};
	}

	/**
	 * Return how many entries the walk looked at.
	 */
	int entriesRead() {
		return this.stopReason.isAboutNextEntry() ? this.distance + 1 : this.distance;
	}

	/**
	 * Return whether what the peer says is believed.
	 */
	boolean isPeerTrusted() {
		return switch (this.stopReason) {
			case PEER_NOT_TRUSTED, POLICY_FAILED -> false;
			case NOT_PROVEN -> this.distance > 0;
			case NO_FORWARDED_ADDRESS, HOP_NOT_TRUSTED, LEFT_MOST, HOP_LIMIT, UNKNOWN, OBFUSCATED, MALFORMED -> true;
		};
	}

	/**
	 * Return the entry that would trust the client if the request had its proof.
	 */
	@Nullable TrustEntry unprovenEntry() {
		return (this.stopReason == StopReason.NOT_PROVEN)
				? this.policy.unprovenEntry(isKnown() ? Peer.Kind.ADDRESS : this.peerKind, this.high, this.low) : null;
	}

	private boolean isPeerKnown() {
		return this.peerKind == Peer.Kind.ADDRESS;
	}

	NodeChain chain() {
		return this.chain;
	}

	Peer.Kind peerKind() {
		return this.peerKind;
	}

	@Nullable Network network() {
		return isKnown() ? Network.of(this.high, this.low) : null;
	}

	@Nullable Network peerNetwork() {
		return Network.ofPeer(this.peerKind, this.peerHigh, this.peerLow);
	}

	/**
	 * Return the policy that the walk asked, which is no other one later.
	 */
	CompiledPolicy policy() {
		return this.policy;
	}

	/**
	 * Return why the policy does not trust the client, which is not the peer, and about
	 * which the walk has not asked.
	 */
	<R> @Nullable StopReason reasonNotToTrust(R request, RequestReader<R> reader) {
		return this.policy.reasonNotToTrust(Peer.Kind.ADDRESS, this.high, this.low, this.distance, request, reader);
	}

	/**
	 * Return whether the client has an IP address. Only the peer behind a Unix domain
	 * socket has none.
	 * @return whether {@link #address()} is not {@code null}
	 */
	public boolean isKnown() {
		return this.distance > 0 || isPeerKnown();
	}

	/**
	 * Return the address of the client, like {@link #ip()}.
	 */
	@Override
	public String toString() {
		return ip();
	}

}
