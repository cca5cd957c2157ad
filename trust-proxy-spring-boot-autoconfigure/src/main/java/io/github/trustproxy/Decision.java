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

import org.jspecify.annotations.Nullable;

/**
 * What was decided for one request: the client, and the origin to show to the
 * application.
 *
 * @param client the client and how it was found
 * @param origin what the trusted proxies said of scheme, host, port and prefix
 * @param hiddenHeaders the headers that the application does not see
 */
public record Decision(ClientAddress client, Origin origin, HiddenHeaders hiddenHeaders) {

	/**
	 * Return whether the peer is a trusted proxy.
	 * @return {@code false} if nothing that it sent is believed
	 */
	public boolean peerTrusted() {
		return this.client.isPeerTrusted();
	}

	/**
	 * Return the source that would trust the client if the request had its proof. Public
	 * for what observes requests.
	 * @return its name, or {@code null} if no proof was missing
	 */
	public @Nullable String unprovenSource() {
		TrustEntry entry = this.client.unprovenEntry();
		return (entry != null) ? entry.text() : null;
	}

	/**
	 * Return whether a proof was missing that this client can never have: only the peer
	 * presents a certificate. Public for what observes requests.
	 * @return {@code false} if no proof was missing, or if there can be one
	 */
	public boolean isProofOutOfReach() {
		TrustEntry entry = this.client.unprovenEntry();
		Proof proof = (entry != null) ? entry.proof() : null;
		return proof != null && proof.needsCertificate() && this.client.distance() > 0;
	}

}
