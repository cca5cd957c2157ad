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

package io.github.trustproxy.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.trustproxy.StopReason;
import io.github.trustproxy.server.WhoAmI;

/**
 * What a peer sends, and what the application has to make of it. All texts are templates
 * for {@link Marks}.
 */
final class Row {

	private static final String OWN_AUTHORITY = "{own}:8080";

	private static final String OWN_ORIGIN = "http://" + OWN_AUTHORITY;

	private final Setting setting;

	private final Source source;

	private final List<String> lines;

	private List<String> addresses = List.of();

	private int port = -1;

	private StopReason stopReason;

	private String scheme = "http";

	private String authority = OWN_AUTHORITY;

	private String prefix = "";

	private final Map<String, List<String>> visible = new TreeMap<>();

	private boolean rejected;

	private Row(Setting setting, Source source, StopReason stopReason, List<String> lines) {
		this.setting = setting;
		this.source = source;
		this.stopReason = stopReason;
		this.lines = lines;
		this.visible.put("host", List.of(OWN_AUTHORITY));
		this.visible.put("x-request-id", List.of("{n}"));
	}

	/**
	 * Something that a trusted proxy sends. Without more, the proxy is the client.
	 */
	static Row proxy(Setting setting, StopReason stopReason, String... lines) {
		return new Row(setting, Source.PROXY, stopReason, List.of(lines));
	}

	/**
	 * Something that a trusted proxy sends over IPv6.
	 */
	static Row ipv6Proxy(Setting setting, StopReason stopReason, String... lines) {
		return new Row(setting, Source.IPV6_PROXY, stopReason, List.of(lines));
	}

	/**
	 * Something that a peer sends who is not trusted, and is the client whatever it says.
	 */
	static Row stranger(Setting setting, String... lines) {
		return new Row(setting, Source.STRANGER, StopReason.PEER_NOT_TRUSTED, List.of(lines));
	}

	/**
	 * Set who the client is.
	 * @param verified its address and those of the proxies in between
	 */
	Row client(String... verified) {
		return clientWithPort(0, verified);
	}

	Row clientWithPort(int port, String... verified) {
		this.addresses = List.of(verified);
		this.port = port;
		return this;
	}

	/**
	 * Set that the port of the client is not known, whose address is that of the peer.
	 */
	Row withoutPort() {
		this.port = 0;
		return this;
	}

	Row origin(String scheme, String authority) {
		this.scheme = scheme;
		this.authority = authority;
		return this;
	}

	Row prefix(String prefix) {
		this.prefix = prefix;
		return this;
	}

	Row visible(String name, String value) {
		this.visible.put(name, List.of(value));
		return this;
	}

	/**
	 * Set that the answer is 400.
	 */
	Row rejected() {
		this.rejected = true;
		return this;
	}

	Setting setting() {
		return this.setting;
	}

	Source source() {
		return this.source;
	}

	boolean isRejected() {
		return this.rejected;
	}

	/**
	 * Return all of a request but its first line.
	 */
	String headers(Marks marks) {
		StringBuilder text = new StringBuilder("Host: " + OWN_AUTHORITY + "\r\nX-Request-Id: {n}\r\n");
		this.lines.forEach((line) -> text.append(line).append("\r\n"));
		return marks.in(text.toString());
	}

	boolean isOriginChanged() {
		return !OWN_ORIGIN.equals(this.scheme + "://" + this.authority);
	}

	String origin(Marks marks) {
		return this.scheme + "://" + marks.in(this.authority);
	}

	String prefix(Marks marks) {
		return marks.in(this.prefix);
	}

	/**
	 * Return what the application sees.
	 * @param marks of the request
	 * @param localPort the port that the request was sent from
	 * @param path the path that the application sees, without prefix
	 * @param query the query
	 * @param dispatch the kind of dispatch
	 */
	WhoAmI expected(Marks marks, int localPort, String path, String query, String dispatch) {
		List<String> ips = marks.in(this.addresses);
		String ip = ips.isEmpty() ? this.source.address() : ips.get(0);
		int clientPort = (this.port < 0) ? localPort : this.port;
		boolean secure = "https".equals(this.scheme);
		String expandedAuthority = marks.in(this.authority);
		int colon = expandedAuthority.indexOf(':', expandedAuthority.lastIndexOf(']') + 1);
		int defaultPort = secure ? 443 : 80;
		int serverPort = (colon < 0) ? defaultPort : Integer.parseInt(expandedAuthority.substring(colon + 1));
		String host = (colon < 0) ? expandedAuthority : expandedAuthority.substring(0, colon);
		Map<String, List<String>> headers = new TreeMap<>();
		this.visible.forEach((name, values) -> headers.put(name, marks.in(values)));
		return new WhoAmI(ip, new ArrayList<>(ips), clientPort, this.stopReason, this.source.address(), ip, ip, ip,
				clientPort, this.scheme, secure, host, serverPort, origin(marks) + prefix(marks) + path, query,
				prefix(marks) + path, prefix(marks), headers, null, ip + " " + ip, dispatch);
	}

	@Override
	public String toString() {
		String text = this.setting + " " + this.source + " " + this.lines;
		return (text.length() > 300) ? text.substring(0, 300) + "..." : text;
	}

}
