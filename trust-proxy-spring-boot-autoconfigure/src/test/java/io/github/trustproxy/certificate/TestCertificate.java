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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * A certificate as proxies write it.
 */
public enum TestCertificate {

	/** Of a client. */
	ALICE,

	/** Of somebody else. */
	MALLORY,

	/** Of Alice's issuer. */
	CA;

	private final String pem = read("/certificate/" + name().toLowerCase() + ".pem");

	private static String read(String name) {
		try (InputStream stream = TestCertificate.class.getResourceAsStream(name)) {
			return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public X509Certificate certificate() {
		try {
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(this.pem.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (CertificateException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public byte[] der() {
		return Base64.getMimeDecoder().decode(this.pem.replaceAll("-----[A-Z ]+-----", ""));
	}

	/** As in {@code %[ssl_c_der,base64]} of HAProxy. */
	public String base64() {
		return Base64.getEncoder().encodeToString(der());
	}

	/** As RFC 9440 writes it. */
	public String structured() {
		return ":" + base64() + ":";
	}

	/** With the line ends of a file. */
	public String pem() {
		return this.pem;
	}

	/** As in {@code $ssl_client_escaped_cert} of nginx. */
	public String escaped() {
		return URLEncoder.encode(this.pem, StandardCharsets.US_ASCII).replace("+", "%20");
	}

}
