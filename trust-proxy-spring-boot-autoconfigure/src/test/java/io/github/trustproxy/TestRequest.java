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

package io.github.trustproxy;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request as a server received it: made from its peer, and changed by copying.
 *
 * @param peerAddress the address of the peer, or {@code null} without one
 * @param peerPort the port of the peer
 * @param scheme the scheme of the socket
 * @param port the port that the server takes the request to be for
 * @param headerLines the lines of all headers
 */
public record TestRequest(@Nullable String peerAddress, int peerPort, String scheme, int port,
		List<HeaderLine> headerLines) {

	public static final RequestReader<TestRequest> READER = new Reader();

	/** Of requests whose peers without an address are those of Unix domain sockets. */
	public static final RequestReader<TestRequest> UNIX_READER = new Reader() {

		@Override
		public boolean isUnixPeer(TestRequest request) {
			return true;
		}

	};

	/**
	 * A plain HTTP request for {@code app.internal:8080}.
	 */
	public static TestRequest from(@Nullable String peerAddress) {
		return new TestRequest(peerAddress, 54321, "http", 8080, List.of()).header("Host", "app.internal:8080");
	}

	public TestRequest peer(@Nullable String peerAddress) {
		return new TestRequest(peerAddress, this.peerPort, this.scheme, this.port, this.headerLines);
	}

	public TestRequest peerPort(int peerPort) {
		return new TestRequest(this.peerAddress, peerPort, this.scheme, this.port, this.headerLines);
	}

	public TestRequest scheme(String scheme) {
		return new TestRequest(this.peerAddress, this.peerPort, scheme, this.port, this.headerLines);
	}

	public TestRequest port(int port) {
		return new TestRequest(this.peerAddress, this.peerPort, this.scheme, port, this.headerLines);
	}

	public TestRequest host(String host) {
		return without("Host").header("Host", host);
	}

	public TestRequest without(String name) {
		return new TestRequest(this.peerAddress, this.peerPort, this.scheme, this.port,
				this.headerLines.stream().filter((line) -> !line.name().equalsIgnoreCase(name)).toList());
	}

	public TestRequest replaced(String name, List<String> lines) {
		return without(name).header(name, lines);
	}

	public List<String> lines(String name) {
		return READER.headerLines(this, name);
	}

	/**
	 * Add lines of a header.
	 */
	public TestRequest header(String name, String... lines) {
		return header(name, List.of(lines));
	}

	public TestRequest header(String name, List<String> lines) {
		List<HeaderLine> headerLines = new ArrayList<>(this.headerLines);
		lines.forEach((line) -> headerLines.add(new HeaderLine(name, line)));
		return new TestRequest(this.peerAddress, this.peerPort, this.scheme, this.port, headerLines);
	}

	public TestRequest forwardedFor(String... lines) {
		return header("X-Forwarded-For", lines);
	}

	public TestRequest forwarded(String... lines) {
		return header("Forwarded", lines);
	}

	public record HeaderLine(String name, String value) {
	}

	public static class Reader implements RequestReader<TestRequest> {

		@Override
		public @Nullable String peerAddress(TestRequest request) {
			return request.peerAddress();
		}

		@Override
		public int peerPort(TestRequest request) {
			return request.peerPort();
		}

		@Override
		public String scheme(TestRequest request) {
			return request.scheme();
		}

		@Override
		public int port(TestRequest request) {
			return request.port();
		}

		@Override
		public List<String> headerLines(TestRequest request, String name) {
			return request.headerLines()
				.stream()
				.filter((line) -> line.name().equalsIgnoreCase(name))
				.map(HeaderLine::value)
				.toList();
		}

	}

}
