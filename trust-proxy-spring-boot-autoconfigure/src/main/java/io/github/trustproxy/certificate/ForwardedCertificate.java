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

package io.github.trustproxy.certificate;

import java.security.cert.X509Certificate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a trusted proxy says about the certificate that the client presented to it.
 *
 * @since 0.1.0
 */
public final class ForwardedCertificate {

	/** The client presented none. */
	public static final ForwardedCertificate NONE = new ForwardedCertificate(List.of(), false);

	/** The header has something else than a certificate: nothing is believed. */
	static final ForwardedCertificate MALFORMED = new ForwardedCertificate(List.of(), true);

	private final X509Certificate[] chain;

	private final boolean malformed;

	private ForwardedCertificate(List<X509Certificate> chain, boolean malformed) {
		this.chain = chain.toArray(new X509Certificate[0]);
		this.malformed = malformed;
	}

	static ForwardedCertificate of(List<X509Certificate> chain) {
		return new ForwardedCertificate(chain, false);
	}

	/**
	 * Return the certificate of the client, and behind it those of its issuers if the
	 * proxy sends them.
	 * @return the certificates, empty if there is none
	 */
	public X509Certificate[] chain() {
		return this.chain.clone();
	}

	/**
	 * Return the certificates as servers do.
	 * @return the certificates, or {@code null} if there is none
	 */
	public X509Certificate @Nullable [] chainOrNull() {
		return isPresent() ? chain() : null;
	}

	/**
	 * Return whether the client has a certificate.
	 * @return {@code false} if it presented none, or if what came is none
	 */
	public boolean isPresent() {
		return this.chain.length > 0;
	}

	/**
	 * Return whether the headers have something that is no certificate.
	 * @return {@code true} if they cannot be read
	 */
	public boolean isMalformed() {
		return this.malformed;
	}

}
