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

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.trustproxy.address.Characters;
import io.github.trustproxy.header.ForwardedElements;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.ListCursor;
import io.github.trustproxy.header.NodeChain;
import io.github.trustproxy.header.NodeParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads the forwarding headers of requests, as far as they are believed.
 */
final class ForwardedHeaders {

	private final HeaderSettings settings;

	private final OriginDecision originDecision;

	/**
	 * The header of each value in the family without RFC 7239, in the order of the
	 * values.
	 */
	private final String[] names;

	private final @Nullable String chainHeader;

	/** Have addresses as well, which are not read. */
	private final String[] otherAddressHeaders;

	private final boolean withUnbracketedPort;

	ForwardedHeaders(HeaderSettings settings) {
		this.settings = settings;
		this.originDecision = new OriginDecision(settings.allowedHosts(), settings.prefixHandling());
		ForwardedValue[] values = ForwardedValue.values();
		this.names = new String[values.length];
		for (ForwardedValue value : values) {
			this.names[value.ordinal()] = settings.nameOf(value);
		}
		this.chainHeader = chainHeader(settings);
		Set<String> addressHeaders = new LinkedHashSet<>(
				List.of(ForwardedValue.FOR.header(), settings.otherAddressHeader()));
		addressHeaders.remove(this.chainHeader);
		this.otherAddressHeaders = addressHeaders.toArray(new String[0]);
		this.withUnbracketedPort = HeaderSettings.CLOUDFRONT_VIEWER_ADDRESS.equalsIgnoreCase(settings.clientIpHeader());
	}

	private static @Nullable String chainHeader(HeaderSettings settings) {
		if (settings.clientIpHeader() != null || !settings.believes(ForwardedValue.FOR)) {
			return settings.clientIpHeader();
		}
		return settings.headerOf(ForwardedValue.FOR);
	}

	/**
	 * Return the header that the chain is read from.
	 * @return its name, or {@code null} if there is none
	 */
	@Nullable String chainHeader() {
		return this.chainHeader;
	}

	/**
	 * Return the forwarded addresses, {@link NodeChain#EMPTY} if the request does not
	 * have their header. They are read now, because servers use their request objects
	 * again, but not parsed before they are asked for.
	 */
	<R> NodeChain chain(R request, RequestReader<R> reader) {
		if (this.chainHeader == null) {
			return NodeChain.EMPTY;
		}
		boolean single = this.settings.clientIpHeader() != null;
		if (!single && !this.settings.isStandard()) {
			String value = reader.header(request, this.chainHeader);
			return (value != null) ? ListCursor.chain(value) : NodeChain.EMPTY;
		}
		List<String> lines = reader.headerLines(request, this.chainHeader);
		if (lines.isEmpty()) {
			return NodeChain.EMPTY;
		}
		return single ? () -> new SingleAddressCursor(lines, this.withUnbracketedPort) : new ForwardedElements(lines);
	}

	/**
	 * Return the forwarded addresses of a request that need not have any, because it
	 * comes from a client: to look whether a header is there costs less than to read it.
	 */
	<R> NodeChain chainIfSent(R request, RequestReader<R> reader) {
		boolean missing = this.chainHeader != null && !reader.hasHeader(request, this.chainHeader);
		return missing ? NodeChain.EMPTY : chain(request, reader);
	}

	/**
	 * Return whether a request has a header with addresses.
	 * @param chain the forwarded addresses of the same request
	 */
	<R> boolean isForwarded(NodeChain chain, R request, RequestReader<R> reader) {
		if (chain != NodeChain.EMPTY) {
			return true;
		}
		for (String name : this.otherAddressHeaders) {
			if (reader.hasHeader(request, name)) {
				return true;
			}
		}
		return false;
	}

	private static <R> ForwardedElements elements(R request, RequestReader<R> reader) {
		return new ForwardedElements(reader.headerLines(request, HeaderSettings.FORWARDED));
	}

	/**
	 * Decide what of the forwarded scheme, host, port and prefix is believed.
	 * @param chain the forwarded addresses of the same request
	 * @param distance the distance of the hop that the vouching proxy got the request
	 * from
	 * @param trace takes what becomes of the values, if somebody asks
	 */
	<R> Origin origin(R request, RequestReader<R> reader, NodeChain chain, int distance,
			@Nullable DecisionTrace trace) {
		if (this.settings.isStandard()) {
			ForwardedElements elements = (chain instanceof ForwardedElements parsed) ? parsed
					: elements(request, reader);
			// RFC 7239 has the port in the host, and no prefix
			return this.originDecision.decide(request, reader, value(elements, ForwardedValue.PROTO, distance),
					value(elements, ForwardedValue.HOST, distance), null, null, trace);
		}
		return this.originDecision.decide(request, reader, value(request, reader, ForwardedValue.PROTO, distance),
				value(request, reader, ForwardedValue.HOST, distance),
				value(request, reader, ForwardedValue.PORT, distance),
				value(request, reader, ForwardedValue.PREFIX, distance), trace);
	}

	/**
	 * Return what the vouching proxy forwarded, valid or not.
	 * @param distance the distance of the hop that the vouching proxy got the request
	 * from
	 */
	<R> @Nullable String sent(R request, RequestReader<R> reader, ForwardedValue value, int distance) {
		return this.settings.isStandard() ? value(elements(request, reader), value, distance)
				: value(request, reader, value, distance);
	}

	private @Nullable String value(ForwardedElements elements, ForwardedValue value, int distance) {
		return believes(value) ? elements.fromRight(distance, value) : null;
	}

	private <R> @Nullable String value(R request, RequestReader<R> reader, ForwardedValue value, int distance) {
		if (!believes(value)) {
			return null;
		}
		String list = reader.header(request, this.names[value.ordinal()]);
		// Each proxy removes its own prefix, so that those of the nearer ones follow
		return (value == ForwardedValue.PREFIX) ? ListCursor.allFromRight(list, distance)
				: ListCursor.fromRight(list, distance);
	}

	private boolean believes(ForwardedValue value) {
		return this.settings.believes(value);
	}

	/**
	 * The one node of a header that holds a single address. A second line, or a list, is
	 * not a second node but a contradiction: nobody knows which of them the edge wrote.
	 */
	private static final class SingleAddressCursor implements NodeChain.Cursor {

		private final List<String> lines;

		private final boolean withUnbracketedPort;

		private boolean read;

		/**
		 * Create a cursor.
		 * @param lines all lines of the header
		 * @param withUnbracketedPort whether the last colon of an IPv6 address without
		 * brackets is that of its port
		 */
		SingleAddressCursor(List<String> lines, boolean withUnbracketedPort) {
			this.lines = lines;
			this.withUnbracketedPort = withUnbracketedPort;
		}

		@Override
		public boolean next() {
			boolean first = !this.read && !text().isEmpty();
			this.read = true;
			return first;
		}

		@Override
		public NodeParser.Kind parse(NodeParser parser) {
			if (this.lines.size() > 1) {
				return NodeParser.Kind.MALFORMED;
			}
			String text = text();
			return this.withUnbracketedPort ? parser.parseNodeWithUnbracketedPort(text)
					: parser.parseNode(text, 0, text.length());
		}

		@Override
		public String text() {
			return Characters.trimOws(String.join(",", this.lines));
		}

	}

}
