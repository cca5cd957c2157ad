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

import io.github.trustproxy.header.NodeChain;
import io.github.trustproxy.header.NodeParser;
import org.jspecify.annotations.Nullable;

/**
 * Walks from the peer towards the client, as long as hops are trusted.
 */
final class HopWalk {

	private final CompiledPolicy policy;

	private final int maxHops;

	/**
	 * Create a walk.
	 * @param policy says which hops are trusted
	 * @param maxHops how many are trusted at most
	 */
	HopWalk(CompiledPolicy policy, int maxHops) {
		this.policy = policy;
		this.maxHops = maxHops;
	}

	boolean trustsNobody() {
		return this.maxHops == 0 || this.policy.trustsNobody();
	}

	/**
	 * Return the policy of this moment, which a walk asks from its first to its last hop.
	 */
	CompiledPolicy policy() {
		return this.policy.current();
	}

	/**
	 * Return why the walk stops at the peer. Lets the exceptions of the application's
	 * policy pass.
	 * @return the reason, or {@code null} if the peer is trusted
	 */
	<R> @Nullable StopReason reasonToStopAtPeer(CompiledPolicy policy, Peer.Kind kind, long high, long low, R request,
			RequestReader<R> reader) {
		return (this.maxHops > 0) ? policy.reasonNotToTrust(kind, high, low, 0, request, reader)
				: StopReason.PEER_NOT_TRUSTED;
	}

	/**
	 * Find where the walk behind a trusted peer stops. Lets the exceptions of the
	 * application's policy pass.
	 */
	<R> ClientAddress findClient(CompiledPolicy policy, Peer.Kind peerKind, long peerHigh, long peerLow, int peerPort,
			NodeChain chain, R request, RequestReader<R> reader) {
		NodeChain.Cursor cursor = chain.cursor();
		if (!cursor.next()) {
			return new ClientAddress(policy, peerKind, peerHigh, peerLow, peerPort, chain,
					StopReason.NO_FORWARDED_ADDRESS);
		}
		NodeParser node = new NodeParser();
		long high = peerHigh;
		long low = peerLow;
		int port = 0;
		StopReason stopReason = null;
		int hop = 0;
		while (stopReason == null) {
			// Hop is trusted, and the cursor stands on the entry that it wrote
			stopReason = reasonToStopBefore(cursor.parse(node));
			if (stopReason == null) {
				hop++;
				high = node.high();
				low = node.low();
				port = node.port();
				stopReason = reasonToStopAt(policy, hop, high, low, cursor, request, reader);
			}
		}
		// The port of a peer that forwards for somebody else is not that of the client
		return new ClientAddress(policy, peerKind, peerHigh, peerLow, peerPort, chain, stopReason, hop, high, low,
				port);
	}

	private static @Nullable StopReason reasonToStopBefore(NodeParser.Kind kind) {
		return switch (kind) {
			case ADDRESS -> null;
			case UNKNOWN -> StopReason.UNKNOWN;
			case OBFUSCATED -> StopReason.OBFUSCATED;
			case MALFORMED -> StopReason.MALFORMED;
		};
	}

	/**
	 * Go on only where there is an entry to go on to: like in Express, the policy is not
	 * asked about the left-most one.
	 */
	private <R> @Nullable StopReason reasonToStopAt(CompiledPolicy policy, int hop, long high, long low,
			NodeChain.Cursor cursor, R request, RequestReader<R> reader) {
		if (!cursor.next()) {
			return StopReason.LEFT_MOST;
		}
		if (hop >= this.maxHops) {
			return StopReason.HOP_LIMIT;
		}
		return policy.reasonNotToTrust(Peer.Kind.ADDRESS, high, low, hop, request, reader);
	}

	/**
	 * Return who is trusted, for the operator.
	 * @param policy the policy of a moment
	 */
	String describe(CompiledPolicy policy) {
		return "trusting " + policy + " (max-hops " + this.maxHops + ")";
	}

}
