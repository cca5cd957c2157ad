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

package io.github.trustproxy.explain;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.DecisionTrace;
import io.github.trustproxy.Hop;
import io.github.trustproxy.StopReason;
import org.jspecify.annotations.Nullable;

/**
 * Explains the walk: each hop, and where it stopped.
 */
final class PathExplainer {

	/** How many ignored hops are shown: a client can send thousands. */
	static final int MAX_IGNORED_HOPS = 100;

	private final DecisionTrace trace;

	private final ClientAddress client;

	private final int maxHops;

	PathExplainer(DecisionTrace trace) {
		this.trace = trace;
		this.client = trace.decision().client();
		this.maxHops = trace.maxHops();
	}

	Explanation.Client client() {
		return new Explanation.Client(this.client.ip(), this.client.port(), this.client.distance(), this.client.ips());
	}

	Explanation.Stop stop() {
		return new Explanation.Stop(this.client.stopReason(), stopText(this.client));
	}

	private String stopText(ClientAddress client) {
		String at = "The walk stopped at hop " + client.distance() + ": ";
		String next = "the entry that " + ((client.distance() == 0) ? "the peer" : client.ip()) + " wrote ";
		return switch (client.stopReason()) {
			case PEER_NOT_TRUSTED ->
				peer() + " is the client, because it is not trusted: " + notTrusted(client.hops().get(0).address());
			case POLICY_FAILED ->
				peer() + " is the client, because the policy threw an exception: nobody is trusted then.";
			case NO_FORWARDED_ADDRESS -> peer() + " is the client, because it is trusted but "
					+ ((this.trace.addressHeader() != null) ? "sent no address in " + this.trace.addressHeader() + "."
							: "no header with addresses is believed: 'for' is not in trust-proxy.headers.");
			case NOT_PROVEN -> ((client.distance() == 0) ? peer() + " is the client, because " : at) + notProven();
			case HOP_NOT_TRUSTED -> at + client.ip() + " is not trusted: " + notTrusted(client.address());
			case LEFT_MOST -> at + client.ip() + " is the left-most entry, so that there is nobody to go on to.";
			case HOP_LIMIT -> at + "trust-proxy.max-hops lets " + proxies(this.maxHops) + " be trusted at most.";
			case UNKNOWN -> at + next + "does not say for whom it forwards.";
			case OBFUSCATED -> at + next + "hides for whom it forwards.";
			case MALFORMED -> at + next + "is not a valid address.";
		};
	}

	/**
	 * Return the peer as an operator knows it.
	 */
	private String peer() {
		InetSocketAddress peer = this.client.peer();
		if (peer != null) {
			return "The peer " + peer.getHostString();
		}
		return this.trace.isUnixPeer() ? "The peer, which is the other end of a Unix domain socket,"
				: "The peer, which has no IP address,";
	}

	List<Explanation.Step> steps() {
		List<Explanation.Step> steps = new ArrayList<>();
		int ignored = 0;
		for (Hop hop : this.client.hops()) {
			if (hop.verdict() == Hop.Verdict.IGNORED && ++ignored > MAX_IGNORED_HOPS) {
				break;
			}
			steps.add(step(hop));
		}
		return steps;
	}

	private Explanation.Step step(Hop hop) {
		InetAddress address = hop.address();
		String from = (hop.distance() == 0) ? "socket" : String.valueOf(this.trace.addressHeader());
		return new Explanation.Step(hop.distance(), EscapedText.of(hop.text()),
				(address != null) ? canonical(address) : null, hop.port(), from, hop.verdict(), rule(hop),
				explain(hop));
	}

	private static String canonical(InetAddress address) {
		return new InetSocketAddress(address, 0).getHostString();
	}

	private @Nullable String rule(Hop hop) {
		return switch (hop.verdict()) {
			case TRUSTED -> this.trace.rule(hop.address(), hop.distance());
			case HOP_LIMIT -> "max-hops " + this.maxHops;
			case NOT_TRUSTED, NOT_PROVEN, LEFT_MOST, UNKNOWN, OBFUSCATED, MALFORMED, IGNORED -> null;
		};
	}

	private String explain(Hop hop) {
		return switch (hop.verdict()) {
			case TRUSTED -> "It is a trusted proxy: " + trusted(hop);
			case NOT_TRUSTED -> (this.client.stopReason() == StopReason.POLICY_FAILED)
					? "The policy threw an exception, so that nobody is trusted for this request."
					: "It is the client: " + notTrusted(hop.address());
			case NOT_PROVEN -> "It is the client: " + notProven();
			case LEFT_MOST -> "It is the client: nobody stands farther left, so that it makes no difference whether it"
					+ " is trusted.";
			case HOP_LIMIT -> "It is the client: trust-proxy.max-hops lets " + proxies(this.maxHops)
					+ " be trusted at most, and so many are.";
			case UNKNOWN -> "It names no address, so that the proxy that wrote it is the client.";
			case OBFUSCATED ->
				"It is an identifier instead of an address, so that the proxy that wrote it is the" + " client.";
			case MALFORMED -> "It is not a valid address, so that the proxy that wrote it is the client.";
			case IGNORED -> "It stands farther left than where the walk stopped: anybody may have written it.";
		};
	}

	private String trusted(Hop hop) {
		if (this.trace.countsHops()) {
			return "the setting trusts " + this.trace.policy() + ", wherever they come from.";
		}
		return this.trace.isCustomPolicy() ? "the " + this.trace.policy() + " says so."
				: "the setting has " + this.trace.explainRule(hop.address(), hop.distance()) + ".";
	}

	private String notProven() {
		return this.trace.missingProof();
	}

	private String notTrusted(@Nullable InetAddress address) {
		if (this.maxHops == 0) {
			return "trust-proxy.max-hops is 0.";
		}
		if (this.trace.trustsNobody()) {
			return "the setting trusts nobody.";
		}
		if (this.trace.countsHops()) {
			return "the setting trusts " + this.trace.policy() + " only.";
		}
		if (this.trace.isCustomPolicy()) {
			return (address != null) ? "the " + this.trace.policy() + " says no."
					: "a policy decides about addresses only.";
		}
		if (address != null) {
			return "none of the trusted ranges has it.";
		}
		return this.trace.isUnixPeer() ? "of a list, only the entry 'unix' trusts it."
				: "a list of addresses cannot have it.";
	}

	private static String proxies(int count) {
		return count + ((count == 1) ? " proxy" : " proxies");
	}

}
