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
 * An element of {@code X-Forwarded-Client-Cert}: what one Envoy says about its client.
 * Elements are separated by commas, their pairs of a key and a value by semicolons; a
 * value that has either is in double quotes, in which a backslash stands before a quote.
 * Keys are compared without case.
 *
 * @see <a href=
 * "https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#x-forwarded-client-cert">Envoy's
 * description</a>
 */
final class XfccElement {

	private @Nullable String certificate;

	private @Nullable String chain;

	private boolean repeated;

	private XfccElement() {
	}

	/**
	 * Read the certificate in the element of the proxy that vouches for the client. Lines
	 * are read from the last one on, and no more of them than are needed: what stands in
	 * front may be anybody's.
	 * @param lines the lines of the header
	 * @param distance how many proxies away that proxy is, 1 for the last element
	 * @return the certificates, none if the element has none, or {@code null} if it
	 * cannot be read
	 */
	static @Nullable List<X509Certificate> read(List<String> lines, int distance) {
		int missing = distance;
		XfccElement vouching = null;
		for (int i = lines.size() - 1; i >= 0 && missing > 0; i--) {
			String line = Characters.trimOws(lines.get(i));
			if (!CertificateHeaders.isNothing(line)) {
				List<XfccElement> elements = parse(line);
				if (elements == null) {
					return null;
				}
				vouching = elements.get(Math.max(0, elements.size() - missing));
				missing -= elements.size();
			}
		}
		return (vouching != null) ? vouching.certificates() : List.of();
	}

	private @Nullable List<X509Certificate> certificates() {
		if (this.repeated) {
			return null;
		}
		if (this.certificate == null || this.certificate.isEmpty()) {
			return List.of();
		}
		List<X509Certificate> leaf = PemCertificates.read(this.certificate);
		if (leaf == null || leaf.size() != 1) {
			return null;
		}
		if (this.chain == null || this.chain.isEmpty()) {
			return leaf;
		}
		List<X509Certificate> chain = PemCertificates.read(this.chain);
		// It begins with the certificate of the client
		return (chain != null && chain.get(0).equals(leaf.get(0))) ? chain : null;
	}

	private static @Nullable List<XfccElement> parse(String value) {
		List<XfccElement> elements = new ArrayList<>();
		XfccElement element = new XfccElement();
		int position = 0;
		while (true) {
			int equals = value.indexOf('=', position);
			if (equals < 0) {
				return null;
			}
			String key = Characters.trimOws(value.substring(position, equals));
			StringBuilder text = new StringBuilder();
			position = readValue(value, equals + 1, text);
			if (position < 0 || !isKey(key)) {
				return null;
			}
			element.put(key, text.toString());
			if (position == value.length()) {
				elements.add(element);
				return elements;
			}
			if (value.charAt(position) == ',') {
				elements.add(element);
				element = new XfccElement();
			}
			position++;
		}
	}

	private static boolean isKey(String key) {
		for (int i = 0; i < key.length(); i++) {
			char lower = (char) (key.charAt(i) | 0x20);
			if (lower < 'a' || lower > 'z') {
				return false;
			}
		}
		return !key.isEmpty();
	}

	private void put(String key, String value) {
		if ("cert".equalsIgnoreCase(key)) {
			this.repeated |= this.certificate != null;
			this.certificate = value;
		}
		else if ("chain".equalsIgnoreCase(key)) {
			this.repeated |= this.chain != null;
			this.chain = value;
		}
	}

	/**
	 * Read a value.
	 * @param target takes it, without quotes
	 * @return where the separator behind it is, or the end, or -1 if there is something
	 * else
	 */
	private static int readValue(String text, int start, StringBuilder target) {
		int position = start;
		if (position < text.length() && text.charAt(position) == '"') {
			position++;
			while (position < text.length() && text.charAt(position) != '"') {
				boolean escaped = text.charAt(position) == '\\' && position + 1 < text.length();
				target.append(text.charAt(escaped ? ++position : position));
				position++;
			}
			if (position == text.length()) {
				return -1;
			}
			position++;
			while (position < text.length() && text.charAt(position) == ' ') {
				position++;
			}
			return (position == text.length() || isSeparator(text.charAt(position))) ? position : -1;
		}
		while (position < text.length() && !isSeparator(text.charAt(position))) {
			if (text.charAt(position) == '"') {
				return -1;
			}
			target.append(text.charAt(position));
			position++;
		}
		return position;
	}

	private static boolean isSeparator(char c) {
		return c == ',' || c == ';';
	}

}
