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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.github.trustproxy.address.AddressParser;
import io.github.trustproxy.certificate.CertificateHeaders;
import io.github.trustproxy.header.HiddenHeaders;
import io.github.trustproxy.header.NodeChain;
import org.jspecify.annotations.Nullable;

/**
 * The compiled settings, and the decision for a request. Everything that can be wrong is
 * refused when it is built; a decision never throws an exception, never resolves a name
 * and costs no more than the length of the headers that it reads.
 * <p>
 * Applications do not use it: they see the rewritten request, or ask a
 * {@link ClientAddressResolver}.
 *
 * @since 0.1.0
 */
public final class TrustProxy {

	private final CompiledPolicy policy;

	private final int maxHops;

	private final HopWalk walk;

	private final HeaderSettings settings;

	private final ForwardedHeaders headers;

	private final @Nullable Consumer<Throwable> policyFailures;

	private final List<String> protectedHeaders;

	private final List<String> proofHeaders;

	private final boolean certificatesNeeded;

	private final @Nullable CertificateHeaders certificateHeaders;

	private final HiddenHeaders hiddenFromTrustedPeer;

	private final HiddenHeaders hiddenFromOthers;

	private final @Nullable Consumer<DecidedRequest<?>> listener;

	private final Door[] doors;

	private final RequestTrace.@Nullable Finder tracer;

	private final Peer.Recent recentPeers = new Peer.Recent();

	TrustProxy(TrustProxyBuilder builder) {
		this.policy = CompiledPolicy.from(builder.policy);
		this.maxHops = builder.maxHops;
		this.walk = new HopWalk(this.policy, builder.maxHops);
		this.settings = new HeaderSettings(builder.headerFormat, builder.values, builder.clientIpHeader,
				new EnumMap<>(builder.headerNames), builder.allowedHosts, builder.prefixHandling);
		this.headers = new ForwardedHeaders(this.settings);
		this.policyFailures = builder.policyFailures;
		this.protectedHeaders = builder.protectedHeaders;
		Set<String> proofHeaders = new LinkedHashSet<>(builder.proofHeaders);
		boolean certificatesNeeded = false;
		for (SourceList list : this.policy.lists()) {
			Proof proof = list.proof();
			if (proof != null) {
				if (proof.header() != null) {
					proofHeaders.add(proof.header());
				}
				certificatesNeeded |= proof.needsCertificate();
			}
		}
		this.proofHeaders = List.copyOf(proofHeaders);
		this.certificatesNeeded = certificatesNeeded;
		this.certificateHeaders = builder.certificateHeaders;
		HiddenHeaders hidden = new HiddenHeaders(builder.hideHeaders ? this.settings.forwardingHeaders() : List.of())
			.and(this.proofHeaders);
		this.hiddenFromTrustedPeer = (builder.certificateHeaders != null)
				? hidden.and(builder.certificateHeaders.names()) : hidden;
		this.hiddenFromOthers = this.hiddenFromTrustedPeer.and(builder.protectedHeaders);
		this.listener = builder.listener;
		this.doors = builder.doors.toArray(new Door[0]);
		this.tracer = builder.tracer;
	}

	/**
	 * Return a builder, with the defaults of the properties and a policy that trusts
	 * nobody.
	 * @return a new builder
	 */
	public static TrustProxyBuilder builder() {
		return new TrustProxyBuilder();
	}

	/**
	 * Return the headers that matter here: those that say where a request comes from,
	 * believed or not, and those that only a trusted peer may send.
	 * @return the names, as they are usually written
	 */
	public List<String> relevantHeaders() {
		List<String> names = new ArrayList<>(this.settings.forwardingHeaders());
		names.addAll(this.protectedHeaders);
		names.addAll(this.proofHeaders);
		if (this.certificateHeaders != null) {
			names.addAll(this.certificateHeaders.names());
		}
		return List.copyOf(names);
	}

	/**
	 * Decide who the client of a request is and which origin the application sees.
	 * @param <R> the type of the request
	 * @param request the request as the server received it
	 * @param reader reads the request
	 * @return the decision
	 */
	public <R> Decision decide(R request, RequestReader<R> reader) {
		return receive(request, reader);
	}

	/**
	 * Decide about a request, and keep the decision with it.
	 * @param <R> the type of the request
	 * @param request the request as the server received it
	 * @param reader reads the request
	 * @return the request with its decision
	 */
	public <R> DecidedRequest<R> receive(R request, RequestReader<R> reader) {
		return receive(request, reader, false);
	}

	/**
	 * Decide about a request at a {@link Door}. The server's own request shows the
	 * decision from then on.
	 * @param <R> the type of the request
	 * @param request the request as the server received it, also when it is read later
	 * @param reader reads the request
	 * @return the request with its decision
	 */
	public <R> DecidedRequest<R> receiveAtDoor(R request, RequestReader<R> reader) {
		return receive(request, reader, true);
	}

	/**
	 * Return what was decided about a request when it came in.
	 * @param request the request as the server hands it out
	 * @return the request with its decision, or {@code null} if it came in through no
	 * {@link Door}
	 */
	public @Nullable DecidedRequest<?> decidedAtDoor(Object request) {
		for (Door door : this.doors) {
			DecidedRequest<?> decided = door.find(request);
			if (decided != null) {
				return decided;
			}
		}
		return null;
	}

	/**
	 * Return whether a peer that has no IP address is the other end of a Unix domain
	 * socket, as far as a {@link Door} can tell.
	 * @param request the request as the server hands it out
	 * @return {@code false} if it is not, or if no door knows
	 */
	public boolean isUnixPeer(Object request) {
		for (Door door : this.doors) {
			if (door.isUnixPeer(request)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether requests may come in through a {@link Door}.
	 * @return {@code false} without doors
	 */
	public boolean hasDoors() {
		return this.doors.length > 0;
	}

	private <R> DecidedRequest<R> receive(R request, RequestReader<R> reader, boolean shown) {
		// Three ways on, so that none of these objects outlives its own
		InetAddress address = reader.peerInetAddress(request);
		int port = Math.max(0, reader.peerPort(request));
		if (address != null) {
			Peer.Literal literal = this.recentPeers.find(address);
			return decide(Peer.Kind.ADDRESS, literal.high(), literal.low(), port, literal.ip(), literal.address(),
					request, reader, shown);
		}
		String text = reader.peerAddress(request);
		long ipv4 = (text != null) ? AddressParser.parseIpv4(text, 0, text.length()) : AddressParser.INVALID;
		return (ipv4 >= 0)
				? decide(Peer.Kind.ADDRESS, 0, AddressParser.mapped(ipv4), port, text, null, request, reader, shown)
				: decideUnlessIpv4(text, port, request, reader, shown);
	}

	private <R> DecidedRequest<R> decideUnlessIpv4(@Nullable String text, int port, R request, RequestReader<R> reader,
			boolean shown) {
		Peer.Literal literal = (text != null) ? this.recentPeers.find(text) : null;
		return (literal != null)
				? decide(Peer.Kind.ADDRESS, literal.high(), literal.low(), port, literal.ip(), null, request, reader,
						shown)
				: decideWithoutAddress(Peer.withoutAddress(request, reader, text, port), request, reader, shown);
	}

	private <R> DecidedRequest<R> decideWithoutAddress(Peer peer, R request, RequestReader<R> reader, boolean shown) {
		return decide(peer.kind(), peer.high(), peer.low(), peer.port(), null, null, request, reader, shown);
	}

	/**
	 * Decide. The peer comes in parts, because it need not be an object.
	 * @param peerIp the canonical text of the address, if there is one
	 * @param peerAddress the address with that text as its name, if there is one
	 */
	private <R> DecidedRequest<R> decide(Peer.Kind peerKind, long peerHigh, long peerLow, int peerPort,
			@Nullable String peerIp, @Nullable InetAddress peerAddress, R request, RequestReader<R> reader,
			boolean shown) {
		CompiledPolicy policy = this.walk.policy();
		ClientAddress client;
		try {
			StopReason reason = this.walk.reasonToStopAtPeer(policy, peerKind, peerHigh, peerLow, request, reader);
			if (reason == null) {
				client = this.walk.findClient(policy, peerKind, peerHigh, peerLow, peerPort,
						this.headers.chain(request, reader), request, reader);
			}
			else {
				NodeChain chain = this.headers.chainIfSent(request, reader);
				if (reason == StopReason.PEER_NOT_TRUSTED && peerIp != null) {
					return (peerAddress != null)
							? new DecidedRequest.DirectWithAddress<>(this, request, reader, shown, policy, peerIp,
									peerAddress, peerPort, chain)
							: new DecidedRequest.Direct<>(this, request, reader, shown, policy, peerIp, peerPort,
									chain);
				}
				client = new ClientAddress(policy, peerKind, peerHigh, peerLow, peerPort, chain, reason);
			}
		}
		// An Error as well: a request that a policy cannot judge is answered all the same
		catch (Throwable ex) {
			if (this.policyFailures != null) {
				this.policyFailures.accept(ex);
			}
			client = new ClientAddress(policy, peerKind, peerHigh, peerLow, peerPort,
					this.headers.chain(request, reader), StopReason.POLICY_FAILED);
		}
		Origin origin = client.isPeerTrusted()
				? this.headers.origin(request, reader, client.chain(), client.vouchedDistance(), null)
				: Origin.UNCHANGED;
		return DecidedRequest.of(this, request, reader, shown, client, origin);
	}

	/**
	 * Return whether nobody is trusted, whatever a request contains.
	 * @return {@code true} if the application faces its clients
	 */
	public boolean trustsNobody() {
		return this.walk.trustsNobody();
	}

	/**
	 * Return the ranges of addresses that are trusted: names are expanded, and ranges
	 * that overlap or touch are one.
	 * @return addresses, prefixes such as {@code 10.0.0.0/8} and ranges such as
	 * {@code 192.0.2.1-192.0.2.6}, IPv4 first; {@code unix} before them if the peers of
	 * Unix domain sockets are trusted; empty if not addresses decide, but a number of
	 * hops or a policy of the application
	 */
	public List<String> trustedRanges() {
		return this.policy.ranges();
	}

	/**
	 * Return how many hops are trusted, whatever their addresses are.
	 * @return the number, {@link Integer#MAX_VALUE} for every hop, or -1 if hops are not
	 * counted
	 */
	public int trustedHops() {
		return this.policy.hopCount();
	}

	/**
	 * Return how many proxies are trusted at most, whatever the policy says.
	 * @return the number
	 */
	public int maxHops() {
		return this.maxHops;
	}

	/**
	 * Return the lists of the sources that are trusted, such as providers.
	 * @return the lists, in the order of the setting; empty if it names no source
	 */
	public List<SourceList> trustedLists() {
		return this.policy.lists();
	}

	/**
	 * Return whether a source needs the certificate of the peer.
	 * @return {@code false} if no request is asked for it
	 */
	public boolean needsCertificates() {
		return this.certificatesNeeded;
	}

	HiddenHeaders hiddenHeaders(boolean peerTrusted) {
		return peerTrusted ? this.hiddenFromTrustedPeer : this.hiddenFromOthers;
	}

	/**
	 * Return the headers that have secrets.
	 */
	List<String> proofHeaders() {
		return this.proofHeaders;
	}

	HeaderSettings headerSettings() {
		return this.settings;
	}

	ForwardedHeaders forwardedHeaders() {
		return this.headers;
	}

	List<String> protectedHeaders() {
		return this.protectedHeaders;
	}

	/**
	 * Return the trace of this thread's request, into which whoever rewrites it has to
	 * write what the application sees.
	 * @return the trace, {@code null} if there is none that somebody records
	 */
	public @Nullable RequestTrace currentTrace() {
		return (this.tracer != null) ? this.tracer.current() : null;
	}

	@Nullable CertificateHeaders certificateHeaders() {
		return this.certificateHeaders;
	}

	void announce(DecidedRequest<?> request) {
		if (this.listener != null) {
			this.listener.accept(request);
		}
	}

	/**
	 * Return what is trusted and believed, for the operator.
	 */
	@Override
	public String toString() {
		return describe(this.policy);
	}

	String describe(CompiledPolicy policy) {
		return this.walk.trustsNobody() ? "trusting nobody, believing no forwarding header"
				: this.walk.describe(policy) + ", believing " + this.settings;
	}

}
