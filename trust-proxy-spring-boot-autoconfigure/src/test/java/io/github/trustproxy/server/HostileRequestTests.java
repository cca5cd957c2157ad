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
import java.util.stream.Stream;

import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Requests that nobody sends by mistake: whatever a server makes of them, the one who
 * sends them gains nothing.
 */
@EveryServer
class HostileRequestTests extends AbstractApplicationTests {

	private static final String ATTACKER = "127.0.0.2";

	private static final String FORGED = "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Proto: https\r\n"
			+ "X-Forwarded-Host: forged.example\r\nForwarded: for=6.6.6.6;proto=https;host=forged.example\r\n";

	private static final String HOST = "Host: app.internal:8080\r\n";

	HostileRequestTests(ServerStack stack) {
		super(stack);
	}

	private Application application() {
		return application("trust-proxy=127.0.0.1", "server.http2.enabled=true");
	}

	@ParameterizedTest
	@MethodSource("requests")
	void strangerGainsNothing(String request) throws IOException {
		Socket socket = RawConnection.connect(InetAddress.getByName(ATTACKER),
				InetAddress.getByName(Application.IPV4_LOOPBACK), application().port());
		// Some servers wait for more
		socket.setSoTimeout(2000);
		try (RawConnection connection = new RawConnection(socket)) {
			String seen = answers(connection, request);
			assertThat(seen).doesNotContain("6.6.6.6", "\"ip\":\"7.7.7.7\"")
				.doesNotContain("forged.example")
				.doesNotContain("https://");
		}
		assertThat(application().whoAmI().ip()).isEqualTo("127.0.0.1");
	}

	static Stream<Arguments> requests() {
		return Stream.of(argumentSet("no host", "GET /whoami HTTP/1.0\r\n" + FORGED + "\r\n"),
				argumentSet("user information in the target",
						"GET http://user:x@app.internal/whoami HTTP/1.1\r\n" + HOST + FORGED + close()),
				argumentSet("another scheme in the target",
						"GET ftp://app.internal/whoami HTTP/1.1\r\n" + HOST + FORGED + close()),
				argumentSet("upgrade to HTTP/2",
						"GET /whoami HTTP/1.1\r\n" + HOST + FORGED
								+ "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
								+ "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n"),
				argumentSet("CONNECT", "CONNECT app.internal:443 HTTP/1.1\r\n" + HOST + FORGED + close()),
				argumentSet("OPTIONS *", "OPTIONS * HTTP/1.1\r\n" + HOST + FORGED + close()),
				argumentSet("TRACE", "TRACE /whoami HTTP/1.1\r\n" + HOST + close()),
				argumentSet("length and chunks",
						"POST /whoami HTTP/1.1\r\n" + HOST + FORGED
								+ "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + second()),
				argumentSet("two lengths",
						"POST /whoami HTTP/1.1\r\n" + HOST + FORGED + "Content-Length: 0\r\nContent-Length: 40\r\n\r\n"
								+ second()),
				argumentSet("chunks that are none",
						"POST /whoami HTTP/1.1\r\n" + HOST + FORGED + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"
								+ second()),
				argumentSet("trailers",
						"POST /whoami HTTP/1.1\r\n" + HOST
								+ "Transfer-Encoding: chunked\r\nTrailer: X-Forwarded-For\r\n"
								+ "Connection: close\r\n\r\n1\r\nx\r\n0\r\n" + FORGED + "\r\n"),
				argumentSet("white space before the colon",
						"GET /whoami HTTP/1.1\r\n" + HOST + "X-Forwarded-For : 6.6.6.6\r\n" + close()),
				argumentSet("folded line",
						"GET /whoami HTTP/1.1\r\n" + HOST + "X-Forwarded-For:\r\n 6.6.6.6\r\n" + close()),
				argumentSet("folded line of another header",
						"GET /whoami HTTP/1.1\r\n" + HOST + "Accept: a\r\n X-Forwarded-For: 7.7.7.7\r\n" + close()),
				argumentSet("null in a value",
						"GET /whoami HTTP/1.1\r\n" + HOST + "X-Forwarded-For: 6.6.6.6\0\r\n" + close()),
				argumentSet("line feeds only",
						"GET /whoami HTTP/1.1\nHost: app.internal:8080\n"
								+ "X-Forwarded-For: 6.6.6.6\nConnection: close\n\n"),
				argumentSet("carriage return in a value",
						"GET /whoami HTTP/1.1\r\n" + HOST + "Accept: a\rX-Forwarded-For: 7.7.7.7\r\n" + close()),
				argumentSet("several hosts",
						"GET /whoami HTTP/1.1\r\n" + HOST + "Host: other.example\r\n" + FORGED + close()),
				argumentSet("very many lines",
						"GET /whoami HTTP/1.1\r\n" + HOST + "X-Forwarded-For: 6.6.6.6\r\n".repeat(90) + close()),
				argumentSet("too many lines",
						"GET /whoami HTTP/1.1\r\n" + HOST + "X-Forwarded-For: 6.6.6.6\r\n".repeat(3000) + close()),
				argumentSet("long line",
						"GET /whoami HTTP/1.1\r\n" + HOST + "X-Forwarded-For: " + "6.6.6.6,".repeat(20_000) + "\r\n"
								+ close()),
				argumentSet("request that goes on before the answer",
						"POST /whoami HTTP/1.1\r\n" + HOST + FORGED + "Expect: 100-continue\r\nContent-Length: 1\r\n"
								+ "Connection: close\r\n\r\nx"),
				argumentSet("error", "GET /fail HTTP/1.1\r\n" + HOST + FORGED + close()),
				argumentSet("missing page", "GET /missing HTTP/1.1\r\n" + HOST + FORGED + close()),
				argumentSet("path that is none", "GET /a/../../whoami%00 HTTP/1.1\r\n" + HOST + FORGED + close()),
				argumentSet("version that is none", "GET /whoami HTTP/9.9\r\n" + HOST + FORGED + close()),
				argumentSet("no request", "\0\1\2\3" + FORGED + "\r\n\r\n"),
				argumentSet("upgrade to WebSocket",
						"GET /whoami HTTP/1.1\r\n" + HOST + FORGED + "Connection: Upgrade, close\r\n"
								+ "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
								+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
	}

	private static String close() {
		return "Connection: close\r\n\r\n";
	}

	private static String second() {
		return "GET /whoami HTTP/1.1\r\n" + HOST + FORGED + close();
	}

	/**
	 * Servers answer some of the requests, and close the connection at others.
	 */
	private static String answers(RawConnection connection, String request) {
		StringBuilder text = new StringBuilder();
		try {
			connection.send(request);
			while (true) {
				RawResponse response = connection.receive();
				text.append(response).append('\n');
				if ("close".equalsIgnoreCase(response.headers().getFirst("Connection"))) {
					return text.toString();
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// There is no other response
			return text.toString();
		}
	}

	@Test
	void requestsInOneWriteHaveNothingFromEachOther() throws IOException {
		try (RawConnection connection = application().connectFrom("127.0.0.1")) {
			connection.send(Application.request("/whoami", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https")
					+ Application.request("/whoami") + Application.request("/whoami", "X-Forwarded-For: 203.0.113.8")
					+ Application.request("/whoami"));
			WhoAmI first = Application.whoAmI(connection.receive());
			assertThat(first.ip()).isEqualTo("203.0.113.7");
			assertThat(first.secure()).isTrue();
			WhoAmI second = Application.whoAmI(connection.receive());
			assertThat(second.ip()).isEqualTo("127.0.0.1");
			assertThat(second.secure()).isFalse();
			assertThat(Application.whoAmI(connection.receive()).ip()).isEqualTo("203.0.113.8");
			assertThat(Application.whoAmI(connection.receive()).ip()).isEqualTo("127.0.0.1");
		}
	}

	@Test
	void requestThatIsBrokenOffLeavesNothingBehind() throws IOException {
		for (int i = 0; i < 20; i++) {
			try (RawConnection trusted = application().connectFrom("127.0.0.1")) {
				trusted.send("POST /whoami HTTP/1.1\r\n" + HOST
						+ "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\nContent-Length: 9\r\n\r\nx");
				trusted.reset();
			}
			try (RawConnection stranger = application().connectFrom(ATTACKER)) {
				WhoAmI seen = Application.whoAmI(stranger.exchange(Application.request("/whoami")));
				assertThat(seen.ip()).isEqualTo(ATTACKER);
				assertThat(seen.url()).isEqualTo("http://app.internal:8080/whoami");
			}
		}
	}

}
