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

package io.github.trustproxy.explain;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.sun.management.ThreadMXBean;
import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.RequestReader;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DescribedRequest}.
 */
class DescribedRequestTests {

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final RequestReader<DescribedRequest> READER = DescribedRequest.READER;

	@Test
	void bareRequestHasNothingButItsPeer() {
		DescribedRequest request = DescribedRequest.from("10.0.0.9");
		assertThat(READER.peerAddress(request)).isEqualTo("10.0.0.9");
		assertThat(READER.peerPort(request)).isZero();
		assertThat(READER.scheme(request)).isEqualTo("http");
		assertThat(READER.port(request)).isEqualTo(-1);
		assertThat(READER.headerLines(request, "Host")).isEmpty();
	}

	@Test
	void requestIsChangedByCopying() {
		DescribedRequest bare = DescribedRequest.from("::1");
		DescribedRequest request = bare.peerPort(65535)
			.scheme("https")
			.header("X-Forwarded-For", "6.6.6.6", "203.0.113.7")
			.header("x-forwarded-for", "10.0.0.5")
			.headers(Map.of("Host", List.of("app.example")));
		assertThat(READER.peerPort(request)).isEqualTo(65535);
		assertThat(READER.scheme(request)).isEqualTo("https");
		assertThat(READER.headerLines(request, "X-FORWARDED-FOR")).containsExactly("6.6.6.6", "203.0.113.7",
				"10.0.0.5");
		assertThat(READER.headerLines(request, "host")).containsExactly("app.example");
		assertThat(READER.headerLines(bare, "X-Forwarded-For")).isEmpty();
		assertThat(READER.peerPort(request.peerPort(0))).isZero();
		assertThat(READER.scheme(request)).isEqualTo("https");
		assertThat(READER.scheme(request.scheme("http"))).isEqualTo("http");
	}

	@Test
	void peerOfUnixDomainSocketHasNoAddress() {
		for (String peer : Arrays.asList(null, "unix")) {
			assertThat(READER.peerAddress(DescribedRequest.from(peer))).isNull();
			assertThat(READER.isUnixPeer(DescribedRequest.from(peer))).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost", "10.0.0.9:80", "10.0.0.0/8", "010.0.0.9", "\u00e9" })
	void peerThatIsNoAddressIsRefused(String peer) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> DescribedRequest.from(peer))
			.withMessageContaining("The peer is an address, such as '192.0.2.1' or '2001:db8::1', without a port")
			.satisfies((ex) -> assertThat(ex.getValue()).isEqualTo(EscapedText.of(peer)));
	}

	/**
	 * Without a clock: bytes instead of time.
	 */
	@Test
	void costIsThatOfTheLinesHoweverManyThereAre() {
		allocatedBy(50);
		long few = allocatedBy(500);
		assertThat(allocatedBy(4000)).isLessThan(10 * few);
	}

	private static long allocatedBy(int lines) {
		TrustProxy trustProxy = TrustProxy.builder().policy(TrustPolicy.of("10.0.0.0/8")).build();
		long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
		DescribedRequest request = DescribedRequest.from("10.0.0.9");
		for (int i = 0; i < lines; i++) {
			request = request.header((i % 2 == 0) ? "X-Forwarded-For" : "Accept", "10.0.0.5");
		}
		request.explain(trustProxy);
		return threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 65536 })
	void portThatIsNoneIsRefused(int port) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> DescribedRequest.from("10.0.0.9").peerPort(port))
			.withMessage("Invalid value '" + port + "'. A port is a number from 1 to 65535.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ftp", "HTTPS", "wss\n" })
	void otherSchemeIsRefused(String scheme) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> DescribedRequest.from("10.0.0.9").scheme(scheme))
			.withMessageEndingWith("The scheme with which a server receives a request is 'http' or 'https'.")
			.satisfies((ex) -> assertThat(ex.getValue()).isEqualTo(EscapedText.of(scheme)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "X Forwarded", "X-Forwarded-For:", "X-\u00e9" })
	void nameThatIsNoneIsRefused(String name) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> DescribedRequest.from("10.0.0.9").header(name, "x"))
			.withMessageEndingWith("This is not the name of a header. An example is 'X-Forwarded-For'.")
			.satisfies((ex) -> assertThat(ex.getValue()).isEqualTo(EscapedText.of(name)));
	}

}
