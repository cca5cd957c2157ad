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

package io.github.trustproxy.integration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import io.github.trustproxy.support.RunningProcess;
import org.jspecify.annotations.Nullable;

/**
 * A self-signed certificate and its key.
 *
 * @param certificate the certificate as PEM
 * @param key the private key as PEM
 * @param trusting creates sockets that trust this certificate and no other
 * @param keyStore has both
 */
record Certificate(String certificate, String key, SSLSocketFactory trusting, KeyStore keyStore) {

	private static final String ALIAS = "proxy";

	/** Protects a file that lives as long as the test. */
	private static final String PASSWORD = "password";

	private static @Nullable Certificate shared;

	/**
	 * Return the certificate of all proxies, which takes seconds to create.
	 * @param directory where the tool works if there is none yet
	 */
	static synchronized Certificate shared(Path directory) throws IOException, GeneralSecurityException {
		Certificate certificate = shared;
		if (certificate == null) {
			certificate = create(directory, "localhost");
			shared = certificate;
		}
		return certificate;
	}

	/**
	 * Create a certificate with the JDK's own tool. The keys of elliptic curves that it
	 * makes are refused by GnuTLS, which Squid is built with.
	 * @param directory where the tool works
	 * @param name the common name of the subject
	 */
	static Certificate create(Path directory, String name) throws IOException, GeneralSecurityException {
		Path file = directory.resolve(name + ".p12");
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", ALIAS, "-keyalg", "RSA", "-validity", "2", "-dname", "CN=" + name,
				"-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", file.toString());
		RunningProcess keytool = RunningProcess.start("keytool", directory, Map.of(), command);
		try {
			return of(keytool.await("the key store", () -> load(file)));
		}
		finally {
			keytool.stop();
		}
	}

	private static Certificate of(KeyStore keyStore) throws IOException, GeneralSecurityException {
		java.security.cert.Certificate certificate = keyStore.getCertificate(ALIAS);
		byte[] key = keyStore.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
		return new Certificate(pem("CERTIFICATE", certificate.getEncoded()), pem("PRIVATE KEY", key),
				context(keyStore, false, certificate), keyStore);
	}

	/**
	 * Create sockets that present this certificate.
	 * @param server the certificate that they trust
	 */
	SSLSocketFactory presentedTo(Certificate server) throws IOException, GeneralSecurityException {
		return context(this.keyStore, true, server.keyStore.getCertificate(ALIAS));
	}

	private static Optional<KeyStore> load(Path file) {
		try (InputStream content = Files.newInputStream(file)) {
			KeyStore keyStore = KeyStore.getInstance("PKCS12");
			keyStore.load(content, PASSWORD.toCharArray());
			return Optional.of(keyStore);
		}
		catch (IOException | GeneralSecurityException ex) {
			return Optional.empty();
		}
	}

	private static SSLSocketFactory context(KeyStore own, boolean presented, java.security.cert.Certificate trusted)
			throws IOException, GeneralSecurityException {
		KeyStore trustStore = KeyStore.getInstance("PKCS12");
		trustStore.load(null, null);
		trustStore.setCertificateEntry(ALIAS, trusted);
		TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trustManagers.init(trustStore);
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keyManagers.init(own, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(presented ? keyManagers.getKeyManagers() : null, trustManagers.getTrustManagers(), null);
		return context.getSocketFactory();
	}

	private static String pem(String type, byte[] content) {
		String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
		return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, base64);
	}

}
