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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.HeaderNameCheck;
import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.Network;
import io.github.trustproxy.RequestReader;
import io.github.trustproxy.TrustProxy;
import org.jspecify.annotations.Nullable;

/**
 * A request that nobody has sent, to ask what would be decided about it.
 * <pre class="code">
 * DescribedRequest.from("10.0.0.9").header("X-Forwarded-For", "203.0.113.7").explain(trustProxy);
 * </pre>Instances are immutable.
 *
 * @since 0.1.0
 */
public final class DescribedRequest {

	/** The peer of a Unix domain socket, as in the setting. */
	private static final String UNIX = "unix";

	static final RequestReader<DescribedRequest> READER = new Reader();

	private final @Nullable String peer;

	private final int peerPort;

	private final String scheme;

	private final @Nullable Line lastLine;

	private DescribedRequest(@Nullable String peer, int peerPort, String scheme, @Nullable Line lastLine) {
		this.peer = peer;
		this.peerPort = peerPort;
		this.scheme = scheme;
		this.lastLine = lastLine;
	}

	/**
	 * Describe a request over plain HTTP, without any header.
	 * @param peer the address of the peer, or {@code unix} (or {@code null}) for the
	 * other end of a Unix domain socket
	 * @return the request
	 * @throws InvalidSettingException if the peer is no address
	 */
	public static DescribedRequest from(@Nullable String peer) {
		if (peer == null || UNIX.equals(peer)) {
			return new DescribedRequest(null, 0, "http", null);
		}
		if (Network.of(peer) == null) {
			throw new InvalidSettingException(EscapedText.of(peer), "The peer is an address, such as '192.0.2.1' or"
					+ " '2001:db8::1', without a port, or 'unix': it is the other end of a socket, and has no name.");
		}
		return new DescribedRequest(peer, 0, "http", null);
	}

	/**
	 * Set the port of the peer.
	 * @param port the port, 0 if it is not known
	 * @return the changed request
	 * @throws InvalidSettingException if it is no port
	 */
	public DescribedRequest peerPort(int port) {
		if (port < 0 || port > 65535) {
			throw new InvalidSettingException(Integer.toString(port), "A port is a number from 1 to 65535.");
		}
		return new DescribedRequest(this.peer, port, this.scheme, this.lastLine);
	}

	/**
	 * Set the scheme with which the server received the request.
	 * @param scheme {@code http} or {@code https}
	 * @return the changed request
	 * @throws InvalidSettingException if it is another one
	 */
	public DescribedRequest scheme(String scheme) {
		if (!"http".equals(scheme) && !"https".equals(scheme)) {
			throw new InvalidSettingException(EscapedText.of(scheme),
					"The scheme with which a server receives a request is 'http' or 'https'.");
		}
		return new DescribedRequest(this.peer, this.peerPort, scheme, this.lastLine);
	}

	/**
	 * Add lines of a header, behind those that the request has.
	 * @param name the name of the header
	 * @param values the value of each line
	 * @return the changed request
	 * @throws InvalidSettingException if the name is not the name of a header
	 */
	public DescribedRequest header(String name, String... values) {
		return header(name, List.of(values));
	}

	/**
	 * Add lines of headers, behind those that the request has.
	 * @param headers the names, each with the values of its lines
	 * @return the changed request
	 * @throws InvalidSettingException if a name is not the name of a header
	 */
	public DescribedRequest headers(Map<String, List<String>> headers) {
		DescribedRequest changed = this;
		for (Map.Entry<String, List<String>> header : headers.entrySet()) {
			changed = changed.header(header.getKey(), header.getValue());
		}
		return changed;
	}

	/**
	 * Explain what would be decided about this request.
	 * @param trustProxy decides
	 * @return the explanation
	 */
	public Explanation explain(TrustProxy trustProxy) {
		return Explanation.of(decide(trustProxy));
	}

	/**
	 * Decide about this request. Nobody is told of it.
	 * @param trustProxy decides
	 * @return this request with what was decided about it
	 */
	public DecidedRequest<DescribedRequest> decide(TrustProxy trustProxy) {
		return trustProxy.receive(this, READER);
	}

	private DescribedRequest header(String name, List<String> values) {
		if (!HeaderNameCheck.isName(name)) {
			throw new InvalidSettingException(EscapedText.of(name),
					"This is not the name of a header. An example is 'X-Forwarded-For'.");
		}
		Line lastLine = this.lastLine;
		for (String value : values) {
			lastLine = new Line(lastLine, name, value);
		}
		return new DescribedRequest(this.peer, this.peerPort, this.scheme, lastLine);
	}

	/**
	 * A line, which knows the one before it: to add one copies nothing, however many
	 * there are.
	 */
	private record Line(@Nullable Line previous, String name, String value) {

	}

	private static final class Reader implements RequestReader<DescribedRequest> {

		@Override
		public @Nullable String peerAddress(DescribedRequest request) {
			return request.peer;
		}

		@Override
		public boolean isUnixPeer(DescribedRequest request) {
			return true;
		}

		@Override
		public boolean knowsCertificates() {
			return false;
		}

		@Override
		public int peerPort(DescribedRequest request) {
			return request.peerPort;
		}

		@Override
		public String scheme(DescribedRequest request) {
			return request.scheme;
		}

		@Override
		public int port(DescribedRequest request) {
			return -1;
		}

		@Override
		public List<String> headerLines(DescribedRequest request, String name) {
			List<String> values = new ArrayList<>();
			for (Line line = request.lastLine; line != null; line = line.previous()) {
				if (line.name().equalsIgnoreCase(name)) {
					values.add(line.value());
				}
			}
			Collections.reverse(values);
			return values;
		}

	}

}
