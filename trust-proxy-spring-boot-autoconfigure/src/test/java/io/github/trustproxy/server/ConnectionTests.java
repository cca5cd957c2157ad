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

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
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

import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.support.MarkdownFile;
import io.github.trustproxy.support.RawConnection.RawResponse;
import io.github.trustproxy.support.RawHttp2Exchange;
import io.github.trustproxy.support.Shows;
import io.netty.channel.unix.DomainSocketAddress;
import org.apache.catalina.connector.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
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
	@Shows("threat-model.md: a scheme that a client writes")
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
		assertThat(unixSocket("trust-proxy=0.0.0.0/1,128.0.0.0/1,::/1,8000::/1").ip()).isEqualTo("unknown");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void unixSocketWithACount() throws IOException {
		assertOutcome("Unix domain socket with 1", unixSocket("trust-proxy=1"));
		assertThat(unixSocket("trust-proxy=true").ip()).isEqualTo("203.0.113.7");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	@Shows("threat-model.md: a Unix domain socket")
	void unixSocketWithItsName() throws IOException {
		assertOutcome("Unix domain socket with unix", unixSocket("trust-proxy=unix"));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void unixSocketWithAPolicyOfTheApplication() throws IOException {
		assertOutcome("Unix domain socket with a TrustPolicy bean that trusts everybody",
				unixSocket(List.of(TrustingPolicy.class), () -> {
				}));
	}

	/**
	 * Who trusts {@code unix} trusts no address.
	 */
	@Test
	void addressWithTheNameOfUnixSockets() throws IOException {
		assertThat(application("trust-proxy=unix").whoAmI("X-Forwarded-For: 203.0.113.7").ip()).isEqualTo("127.0.0.1");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	@Shows("what-is-rewritten.md: 3. Access logs")
	void unixSocketInTheAccessLog(@TempDir Path directory) throws IOException {
		try (ServerAccessLog log = ServerAccessLog.of(stack(), directory)) {
			String begin = (stack() == ServerStack.NETTY_WEBFLUX) ? "- - - [" : "203.0.113.7 ";
			unixSocket(List.of(), log::beforeRequest, log.propertiesAnd("trust-proxy=unix"));
			assertThat(log.await("/whoami")).startsWith(begin);
		}
	}

	private void assertOutcome(String name, String outcome) {
		assertThat(page).filteredOn((row) -> row.get(0).equals(name))
			.singleElement()
			.extracting((row) -> row.get(stack().ordinal() + 1))
			.as(name)
			.isEqualTo(outcome);
	}

	private String http2(String setting, String... headers) throws IOException {
		RawHttp2Exchange exchange = new RawHttp2Exchange().header(":method", "GET").header(":path", "/whoami");
		for (int i = 0; i < headers.length; i += 2) {
			exchange.header(headers[i], headers[i + 1]);
		}
		Application application = application(setting, "server.http2.enabled=true");
		try (Socket socket = new Socket(Application.IPV4_LOOPBACK, application.port())) {
			socket.setSoTimeout(20_000);
			RawResponse response = exchange.send(socket);
			return (response.status() == 200) ? origin(Application.whoAmI(response))
					: String.valueOf(response.status());
		}
		catch (EOFException | SocketException ex) {
			return "closed";
		}
	}

	private static String origin(WhoAmI seen) {
		String url = seen.url();
		return url.substring(0, url.length() - "/whoami".length()) + (seen.secure() ? ", secure" : "");
	}

	private void assertOutcome(String name, WhoAmI seen) {
		assertOutcome(name, "%s, peer %s".formatted(seen.ip(), (seen.peer() != null) ? seen.peer() : "unknown"));
		// WebFlux has null for what is not known
		String address = (stack().isServlet() || !seen.ip().equals("unknown")) ? seen.ip() : null;
		assertThat(seen.remoteAddr()).isEqualTo(address);
		assertThat(seen.remoteHost()).isEqualTo(address);
		assertThat(seen.remotePort()).isZero();
		assertThat(seen.resolvedIp()).isEqualTo(seen.ip());
		assertThat(seen.headers()).doesNotContainKey("x-forwarded-for");
	}

	private WhoAmI unixSocket(String setting) throws IOException {
		return unixSocket(List.of(), () -> {
		}, setting);
	}

	private WhoAmI unixSocket(List<Class<?>> configurations, Runnable beforeRequest, String... settings)
			throws IOException {
		List<Class<?>> sources = new ArrayList<>(configurations);
		sources.addAll(List.of(stack().application(), stack().server(), switch (stack()) {
			case TOMCAT_SERVLET, TOMCAT_WEBFLUX -> TomcatSocket.class;
			case NETTY_WEBFLUX -> NettySocket.class;
			case JETTY_SERVLET, JETTY_WEBFLUX -> JettySocket.class;
		}));
		Path directory = Files.createTempDirectory("trust-proxy");
		Path path = directory.resolve("socket");
		String[] properties = Arrays.copyOf(settings, settings.length + 1);
		properties[settings.length] = SOCKET + "=" + path;
		try (Application application = Application.start(stack().type(), sources.toArray(Class<?>[]::new), properties);
				SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			beforeRequest.run();
			channel.connect(UnixDomainSocketAddress.of(path));
			channel.write(
					ByteBuffer.wrap(Application.request("/whoami", "X-Forwarded-For: 203.0.113.7", "Connection: close")
						.getBytes(StandardCharsets.US_ASCII)));
			String response = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
			assertThat(response).contains("{");
			return JsonMapper.shared()
				.readValue(response.substring(response.indexOf('{'), response.lastIndexOf('}') + 1), WhoAmI.class);
		}
		finally {
			Files.deleteIfExists(path);
			Files.delete(directory);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class TrustingPolicy {

		@Bean
		TrustPolicy trustPolicy() {
			return (address, hop) -> true;
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

}
