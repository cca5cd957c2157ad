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

package io.github.trustproxy.observe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Network;
import io.github.trustproxy.StopReason;
import io.github.trustproxy.header.HeaderFormat;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of the requests, for a diagnosis: numbers and networks, and nothing
 * that a client wrote. The memory that it needs is fixed, and so is its part in a
 * request. A request that meets another one here is left out: nobody waits.
 *
 * @since 0.1.0
 */
public final class ObservedTraffic implements RequestListener {

	private static final int MAX_PEERS = 64;

	private static final int MAX_CLIENTS = 32;

	/** No chain is read to its end: a client can make it as long as it likes. */
	private static final int MAX_CHARACTERS = 512;

	private static final String X_FORWARDED_FOR = "X-Forwarded-For";

	private static final String FORWARDED = "Forwarded";

	private final String addressHeader;

	private final String otherFamily;

	private final ReentrantLock lock = new ReentrantLock();

	private final Tally all = new Tally();

	private final NetworkTable<Tally> peers = new NetworkTable<>(MAX_PEERS, Tally::new);

	private final NetworkTable<Tally> clients = new NetworkTable<>(MAX_CLIENTS, Tally::new);

	private long stoppedBeforeTheEnd;

	private long forwardedByTrusted;

	private long withForwardedHost;

	private long onlyOtherFamily;

	private long otherAddressHeader;

	private long withPortOfOtherScheme;

	/** As many as there are sources with a proof. */
	private final Map<String, Long> notProven = new TreeMap<>();

	private final Set<String> outOfReach = new TreeSet<>();

	/**
	 * Create an observer that has seen nothing yet.
	 * @param format the family that is believed
	 * @param clientIpHeader the header with the address of the client alone, or
	 * {@code null} for none
	 */
	public ObservedTraffic(HeaderFormat format, @Nullable String clientIpHeader) {
		String family = (format == HeaderFormat.STANDARD) ? FORWARDED : X_FORWARDED_FOR;
		this.addressHeader = (clientIpHeader != null) ? clientIpHeader : family;
		this.otherFamily = (format == HeaderFormat.STANDARD) ? X_FORWARDED_FOR : FORWARDED;
	}

	@Override
	public void onRequest(DecidedRequest<?> request, RequestOutcome outcome) {
		if (!this.lock.tryLock()) {
			return;
		}
		try {
			Network peer = Network.ofPeer(request.client());
			// Without a header with addresses there is none to count
			int chain = (outcome != RequestOutcome.DIRECT) ? chain(request.headerLines(this.addressHeader)) : 0;
			this.all.add(outcome, chain);
			if (peer != null) {
				this.peers.seen(peer).add(outcome, chain);
			}
			String source = request.unprovenSource();
			if (source != null) {
				this.notProven.merge(source, 1L, Long::sum);
				if (request.isProofOutOfReach()) {
					this.outOfReach.add(source);
				}
			}
			if (request.peerTrusted()) {
				addTrusted(request, outcome, chain);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void addTrusted(DecidedRequest<?> request, RequestOutcome outcome, int chain) {
		if (request.isPortRefused()) {
			this.withPortOfOtherScheme++;
		}
		ClientAddress client = request.client();
		if (client.distance() > 0) {
			this.forwardedByTrusted++;
			if (request.origin().host() != null) {
				this.withForwardedHost++;
			}
			Network network = Network.ofClient(client);
			if (request.stopReasonWithoutLimit() == StopReason.HOP_NOT_TRUSTED && network != null) {
				this.stoppedBeforeTheEnd++;
				this.clients.seen(network).add(outcome, chain);
			}
		}
		else if (chain == 0) {
			if (!request.headerLines(this.otherFamily).isEmpty()) {
				this.onlyOtherFamily++;
			}
			if (!request.headerLines(X_FORWARDED_FOR).isEmpty()) {
				this.otherAddressHeader++;
			}
		}
	}

	/**
	 * Return how many addresses a header has, as far as that is of interest.
	 */
	static int chain(List<String> lines) {
		int length = 0;
		int characters = 0;
		for (int i = lines.size() - 1; i >= 0; i--) {
			String line = lines.get(i);
			boolean blank = true;
			for (int position = line.length() - 1; position >= 0; position--) {
				if (length == Tally.MAX_CHAIN || ++characters > MAX_CHARACTERS) {
					return length;
				}
				char c = line.charAt(position);
				if (c == ',') {
					blank = true;
				}
				else if (blank && c != ' ' && c != '\t') {
					blank = false;
					length++;
				}
			}
		}
		return length;
	}

	/**
	 * Return what was seen up to now.
	 * @return a copy
	 */
	public Snapshot snapshot() {
		this.lock.lock();
		try {
			return new Snapshot(this.all.copy(), this.peers.copy(Tally::copy), this.clients.copy(Tally::copy),
					this.stoppedBeforeTheEnd, this.forwardedByTrusted, this.withForwardedHost, this.onlyOtherFamily,
					this.otherAddressHeader, this.withPortOfOtherScheme, Map.copyOf(this.notProven),
					Set.copyOf(this.outOfReach));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What was seen up to a moment.
	 *
	 * @param all all requests
	 * @param peers the networks of peers, the most important one first
	 * @param clients the networks of clients that are not the left-most entry
	 * @param stoppedBeforeTheEnd how many such clients there were
	 * @param forwardedByTrusted how many requests trusted proxies forwarded, with an
	 * address
	 * @param withForwardedHost how many of these have a host that was believed
	 * @param onlyOtherFamily how many requests of trusted peers have addresses in the
	 * other family only
	 * @param otherAddressHeader how many requests of trusted peers have addresses in
	 * {@code X-Forwarded-For} and none where they are expected
	 * @param withPortOfOtherScheme how many requests of trusted peers have a forwarded
	 * port that is ignored, because it is the default of the other scheme
	 * @param notProven how many requests came from a source without its proof
	 * @param outOfReach sources that ask for a certificate of hops that cannot have one
	 */
	public record Snapshot(Tally all, Map<Network, Tally> peers, Map<Network, Tally> clients, long stoppedBeforeTheEnd,
			long forwardedByTrusted, long withForwardedHost, long onlyOtherFamily, long otherAddressHeader,
			long withPortOfOtherScheme, Map<String, Long> notProven, Set<String> outOfReach) {

	}

}
