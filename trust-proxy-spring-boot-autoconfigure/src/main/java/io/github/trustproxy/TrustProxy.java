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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The compiled settings, and the decision for a request. Everything that can be wrong is
 * refused when it is built; a decision never throws an exception, never resolves a name
 * and costs no more than the length of the headers that it reads.
 * <p>
 * Applications do not use it: they see the rewritten request, or ask a
 * {@link ClientAddressResolver}.
 */
public final class TrustProxy {

	private final CompiledPolicy policy;

	private final HopWalk walk;

	private final HeaderSettings settings;

	private final ForwardedHeaders headers;

	private final Consumer<Throwable> policyFailures;

	private final Consumer<Throwable> listenerFailures;

	private final List<String> relevantHeaders;

	/**
	 * The relevant headers without the one that the chain is read from. In lower case:
	 * Spring's map of headers makes a copy of a name that is not.
	 */
	private final String[] headersBesideChain;

	private final HiddenHeaders hiddenFromTrustedPeer;

	private final HiddenHeaders hiddenFromOthers;

	private final Explainer explainer;

	private final OutcomeFinder outcomes;

	private final RequestListener[] requestListeners;

	private final DecisionListener[] decisionListeners;

	private final Door[] doors;

	private TrustProxy(Builder builder) {
		this.policy = CompiledPolicy.from(builder.policy);
		this.walk = new HopWalk(this.policy, builder.maxHops);
		this.settings = new HeaderSettings(builder.headerFormat, builder.values, builder.clientIpHeader,
				new EnumMap<>(builder.headerNames), builder.allowedHosts, builder.prefixHandling);
		this.headers = new ForwardedHeaders(this.settings);
		this.policyFailures = builder.policyFailures;
		this.listenerFailures = builder.listenerFailures;
		List<String> forwardingHeaders = this.settings.forwardingHeaders();
		List<String> relevantHeaders = new ArrayList<>(forwardingHeaders);
		relevantHeaders.addAll(builder.protectedHeaders);
		this.relevantHeaders = List.copyOf(relevantHeaders);
		String chainHeader = this.headers.chainHeader();
		if (chainHeader != null) {
			relevantHeaders.removeIf(chainHeader::equalsIgnoreCase);
		}
		relevantHeaders.replaceAll((name) -> name.toLowerCase(Locale.ROOT));
		this.headersBesideChain = relevantHeaders.toArray(new String[0]);
		this.hiddenFromTrustedPeer = new HiddenHeaders(builder.hideHeaders ? forwardingHeaders : List.of());
		this.hiddenFromOthers = this.hiddenFromTrustedPeer.and(builder.protectedHeaders);
		this.explainer = new Explainer(builder.maxHops, this.settings, builder.protectedHeaders, this::describe);
		this.outcomes = new OutcomeFinder(this.policy, builder.maxHops, this.settings);
		this.requestListeners = builder.requestListeners.toArray(new RequestListener[0]);
		this.decisionListeners = builder.decisionListeners.toArray(new DecisionListener[0]);
		this.doors = builder.doors.toArray(new Door[0]);
	}

	/**
	 * Return a builder, with the defaults of the properties and a policy that trusts
	 * nobody.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the headers without which a request needs no decision: those that say where
	 * it comes from, believed or not, and those that only a trusted peer may send.
	 * @return the names, as they are usually written
	 */
	public List<String> relevantHeaders() {
		return this.relevantHeaders;
	}

	/**
	 * Decide who the client of a request is and which origin the application sees.
	 * @param <R> the type of the request
	 * @param request the request as the server received it
	 * @param reader reads the request
	 * @return the decision
	 */
	public <R> Decision decide(R request, RequestReader<R> reader) {
		return decide(request, reader, this.headers.chain(request, reader));
	}

	/**
	 * Decide about a request, and keep the decision with it.
	 * @param <R> the type of the request
	 * @param request the request as the server received it
	 * @param reader reads the request
	 * @return the request with its decision
	 */
	public <R> DecidedRequest<R> receive(R request, RequestReader<R> reader) {
		return new DecidedRequest<>(this, request, reader, decide(request, reader), false);
	}

	/**
	 * Decide about a request at a {@link Door}. The server's own request shows the
	 * decision from then on.
	 * @param <R> the type of the request
	 * @param request the request as the server received it, also when it is read later
	 * @param reader reads the request
	 * @return the request with its decision
	 */
	public <R> DecidedRequest<R> receiveAtDoor(R request, RequestReader<R> reader) {
		return new DecidedRequest<>(this, request, reader, decide(request, reader), true);
	}

	/**
	 * Return what was decided about a request when it came in.
	 * @param request the request as the server hands it out
	 * @return the request with its decision, or {@code null} if it came in through no
	 * {@link Door}
	 */
	public @Nullable DecidedRequest<?> decidedAtDoor(Object request) {
		for (Door door : this.doors) {
			DecidedRequest<?> decided = door.find(request);
			if (decided != null) {
				return decided;
			}
		}
		return null;
	}

	/**
	 * Return whether requests may come in through a {@link Door}.
	 * @return {@code false} without doors
	 */
	public boolean hasDoors() {
		return this.doors.length > 0;
	}

	/**
	 * Decide, unless there is nothing to decide about: without
	 * {@linkplain #relevantHeaders() relevant headers} the client is the peer, and the
	 * origin that of the request. The header of the addresses is looked for once.
	 * @param <R> the type of the request
	 * @param request the request as the server received it
	 * @param reader reads the request
	 * @return the decision, or {@code null} if none is needed
	 */
	public <R> @Nullable Decision decideIfNeeded(R request, RequestReader<R> reader) {
		NodeChain chain = this.headers.chain(request, reader);
		return (chain != NodeChain.EMPTY || hasHeaderBesideChain(request, reader)) ? decide(request, reader, chain)
				: null;
	}

	/**
	 * Decide about a request and keep the decision with it, unless there is nothing to
	 * decide about.
	 * @param <R> the type of the request
	 * @param request the request as the server received it
	 * @param reader reads the request
	 * @return the request with its decision, or {@code null} if none is needed
	 */
	public <R> @Nullable DecidedRequest<R> receiveIfNeeded(R request, RequestReader<R> reader) {
		Decision decision = decideIfNeeded(request, reader);
		return (decision != null) ? new DecidedRequest<>(this, request, reader, decision, false) : null;
	}

	private <R> boolean hasHeaderBesideChain(R request, RequestReader<R> reader) {
		for (String name : this.headersBesideChain) {
			if (reader.hasHeader(request, name)) {
				return true;
			}
		}
		return false;
	}

	private <R> Decision decide(R request, RequestReader<R> reader, NodeChain chain) {
		ClientAddress client = findClient(request, reader, chain);
		if (!client.stopReason().isPeerTrusted()) {
			return new Decision(client, Origin.UNCHANGED, this.hiddenFromOthers);
		}
		// The proxy that vouches for the client is the one in front of it, or the peer
		Origin origin = this.headers.origin(request, reader, chain, Math.max(1, client.distance()));
		return new Decision(client, origin, this.hiddenFromTrustedPeer);
	}

	/**
	 * Return whether nobody is trusted, whatever a request contains.
	 * @return {@code true} if the application faces its clients
	 */
	public boolean trustsNobody() {
		return this.walk.trustsNobody();
	}

	/**
	 * Return the ranges of addresses that are trusted: names are expanded, and ranges
	 * that overlap or touch are one.
	 * @return addresses, prefixes such as {@code 10.0.0.0/8} and ranges such as
	 * {@code 192.0.2.1-192.0.2.6}, IPv4 first; empty if not addresses decide, but a
	 * number of hops or a policy of the application
	 */
	public List<String> trustedRanges() {
		return this.policy.ranges();
	}

	/**
	 * Return how many hops are trusted, whatever their addresses are.
	 * @return the number, {@link Integer#MAX_VALUE} for every hop, or -1 if hops are not
	 * counted
	 */
	public int trustedHops() {
		return this.policy.hopCount();
	}

	/**
	 * Return the lists of the sources that are trusted, such as providers.
	 * @return the lists, in the order of the setting; empty if it names no source
	 */
	public List<SourceList> trustedLists() {
		return this.policy.lists();
	}

	/**
	 * Tell the listeners of a request when it comes in, unless they have been told.
	 * @param <R> the type of the request
	 * @param request the request as the server received it
	 * @param reader reads the request
	 * @param decided the request with its decision, or {@code null} if none was needed
	 * @return whether they were told now
	 */
	public <R> boolean announce(R request, RequestReader<R> reader, @Nullable DecidedRequest<?> decided) {
		if (decided != null) {
			return decided.announce();
		}
		received(request, reader, null);
		return true;
	}

	/**
	 * Tell the listeners of a request. Whoever rewrites requests calls this once for each
	 * of them. What a listener throws concerns neither the request nor the others.
	 * @param <R> the type of the request
	 * @param request the request as the server received it
	 * @param reader reads the request
	 * @param decision what was decided about it, or {@code null} without a decision
	 */
	public <R> void received(R request, RequestReader<R> reader, @Nullable Decision decision) {
		if (decision != null) {
			for (DecisionListener listener : this.decisionListeners) {
				try {
					listener.onDecision(request, reader, decision);
				}
				catch (Throwable ex) {
					this.listenerFailures.accept(ex);
				}
			}
		}
		if (this.requestListeners.length > 0) {
			RequestOutcome outcome = outcome(request, reader, decision);
			for (RequestListener listener : this.requestListeners) {
				try {
					listener.onRequest(request, reader, decision, outcome);
				}
				catch (Throwable ex) {
					this.listenerFailures.accept(ex);
				}
			}
		}
	}

	private <R> RequestOutcome outcome(R request, RequestReader<R> reader, @Nullable Decision decision) {
		if (decision != null) {
			return this.outcomes.find(request, reader, decision);
		}
		// No forwarding header: all that is left to know is whether the peer is a proxy
		try {
			return trustsPeer(request, reader) ? RequestOutcome.NOT_FORWARDED : RequestOutcome.DIRECT;
		}
		catch (Throwable ex) {
			this.policyFailures.accept(ex);
			return RequestOutcome.POLICY_FAILED;
		}
	}

	private <R> boolean trustsPeer(R request, RequestReader<R> reader) {
		long ipv4 = reader.peerIpv4(request);
		if (ipv4 >= 0) {
			return this.walk.trustsPeer(true, 0, AddressParser.mapped(ipv4));
		}
		Peer peer = Peer.of(reader.peerAddress(request), 0);
		return this.walk.trustsPeer(peer.known(), peer.high(), peer.low());
	}

	/**
	 * Explain the decision about a request. This is for diagnosis: it costs much more
	 * than the decision, which is made anew. Where requests are rewritten, ask a
	 * {@link RequestExplainer}, because this method needs the request as the server
	 * received it.
	 * @param <R> the type of the request
	 * @param request the request as the server received it
	 * @param reader reads the request
	 * @return the explanation
	 */
	public <R> Explanation explain(R request, RequestReader<R> reader) {
		return explain(decide(request, reader), request, reader);
	}

	/**
	 * Explain a decision.
	 * @param <R> the type of the request
	 * @param decision what was decided about the request
	 * @param request the request as the server received it
	 * @param reader reads the request
	 * @return the explanation
	 */
	public <R> Explanation explain(Decision decision, R request, RequestReader<R> reader) {
		return this.explainer.explain(decision, request, reader);
	}

	/**
	 * Explain what would be decided about a request.
	 * @param request the request
	 * @return the explanation
	 */
	public Explanation explain(DescribedRequest request) {
		return explain(request, DescribedRequest.READER);
	}

	private <R> ClientAddress findClient(R request, RequestReader<R> reader, NodeChain chain) {
		long ipv4 = reader.peerIpv4(request);
		if (ipv4 >= 0) {
			return findClient(true, 0, AddressParser.mapped(ipv4), Math.max(0, reader.peerPort(request)), chain);
		}
		Peer peer = Peer.of(reader.peerAddress(request), reader.peerPort(request));
		return findClient(peer.known(), peer.high(), peer.low(), peer.port(), chain);
	}

	private ClientAddress findClient(boolean peerKnown, long peerHigh, long peerLow, int peerPort, NodeChain chain) {
		try {
			return this.walk.findClient(peerKnown, peerHigh, peerLow, peerPort, chain);
		}
		// An Error as well: a request that a policy cannot judge is answered all the same
		catch (Throwable ex) {
			this.policyFailures.accept(ex);
			return new ClientAddress(this.policy, peerKnown, peerHigh, peerLow, peerPort, chain,
					StopReason.POLICY_FAILED);
		}
	}

	/**
	 * Return what is trusted and believed, for the operator.
	 */
	@Override
	public String toString() {
		return describe(this.policy);
	}

	private String describe(CompiledPolicy policy) {
		return this.walk.trustsNobody() ? "trusting nobody, believing no forwarding header"
				: this.walk.describe(policy) + ", believing " + this.settings;
	}

	/**
	 * Builds a {@link TrustProxy}.
	 */
	public static final class Builder {

		private TrustPolicy policy = TrustPolicy.none();

		private int maxHops = 32;

		private HeaderFormat headerFormat = HeaderFormat.X_FORWARDED;

		private Set<ForwardedValue> values = EnumSet.complementOf(EnumSet.of(ForwardedValue.PREFIX));

		private @Nullable String clientIpHeader;

		private final Map<ForwardedValue, String> headerNames = new EnumMap<>(ForwardedValue.class);

		private PrefixHandling prefixHandling = PrefixHandling.PREPEND;

		private AllowedHosts allowedHosts = new AllowedHosts(List.of());

		private boolean hideHeaders = true;

		private List<String> protectedHeaders = List.of();

		private Consumer<Throwable> policyFailures = (ex) -> {
		};

		private Consumer<Throwable> listenerFailures = (ex) -> {
		};

		private List<RequestListener> requestListeners = List.of();

		private List<DecisionListener> decisionListeners = List.of();

		private List<Door> doors = List.of();

		private Builder() {
		}

		/**
		 * Set which hops are trusted.
		 * @param policy the policy
		 * @return this builder
		 */
		public Builder policy(TrustPolicy policy) {
			this.policy = policy;
			return this;
		}

		/**
		 * Set how many proxies are trusted at most, whatever the policy says.
		 * @param maxHops the number, 0 or more
		 * @return this builder
		 * @throws InvalidSettingException if the number is negative
		 */
		public Builder maxHops(int maxHops) {
			if (maxHops < 0) {
				throw new InvalidSettingException(Integer.toString(maxHops),
						"The number of trusted proxies cannot be negative.");
			}
			this.maxHops = maxHops;
			return this;
		}

		/**
		 * Set which family of headers is believed.
		 * @param headerFormat the family
		 * @return this builder
		 */
		public Builder headerFormat(HeaderFormat headerFormat) {
			this.headerFormat = headerFormat;
			return this;
		}

		/**
		 * Set which values of the family are believed.
		 * @param values the values
		 * @return this builder
		 */
		public Builder values(Set<ForwardedValue> values) {
			this.values = values.isEmpty() ? EnumSet.noneOf(ForwardedValue.class) : EnumSet.copyOf(values);
			return this;
		}

		/**
		 * Set the header in which the edge sends the address of the client, alone.
		 * @param clientIpHeader the name of the header, or {@code null} for none
		 * @return this builder
		 * @throws InvalidSettingException if the name is not the name of such a header
		 */
		public Builder clientIpHeader(@Nullable String clientIpHeader) {
			if (clientIpHeader != null) {
				checkHeaderName(clientIpHeader);
				checkClientIpHeader(clientIpHeader);
			}
			this.clientIpHeader = clientIpHeader;
			return this;
		}

		private static void checkHeaderName(String name) {
			if (!Characters.isToken(name)) {
				throw new InvalidSettingException(name,
						"This is not the name of a header. An example is 'CF-Connecting-IP'.");
			}
		}

		private static void checkClientIpHeader(String name) {
			if (HeaderSettings.FORWARDED.equalsIgnoreCase(name) || ForwardedValue.FOR.header().equalsIgnoreCase(name)) {
				throw new InvalidSettingException(name, "This header holds a list, to which every proxy adds."
						+ " It is read without this property, as trust-proxy.header-format says.");
			}
			if (StandardHeaders.isOtherThanAddress(name)) {
				throw new InvalidSettingException(name, "This header is not for the address of the client, and a client"
						+ " can write into it what it likes. Name the header in which the outermost proxy sends the"
						+ " address, such as 'CF-Connecting-IP' or 'X-Real-IP'.");
			}
		}

		/**
		 * Set the header that has a value instead of the usual one of the
		 * {@link HeaderFormat#X_FORWARDED} family, such as
		 * {@code CloudFront-Forwarded-Proto}. The usual one is not believed then, and
		 * hidden all the same. The {@linkplain #clientIpHeader header with the address of
		 * the client} has to be set before.
		 * @param value the value, which is not {@link ForwardedValue#FOR}
		 * @param name the name of the header
		 * @return this builder
		 * @throws InvalidSettingException if this header cannot have the value
		 */
		public Builder headerName(ForwardedValue value, String name) {
			HeaderNameCheck.check(value, name, this.headerNames, this.clientIpHeader);
			this.headerNames.put(value, name);
			return this;
		}

		/**
		 * Set where a forwarded prefix is put.
		 * @param prefixHandling in front of the context path, or instead of it
		 * @return this builder
		 */
		public Builder prefixHandling(PrefixHandling prefixHandling) {
			this.prefixHandling = prefixHandling;
			return this;
		}

		/**
		 * Set which hosts may be forwarded.
		 * @param allowedHosts hosts such as {@code example.com} or {@code *.example.com},
		 * empty for any valid host
		 * @return this builder
		 * @throws InvalidSettingException if an entry is no host
		 */
		public Builder allowedHosts(List<String> allowedHosts) {
			this.allowedHosts = new AllowedHosts(allowedHosts);
			return this;
		}

		/**
		 * Set whether the application sees the headers that say where a request comes
		 * from.
		 * @param hideHeaders {@code false} to show them
		 * @return this builder
		 */
		public Builder hideHeaders(boolean hideHeaders) {
			this.hideHeaders = hideHeaders;
			return this;
		}

		/**
		 * Set which further headers only a trusted peer may send. They are hidden from
		 * the application unless the peer is trusted.
		 * @param protectedHeaders the names, such as {@code X-Forwarded-User}
		 * @return this builder
		 * @throws InvalidSettingException if one of them is not the name of a header, or
		 * of one that HTTP needs
		 */
		public Builder protectedHeaders(List<String> protectedHeaders) {
			for (String name : protectedHeaders) {
				checkHeaderName(name);
				if (StandardHeaders.isNeeded(name)) {
					throw new InvalidSettingException(name, "HTTP does not work without this header, so that it cannot"
							+ " be hidden from the application. Name headers that only your proxies send, such as"
							+ " 'X-Forwarded-User'.");
				}
			}
			this.protectedHeaders = List.copyOf(protectedHeaders);
			return this;
		}

		/**
		 * Set who is told when the policy throws an exception or an error.
		 * @param policyFailures takes it
		 * @return this builder
		 */
		public Builder onPolicyFailure(Consumer<Throwable> policyFailures) {
			this.policyFailures = policyFailures;
			return this;
		}

		/**
		 * Set who is told when a listener throws an exception, which is no reason to
		 * refuse a request.
		 * @param listenerFailures takes the exception
		 * @return this builder
		 */
		public Builder onListenerFailure(Consumer<Throwable> listenerFailures) {
			this.listenerFailures = listenerFailures;
			return this;
		}

		/**
		 * Set who is told of each request.
		 * @param listeners the listeners
		 * @return this builder
		 */
		public Builder requestListeners(List<RequestListener> listeners) {
			this.requestListeners = List.copyOf(listeners);
			return this;
		}

		/**
		 * Set who is told of each request about which something has to be decided.
		 * @param listeners the listeners
		 * @return this builder
		 */
		public Builder decisionListeners(List<DecisionListener> listeners) {
			this.decisionListeners = List.copyOf(listeners);
			return this;
		}

		/**
		 * Set where requests come in before they reach the application.
		 * @param doors the doors
		 * @return this builder
		 */
		public Builder doors(List<Door> doors) {
			this.doors = List.copyOf(doors);
			return this;
		}

		/**
		 * Build the settings.
		 * @return the compiled settings
		 */
		public TrustProxy build() {
			return new TrustProxy(this);
		}

	}

}
