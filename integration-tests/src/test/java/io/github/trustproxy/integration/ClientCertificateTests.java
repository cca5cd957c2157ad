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
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLSocketFactory;

import io.github.trustproxy.support.RawConnection.RawResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of both samples behind proxies that verify the certificates of clients.
 */
@RequiresProgram({ "haproxy", "nginx" })
@ParameterizedClass
@ValueSource(strings = { "webmvc", "webflux" })
class ClientCertificateTests {

	private static final String PROXY = "127.0.0.2";

	@RegisterExtension
	static final Processes processes = new Processes();

	@RegisterExtension
	static final Samples samples = new Samples();

	@TempDir
	private static Path directory;

	private static Certificate server;

	private static Certificate alice;

	private static Certificate mallory;

	/** Made by somebody else, in Alice's name. */
	private static Certificate impostor;

	@Parameter
	String sampleName;

	@BeforeAll
	static void create() throws IOException, GeneralSecurityException {
		server = Certificate.create(directory);
		alice = Certificate.create(directory, "alice");
		mallory = Certificate.create(directory, "mallory");
		impostor = Certificate.create(Files.createDirectory(directory.resolve("impostor")), "alice");
	}

	@Test
	void certificateThatNginxHasVerifiedIsTheOneOfTheClient() throws Exception {
		Topology.Deployment deployment = Topology.of(setting("ssl-client-cert"), new Nginx(alice, false))
			.deploy(processes, samples, this.sampleName, server);
		assertForwarded(deployment, "ssl-client-cert: " + escaped(mallory));
		assertThat(get(deployment, impostor.presentedTo(server)).status()).isEqualTo(400);
		assertThat(get(deployment.aroundTheProxies(), "ssl-client-cert: " + escaped(alice)).body()).isEqualTo("none");
	}

	@Test
	void certificateThatHaproxyHasVerifiedIsTheOneOfTheClient() throws Exception {
		Topology.Deployment deployment = Topology.of(setting("Client-Cert"), new Haproxy(alice))
			.deploy(processes, samples, this.sampleName, server);
		String forged = "Client-Cert: :" + base64(mallory) + ":";
		assertForwarded(deployment, forged);
		assertThat(get(deployment.aroundTheProxies(), forged).body()).isEqualTo("none");
	}

	private static void assertForwarded(Topology.Deployment deployment, String forged) throws Exception {
		assertThat(get(deployment, alice.presentedTo(server)).body()).isEqualTo("CN=alice");
		assertThat(get(deployment, server.trusting()).body()).isEqualTo("none");
		assertThat(get(deployment, server.trusting(), forged).body()).isEqualTo("none");
		assertThat(get(deployment, alice.presentedTo(server), forged).body()).isEqualTo("CN=alice");
		assertThat(get(deployment.client(Edge.HTTP), forged).body()).isEqualTo("none");
	}

	/**
	 * The certificate that nginx presents to the sample is not the one of its clients;
	 * that of a client who goes around nginx is its own.
	 */
	@Test
	void certificateOfTheProxyIsNotTheOneOfTheClient() throws Exception {
		Path serverFile = write("server.pem", server.certificate());
		Path keyFile = write("server.key", server.key());
		Path clientsFile = write("clients.pem", server.certificate() + alice.certificate());
		String bundle = "--spring.ssl.bundle.pem.server.";
		Sample sample = Sample.start(processes, this.sampleName,
				new SampleSetting("mutual TLS", "127.0.0.1", Map.of("TRUST_PROXY", PROXY),
						List.of("--trust-proxy.client-certificate.header=ssl-client-cert",
								bundle + "keystore.certificate=" + serverFile.toUri(),
								bundle + "keystore.private-key=" + keyFile.toUri(),
								bundle + "truststore.certificate=" + clientsFile.toUri(), "--server.ssl.bundle=server",
								"--server.ssl.client-auth=need"),
						false));
		Topology.Deployment deployment = Topology.of(setting("ssl-client-cert"), new Nginx(alice, true))
			.deploy(processes, sample, server);
		assertThat(get(deployment, alice.presentedTo(server)).body()).isEqualTo("CN=alice");
		assertThat(get(deployment, server.trusting()).body()).isEqualTo("none");
		RawHttpClient aroundNginx = new RawHttpClient(Topology.CLIENT_MACHINE, sample.address(),
				alice.presentedTo(server));
		assertThat(get(aroundNginx, "ssl-client-cert: " + escaped(mallory)).body()).isEqualTo("CN=alice");
	}

	private static Path write(String name, String content) throws IOException {
		return Files.writeString(directory.resolve(name), content);
	}

	private static SampleSetting setting(String header) {
		return new SampleSetting(header, "127.0.0.1", Map.of("TRUST_PROXY", PROXY),
				List.of("--trust-proxy.client-certificate.header=" + header), false);
	}

	private static RawResponse get(Topology.Deployment deployment, SSLSocketFactory tls, String... headers)
			throws IOException {
		RawHttpClient client = (RawHttpClient) deployment.client(Edge.HTTPS);
		return get(new RawHttpClient(client.source(), client.server(), tls), headers);
	}

	private static RawResponse get(Client client, String... headers) throws IOException {
		List<String> lines = new ArrayList<>(List.of("Host: app.example.com"));
		lines.addAll(List.of(headers));
		return client.get("/certificate", lines);
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
