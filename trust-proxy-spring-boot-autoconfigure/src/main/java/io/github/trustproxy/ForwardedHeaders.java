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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The forwarding headers of one request, read when they are needed.
 *
 * @param <R> the type of the request
 */
final class ForwardedHeaders<R> {

	private final HeaderSettings settings;

	private final R request;

	private final RequestReader<R> reader;

	private @Nullable ForwardedElements elements;

	ForwardedHeaders(HeaderSettings settings, R request, RequestReader<R> reader) {
		this.settings = settings;
		this.request = request;
		this.reader = reader;
	}

	/**
	 * Return the forwarded addresses. They are read now, because servers use their
	 * request objects again, but not parsed before they are asked for.
	 */
	NodeChain chain() {
		String clientIpHeader = this.settings.clientIpHeader();
		if (clientIpHeader != null) {
			List<String> lines = this.reader.headerLines(this.request, clientIpHeader);
			return () -> new SingleAddressCursor(lines);
		}
		if (!this.settings.believes(ForwardedValue.FOR)) {
			return NodeChain.EMPTY;
		}
		if (this.settings.isStandard()) {
			return elements();
		}
		String value = header(ForwardedValue.FOR.header());
		return (value != null) ? () -> new ListCursor(value) : NodeChain.EMPTY;
	}

	/**
	 * Decide what of the forwarded scheme, host, port and prefix is believed.
	 * @param distance the distance of the hop that the vouching proxy got the request
	 * from
	 */
	Origin origin(int distance) {
		OriginDecision decision = new OriginDecision(this.settings.allowedHosts(), this.reader.scheme(this.request),
				this::ownPort);
		return decision.decide(value(ForwardedValue.PROTO, distance), value(ForwardedValue.HOST, distance),
				value(ForwardedValue.PORT, distance), value(ForwardedValue.PREFIX, distance));
	}

	private @Nullable String value(ForwardedValue value, int distance) {
		if (!this.settings.believes(value)) {
			return null;
		}
		if (!this.settings.isStandard()) {
			return ListCursor.fromRight(header(value.header()), distance);
		}
		return switch (value) {
			case PROTO -> elements().fromRight(distance, ForwardedElement::proto);
			case HOST -> elements().fromRight(distance, ForwardedElement::host);
			// RFC 7239 has the port in the host, and no prefix
			case FOR, PORT, PREFIX -> null;
		};
	}

	/**
	 * Return the port that the request names explicitly, or -1. HTTP/2 may have it in a
	 * pseudo-header that only the server sees, and does not say whether it was explicit:
	 * the default of the scheme is taken for not.
	 */
	private int ownPort() {
		String host = header("Host");
		if (host != null) {
			HostAndPort hostAndPort = HostAndPort.parse(host);
			return (hostAndPort != null) ? hostAndPort.port() : -1;
		}
		int port = this.reader.port(this.request);
		return (port != Origin.defaultPort(this.reader.scheme(this.request))) ? port : -1;
	}

	private ForwardedElements elements() {
		if (this.elements == null) {
			this.elements = new ForwardedElements(this.reader.headerLines(this.request, HeaderSettings.FORWARDED));
		}
		return this.elements;
	}

	private @Nullable String header(String name) {
		List<String> lines = this.reader.headerLines(this.request, name);
		return switch (lines.size()) {
			case 0 -> null;
			case 1 -> lines.get(0);
			default -> String.join(",", lines);
		};
	}

}
