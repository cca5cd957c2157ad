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

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

	/** Not believed, but read by libraries that look for the scheme of the client. */
	private static final String X_FORWARDED_SSL = "X-Forwarded-Ssl";

	private final CompiledPolicy policy;

	private final int maxHops;

	private final HeaderSettings headers;

	private final Consumer<Exception> policyFailures;

	private final List<String> forwardingHeaders;

	private final Set<String> lowerCaseForwardingHeaders = new LinkedHashSet<>();

	private TrustProxy(Builder builder) {
		this.policy = CompiledPolicy.from(builder.policy);
		this.maxHops = builder.maxHops;
		this.headers = new HeaderSettings(builder.headerFormat, builder.values, builder.clientIpHeader,
				builder.allowedHosts);
		this.policyFailures = builder.policyFailures;
		Set<String> names = new LinkedHashSet<>();
		for (ForwardedValue value : ForwardedValue.values()) {
			names.add(value.header());
		}
		names.add(HeaderSettings.FORWARDED);
		names.add(X_FORWARDED_SSL);
		if (builder.clientIpHeader != null) {
			names.add(builder.clientIpHeader);
		}
		this.forwardingHeaders = List.copyOf(names);
		names.forEach((name) -> this.lowerCaseForwardingHeaders.add(name.toLowerCase(Locale.ROOT)));
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
	 * Return the names of all headers that say where a request comes from, believed or
	 * not.
	 * @return the names, as they are usually written
	 */
	public List<String> forwardingHeaders() {
		return this.forwardingHeaders;
	}

	/**
	 * Return whether a header says where a request comes from.
	 * @param name the name, in any case
	 * @return whether it is one of the {@link #forwardingHeaders()}
	 */
	public boolean isForwardingHeader(String name) {
		return this.lowerCaseForwardingHeaders.contains(name.toLowerCase(Locale.ROOT));
	}

	/**
	 * Decide who the client of a request is and which origin the application sees.
	 * @param <R> the type of the request
	 * @param request the request as the server received it
	 * @param reader reads the request
	 * @return the decision
	 */
	public <R> Decision decide(R request, RequestReader<R> reader) {
		Peer peer = Peer.of(reader.peerAddress(request), reader.peerPort(request));
		ForwardedHeaders<R> headers = new ForwardedHeaders<>(this.headers, request, reader);
		NodeChain chain = headers.chain();
		ClientAddress client;
		try {
			if (this.maxHops == 0 || !peer.isTrusted(this.policy)) {
				client = ClientAddress.ofPeer(peer, chain, StopReason.PEER_NOT_TRUSTED);
				return new Decision(client, false, Origin.UNCHANGED);
			}
			client = walk(peer, chain);
		}
		catch (Exception ex) {
			this.policyFailures.accept(ex);
			client = ClientAddress.ofPeer(peer, chain, StopReason.POLICY_FAILED);
			return new Decision(client, false, Origin.UNCHANGED);
		}
		// The proxy that vouches for the client is the one in front of it, or the peer
		return new Decision(client, true, headers.origin(Math.max(1, client.distance())));
	}

	private ClientAddress walk(Peer peer, NodeChain chain) {
		NodeCursor cursor = chain.cursor();
		if (!cursor.next()) {
			return ClientAddress.ofPeer(peer, chain, StopReason.NO_FORWARDED_ADDRESS);
		}
		NodeParser node = new NodeParser();
		long high = peer.high();
		long low = peer.low();
		int port = peer.port();
		StopReason stopReason = null;
		int hop = 0;
		while (stopReason == null) {
			// Hop is trusted, and the cursor stands on the entry that it wrote
			stopReason = reasonToStopBefore(cursor.parse(node));
			if (stopReason == null) {
				hop++;
				high = node.high();
				low = node.low();
				port = node.port();
				stopReason = reasonToStopAt(hop, high, low, cursor);
			}
		}
		return (hop == 0) ? ClientAddress.ofPeer(peer, chain, stopReason)
				: ClientAddress.ofForwarded(peer, chain, stopReason, hop, high, low, port);
	}

	private static @Nullable StopReason reasonToStopBefore(NodeParser.Kind kind) {
		return switch (kind) {
			case ADDRESS -> null;
			case UNKNOWN -> StopReason.UNKNOWN;
			case OBFUSCATED -> StopReason.OBFUSCATED;
			case MALFORMED -> StopReason.MALFORMED;
		};
	}

	/**
	 * Go on only where there is an entry to go on to: like in Express, the policy is not
	 * asked about the left-most one.
	 */
	private @Nullable StopReason reasonToStopAt(int hop, long high, long low, NodeCursor cursor) {
		if (!cursor.next()) {
			return StopReason.LEFT_MOST;
		}
		if (hop >= this.maxHops) {
			return StopReason.HOP_LIMIT;
		}
		return this.policy.trusts(high, low, hop) ? null : StopReason.HOP_NOT_TRUSTED;
	}

	/**
	 * Return what is trusted and believed, for the operator.
	 */
	@Override
	public String toString() {
		if (this.policy.trustsNobody() || this.maxHops == 0) {
			return "trusting nobody, believing no forwarding header";
		}
		return "trusting %s (at most %d hops), believing %s".formatted(this.policy, this.maxHops, this.headers);
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

		private AllowedHosts allowedHosts = new AllowedHosts(List.of());

		private Consumer<Exception> policyFailures = (ex) -> {
		};

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
				checkClientIpHeader(clientIpHeader);
			}
			this.clientIpHeader = clientIpHeader;
			return this;
		}

		private static void checkClientIpHeader(String name) {
			if (!Characters.isToken(name)) {
				throw new InvalidSettingException(name,
						"This is not the name of a header. An example is 'CF-Connecting-IP'.");
			}
			if (HeaderSettings.FORWARDED.equalsIgnoreCase(name) || ForwardedValue.FOR.header().equalsIgnoreCase(name)) {
				throw new InvalidSettingException(name, "This header holds a list, to which every proxy adds."
						+ " It is read without this property, as trust-proxy.header-format says.");
			}
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
		 * Set who is told when the policy throws an exception.
		 * @param policyFailures takes the exception
		 * @return this builder
		 */
		public Builder onPolicyFailure(Consumer<Exception> policyFailures) {
			this.policyFailures = policyFailures;
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
