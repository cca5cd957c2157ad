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

import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Decides what of the forwarded scheme, host, port and prefix is believed.
 */
final class OriginDecision {

	private final AllowedHosts allowedHosts;

	private final String ownScheme;

	private final IntSupplier ownPort;

	/**
	 * Create a decision.
	 * @param allowedHosts the hosts that may be forwarded
	 * @param ownScheme the scheme that the request was received with
	 * @param ownPort gives the port that the request itself names, or -1 if it names none
	 */
	OriginDecision(AllowedHosts allowedHosts, String ownScheme, IntSupplier ownPort) {
		this.allowedHosts = allowedHosts;
		this.ownScheme = ownScheme;
		this.ownPort = ownPort;
	}

	/**
	 * Decide.
	 * @param forwardedProto the scheme that the vouching proxy forwarded, if any
	 * @param forwardedHost the host that it forwarded, if any
	 * @param forwardedPort the port that it forwarded, if any
	 * @param forwardedPrefix the prefix that it forwarded, if any
	 */
	Origin decide(@Nullable String forwardedProto, @Nullable String forwardedHost, @Nullable String forwardedPort,
			@Nullable String forwardedPrefix) {
		String scheme = (forwardedProto != null) ? scheme(forwardedProto) : null;
		HostAndPort host = (forwardedHost != null) ? host(forwardedHost) : null;
		int port = (forwardedPort != null) ? Characters.port(forwardedPort, 0, forwardedPort.length()) : -1;
		String prefix = (forwardedPrefix != null) ? PathPrefix.parse(forwardedPrefix) : null;
		if (scheme == null && host == null && port < 0) {
			return (prefix != null) ? new Origin(null, null, -1, prefix) : Origin.UNCHANGED;
		}
		return new Origin(scheme, (host != null) ? host.host() : null,
				port((scheme != null) ? scheme : this.ownScheme, host, port), prefix);
	}

	/**
	 * The port of the request's own host counts only together with that host: a forwarded
	 * host without a port has the default port of its scheme.
	 */
	private int port(String scheme, @Nullable HostAndPort forwardedHost, int forwardedPort) {
		if (forwardedHost != null && forwardedHost.port() > 0) {
			return forwardedHost.port();
		}
		if (forwardedPort > 0) {
			return forwardedPort;
		}
		int ownPort = (forwardedHost != null) ? -1 : this.ownPort.getAsInt();
		return (ownPort > 0) ? ownPort : Origin.defaultPort(scheme);
	}

	private @Nullable HostAndPort host(String text) {
		HostAndPort host = HostAndPort.parse(text);
		return (host != null && this.allowedHosts.allow(host.host())) ? host : null;
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
