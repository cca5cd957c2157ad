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

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import io.github.trustproxy.address.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates that are written as base64 of their DER.
 */
final class DerCertificates {

	/** What encloses a byte sequence of structured fields (RFC 8941 section 3.3.5). */
	static final String COLON = ":";

	private DerCertificates() {
	}

	/**
	 * Read certificates that are separated by commas. Base64 has none.
	 * @param enclosure what stands in front of each and behind it, possibly nothing
	 * @return the certificates, or {@code null} if one of them is none
	 */
	static @Nullable List<X509Certificate> readList(String text, String enclosure) {
		List<X509Certificate> certificates = new ArrayList<>();
		int start = 0;
		int end;
		do {
			int comma = text.indexOf(',', start);
			end = (comma < 0) ? text.length() : comma;
			X509Certificate certificate = readMember(Characters.trimOws(text.substring(start, end)), enclosure);
			if (certificate == null) {
				return null;
			}
			certificates.add(certificate);
			start = end + 1;
		}
		while (end < text.length());
		return certificates;
	}

	private static @Nullable X509Certificate readMember(String member, String enclosure) {
		int length = enclosure.length();
		boolean enclosed = member.length() >= 2 * length && member.startsWith(enclosure) && member.endsWith(enclosure);
		return enclosed ? read(member.substring(length, member.length() - length)) : null;
	}

	/**
	 * Read a certificate.
	 * @param base64 the base64 of its DER, without line ends
	 * @return the certificate, or {@code null} if this is none, or more
	 */
	static @Nullable X509Certificate read(String base64) {
		try {
			byte[] der = Base64.getDecoder().decode(base64);
			X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(der));
			// It stops reading at the end of the certificate, and reads PEM, PKCS #7 and
			// other encodings than DER as well
			return Arrays.equals(certificate.getEncoded(), der) ? certificate : null;
		}
		// Readers of keys and extensions throw others as well
		catch (CertificateException | RuntimeException ex) {
			return null;
		}
	}

}
