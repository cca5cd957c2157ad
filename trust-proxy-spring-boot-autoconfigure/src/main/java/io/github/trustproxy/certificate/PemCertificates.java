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

import io.github.trustproxy.address.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates in PEM (RFC 7468), one behind the other. A header has no line ends:
 * proxies leave them out, write white space for them, or encode the whole text like a
 * part of a URL.
 */
final class PemCertificates {

	private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

	private static final String END = "-----END CERTIFICATE-----";

	private PemCertificates() {
	}

	/**
	 * Read certificates.
	 * @param text the text, URL-encoded or not
	 * @return at least one certificate, or {@code null} if the text has something else
	 */
	static @Nullable List<X509Certificate> read(String text) {
		String pem = decode(text);
		if (pem == null) {
			return null;
		}
		List<X509Certificate> certificates = new ArrayList<>();
		int position = skipWhitespace(pem, 0);
		do {
			int start = position + BEGIN.length();
			int end = pem.startsWith(BEGIN, position) ? pem.indexOf(END, start) : -1;
			X509Certificate certificate = (end < 0) ? null : DerCertificates.read(withoutWhitespace(pem, start, end));
			if (certificate == null) {
				return null;
			}
			certificates.add(certificate);
			position = skipWhitespace(pem, end + END.length());
		}
		while (position < pem.length());
		return certificates;
	}

	/**
	 * Decode a text in which {@code +} stands for itself, as it does in base64: AWS does
	 * not encode it.
	 * @return the text, or {@code null} if it is encoded and not ASCII
	 */
	private static @Nullable String decode(String text) {
		if (text.indexOf('%') < 0) {
			return text;
		}
		StringBuilder decoded = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '%') {
				int high = (i + 2 < text.length()) ? Characters.hexValue(text.charAt(i + 1)) : -1;
				int low = (i + 2 < text.length()) ? Characters.hexValue(text.charAt(i + 2)) : -1;
				if (high < 0 || high > 7 || low < 0) {
					return null;
				}
				c = (char) (high << 4 | low);
				i += 2;
			}
			decoded.append(c);
		}
		return decoded.toString();
	}

	private static int skipWhitespace(String text, int start) {
		int position = start;
		while (position < text.length() && isWhitespace(text.charAt(position))) {
			position++;
		}
		return position;
	}

	private static String withoutWhitespace(String text, int start, int end) {
		StringBuilder base64 = new StringBuilder(end - start);
		for (int i = start; i < end; i++) {
			if (!isWhitespace(text.charAt(i))) {
				base64.append(text.charAt(i));
			}
		}
		return base64.toString();
	}

	private static boolean isWhitespace(char c) {
		return Characters.isOws(c) || c == '\n' || c == '\r';
	}

}
