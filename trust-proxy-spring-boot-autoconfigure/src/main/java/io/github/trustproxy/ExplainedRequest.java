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
 * A request with the decision about it, for those who explain it. What was sent is read
 * with the code that decides.
 *
 * @param <R> the type of the request
 */
final class ExplainedRequest<R> {

	private final HeaderSettings settings;

	private final Decision decision;

	private final R request;

	private final RequestReader<R> reader;

	private final ForwardedHeaders headers;

	ExplainedRequest(HeaderSettings settings, Decision decision, R request, RequestReader<R> reader) {
		this.settings = settings;
		this.decision = decision;
		this.request = request;
		this.reader = reader;
		this.headers = new ForwardedHeaders(settings);
	}

	HeaderSettings settings() {
		return this.settings;
	}

	ClientAddress client() {
		return this.decision.client();
	}

	Origin origin() {
		return this.decision.origin();
	}

	boolean hides(String header) {
		return this.decision.hiddenHeaders().contains(header);
	}

	boolean isPeerTrusted() {
		return this.decision.peerTrusted();
	}

	/**
	 * Return the peer as an operator knows it.
	 */
	String peer() {
		String address = this.reader.peerAddress(this.request);
		Peer peer = Peer.of(address, 0);
		return peer.known() ? "The peer " + AddressFormat.format(peer.high(), peer.low())
				: "The peer, which has no IP address,";
	}

	/**
	 * Return the distance of the hop that the proxy got the request from whose scheme,
	 * host, port and prefix count.
	 */
	int vouchedDistance() {
		return Math.max(1, client().distance());
	}

	/**
	 * Return the header that the addresses are read from, or {@code null} if there is
	 * none.
	 */
	@Nullable String chainHeader() {
		if (this.settings.clientIpHeader() != null) {
			return this.settings.clientIpHeader();
		}
		return this.settings.believes(ForwardedValue.FOR) ? headerOf(ForwardedValue.FOR) : null;
	}

	String headerOf(ForwardedValue value) {
		return this.settings.headerOf(value);
	}

	String scheme() {
		return this.reader.scheme(this.request);
	}

	int ownPort() {
		return OriginDecision.ownPort(this.request, this.reader);
	}

	List<String> lines(String header) {
		return this.reader.headerLines(this.request, header);
	}

	/**
	 * Return what the proxy that vouches for the client sent.
	 */
	@Nullable String sent(ForwardedValue value) {
		return this.headers.sent(this.request, this.reader, value, vouchedDistance());
	}

	/**
	 * Return the distance of the proxy whose word a value is that was sent, if each wrote
	 * one.
	 */
	int hopOf(ForwardedValue value) {
		if (!this.settings.isStandard()) {
			return Math.min(vouchedDistance(), members(headerOf(value)).size()) - 1;
		}
		List<ForwardedElement> elements = elements();
		int hop = Math.min(vouchedDistance(), elements.size()) - 1;
		while (valueOf(elements.get(hop), value) == null) {
			hop--;
		}
		return hop;
	}

	static @Nullable String valueOf(ForwardedElement element, ForwardedValue value) {
		TextSlice slice = switch (value) {
			case PROTO -> element.proto();
			case HOST -> element.host();
			case FOR -> element.node();
			case PORT, PREFIX -> null;
		};
		return (slice != null) ? slice.toString() : null;
	}

	/**
	 * Return the members of a list header, the right-most one first.
	 */
	List<String> members(String header) {
		List<String> members = new ArrayList<>();
		ListCursor cursor = new ListCursor(String.join(",", lines(header)));
		while (cursor.next()) {
			members.add(cursor.text());
		}
		return members;
	}

	/**
	 * Return the elements of {@code Forwarded}, the right-most one first.
	 */
	List<ForwardedElement> elements() {
		ForwardedElement last = null;
		for (String line : lines(HeaderSettings.FORWARDED)) {
			last = new ForwardedParser(line, last).parse();
		}
		List<ForwardedElement> elements = new ArrayList<>();
		for (ForwardedElement element = last; element != null; element = element.previous()) {
			elements.add(element);
		}
		return elements;
	}

}
