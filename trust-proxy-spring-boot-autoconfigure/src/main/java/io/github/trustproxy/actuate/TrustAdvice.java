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

package io.github.trustproxy.actuate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import io.github.trustproxy.Network;
import io.github.trustproxy.observe.ObservedTraffic;
import io.github.trustproxy.observe.RequestOutcome;
import io.github.trustproxy.observe.Tally;
import io.github.trustproxy.observe.UntrustedPeerLogger;
import org.jspecify.annotations.Nullable;

/**
 * Advice about who is trusted.
 */
final class TrustAdvice {

	private static final String TRUST = "trust-proxy";

	private static final String EVERY = "every";

	/** More networks than that are no proxies, but the Internet. */
	private static final int MANY_NETWORKS = 16;

	private static final int SEVERAL_NETWORKS = 8;

	private static final int FEW_REQUESTS = 5;

	private final TrustProxySettings settings;

	private final ObservedTraffic.Snapshot seen;

	private final Tally all;

	/** Sentences, each with a space in front. */
	private final String oldLists;

	private final int hops;

	TrustAdvice(TrustProxySettings settings, ObservedTraffic.Snapshot seen, String oldLists) {
		this.oldLists = oldLists;
		this.settings = settings;
		this.seen = seen;
		this.all = seen.all();
		this.hops = hops(settings.hops());
	}

	private static int hops(@Nullable String hops) {
		if (hops == null) {
			return -1;
		}
		return EVERY.equals(hops) ? Integer.MAX_VALUE : Integer.parseInt(hops);
	}

	void addTo(List<Diagnosis.Advice> advice) {
		untrustedPeers(advice);
		if (noProxy(advice)) {
			return;
		}
		if (this.hops == Integer.MAX_VALUE) {
			everyHop(advice);
		}
		else if (this.hops > 0) {
			hopCount(advice);
		}
		else {
			missingProxy(advice);
			trustedClients(advice);
		}
		directPath(advice);
		missingProof(advice);
		hopLimit(advice);
		failingPolicy(advice);
	}

	/**
	 * The classic: somebody forgot the load balancer.
	 */
	private void untrustedPeers(List<Diagnosis.Advice> advice) {
		long untrusted = this.all.count(RequestOutcome.UNTRUSTED_PEER);
		boolean mostAre = untrusted >= this.all.requests() / 2;
		List<Network> networks = peers((network, tally) -> {
			long count = tally.count(RequestOutcome.UNTRUSTED_PEER);
			return count >= UntrustedPeerLogger.REQUESTS
					&& (network.isPrivate() || (mostAre && count >= this.all.requests() / (2 * MANY_NETWORKS)));
		});
		if (!networks.isEmpty()) {
			long count = sum(networks, (tally) -> tally.count(RequestOutcome.UNTRUSTED_PEER));
			advice
				.add(trust("Peers that are not trusted send forwarding headers, so that the application takes them for"
						+ " its clients. If they are your proxies, trust them; if they are clients, there is nothing to do.",
						"%d of %d requests come with forwarding headers from %s.".formatted(count, this.all.requests(),
								join(networks)) + this.oldLists,
						withEntries(networks)));
		}
	}

	private boolean noProxy(List<Diagnosis.Advice> advice) {
		long notForwarded = this.all.count(RequestOutcome.NOT_FORWARDED);
		if (this.hops <= 0 || notForwarded < mostOf(this.all.requests())
				|| this.seen.peers().size() < SEVERAL_NETWORKS) {
			return false;
		}
		advice.add(trust(
				"There seems to be no proxy in front of the application: any client that sends forwarding"
						+ " headers is believed. Trust nobody.",
				"%d of %d requests have no forwarded address, and they come from %s networks.".formatted(notForwarded,
						this.all.requests(), this.seen.peers().size()),
				List.of("false")));
		return true;
	}

	private void everyHop(List<Diagnosis.Advice> advice) {
		int usual = this.all.usualChain();
		if (this.all.forwarded() < Doctor.ENOUGH || usual == Tally.MAX_CHAIN) {
			return;
		}
		List<Network> networks = forwardingPeers();
		advice.add(trust(
				"Every hop is trusted, so that a client can choose its address, unless the outermost proxy"
						+ " overwrites what clients send. Trust "
						+ ((usual == 1 && !networks.isEmpty()) ? "the addresses of the proxies."
								: "the addresses of the proxies, or as many hops as there are."),
				usualChain(usual) + " " + longer(usual) + " have more. They come from " + join(networks) + ".",
				(usual == 1 && !networks.isEmpty()) ? entries(networks) : List.of(Integer.toString(usual))));
	}

	private void hopCount(List<Diagnosis.Advice> advice) {
		int usual = this.all.usualChain();
		long forwarded = this.all.forwarded();
		if (forwarded < Doctor.ENOUGH || usual == this.hops || usual == Tally.MAX_CHAIN
				|| this.all.chains(usual) < forwarded / 2) {
			return;
		}
		String text = (usual > this.hops)
				? "The hop count is %d. Either there are %d proxies, each of which adds an address, and the application"
						+ " takes one of them for the client; or clients send addresses themselves, and with a larger"
						+ " count they could choose theirs."
				: "The hop count is %d, but there seems to be only %d, as each proxy adds an address: a client can choose"
						+ " its address.";
		advice.add(trust(
				text.formatted(this.hops, usual) + " Count the hops that there are, or better list the"
						+ " addresses of the proxies, the nearest of which are in " + join(forwardingPeers()) + ".",
				usualChain(usual), List.of(Integer.toString(usual))));
	}

	private void missingProxy(List<Diagnosis.Advice> advice) {
		long stopped = this.seen.stoppedBeforeTheEnd();
		if (stopped < Doctor.ENOUGH || stopped < mostOf(this.seen.forwardedByTrusted())) {
			return;
		}
		List<Network> networks = new ArrayList<>();
		long covered = 0;
		for (Map.Entry<Network, Tally> entry : this.seen.clients().entrySet()) {
			if (networks.size() < MANY_NETWORKS && entry.getValue().requests() >= stopped / 100) {
				networks.add(entry.getKey());
				covered += entry.getValue().requests();
			}
		}
		if (covered >= stopped / 10 * 8) {
			advice.add(trust(
					"Behind the proxies that are trusted there seem to be others, which the application takes for"
							+ " its clients. If they are yours, or your provider's, trust them too.",
					"In %d of %d forwarded requests the client is in %s, and there is another address behind it."
						.formatted(covered, this.seen.forwardedByTrusted(), join(networks)) + this.oldLists,
					withEntries(networks)));
		}
	}

	private void trustedClients(List<Diagnosis.Advice> advice) {
		long trusted = this.all.count(RequestOutcome.ALL_TRUSTED);
		List<Network> networks = forwardingPeers();
		if (trusted >= Doctor.ENOUGH && trusted >= this.seen.forwardedByTrusted() / 2 && !networks.isEmpty()
				&& networks.size() < MANY_NETWORKS) {
			advice.add(trust(
					"Clients have trusted addresses, too, so that they can choose another one. Trust the proxies"
							+ " only.",
					"In %d of %d forwarded requests every address is trusted. The proxies are in %s.".formatted(trusted,
							this.seen.forwardedByTrusted(), join(networks)),
					entries(networks)));
		}
	}

	private void directPath(List<Diagnosis.Advice> advice) {
		if (this.all.forwarded() < mostOf(this.all.requests()) / 2) {
			return;
		}
		RequestOutcome[] direct = { RequestOutcome.DIRECT, RequestOutcome.NOT_FORWARDED };
		List<Network> networks = peers((network, tally) -> !network.isPrivate() && tally.forwarded() == 0
				&& tally.count(direct) >= FEW_REQUESTS);
		long requests = sum(networks, (tally) -> tally.count(direct));
		if (networks.isEmpty()) {
			return;
		}
		String evidence = "%d of %d requests come without forwarded addresses from %s.".formatted(requests,
				this.all.requests(), join(networks));
		if (this.hops > 0) {
			advice.add(trust(
					"There seems to be a way around the proxies, and hops are trusted whoever they are: who"
							+ " takes it can choose an address. Close it, and trust the addresses of the proxies.",
					evidence, entries(forwardingPeers())));
		}
		else {
			advice.add(new Diagnosis.Advice(
					"There seems to be a way around the proxies. Nobody on it is trusted, but what"
							+ " the proxies check is not checked there. If it is not meant to be, close it in the network.",
					evidence, null, null));
		}
	}

	/**
	 * Others who share the addresses of a provider cannot be told from a proxy that is
	 * not set up yet.
	 */
	private void missingProof(List<Diagnosis.Advice> advice) {
		new TreeMap<>(this.seen.notProven()).forEach((source, count) -> {
			String text = this.seen.outOfReach().contains(source)
					? "'%s' is asked for a certificate, and stands behind another proxy: only the peer of the application"
							+ " can present one. Ask for a header instead, with trust-proxy.sources.%1$s.proof.header, or"
							+ " let that proxy check the certificate."
					: "Requests come from '%s' without the proof that they are yours, and nothing that it says is believed"
							+ " then. Either others send them who share its addresses, or it does not send what is asked"
							+ " for. The logger io.github.trustproxy.Explanation says at TRACE what is missing.";
			advice.add(new Diagnosis.Advice(text.formatted(source),
					"%d of %d requests come from %s without proof.".formatted(count, this.all.requests(), source), null,
					null));
		});
	}

	/**
	 * A proxy that is one too many cannot be told from others who send from addresses
	 * that are trusted, and who are what the limit is for.
	 */
	private void hopLimit(List<Diagnosis.Advice> advice) {
		long limited = this.all.count(RequestOutcome.HOP_LIMIT);
		int usual = this.all.usualChain();
		if (limited >= Doctor.ENOUGH && limited >= this.all.forwarded() / 2 && usual > this.settings.maxHops()) {
			advice.add(new Diagnosis.Advice(
					"trust-proxy.max-hops ends the walk. If you have more proxies than that, the application takes"
							+ " one of them for the client: set it to their number. If you have not, leave it as it is,"
							+ " because clients that come from trusted addresses could choose another one.",
					limited + " requests. " + usualChain(usual), TRUST + ".max-hops", Integer.toString(usual)));
		}
	}

	private void failingPolicy(List<Diagnosis.Advice> advice) {
		long failed = this.all.count(RequestOutcome.POLICY_FAILED);
		if (failed > 0) {
			advice.add(new Diagnosis.Advice(
					"The TrustPolicy bean throws exceptions, and nobody is trusted then. The log"
							+ " has the first one, and at DEBUG the others.",
					"%d of %d requests.".formatted(failed, this.all.requests()), null, null));
		}
	}

	private String usualChain(int usual) {
		return "%d of %d forwarded requests have %d forwarded %s.".formatted(this.all.chains(usual),
				this.all.forwarded(), usual, (usual == 1) ? "address" : "addresses");
	}

	private long longer(int usual) {
		long longer = 0;
		for (int length = usual + 1; length <= Tally.MAX_CHAIN; length++) {
			longer += this.all.chains(length);
		}
		return longer;
	}

	private static long mostOf(long requests) {
		return requests - requests / 10;
	}

	/**
	 * Return the networks that proxies are in: a few requests with a forged header make
	 * no proxy.
	 */
	private List<Network> forwardingPeers() {
		return peers((network, tally) -> tally.forwarded() >= FEW_REQUESTS
				&& tally.forwarded() >= this.all.forwarded() / (2 * MANY_NETWORKS));
	}

	private List<Network> peers(BiPredicate<Network, Tally> predicate) {
		return this.seen.peers()
			.entrySet()
			.stream()
			.filter((entry) -> predicate.test(entry.getKey(), entry.getValue()))
			.map(Map.Entry::getKey)
			.limit(MANY_NETWORKS)
			.toList();
	}

	private long sum(List<Network> networks, ToLongFunction<Tally> count) {
		return this.seen.peers()
			.entrySet()
			.stream()
			.filter((entry) -> networks.contains(entry.getKey()))
			.mapToLong((entry) -> count.applyAsLong(entry.getValue()))
			.sum();
	}

	private static String join(List<Network> networks) {
		return networks.isEmpty() ? "many networks"
				: String.join(", ", networks.stream().map(Network::toString).toList());
	}

	private static List<String> entries(List<Network> networks) {
		Set<String> entries = new LinkedHashSet<>();
		networks.forEach((network) -> entries.add(network.isLoopback() ? "loopback" : network.toString()));
		return List.copyOf(entries);
	}

	/**
	 * Return the entries of the setting with those of networks.
	 */
	private List<String> withEntries(List<Network> networks) {
		Set<String> entries = new LinkedHashSet<>();
		if (this.hops < 0) {
			this.settings.properties()
				.stream()
				.filter(isTrust())
				.findFirst()
				.ifPresent((property) -> entries.addAll(List.of(property.value().split(","))));
		}
		entries.addAll(entries(networks));
		return List.copyOf(entries);
	}

	/**
	 * Make an advice to set trust-proxy. A bean that takes its place has to be changed
	 * instead.
	 */
	private Diagnosis.Advice trust(String text, String evidence, List<String> entries) {
		if (this.hops < 0 && this.settings.ranges().isEmpty()) {
			return new Diagnosis.Advice(text + " The TrustPolicy bean decides.", evidence, null, null);
		}
		String property = this.settings.properties()
			.stream()
			.filter(isTrust())
			.map(TrustProxySettings.SetProperty::name)
			.findFirst()
			.orElse(TRUST);
		return new Diagnosis.Advice(text, evidence, property, String.join(",", entries));
	}

	private static Predicate<TrustProxySettings.SetProperty> isTrust() {
		return (property) -> property.name().equals(TRUST) || property.name().equals(TRUST + ".trust");
	}

}
