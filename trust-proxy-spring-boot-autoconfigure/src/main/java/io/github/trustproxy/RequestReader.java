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
import java.security.cert.X509Certificate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a decision needs from a request as the server received it. It has no state,
 * so that one instance serves all requests of a stack.
 *
 * @param <R> the type of the request
 * @since 0.1.0
 */
public interface RequestReader<R> {

	/**
	 * Return the address of the peer as a literal.
	 * @param request the request
	 * @return the address, {@code null} if the peer has none
	 */
	@Nullable String peerAddress(R request);

	/**
	 * Return whether the peer is the other end of a Unix domain socket. A peer without an
	 * address may also be one whose connection is closed already: what tells them apart
	 * is the connection.
	 * @param request the request, whose peer has no {@linkplain #peerAddress address}
	 * @return {@code false} if the peer is none, or if it is not known
	 */
	default boolean isUnixPeer(R request) {
		return false;
	}

	/**
	 * Return the certificate that the peer presented. Asked only where it has to prove
	 * who it is.
	 * @param request the request
	 * @return the certificate, or {@code null} if there is none
	 */
	default @Nullable X509Certificate peerCertificate(R request) {
		return null;
	}

	/**
	 * Return whether a certificate is read where there is one.
	 * @return {@code false} if it cannot be known
	 */
	default boolean knowsCertificates() {
		return true;
	}

	/**
	 * Return the port of the peer.
	 * @param request the request
	 * @return the port; 0 or less if it is not known
	 */
	int peerPort(R request);

	/**
	 * Return the address of the peer as an object, if the server has it. Its text would
	 * have to be made and read again.
	 * @param request the request
	 * @return the address, or {@code null} if only {@link #peerAddress} says whether and
	 * where the peer is
	 */
	default @Nullable InetAddress peerInetAddress(R request) {
		return null;
	}

	/**
	 * Return the scheme that the request was received with.
	 * @param request the request
	 * @return the scheme in lower case
	 */
	String scheme(R request);

	/**
	 * Return the port that a request without {@code Host} header is for, because it has
	 * the {@code :authority} of HTTP/2 instead.
	 * @param request the request
	 * @return the port, or -1 if the request names none
	 */
	int port(R request);

	/**
	 * Return whether the request has a header, whatever its value is.
	 * @param request the request
	 * @param name the name of the header, in any case
	 * @return {@code false} without the header
	 */
	default boolean hasHeader(R request, String name) {
		return !headerLines(request, name).isEmpty();
	}

	/**
	 * Return all lines of a header, in the order in which they were received.
	 * @param request the request
	 * @param name the name of the header, in any case
	 * @return the values, empty without the header
	 */
	List<String> headerLines(R request, String name);

	/**
	 * Return a header that is a list: all its lines, joined with commas (RFC 9110 section
	 * 5.3).
	 * @param request the request
	 * @param name the name of the header, in any case
	 * @return the list, or {@code null} without the header
	 */
	default @Nullable String header(R request, String name) {
		List<String> lines = headerLines(request, name);
		return switch (lines.size()) {
			case 0 -> null;
			case 1 -> lines.get(0);
			default -> String.join(",", lines);
		};
	}

}
