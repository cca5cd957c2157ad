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

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.support.MarkdownFile;
import io.github.trustproxy.support.Shows;
import io.netty.channel.unix.DomainSocketAddress;
import org.apache.catalina.connector.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.jetty.JettyWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of requests that come by HTTP/2 without TLS, or through a Unix domain socket: the
 * page about servers says what becomes of them.
 */
@EveryServer
class ConnectionTests extends AbstractApplicationTests {

	private static final String SOCKET = "test.socket";

	private static final List<List<String>> page = MarkdownFile.of("docs", "servers.md")
		.section("## HTTP/2 and Unix domain sockets")
		.rows();

	ConnectionTests(ServerStack stack) {
		super(stack);
	}

	@Test
	@Shows("threat-model.md: GET https://… over plain HTTP, or :scheme over h2c, on Jetty")
	void schemeOfStranger() throws IOException {
		assertOutcome(":scheme https over h2c, from a stranger",
				http2("trust-proxy=10.0.0.0/8", ":scheme", "https", ":authority", "app.internal:8080"));
	}

	@Test
	void schemeThatIsNone() throws IOException {
		assertOutcome(":scheme javascript over h2c, from a stranger",
				http2("trust-proxy=10.0.0.0/8", ":scheme", "javascript", ":authority", "app.internal:8080"));
	}

	@Test
	void schemeBesideAForwardedOne() throws IOException {
		assertOutcome(":scheme https over h2c, and the proxy forwards http", http2("trust-proxy=loopback", ":scheme",
				"https", ":authority", "app.internal:8080", "x-forwarded-proto", "http"));
	}

	@Test
	void noAuthority() throws IOException {
		assertOutcome("no :authority, but a Host",
				http2("trust-proxy=10.0.0.0/8", ":scheme", "http", "host", "a.example:2222"));
	}

	@Test
	void noAuthorityAndNoHost() throws IOException {
		assertOutcome("neither :authority nor Host", http2("trust-proxy=10.0.0.0/8", ":scheme", "http"));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	@Shows("threat-model.md: a Unix domain socket")
	void unixSocketWithARange() throws IOException {
		assertOutcome("Unix domain socket with loopback", unixSocket("trust-proxy=loopback"));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void unixSocketWithACount() throws IOException {
		assertOutcome("Unix domain socket with 1", unixSocket("trust-proxy=1"));
	}

	private void assertOutcome(String name, String outcome) {
		assertThat(page).filteredOn((row) -> row.get(0).equals(name))
			.singleElement()
			.extracting((row) -> row.get(stack().ordinal() + 1))
			.as(name)
			.isEqualTo(outcome);
	}

	private String http2(String setting, String... headers) throws IOException {
		Application application = application(setting, "server.http2.enabled=true");
		try (Socket socket = new Socket(Application.IPV4_LOOPBACK, application.port())) {
			socket.setSoTimeout(20_000);
			return Http2Exchange.get(new DataInputStream(socket.getInputStream()),
					new DataOutputStream(new BufferedOutputStream(socket.getOutputStream())), "/whoami", headers);
		}
	}

	private String unixSocket(String setting) throws IOException {
		Class<?> socket = switch (stack()) {
			case TOMCAT_SERVLET, TOMCAT_WEBFLUX -> TomcatSocket.class;
			case NETTY_WEBFLUX -> NettySocket.class;
			case JETTY_SERVLET, JETTY_WEBFLUX -> JettySocket.class;
		};
		Path directory = Files.createTempDirectory("trust-proxy");
		Path path = directory.resolve("socket");
		try (Application application = Application.start(stack().type(),
				new Class<?>[] { stack().application(), stack().server(), socket }, setting, SOCKET + "=" + path);
				SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			channel.connect(UnixDomainSocketAddress.of(path));
			channel.write(
					ByteBuffer.wrap(Application.request("/whoami", "X-Forwarded-For: 203.0.113.7", "Connection: close")
						.getBytes(StandardCharsets.US_ASCII)));
			String response = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
			if (response.indexOf('{') < 0) {
				return response.isEmpty() ? "closed" : response.lines().findFirst().orElseThrow().substring(9, 12);
			}
			WhoAmI seen = JsonMapper.shared()
				.readValue(response.substring(response.indexOf('{'), response.lastIndexOf('}') + 1), WhoAmI.class);
			return "%s, peer %s".formatted(seen.ip(), seen.peer());
		}
		finally {
			Files.deleteIfExists(path);
			Files.delete(directory);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class TomcatSocket {

		@Bean
		WebServerFactoryCustomizer<TomcatWebServerFactory> socket(Environment environment) {
			return (factory) -> {
				Connector connector = new Connector();
				connector.setProperty("unixDomainSocketPath", environment.getRequiredProperty(SOCKET));
				factory.addAdditionalConnectors(connector);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JettySocket {

		@Bean
		WebServerFactoryCustomizer<JettyWebServerFactory> socket(Environment environment) {
			return (factory) -> factory.addServerCustomizers((server) -> {
				UnixDomainServerConnector connector = new UnixDomainServerConnector(server,
						new HttpConnectionFactory());
				connector.setUnixDomainPath(Path.of(environment.getRequiredProperty(SOCKET)));
				server.addConnector(connector);
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NettySocket {

		@Bean
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> socket(Environment environment) {
			return (factory) -> factory.addServerCustomizers((server) -> server
				.bindAddress(() -> new DomainSocketAddress(environment.getRequiredProperty(SOCKET))));
		}

	}

	/**
	 * One request over HTTP/2, with no more of the protocol than it needs.
	 */
	private static final class Http2Exchange {

		private static final int DATA = 0;

		private static final int HEADERS = 1;

		private static final int RST_STREAM = 3;

		private static final int SETTINGS = 4;

		private static final int GOAWAY = 7;

		private static final int END_OF_STREAM_AND_HEADERS = 5;

		/**
		 * The statuses of the static table of HPACK, with the byte that stands for each.
		 */
		private static final Map<Byte, String> STATUSES = Map.of((byte) 0x8c, "400", (byte) 0x8d, "404", (byte) 0x8e,
				"500");

		static String get(DataInputStream in, DataOutputStream out, String path, String... headers) throws IOException {
			List<String> all = new ArrayList<>(List.of(":method", "GET", ":path", path));
			all.addAll(Arrays.asList(headers));
			ByteArrayOutputStream block = new ByteArrayOutputStream();
			for (int i = 0; i < all.size(); i += 2) {
				block.write(0);
				for (String text : all.subList(i, i + 2)) {
					block.write(text.length());
					block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
				}
			}
			out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
			write(out, SETTINGS, 0, 0, new byte[0]);
			write(out, HEADERS, END_OF_STREAM_AND_HEADERS, 1, block.toByteArray());
			// All at once: Tomcat answers a part of the preface in the words of HTTP/1.1
			out.flush();
			return read(in, out);
		}

		private static String read(DataInputStream in, DataOutputStream out) throws IOException {
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			for (int start = in.read(); start >= 0; start = in.read()) {
				int length = (start << 16) | in.readUnsignedShort();
				int type = in.readUnsignedByte();
				int flags = in.readUnsignedByte();
				in.readInt();
				byte[] payload = in.readNBytes(length);
				if (type == RST_STREAM || type == GOAWAY) {
					return "closed";
				}
				if (type == SETTINGS && flags == 0) {
					write(out, SETTINGS, 1, 0, new byte[0]);
					out.flush();
				}
				if (type == HEADERS && STATUSES.containsKey(firstField(payload))) {
					return STATUSES.get(firstField(payload));
				}
				if (type == DATA) {
					body.writeBytes(payload);
				}
				if ((type == DATA || type == HEADERS) && (flags & 1) != 0) {
					return origin(body.toByteArray());
				}
			}
			return "closed";
		}

		/**
		 * The status comes first, behind what changes the size of the dynamic table.
		 */
		private static byte firstField(byte[] block) {
			int position = 0;
			while ((block[position] & 0xe0) == 0x20) {
				boolean more = (block[position++] & 0x1f) == 0x1f;
				while (more) {
					more = (block[position++] & 0x80) != 0;
				}
			}
			return block[position];
		}

		private static String origin(byte[] body) {
			if (body.length == 0) {
				return "empty";
			}
			WhoAmI seen = JsonMapper.shared().readValue(body, WhoAmI.class);
			String url = seen.url();
			return "%s%s".formatted(url.substring(0, url.length() - "/whoami".length()),
					seen.secure() ? ", secure" : "");
		}

		private static void write(DataOutputStream out, int type, int flags, int stream, byte[] payload)
				throws IOException {
			out.writeByte(0);
			out.writeShort(payload.length);
			out.writeByte(type);
			out.writeByte(flags);
			out.writeInt(stream);
			out.write(payload);
			out.flush();
		}

	}

}
