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

/**
 * Why the walk along the hops stopped where it did.
 *
 * @since 0.1.0
 */
public enum StopReason {

	/**
	 * The peer is not trusted, so the peer is the client and no forwarded value is
	 * believed.
	 */
	PEER_NOT_TRUSTED,

	/**
	 * The peer is trusted but sent no forwarded address, so the peer is the client.
	 */
	NO_FORWARDED_ADDRESS,

	/**
	 * The client is the first hop that the policy does not trust: the usual case.
	 */
	HOP_NOT_TRUSTED,

	/**
	 * The client is a hop, or the peer, that a source would trust if the request proved
	 * that it came through there ({@code trust-proxy.sources.<name>.proof}).
	 */
	NOT_PROVEN,

	/**
	 * Every hop was trusted; the client is the left-most entry, about which the policy is
	 * not asked.
	 */
	LEFT_MOST,

	/**
	 * The client is the hop at which {@code trust-proxy.max-hops} ended the walk.
	 */
	HOP_LIMIT,

	/**
	 * The next entry is the word {@code unknown}, or a {@code Forwarded} element without
	 * {@code for}. The client is the trusted proxy that wrote it.
	 */
	UNKNOWN,

	/**
	 * The next entry is an obfuscated identifier like {@code _hidden}. The client is the
	 * trusted proxy that wrote it.
	 */
	OBFUSCATED,

	/**
	 * The next entry is not a valid address. The client is the trusted proxy that wrote
	 * it.
	 */
	MALFORMED,

	/**
	 * The {@link TrustPolicy} threw an exception, so nobody is trusted: the peer is the
	 * client and no forwarded value is believed.
	 */
	POLICY_FAILED;

	/**
	 * Whether the walk stopped because of what stands in front of the client, written by
	 * the client itself, which is a trusted proxy then.
	 */
	boolean isAboutNextEntry() {
		return this == UNKNOWN || this == OBFUSCATED || this == MALFORMED;
	}

}
