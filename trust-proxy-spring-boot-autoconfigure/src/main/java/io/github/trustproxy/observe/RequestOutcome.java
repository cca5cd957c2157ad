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

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.TrustPolicy;

/**
 * What became of a request, in few words: each request has one outcome, so that they can
 * be counted.
 *
 * @since 0.1.0
 */
public enum RequestOutcome {

	/**
	 * The peer is not trusted and says nothing about anybody else: it is the client.
	 */
	DIRECT,

	/**
	 * The walk stopped at a hop that is not a trusted proxy: the usual case behind
	 * proxies.
	 */
	CLIENT_FOUND,

	/**
	 * Every hop is trusted, also the left-most one, which is the client: a request from
	 * within the trusted network, or every request if everybody is trusted.
	 */
	ALL_TRUSTED,

	/**
	 * The peer is not trusted, but sent forwarded addresses: a client that forges them,
	 * or a proxy that is missing in the setting.
	 */
	UNTRUSTED_PEER,

	/**
	 * The peer is trusted, but sent no address: a request of the proxy's own, a proxy
	 * that does not forward addresses, or somebody who found a way around it.
	 */
	NOT_FORWARDED,

	/**
	 * A trusted proxy sent an entry that is not a valid address.
	 */
	MALFORMED,

	/**
	 * A trusted proxy sent an obfuscated identifier instead of an address.
	 */
	OBFUSCATED,

	/**
	 * A trusted proxy does not say for whom it forwards.
	 */
	UNKNOWN,

	/**
	 * A source would trust the peer, or a hop behind it, but the request does not prove
	 * that it came through there.
	 */
	NOT_PROVEN,

	/**
	 * {@code trust-proxy.max-hops} ended the walk at a hop that is trusted: a proxy that
	 * is one too many, or a client with the address of one. A policy of the application
	 * is not asked, so that the hop may be an ordinary client there.
	 */
	HOP_LIMIT,

	/**
	 * The client was found, but the host that was forwarded is not one of
	 * {@code trust-proxy.allowed-hosts}.
	 */
	HOST_NOT_ALLOWED,

	/**
	 * Hops are counted, and there were fewer than that: the left-most entry is the
	 * client.
	 */
	SHORT_CHAIN,

	/**
	 * The {@link TrustPolicy} threw an exception, so that nobody is trusted.
	 */
	POLICY_FAILED;

	/**
	 * Find the outcome of a request.
	 * @param request the request with its decision
	 * @return the outcome
	 */
	static RequestOutcome of(DecidedRequest<?> request) {
		return switch (request.stopReasonWithoutLimit()) {
			case PEER_NOT_TRUSTED -> request.isForwarded() ? UNTRUSTED_PEER : DIRECT;
			case POLICY_FAILED -> POLICY_FAILED;
			case NOT_PROVEN -> NOT_PROVEN;
			case HOP_LIMIT -> HOP_LIMIT;
			case UNKNOWN -> UNKNOWN;
			case OBFUSCATED -> OBFUSCATED;
			case MALFORMED -> MALFORMED;
			case NO_FORWARDED_ADDRESS -> request.isHostRefused() ? HOST_NOT_ALLOWED : NOT_FORWARDED;
			case HOP_NOT_TRUSTED -> request.isHostRefused() ? HOST_NOT_ALLOWED : CLIENT_FOUND;
			case LEFT_MOST -> request.isHostRefused() ? HOST_NOT_ALLOWED : ofLeftMost(request);
		};
	}

	private static RequestOutcome ofLeftMost(DecidedRequest<?> request) {
		int trustedHops = request.trustProxy().trustedHops();
		if (trustedHops == Integer.MAX_VALUE) {
			return ALL_TRUSTED;
		}
		if (trustedHops != -1) {
			return (request.client().distance() < Math.min(trustedHops, request.trustProxy().maxHops())) ? SHORT_CHAIN
					: CLIENT_FOUND;
		}
		return request.isClientTrusted() ? ALL_TRUSTED : CLIENT_FOUND;
	}

}
