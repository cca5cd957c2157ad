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

import io.github.trustproxy.address.Characters;
import io.github.trustproxy.address.HostAndPort;
import io.github.trustproxy.header.PathPrefix;
import io.github.trustproxy.header.PrefixHandling;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of the forwarded scheme, host, port and prefix is believed.
 */
final class OriginDecision {

	private final AllowedHosts allowedHosts;

	private final boolean contextPathReplaced;

	/**
	 * Create a decision.
	 * @param allowedHosts the hosts that may be forwarded
	 * @param prefixHandling where a forwarded prefix is put
	 */
	OriginDecision(AllowedHosts allowedHosts, PrefixHandling prefixHandling) {
		this.allowedHosts = allowedHosts;
		this.contextPathReplaced = prefixHandling == PrefixHandling.REPLACE;
	}

	/**
	 * Decide.
	 * @param request the request as the server received it
	 * @param reader reads the request
	 * @param forwardedProto the scheme that the vouching proxy forwarded, if any
	 * @param forwardedHost the host that it forwarded, if any
	 * @param forwardedPort the port that it forwarded, if any
	 * @param forwardedPrefix the prefix that it forwarded, if any, followed by those of
	 * the nearer proxies
	 * @param trace takes what becomes of them, if somebody asks
	 */
	<R> Origin decide(R request, RequestReader<R> reader, @Nullable String forwardedProto,
			@Nullable String forwardedHost, @Nullable String forwardedPort, @Nullable String forwardedPrefix,
			@Nullable DecisionTrace trace) {
		String scheme = (forwardedProto != null) ? scheme(forwardedProto) : null;
		int hostEnd = (forwardedHost != null) ? HostAndPort.hostEnd(forwardedHost) : -1;
		String host = (forwardedHost != null && hostEnd >= 0) ? allowed(forwardedHost.substring(0, hostEnd)) : null;
		int port = (forwardedPort != null) ? Characters.port(forwardedPort, 0, forwardedPort.length()) : -1;
		if (!fits(port, (scheme != null) ? scheme : reader.scheme(request))) {
			port = -1;
		}
		String prefix = (forwardedPrefix != null) ? prefix(forwardedPrefix) : null;
		boolean replaced = this.contextPathReplaced && prefix != null;
		if (trace != null) {
			trace.sent(forwardedProto, forwardedHost, forwardedPort, forwardedPrefix);
			trace.read(scheme, host, port, prefix, hostEnd >= 0);
		}
		if (scheme == null && host == null && port < 0) {
			return (prefix != null) ? new Origin(null, null, -1, prefix, replaced) : Origin.UNCHANGED;
		}
		if (host != null && forwardedHost != null && hostEnd < forwardedHost.length()) {
			port = HostAndPort.port(forwardedHost, hostEnd);
			if (trace != null) {
				trace.portOfHost();
			}
		}
		// The port of the request's own host counts only together with that host: a
		// forwarded host without a port has the default port of its scheme
		else if (port < 0 && host == null) {
			port = ownPort(request, reader);
		}
		else if (trace != null) {
			trace.port((port > 0) ? DecisionTrace.PortSource.FORWARDED_PORT : DecisionTrace.PortSource.SCHEME);
		}
		if (port <= 0) {
			port = Origin.defaultPort((scheme != null) ? scheme : reader.scheme(request));
		}
		return new Origin(scheme, host, port, prefix, replaced);
	}

	/**
	 * Return whether a forwarded port can be one of the scheme. The default port of the
	 * other scheme is that of a proxy which does not know that another one in front of it
	 * terminates TLS.
	 */
	static boolean fits(int port, String scheme) {
		return port != ("https".equals(scheme) ? 80 : 443);
	}

	/**
	 * Return the port that the request names explicitly, or -1. HTTP/2 may have it in a
	 * pseudo-header that only the server sees, and does not say whether it was explicit:
	 * the default of the scheme is taken for not.
	 */
	static <R> int ownPort(R request, RequestReader<R> reader) {
		String host = reader.header(request, "Host");
		if (host != null) {
			int hostEnd = HostAndPort.hostEnd(host);
			return (hostEnd >= 0) ? HostAndPort.port(host, hostEnd) : -1;
		}
		int port = reader.port(request);
		return (port != Origin.defaultPort(reader.scheme(request))) ? port : -1;
	}

	/**
	 * A slash removes the context path if it stands instead of it. In front of it, it
	 * adds nothing.
	 */
	private @Nullable String prefix(String text) {
		String prefix = PathPrefix.parse(text);
		return (prefix != null && (this.contextPathReplaced || !prefix.isEmpty())) ? prefix : null;
	}

	private @Nullable String allowed(String host) {
		return this.allowedHosts.allow(host) ? host : null;
	}

	private static @Nullable String scheme(String text) {
		if (isWord("https", text) || isWord("wss", text)) {
			return "https";
		}
		return (isWord("http", text) || isWord("ws", text)) ? "http" : null;
	}

	private static boolean isWord(String word, String text) {
		return Characters.isWord(word, text, 0, text.length());
	}

}
