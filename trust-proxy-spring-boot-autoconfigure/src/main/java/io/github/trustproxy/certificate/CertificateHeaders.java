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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.trustproxy.address.Characters;
import org.jspecify.annotations.Nullable;

/**
 * The headers in which a proxy forwards the certificate of the client.
 *
 * @param header the header with the certificate
 * @param format how it is written
 * @param chainHeader the header with the certificates of the issuers, in the same format,
 * or {@code null} if there is none
 * @since 0.1.0
 */
public record CertificateHeaders(String header, CertificateFormat format, @Nullable String chainHeader) {

	/** The header of RFC 9440, which has the chain in another one. */
	private static final String CLIENT_CERT = "Client-Cert";

	/** As long as the headers of a request may be where servers are generous. */
	private static final int MAX_LENGTH = 64 * 1024;

	/**
	 * Return the headers that applications do not see: what clients write into them would
	 * be taken for what the proxy says.
	 * @return the names
	 */
	public List<String> names() {
		if (this.chainHeader != null) {
			return List.of(this.header, this.chainHeader);
		}
		return CLIENT_CERT.equalsIgnoreCase(this.header) ? List.of(this.header, CLIENT_CERT + "-Chain")
				: List.of(this.header);
	}

	/**
	 * Read the certificate of the client. Nothing that stands in the headers makes this
	 * throw an exception.
	 * @param lines returns the lines of a header
	 * @param distance how many proxies away the proxy is that vouches for the client, 1
	 * for the peer
	 * @return what the proxy says
	 */
	public ForwardedCertificate read(Function<String, List<String>> lines, int distance) {
		return read(lines.apply(this.header), (this.chainHeader != null) ? lines.apply(this.chainHeader) : List.of(),
				distance);
	}

	ForwardedCertificate read(List<String> lines, List<String> chainLines, int distance) {
		if (lines.isEmpty()) {
			return ForwardedCertificate.NONE;
		}
		boolean isList = this.format == CertificateFormat.XFCC;
		if (isTooLong(lines) || (lines.size() > 1 && !isList)) {
			return ForwardedCertificate.MALFORMED;
		}
		List<X509Certificate> certificates = isList ? XfccElement.read(lines, distance)
				: read(Characters.trimOws(lines.get(0)));
		if (certificates == null) {
			return ForwardedCertificate.MALFORMED;
		}
		return certificates.isEmpty() ? ForwardedCertificate.NONE : withIssuers(certificates, chainLines);
	}

	private static boolean isTooLong(List<String> lines) {
		long length = 0;
		for (String line : lines) {
			length += line.length();
		}
		return length > MAX_LENGTH;
	}

	private @Nullable List<X509Certificate> read(String value) {
		if (isNothing(value)) {
			return List.of();
		}
		return switch (this.format) {
			// An item, and not a list
			case RFC9440 -> (value.indexOf(',') < 0) ? DerCertificates.readList(value, DerCertificates.COLON) : null;
			case DER -> DerCertificates.readList(value, "");
			case PEM, XFCC -> PemCertificates.read(value);
		};
	}

	/**
	 * Return whether a proxy has nothing to say: Apache writes {@code (null)}.
	 */
	static boolean isNothing(String value) {
		return value.isEmpty() || "-".equals(value) || "(null)".equals(value);
	}

	private ForwardedCertificate withIssuers(List<X509Certificate> certificates, List<String> lines) {
		if (isTooLong(lines)) {
			return ForwardedCertificate.MALFORMED;
		}
		String value = Characters.trimOws(String.join(",", lines));
		if (isNothing(value)) {
			return ForwardedCertificate.of(certificates);
		}
		List<X509Certificate> issuers = (this.format == CertificateFormat.RFC9440)
				? DerCertificates.readList(value, DerCertificates.COLON) : read(value);
		if (issuers == null) {
			return ForwardedCertificate.MALFORMED;
		}
		List<X509Certificate> chain = new ArrayList<>(certificates);
		chain.addAll(issuers);
		return ForwardedCertificate.of(chain);
	}

}
