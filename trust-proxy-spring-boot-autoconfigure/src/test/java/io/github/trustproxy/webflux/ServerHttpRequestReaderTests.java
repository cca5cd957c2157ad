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

package io.github.trustproxy.webflux;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import io.github.trustproxy.TrustProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerHttpRequestReader}.
 */
class ServerHttpRequestReaderTests {

	private static final ServerHttpRequestReader reader = new ServerHttpRequestReader(TrustProxy.builder().build());

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.9", "2001:db8:1:2:3:4:5:6" })
	void peerIsTheOtherEndOfTheSocket(String address) throws UnknownHostException {
		MockServerHttpRequest request = from(new InetSocketAddress(InetAddress.getByName(address), 54321));
		assertThat(reader.peerInetAddress(request)).isEqualTo(InetAddress.getByName(address));
		assertThat(reader.peerAddress(request)).isEqualTo(address);
		assertThat(reader.peerPort(request)).isEqualTo(54321);
	}

	@Test
	void peerThatIsNotResolvedHasNoAddress() {
		MockServerHttpRequest request = from(InetSocketAddress.createUnresolved("10.0.0.9", 1));
		assertThat(reader.peerInetAddress(request)).isNull();
		assertThat(reader.peerAddress(request)).isNull();
	}

	@Test
	void requestWithoutPeerHasNone() {
		MockServerHttpRequest request = MockServerHttpRequest.get("/").build();
		assertThat(reader.peerInetAddress(request)).isNull();
		assertThat(reader.peerAddress(request)).isNull();
		assertThat(reader.peerPort(request)).isZero();
	}

	@Test
	void findsHeadersInAnyCase() {
		MockServerHttpRequest request = MockServerHttpRequest.get("/")
			.header("x-forwarded-FOR", "192.0.2.1", "192.0.2.2")
			.header("X-Other", "")
			.build();
		assertThat(reader.hasHeader(request, "X-Forwarded-For")).isTrue();
		assertThat(reader.headerLines(request, "X-Forwarded-For")).containsExactly("192.0.2.1", "192.0.2.2");
		assertThat(reader.hasHeader(request, "x-other")).isTrue();
		assertThat(reader.hasHeader(request, "Host")).isFalse();
		assertThat(reader.headerLines(request, "Host")).isEmpty();
	}

	private static MockServerHttpRequest from(InetSocketAddress peer) {
		return MockServerHttpRequest.get("/").remoteAddress(peer).build();
	}

}
