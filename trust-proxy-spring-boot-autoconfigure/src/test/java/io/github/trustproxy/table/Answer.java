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

package io.github.trustproxy.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.trustproxy.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * What the application sees of a request, or how the request is refused.
 *
 * @param refusal the status of the response or {@code closed} if there is none,
 * {@code null} if the application sees the request
 * @param ip the address of the client
 * @param clientPort the port of the client
 * @param ips the verified addresses
 * @param stopReason why the walk stopped
 * @param scheme the scheme
 * @param secure whether the request is secure
 * @param host the host
 * @param port the port
 * @param prefix the prefix of the path
 * @param headers the names of the visible headers, in lower case
 */
public record Answer(@Nullable String refusal, String ip, int clientPort, List<String> ips,
		@Nullable StopReason stopReason, String scheme, boolean secure, String host, int port, String prefix,
		Set<String> headers) {

	private static final int PORT_OF_PEER = -1;

	private static final int PORT_OF_SERVER = -2;

	static final String CLOSED = "closed";

	/**
	 * Return the answer that the application never sees the request.
	 * @param refusal the status of the response, or {@code closed} without one
	 * @return the answer
	 */
	public static Answer refused(String refusal) {
		return new Answer(refusal, "", 0, List.of(), null, "", false, "", 0, "", Set.of());
	}

	/**
	 * Read an answer.
	 * @param lines the lines, each about another part
	 * @param base has the parts that no line is about
	 * @param peer the address of the peer
	 */
	static Answer parse(List<String> lines, Answer base, String peer) {
		Answer answer = base;
		for (String line : lines) {
			if (line.equals(CLOSED) || line.matches("\\d{3}")) {
				answer = refused(line);
			}
			else if (line.startsWith("http://") || line.startsWith("https://")) {
				answer = answer.withOrigin(line);
			}
			else if (line.startsWith("sees ")) {
				String names = line.substring("sees ".length());
				answer = answer.withHeaders(names.equals("nothing") ? Set.of() : Set.of(names.split(", ")));
			}
			else {
				answer = answer.withClient(line, peer);
			}
		}
		if (answer.refusal == null && answer.stopReason == null) {
			throw new IllegalArgumentException("No line says who the client is");
		}
		return answer;
	}

	/**
	 * Return the answer if nobody says anything.
	 */
	static Answer unanswered() {
		return new Answer(null, "", 0, List.of(), null, "http", false, "app.internal", 8080, "", Set.of("host"));
	}

	private Answer withClient(String text, String peer) {
		int comma = text.lastIndexOf(", ");
		StopReason reason = StopReason
			.valueOf(text.substring(comma + 2).toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_'));
		String[] clientAndProxies = text.substring(0, comma).split(" via ");
		String client = clientAndProxies[0];
		if (client.equals("peer") || client.equals("peer:0")) {
			return withClient(peer, client.equals("peer") ? PORT_OF_PEER : 0, List.of(), reason);
		}
		int clientPort = 0;
		int colon = client.lastIndexOf(':');
		if (client.startsWith("[") || (colon >= 0 && client.indexOf(':') == colon)) {
			clientPort = Integer.parseInt(client.substring(colon + 1));
			client = client.substring(0, colon).replace("[", "").replace("]", "");
		}
		List<String> addresses = new ArrayList<>(List.of(client));
		if (clientAndProxies.length > 1) {
			addresses.addAll(List.of(clientAndProxies[1].split(" ")));
		}
		return withClient(client, clientPort, addresses, reason);
	}

	private Answer withClient(String address, int number, List<String> addresses, StopReason reason) {
		return new Answer(null, address, number, addresses, reason, this.scheme, this.secure, this.host, this.port,
				this.prefix, this.headers);
	}

	private Answer withOrigin(String text) {
		boolean https = text.startsWith("https://");
		String rest = text.substring(https ? "https://".length() : "http://".length());
		int slash = rest.indexOf('/');
		String authority = (slash < 0) ? rest : rest.substring(0, slash);
		int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
		int defaultPort = https ? 443 : 80;
		return new Answer(this.refusal, this.ip, this.clientPort, this.ips, this.stopReason, https ? "https" : "http",
				https, (colon < 0) ? authority : authority.substring(0, colon),
				(colon < 0) ? defaultPort : port(authority.substring(colon + 1)),
				(slash < 0) ? "" : rest.substring(slash), this.headers);
	}

	private static int port(String text) {
		return text.equals("SERVER") ? PORT_OF_SERVER : Integer.parseInt(text);
	}

	private Answer withHeaders(Set<String> names) {
		return new Answer(this.refusal, this.ip, this.clientPort, this.ips, this.stopReason, this.scheme, this.secure,
				this.host, this.port, this.prefix, names);
	}

	/**
	 * Put in the ports that are others each time.
	 * @param peerPort the port of the peer
	 * @param serverPort the port that the server listens at
	 * @return the answer to expect
	 */
	public Answer on(int peerPort, int serverPort) {
		return new Answer(this.refusal, this.ip, (this.clientPort != PORT_OF_PEER) ? this.clientPort : peerPort,
				this.ips, this.stopReason, this.scheme, this.secure, this.host,
				(this.port != PORT_OF_SERVER) ? this.port : serverPort, this.prefix, this.headers);
	}

}
