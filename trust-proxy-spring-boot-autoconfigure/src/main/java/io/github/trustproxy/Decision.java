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

import io.github.trustproxy.header.HiddenHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for one request: the client, and the origin to show to the
 * application.
 *
 * @since 0.1.0
 */
public interface Decision {

	/**
	 * Return the client and how it was found.
	 * @return the client
	 */
	ClientAddress client();

	/**
	 * Return what the trusted proxies said of scheme, host, port and prefix.
	 * @return the origin
	 */
	Origin origin();

	/**
	 * Return the headers that the application does not see.
	 * @return the headers
	 */
	HiddenHeaders hiddenHeaders();

	/**
	 * Return why the walk stopped at the {@linkplain #client() client}, which need not be
	 * made for that.
	 * @return the reason
	 */
	default StopReason stopReason() {
		return client().stopReason();
	}

	/**
	 * Return the address of the client, like {@link ClientAddress#ip()}.
	 * @return the text
	 */
	default String clientIp() {
		return client().ip();
	}

	/**
	 * Return the address of the client, like {@link ClientAddress#address()}.
	 * @return the address, {@code null} if it is not known
	 */
	default @Nullable InetAddress clientAddress() {
		return client().address();
	}

	/**
	 * Return the port of the client, like {@link ClientAddress#port()}.
	 * @return the port, 0 if it is not known
	 */
	default int clientPort() {
		return client().port();
	}

	/**
	 * Return whether the client has an IP address.
	 * @return whether it is {@linkplain ClientAddress#isKnown() known}
	 */
	default boolean isClientKnown() {
		return client().isKnown();
	}

	/**
	 * Return whether the peer is a trusted proxy.
	 * @return {@code false} if nothing that it sent is believed
	 */
	default boolean peerTrusted() {
		return client().isPeerTrusted();
	}

	/**
	 * Return the source that would trust the client if the request had its proof. Public
	 * for what observes requests.
	 * @return its name, or {@code null} if no proof was missing
	 */
	default @Nullable String unprovenSource() {
		TrustEntry entry = client().unprovenEntry();
		return (entry != null) ? entry.text() : null;
	}

	/**
	 * Return whether a proof was missing that this client can never have: only the peer
	 * presents a certificate. Public for what observes requests.
	 * @return {@code false} if no proof was missing, or if there can be one
	 */
	default boolean isProofOutOfReach() {
		TrustEntry entry = client().unprovenEntry();
		Proof proof = (entry != null) ? entry.proof() : null;
		return proof != null && proof.needsCertificate() && client().distance() > 0;
	}

}
