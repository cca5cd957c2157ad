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

package io.github.trustproxy.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.github.trustproxy.Proofs;
import io.github.trustproxy.StopReason;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.Shows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests over TLS whose peer has, or does not have, the certificate that a source asks
 * for.
 */
@EveryServer
class CertificateProofTests extends AbstractApplicationTests {

	/** Protects files that live as long as the test. */
	private static final String PASSWORD = "password";

	private static final String EDGE = "edge";

	private static final String STRANGER = "stranger";

	@TempDir
	private static Path directory;

	CertificateProofTests(ServerStack stack) {
		super(stack);
	}

	/**
	 * In the format that derives no keys from passwords, which takes longer than all else
	 * where nothing is optimized.
	 */
	@BeforeAll
	static void createCertificates() throws Exception {
		KeyStore trusted = KeyStore.getInstance("JKS");
		trusted.load(null, null);
		for (String name : List.of("server", EDGE, STRANGER)) {
			Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
					"-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name + ",O=Example", "-ext",
					"san=ip:127.0.0.1", "-keystore", file(name).toString(), "-storetype", "JKS", "-storepass", PASSWORD,
					"-keypass", PASSWORD)
				.redirectErrorStream(true)
				.start();
			assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
			trusted.setCertificateEntry(name, keyStore(name).getCertificate(name));
		}
		try (var out = Files.newOutputStream(file("trusted"))) {
			trusted.store(out, PASSWORD.toCharArray());
		}
	}

	@Test
	@Shows("threat-model.md: the addresses of a provider whose customers share them")
	void peerIsBelievedWithItsCertificate() throws Exception {
		String subject = "trust-proxy.sources.edge.proof.certificate=O=Example, CN=edge";
		for (String proof : List.of("CN=edge,O=Example", fingerprint())) {
			String property = "trust-proxy.sources.edge.proof.certificate=" + proof;
			assertBelieved(EDGE, true, property);
		}
		assertBelieved(EDGE, false, subject);
	}

	@Test
	void peerWithAnotherCertificateOrNoneIsNotBelieved() throws Exception {
		String property = "trust-proxy.sources.edge.proof.certificate=CN=edge,O=Example";
		assertBelieved(STRANGER, false, property);
		assertBelieved(null, false, property);
	}

	@Test
	void bothAreNeededWhereBothAreAskedFor() throws Exception {
		String[] properties = { "trust-proxy.sources.edge.proof.certificate=CN=edge,O=Example",
				"trust-proxy.sources.edge.proof.header=" + Proofs.HEADER,
				"trust-proxy.sources.edge.proof.values=" + Proofs.SECRET };
		String header = Proofs.HEADER + ": " + Proofs.SECRET;
		assertThat(whoAmI(EDGE, List.of(header), properties).ip()).isEqualTo("203.0.113.7");
		assertThat(whoAmI(EDGE, List.of(), properties).stopReason()).isEqualTo(StopReason.NOT_PROVEN);
		assertThat(whoAmI(STRANGER, List.of(header), properties).stopReason()).isEqualTo(StopReason.NOT_PROVEN);
		assertThat(whoAmI(null, List.of(header), properties).headers()).doesNotContainKey("x-origin-verify");
	}

	@Test
	void hopBehindThePeerHasNoCertificate() throws Exception {
		WhoAmI seen = whoAmI(EDGE, "203.0.113.7, 198.51.100.9", List.of(), "trust-proxy=127.0.0.1,edge",
				"trust-proxy.sources.edge.from=198.51.100.9",
				"trust-proxy.sources.edge.proof.certificate=CN=edge,O=Example");
		assertThat(seen.ip()).isEqualTo("198.51.100.9");
		assertThat(seen.stopReason()).isEqualTo(StopReason.NOT_PROVEN);
	}

	@Test
	@Shows("threat-model.md: the certificate of a proxy taken for the one of its client")
	void certificateOfATrustedPeerIsNotTheOneOfTheClient() throws Exception {
		String property = "trust-proxy.sources.edge.proof.certificate=CN=edge,O=Example";
		assertThat(certificate(EDGE, property)).isEqualTo("none");
		assertThat(certificate(null, property)).isEqualTo("none");
		assertThat(certificate(EDGE, "trust-proxy=127.0.0.1")).isEqualTo("none");
		// Not trusted, so that it is the client itself
		assertThat(certificate(STRANGER, "trust-proxy=10.0.0.0/8")).isEqualTo("CN=stranger,O=Example");
		assertThat(certificate(STRANGER, property)).isEqualTo("CN=stranger,O=Example");
	}

	private String certificate(@Nullable String client, String... properties) throws Exception {
		return exchange("/certificate", client, "203.0.113.7", List.of(), edge(properties)).body();
	}

	private void assertBelieved(@Nullable String client, boolean believed, String property) throws Exception {
		WhoAmI seen = whoAmI(client, List.of(), property);
		assertThat(seen.ip()).as(property).isEqualTo(believed ? "203.0.113.7" : "127.0.0.1");
		assertThat(seen.remoteAddr()).isEqualTo(seen.ip());
		assertThat(seen.stopReason()).isEqualTo(believed ? StopReason.LEFT_MOST : StopReason.NOT_PROVEN);
	}

	private WhoAmI whoAmI(@Nullable String client, List<String> lines, String... properties) throws Exception {
		return whoAmI(client, "203.0.113.7", lines, edge(properties));
	}

	/**
	 * Add properties to those of a source that has the address of these tests.
	 */
	private static String[] edge(String... properties) {
		List<String> all = new ArrayList<>();
		if (Stream.of(properties).noneMatch((property) -> property.startsWith("trust-proxy="))) {
			all.addAll(List.of("trust-proxy=edge", "trust-proxy.sources.edge.from=127.0.0.1"));
		}
		all.addAll(List.of(properties));
		return all.toArray(String[]::new);
	}

	private WhoAmI whoAmI(@Nullable String client, String addresses, List<String> lines, String... properties)
			throws Exception {
		return Application.whoAmI(exchange("/whoami", client, addresses, lines, properties));
	}

	private RawResponse exchange(String path, @Nullable String client, String addresses, List<String> lines,
			String... properties) throws Exception {
		List<String> all = new ArrayList<>(List.of(properties));
		all.addAll(List.of("server.ssl.bundle=web", "server.ssl.client-auth=want",
				"spring.ssl.bundle.jks.web.keystore.location=file:" + file("server"),
				"spring.ssl.bundle.jks.web.keystore.password=" + PASSWORD,
				"spring.ssl.bundle.jks.web.truststore.location=file:" + file("trusted"),
				"spring.ssl.bundle.jks.web.truststore.password=" + PASSWORD));
		List<String> headerLines = new ArrayList<>(lines);
		// Jetty compares it with the names in its certificate
		headerLines.add("Host: " + Application.IPV4_LOOPBACK);
		headerLines.add("X-Forwarded-For: " + addresses);
		Application application = application(
				List.of(Ssl.class, stack().isServlet() ? ForwardedCertificateTests.ServletController.class
						: ForwardedCertificateTests.WebFluxController.class),
				all.toArray(String[]::new));
		try (RawConnection connection = new RawConnection(connect(application, client))) {
			return connection.exchange(Application.request(path, headerLines.toArray(String[]::new)));
		}
	}

	private static Socket connect(Application application, @Nullable String client)
			throws IOException, GeneralSecurityException {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init((client != null) ? keyStore(client) : null, PASSWORD.toCharArray());
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(keyStore("trusted"));
		SSLContext context = SSLContext.getInstance("TLS");
		context.init((client != null) ? keys.getKeyManagers() : null, trust.getTrustManagers(), null);
		Socket socket = RawConnection.connect(null, InetAddress.getByName(Application.IPV4_LOOPBACK),
				application.port());
		return context.getSocketFactory().createSocket(socket, Application.IPV4_LOOPBACK, application.port(), true);
	}

	private static String fingerprint() throws Exception {
		byte[] digest = MessageDigest.getInstance("SHA-256").digest(keyStore(EDGE).getCertificate(EDGE).getEncoded());
		return "sha256:" + HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
	}

	private static Path file(String name) {
		return directory.resolve(name + ".jks");
	}

	private static KeyStore keyStore(String name) throws IOException, GeneralSecurityException {
		return KeyStore.getInstance(file(name).toFile(), PASSWORD.toCharArray());
	}

	@ImportAutoConfiguration(SslAutoConfiguration.class)
	static class Ssl {

	}

}
