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

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a proxy writes the certificate of the client into a header.
 *
 * @since 0.1.0
 */
public enum CertificateFormat {

	/** A byte sequence of structured fields (RFC 9440): {@code :MIIB…:}. */
	RFC9440,

	/**
	 * PEM, whose line ends may be spaces, or URL-encoded: nginx
	 * ({@code $ssl_client_escaped_cert}), ingress-nginx and the load balancers of AWS.
	 */
	PEM,

	/**
	 * Base64 of DER, and behind commas the chain: HAProxy ({@code %[ssl_c_der,base64]})
	 * and Traefik.
	 */
	DER,

	/**
	 * {@code X-Forwarded-Client-Cert} of Envoy: elements with {@code Cert} and
	 * {@code Chain}.
	 */
	XFCC;

	private static final Map<String, CertificateFormat> OF_USUAL_HEADERS = Map.of("client-cert", RFC9440,
			"x-forwarded-client-cert", XFCC, "x-amzn-mtls-clientcert", PEM, "x-amzn-mtls-clientcert-leaf", PEM,
			"ssl-client-cert", PEM, "x-forwarded-tls-client-cert", DER);

	/**
	 * Return the format of a header that is known for one.
	 * @param header the name of the header, in any case
	 * @return the format, or {@code null} if the header is not known
	 */
	public static @Nullable CertificateFormat ofUsual(String header) {
		return OF_USUAL_HEADERS.get(header.toLowerCase(Locale.ROOT));
	}

}
