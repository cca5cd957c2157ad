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

package io.github.trustproxy.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.TrustProxy;

/**
 * What requests show besides the addresses of their hops.
 */
final class EdgeProof {

	private static final String HEADER = "X-Origin-Verify";

	private static final String SECRET = "9b64f2a1c3d84e5f8a7b6c5d4e3f2a1b";

	private static final String OLD_SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

	/** Of edge.pem. */
	private static final String CERTIFICATE = "sha256:d2327f98c56350146e780cb46c3518ab0b7715a4039d74495537ed8bb0943233";

	private EdgeProof() {
	}

	/**
	 * Return our side, asking for all proofs that there are: of the peer a header and a
	 * certificate, of each hop behind it a header.
	 */
	static TrustProxy ask(Workload workload) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("trust-proxy.trust", "edge,inner");
		properties.put("trust-proxy.sources.edge.from", Workload.PEER_RANGE);
		properties.put("trust-proxy.sources.edge.proof.certificate", CERTIFICATE);
		properties.put("trust-proxy.sources.inner.from", String.join(",", Workload.HOP_RANGES));
		for (String source : List.of("edge", "inner")) {
			properties.put("trust-proxy.sources." + source + ".proof.header", HEADER);
			properties.put("trust-proxy.sources." + source + ".proof.values", SECRET + "," + OLD_SECRET);
		}
		return workload.trustProxyWith(properties);
	}

	/**
	 * Return a request with these proofs.
	 */
	static StubRequest add(Workload workload) {
		Map<String, String> headers = new LinkedHashMap<>(workload.headers());
		headers.put(HEADER, SECRET);
		X509Certificate[] chain = { certificate() };
		return new StubRequest(workload.peer(), headers, Map.of("jakarta.servlet.request.X509Certificate", chain));
	}

	private static X509Certificate certificate() {
		try (InputStream pem = EdgeProof.class.getResourceAsStream("edge.pem")) {
			return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (CertificateException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
