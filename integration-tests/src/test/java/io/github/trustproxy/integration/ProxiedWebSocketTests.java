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

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests of WebSocket through a chain of two proxies.
 */
@RequiresProgram({ "haproxy", "nginx" })
@ParameterizedClass
@EnumSource(names = { "SERVLET", "REACTIVE" })
@TestInstance(Lifecycle.PER_CLASS)
class ProxiedWebSocketTests {

	private static final String HOST = "app.example.com";

	@RegisterExtension
	static final Processes processes = new Processes();

	private static Certificate certificate;

	@Parameter
	WebApplicationType type;

	private WebSocketApplication application;

	private Endpoints edge;

	@BeforeAll
	static void createCertificate(@TempDir Path directory) throws IOException, GeneralSecurityException {
		certificate = Certificate.shared(directory);
	}

	@BeforeParameterizedClassInvocation
	void deploy() throws IOException {
		this.application = WebSocketApplication.start(this.type, "127.0.0.2, 127.0.0.3");
		Endpoints target = new Endpoints(this.application.address(), null);
		Endpoints nginx = new Nginx().start(processes,
				new ReverseProxy.Settings("127.0.0.3", target, certificate, "127.0.0.2", true, false, false, false));
		this.edge = new Haproxy().start(processes, new ReverseProxy.Settings("127.0.0.2", nginx, certificate,
				Topology.CLIENT_MACHINE, false, false, false, false));
	}

	@AfterParameterizedClassInvocation
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@MethodSource("attacks")
	void sessionHasTheClient(boolean tls, List<String> forged) throws IOException {
		InetSocketAddress server = tls ? this.edge.https() : this.edge.http();
		RawHttpClient client = new RawHttpClient(Topology.CLIENT_MACHINE, server, tls ? certificate.trusting() : null);
		try (Socket socket = client.connect()) {
			DataInputStream in = new DataInputStream(socket.getInputStream());
			assertThat(handshake(socket.getOutputStream(), in, forged)).startsWith("HTTP/1.1 101 ");
			// Servlet containers name the scheme of WebSocket, and WebFlux that of HTTP
			String scheme = ((this.type != WebApplicationType.SERVLET) ? "http" : "ws") + (tls ? "s" : "");
			assertThat(receive(in)).isEqualTo("127.0.0.5 %s://%s/socket".formatted(scheme, HOST));
			send(socket.getOutputStream(), "echo");
			assertThat(receive(in)).isEqualTo("echo");
		}
	}

	static Stream<Arguments> attacks() {
		Stream<ForgedHeaders> forged = Stream.concat(ForgedHeaders.ofAddress(), ForgedHeaders.ofOrigin());
		// A header Connection of its own would ask for something else
		return Stream
			.concat(Stream.of(new ForgedHeaders("nothing", List.of())), forged.filter(ForgedHeaders::fitsHttp2))
			.flatMap((attack) -> Stream.of(argumentSet("ws, " + attack, false, attack.lines()),
					argumentSet("wss, " + attack, true, attack.lines())));
	}

	/**
	 * Ask for WebSocket, and return the head of the response.
	 */
	private static String handshake(OutputStream out, DataInputStream in, List<String> headers) throws IOException {
		StringBuilder request = new StringBuilder("GET /socket HTTP/1.1\r\nHost: %s\r\n".formatted(HOST));
		headers.forEach((line) -> request.append(line).append("\r\n"));
		request.append("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
			.append("Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n");
		out.write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			head.append((char) in.readUnsignedByte());
		}
		return head.toString();
	}

	/**
	 * Send a short text in a frame with a mask of zeros.
	 */
	private static void send(OutputStream out, String text) throws IOException {
		byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
		out.write(new byte[] { (byte) 0x81, (byte) (0x80 | payload.length), 0, 0, 0, 0 });
		out.write(payload);
		out.flush();
	}

	/**
	 * Receive a short text.
	 */
	private static String receive(DataInputStream in) throws IOException {
		assertThat(in.readUnsignedByte()).isEqualTo(0x81);
		return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
	}

}
