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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocketFactory;

import io.github.trustproxy.support.RawConnection.RawResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests of applications to which users log in with certificates that a proxy has
 * verified, and which believe the proxy only if it proves who it is.
 */
@RequiresProgram({ "haproxy", "nginx" })
@ParameterizedClass
@MethodSource("stacksAndProxies")
class ClientCertificateTests {

	private static final String PROXY = "127.0.0.2";

	private static final String STOLEN = "X-Origin-Verify: " + SecuredApplication.SECRET;

	@RegisterExtension
	static final Processes processes = new Processes();

	@TempDir
	private static Path directory;

	private static Certificate server;

	private static Certificate edge;

	private static Certificate alice;

	/** Whoever the application lets connect, and nobody else. */
	private static Certificate mallory;

	/** Made by somebody else, in Alice's name. */
	private static Certificate impostor;

	@Parameter(0)
	WebApplicationType type;

	@Parameter(1)
	Function<Credentials, ReverseProxy> proxy;

	/** The header in which the proxy forwards certificates. */
	@Parameter(2)
	String header;

	private @Nullable SecuredApplication application;

	static Stream<Arguments> stacksAndProxies() {
		return Stream.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)
			.flatMap((type) -> Stream.of(
					argumentSet(type + " behind nginx", type, (Function<Credentials, ReverseProxy>) Nginx::new,
							"ssl-client-cert"),
					argumentSet(type + " behind haproxy", type, (Function<Credentials, ReverseProxy>) Haproxy::new,
							"Client-Cert")));
	}

	@BeforeAll
	static void create() throws IOException, GeneralSecurityException {
		server = Certificate.shared(directory);
		edge = Certificate.create(directory, "edge");
		alice = Certificate.create(directory, "alice");
		mallory = Certificate.create(directory, "mallory");
		impostor = Certificate.create(Files.createDirectory(directory.resolve("impostor")), "alice");
	}

	@AfterEach
	void stop() throws IOException {
		if (this.application != null) {
			this.application.close();
		}
		processes.stop();
	}

	@Test
	void ownerOfTheCertificateIsLoggedInBehindAProxyWithTheSecret() throws Exception {
		Endpoints application = start(Map.of("proof.header", "X-Origin-Verify", "proof.values",
				"Abracadabra-0123456789," + SecuredApplication.SECRET));
		Endpoints right = start(new Credentials(alice, SecuredApplication.SECRET, null), application);
		assertForwarded(right);
		// The edge writes the proof, whatever clients write
		assertThat(client(right, server.trusting(), "X-Origin-Verify: guess-0123456789", "X-Forwarded-For: 6.6.6.6"))
			.isEqualTo(Topology.CLIENT_MACHINE + " HOP_NOT_TRUSTED []");
		Endpoints wrong = start(new Credentials(alice, "another-secret-0123456789", null), application);
		for (Endpoints unproven : List.of(start(new Credentials(alice, null, null), application), wrong)) {
			assertThat(client(unproven, alice.presentedTo(server), "X-Forwarded-For: 6.6.6.6"))
				.isEqualTo(PROXY + " NOT_PROVEN []");
			assertNobody(unproven, alice.presentedTo(server));
		}
		assertThat(client(wrong, alice.presentedTo(server), STOLEN)).isEqualTo(PROXY + " NOT_PROVEN []");
		assertNobody(wrong, alice.presentedTo(server), STOLEN);
		// Around the proxy
		Endpoints around = new Endpoints(application.http(), application.http());
		assertThat(client(around, null, forged(alice), STOLEN))
			.isEqualTo(Topology.CLIENT_MACHINE + " PEER_NOT_TRUSTED []");
		assertNobody(around, null, forged(alice), STOLEN);
	}

	/**
	 * The certificate that the proxy presents to the application is not the one of its
	 * clients; that of a client who goes around the proxy is its own.
	 */
	@Test
	void certificateOfTheProxyIsNotTheOneOfTheClient() throws Exception {
		Path key = write("server.pem", server.certificate() + server.key());
		Path trusted = write("trusted.pem", edge.certificate() + mallory.certificate() + alice.certificate());
		String bundle = "spring.ssl.bundle.pem.server.";
		Endpoints application = start(Map.of("proof.certificate", "CN=edge", bundle + "keystore.certificate",
				key.toUri(), bundle + "keystore.private-key", key.toUri(), bundle + "truststore.certificate",
				trusted.toUri(), "server.ssl.bundle", "server", "server.ssl.client-auth", "need"));
		Endpoints tls = new Endpoints(null, application.http());
		assertForwarded(start(new Credentials(alice, null, edge), tls));
		assertNobody(start(new Credentials(alice, null, mallory), tls), alice.presentedTo(server));
		assertThat(user(tls, alice.presentedTo(server), forged(mallory)).body()).isEqualTo("alice");
		assertThat(client(tls, edge.presentedTo(server), forged(alice), "X-Forwarded-For: 6.6.6.6"))
			.isEqualTo(Topology.CLIENT_MACHINE + " PEER_NOT_TRUSTED []");
	}

	private void assertForwarded(Endpoints proxy) throws Exception {
		assertThat(client(proxy, alice.presentedTo(server))).isEqualTo(Topology.CLIENT_MACHINE + " LEFT_MOST []");
		assertThat(user(proxy, alice.presentedTo(server)).body()).isEqualTo("alice");
		assertThat(user(proxy, alice.presentedTo(server), forged(edge)).body()).isEqualTo("alice");
		assertNobody(proxy, server.trusting());
		assertNobody(proxy, server.trusting(), forged(alice));
		assertNobody(new Endpoints(null, proxy.http()), null, forged(alice));
		try {
			assertNobody(proxy, impostor.presentedTo(server));
		}
		catch (IOException ex) {
			// HAProxy closes the connection
		}
	}

	private static void assertNobody(Endpoints server, @Nullable SSLSocketFactory tls, String... lines)
			throws IOException {
		assertThat(user(server, tls, lines).status()).isIn(400, 401, 403);
	}

	private Endpoints start(Map<String, Object> source) {
		Map<String, Object> properties = new HashMap<>(Map.of("trust-proxy", "edge", "trust-proxy.sources.edge.from",
				PROXY, "trust-proxy.client-certificate.header", this.header));
		source.forEach((name, value) -> properties
			.put(name.startsWith("proof.") ? "trust-proxy.sources.edge." + name : name, value.toString()));
		this.application = SecuredApplication.start(this.type, properties);
		return new Endpoints(this.application.address(), null);
	}

	private Endpoints start(Credentials credentials, Endpoints application) throws IOException {
		return this.proxy.apply(credentials)
			.start(processes, new ReverseProxy.Settings(PROXY, application, server, Topology.CLIENT_MACHINE, false,
					false, false, false));
	}

	private static Path write(String name, String content) throws IOException {
		return Files.writeString(directory.resolve(name), content);
	}

	private static RawResponse user(Endpoints server, @Nullable SSLSocketFactory tls, String... lines)
			throws IOException {
		return get("/user", server, tls, lines);
	}

	private static String client(Endpoints server, @Nullable SSLSocketFactory tls, String... lines) throws IOException {
		return get("/client", server, tls, lines).body();
	}

	private static RawResponse get(String path, Endpoints server, @Nullable SSLSocketFactory tls, String... lines)
			throws IOException {
		List<String> headers = new ArrayList<>(List.of("Host: app.example.com"));
		headers.addAll(List.of(lines));
		return new RawHttpClient(Topology.CLIENT_MACHINE, server.https(), tls).get(path, headers);
	}

	private String forged(Certificate certificate) {
		return this.header + ": "
				+ ("Client-Cert".equals(this.header) ? ":" + base64(certificate) + ":" : escaped(certificate));
	}

	private static String base64(Certificate certificate) {
		return certificate.certificate().replaceAll("-----[A-Z ]+-----|\\s", "");
	}

	private static String escaped(Certificate certificate) {
		return certificate.certificate()
			.replace("+", "%2B")
			.replace("=", "%3D")
			.replace("\n", "%0A")
			.replace(" ", "%20");
	}

}
