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

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.trustproxy.address.Characters;
import io.github.trustproxy.header.ForwardedElements;
import io.github.trustproxy.header.ForwardedValue;
import io.github.trustproxy.header.HeaderFormat;
import io.github.trustproxy.header.ListCursor;
import io.github.trustproxy.header.PathPrefix;
import org.jspecify.annotations.Nullable;

/**
 * How a decision came about: which values were sent, what became of them, and what else
 * the request said. The decision writes it, when somebody asks for it. Public for what
 * puts it into words.
 *
 * @since 0.1.0
 */
public final class DecisionTrace {

	private final DecidedRequest<?> request;

	private final CompiledPolicy policy;

	private final HeaderSettings settings;

	private final int ownPort;

	private final Map<ForwardedValue, String> sent = new EnumMap<>(ForwardedValue.class);

	private final Map<ForwardedValue, Refusal> refusals = new EnumMap<>(ForwardedValue.class);

	private PortSource portSource;

	/**
	 * Create the trace of a decision that takes nothing from the headers.
	 * @param request the request
	 * @param ownPort the port that the request names itself, or -1
	 */
	DecisionTrace(DecidedRequest<?> request, int ownPort) {
		this.request = request;
		this.policy = request.client().policy();
		this.settings = request.trustProxy().headerSettings();
		this.ownPort = ownPort;
		this.portSource = (ownPort > 0) ? PortSource.REQUEST : PortSource.SCHEME;
	}

	/**
	 * Write what the vouching proxy sent.
	 */
	void sent(@Nullable String proto, @Nullable String host, @Nullable String port, @Nullable String prefix) {
		sent(ForwardedValue.PROTO, proto);
		sent(ForwardedValue.HOST, host);
		sent(ForwardedValue.PORT, port);
		sent(ForwardedValue.PREFIX, prefix);
	}

	private void sent(ForwardedValue value, @Nullable String text) {
		if (text != null) {
			this.sent.put(value, text);
		}
	}

	/**
	 * Write what was made of it.
	 * @param validHost whether the host is one, allowed or not
	 */
	void read(@Nullable String scheme, @Nullable String host, int port, @Nullable String prefix, boolean validHost) {
		if (scheme == null) {
			refused(ForwardedValue.PROTO, Refusal.NO_SCHEME);
		}
		if (host == null) {
			refused(ForwardedValue.HOST, validHost ? Refusal.HOST_NOT_ALLOWED : Refusal.NO_HOST);
		}
		String sentPort = sent(ForwardedValue.PORT);
		if (port < 0 && sentPort != null) {
			refused(ForwardedValue.PORT, (Characters.port(sentPort, 0, sentPort.length()) < 0) ? Refusal.NO_PORT
					: Refusal.PORT_OF_OTHER_SCHEME);
		}
		String sentPrefix = sent(ForwardedValue.PREFIX);
		if (prefix == null && sentPrefix != null) {
			refused(ForwardedValue.PREFIX,
					(PathPrefix.parse(sentPrefix) == null) ? Refusal.NO_PREFIX : Refusal.EMPTY_PREFIX);
		}
	}

	/**
	 * Write that the port is that of the forwarded host.
	 */
	void portOfHost() {
		refused(ForwardedValue.PORT, Refusal.HOST_HAS_PORT);
		port(PortSource.FORWARDED_HOST);
	}

	void port(PortSource source) {
		this.portSource = source;
	}

	private void refused(ForwardedValue value, Refusal refusal) {
		if (this.sent.containsKey(value)) {
			this.refusals.put(value, refusal);
		}
	}

	/**
	 * Return the decision.
	 * @return what was decided
	 */
	public Decision decision() {
		return this.request;
	}

	/**
	 * Return the settings that it was decided by, with the lists that were known then.
	 * @return the settings, for the operator
	 */
	public String setting() {
		return this.request.trustProxy().describe(this.policy);
	}

	/**
	 * Return how many proxies are trusted at most.
	 * @return the number
	 */
	public int maxHops() {
		return this.request.trustProxy().maxHops();
	}

	/**
	 * Return who is trusted.
	 * @return the policy, for the operator
	 */
	public String policy() {
		return this.policy.toString();
	}

	/**
	 * Return whether the application decides who is trusted.
	 * @return {@code true} for a policy of the application
	 */
	public boolean isCustomPolicy() {
		return this.policy.isCustom();
	}

	/**
	 * Return whether nobody is trusted, because the setting says so.
	 * @return {@code true} if it does
	 */
	public boolean trustsNobody() {
		return this.policy.trustsNobody();
	}

	/**
	 * Return whether the setting counts hops, whatever their addresses are.
	 * @return {@code true} if it does
	 */
	public boolean countsHops() {
		return this.policy.hopCount() != -1;
	}

	/**
	 * Return what of the setting trusts an address.
	 * @param address the address, or {@code null} if the hop has none
	 * @param hop the distance of the hop
	 * @return the entry, or {@code null} if there is none
	 */
	public @Nullable String rule(@Nullable InetAddress address, int hop) {
		return this.policy.rule(address, (proof) -> this.request.meets(proof, hop));
	}

	/**
	 * Return what of the setting trusts an address, with what it was found in.
	 * @param address the address, or {@code null} if the hop has none
	 * @param hop the distance of the hop
	 * @return the entry in words, or {@code null} if there is none
	 */
	public @Nullable String explainRule(@Nullable InetAddress address, int hop) {
		return this.policy.explainRule(address, (proof) -> this.request.meets(proof, hop));
	}

	/**
	 * Return whether the headers are those of RFC 7239.
	 * @return {@code false} for those of the other family
	 */
	public boolean isStandard() {
		return this.settings.isStandard();
	}

	/**
	 * Return whether a value is believed if a trusted proxy sends it.
	 * @param value the value
	 * @return {@code false} if it is read by nobody
	 */
	public boolean believes(ForwardedValue value) {
		return this.settings.believes(value);
	}

	/**
	 * Return the header that a value is read from.
	 * @param value the value
	 * @return the name of the header
	 */
	public String headerOf(ForwardedValue value) {
		return this.settings.headerOf(value);
	}

	/**
	 * Return the header that has a value in the {@link HeaderFormat#X_FORWARDED} family.
	 * @param value the value
	 * @return the name of the header
	 */
	public String nameOf(ForwardedValue value) {
		return this.settings.nameOf(value);
	}

	/**
	 * Return the header that the addresses are read from.
	 * @return the name of the header, or {@code null} if there is none
	 */
	public @Nullable String addressHeader() {
		return this.request.trustProxy().forwardedHeaders().chainHeader();
	}

	/**
	 * Return whether the address of the client stands in a header alone.
	 * @return {@code true} if the {@code for} values are not read
	 */
	public boolean hasClientIpHeader() {
		return this.settings.clientIpHeader() != null;
	}

	/**
	 * Return the headers that say where a request comes from, believed or not.
	 * @return the names
	 */
	public List<String> forwardingHeaders() {
		return this.settings.forwardingHeaders();
	}

	/**
	 * Return the headers that only a trusted peer may send.
	 * @return the names
	 */
	public List<String> protectedHeaders() {
		// What has a secret is not shown as something that was ignored
		return this.request.trustProxy()
			.protectedHeaders()
			.stream()
			.filter((name) -> proofHeaders().stream().noneMatch(name::equalsIgnoreCase))
			.toList();
	}

	/**
	 * Return the headers that have secrets, whose values are not to be shown.
	 * @return the names
	 */
	public List<String> proofHeaders() {
		return this.request.trustProxy().proofHeaders();
	}

	/**
	 * Return what the request lacks for a source to trust the client.
	 * @return the source and what is missing, in words, without what the request or the
	 * setting has
	 */
	public String missingProof() {
		ClientAddress client = decision().client();
		TrustEntry entry = client.unprovenEntry();
		Proof proof = (entry != null) ? entry.proof() : null;
		if (entry == null || proof == null) {
			return "a proof is missing.";
		}
		return "'" + entry.text() + "' trusts its address only with a proof, and "
				+ this.request.missing(proof, client.distance());
	}

	/**
	 * Return whether the peer is the other end of a Unix domain socket.
	 * @return {@code false} if it has an address, or if nothing is known of it
	 */
	public boolean isUnixPeer() {
		return decision().client().peerKind() == Peer.Kind.UNIX;
	}

	/**
	 * Return the scheme of the connection.
	 * @return {@code http} or {@code https}
	 */
	public String scheme() {
		return this.request.scheme();
	}

	/**
	 * Return the port that the request names itself.
	 * @return the port, or -1 without one
	 */
	public int ownPort() {
		return this.ownPort;
	}

	/**
	 * Return the lines of a header.
	 * @param header the name of the header
	 * @return the lines as the server received them
	 */
	public List<String> lines(String header) {
		return this.request.headerLines(header);
	}

	/**
	 * Return the members of a list header.
	 * @param header the name of the header
	 * @return the members, the right-most one first
	 */
	public List<String> members(String header) {
		List<String> members = new ArrayList<>();
		ListCursor cursor = new ListCursor(String.join(",", lines(header)));
		while (cursor.next()) {
			members.add(cursor.text());
		}
		return members;
	}

	/**
	 * Return the elements of {@code Forwarded}.
	 * @return the elements, the right-most one first
	 */
	public List<ForwardedElements.Element> elements() {
		List<ForwardedElements.Element> elements = new ArrayList<>();
		ForwardedElements parsed = new ForwardedElements(lines(HeaderSettings.FORWARDED));
		for (ForwardedElements.Element element = parsed.last(); element != null; element = element.previous()) {
			elements.add(element);
		}
		return elements;
	}

	/**
	 * Return how many entries the walk looked at.
	 * @return the number
	 */
	public int entriesRead() {
		return decision().client().entriesRead();
	}

	/**
	 * Return the distance of the hop that the proxy got the request from whose scheme,
	 * host, port and prefix count.
	 * @return the distance, 1 or more
	 */
	public int vouchedDistance() {
		return decision().client().vouchedDistance();
	}

	/**
	 * Return what the proxy that vouches for the client sent.
	 * @param value the value
	 * @return the text, valid or not, or {@code null} if there is none
	 */
	public @Nullable String sent(ForwardedValue value) {
		return this.sent.get(value);
	}

	/**
	 * Return the distance of the proxy whose word a value is, if each wrote one.
	 * @param value a value that was sent
	 * @return the distance, 0 for the peer
	 */
	public int hopOf(ForwardedValue value) {
		if (!isStandard()) {
			return Math.min(vouchedDistance(), members(headerOf(value)).size()) - 1;
		}
		List<ForwardedElements.Element> elements = elements();
		int hop = Math.min(vouchedDistance(), elements.size()) - 1;
		while (elements.get(hop).value(value) == null) {
			hop--;
		}
		return hop;
	}

	/**
	 * Return why a value was not taken.
	 * @param value a value
	 * @return the reason, or {@code null} if it was taken, or not sent
	 */
	public @Nullable Refusal refusal(ForwardedValue value) {
		return this.refusals.get(value);
	}

	/**
	 * Return where the port comes from.
	 * @return the place
	 */
	public PortSource portSource() {
		return this.portSource;
	}

	/**
	 * Why a value that was sent is not believed.
	 */
	public enum Refusal {

		/**
		 * It is no scheme that counts.
		 */
		NO_SCHEME,

		/**
		 * It is no valid host.
		 */
		NO_HOST,

		/**
		 * The host is not one of those that may be forwarded.
		 */
		HOST_NOT_ALLOWED,

		/**
		 * It is no port.
		 */
		NO_PORT,

		/**
		 * It is the default port of the other scheme.
		 */
		PORT_OF_OTHER_SCHEME,

		/**
		 * The forwarded host has a port.
		 */
		HOST_HAS_PORT,

		/**
		 * It is no path of a prefix.
		 */
		NO_PREFIX,

		/**
		 * The prefix is a slash, which adds nothing.
		 */
		EMPTY_PREFIX

	}

	/**
	 * Where a port comes from.
	 */
	public enum PortSource {

		/**
		 * The forwarded host.
		 */
		FORWARDED_HOST,

		/**
		 * The forwarded port.
		 */
		FORWARDED_PORT,

		/**
		 * The host that the request has itself.
		 */
		REQUEST,

		/**
		 * The scheme, whose default it is.
		 */
		SCHEME

	}

}
