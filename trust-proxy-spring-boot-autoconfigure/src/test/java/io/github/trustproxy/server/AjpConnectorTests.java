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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.trustproxy.support.Shows;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ajp.AbstractAjpProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a connector for AJP, which only Tomcat has.
 */
@ExtendWith(OutputCaptureExtension.class)
class AjpConnectorTests {

	private static final int END_OF_RESPONSE = 5;

	private static final int BODY_CHUNK = 3;

	@Test
	@Shows("threat-model.md: AJP")
	void peerIsWhatTheSenderWrites() throws IOException {
		try (Application application = start(ServerStack.TOMCAT_SERVLET, "trust-proxy=10.0.0.0/8")) {
			WhoAmI seen = whoAmI(application, "10.0.0.9", Map.of("X-Forwarded-For", "203.0.113.7"));
			assertThat(seen.peer()).isEqualTo("10.0.0.9");
			assertThat(seen.ip()).isEqualTo("203.0.113.7");
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "TOMCAT_.*")
	void isWarnedOf(ServerStack stack, CapturedOutput output) {
		try (Application application = start(stack, "trust-proxy=10.0.0.0/8")) {
			assertThat(output)
				.containsOnlyOnce("The AJP connector on port %d believes whoever connects (it needs no secret)"
					.formatted(ajpPort(application)));
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "TOMCAT_.*")
	void isNotWarnedOfWithoutTrustProxy(ServerStack stack, CapturedOutput output) {
		start(stack).close();
		assertThat(output).doesNotContain("AJP connector on port");
	}

	private static Application start(ServerStack stack, String... properties) {
		return Application.start(stack.type(), new Class<?>[] { stack.application(), stack.server(), Ajp.class },
				properties);
	}

	private static WhoAmI whoAmI(Application application, String peer, Map<String, String> headers) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ajpPort(application))) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request("/whoami", peer, headers));
			return JsonMapper.shared().readValue(body(new DataInputStream(socket.getInputStream())), WhoAmI.class);
		}
	}

	private static int ajpPort(Application application) {
		TomcatWebServer server = (TomcatWebServer) ((WebServerApplicationContext) application.context()).getWebServer();
		for (Connector connector : server.getTomcat().getService().findConnectors()) {
			if (connector.getProtocolHandler() instanceof AbstractAjpProtocol<?>) {
				return connector.getLocalPort();
			}
		}
		throw new IllegalStateException("There is no connector for AJP");
	}

	/**
	 * Make a packet that forwards a GET request.
	 */
	private static byte[] request(String path, String peer, Map<String, String> headers) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream packet = new DataOutputStream(bytes);
		packet.write(new byte[] { 2, 2 });
		for (String text : new String[] { "HTTP/1.1", path, peer, peer, "app.internal" }) {
			write(packet, text);
		}
		packet.writeShort(8080);
		packet.writeBoolean(false);
		packet.writeShort(headers.size());
		for (Map.Entry<String, String> header : headers.entrySet()) {
			write(packet, header.getKey());
			write(packet, header.getValue());
		}
		packet.writeByte(0xff);
		ByteArrayOutputStream framed = new ByteArrayOutputStream();
		DataOutputStream frame = new DataOutputStream(framed);
		frame.writeShort(0x1234);
		frame.writeShort(bytes.size());
		frame.write(bytes.toByteArray());
		return framed.toByteArray();
	}

	private static void write(DataOutputStream packet, String text) throws IOException {
		packet.writeShort(text.length());
		packet.write(text.getBytes(StandardCharsets.US_ASCII));
		packet.writeByte(0);
	}

	private static byte[] body(DataInputStream response) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		while (true) {
			response.readShort();
			DataInputStream packet = new DataInputStream(
					new ByteArrayInputStream(response.readNBytes(response.readUnsignedShort())));
			int type = packet.readUnsignedByte();
			if (type == BODY_CHUNK) {
				body.write(packet.readNBytes(packet.readUnsignedShort()));
			}
			if (type == END_OF_RESPONSE) {
				return body.toByteArray();
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Ajp {

		@Bean
		WebServerFactoryCustomizer<TomcatWebServerFactory> ajp() {
			return (factory) -> {
				Connector connector = new Connector("AJP/1.3");
				connector.setPort(0);
				((AbstractAjpProtocol<?>) connector.getProtocolHandler()).setSecretRequired(false);
				factory.addAdditionalConnectors(connector);
			};
		}

	}

}
