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

package io.github.trustproxy.observe;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.Network;
import org.jspecify.annotations.Nullable;

/**
 * Warns of a proxy that somebody forgot to trust: a peer that keeps sending forwarding
 * headers and is not trusted. Clients can send them as well, so that what they can cause
 * is limited: each network is warned about once, and all that are on the Internet count
 * as one. Nothing waits here: a request that meets another one is not looked at.
 *
 * @since 0.1.0
 */
public final class UntrustedPeerLogger implements RequestListener {

	/** With fewer requests, a network is none of a proxy. */
	public static final int REQUESTS = 20;

	static final int MAX_WARNINGS = 8;

	static final int MAX_NETWORKS = 64;

	private static final long MINUTE = 60_000_000_000L;

	private final String remedy;

	private final @Nullable LongSupplier nanoTime;

	private final Consumer<String> log;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<Network, Sender> senders = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Network, Sender> eldest) {
			return size() > MAX_NETWORKS;
		}

	};

	/** Replaced with each warning, so that it is read without the lock. */
	private volatile Set<Network> warned = Set.of();

	private volatile boolean warnedAboutTheInternet;

	private volatile boolean silent;

	/**
	 * Create a logger.
	 * @param remedy says what to do with the networks of proxies: a format with one
	 * argument
	 * @param nanoTime the time, {@code null} for that of the machine
	 * @param log takes the warnings
	 */
	public UntrustedPeerLogger(String remedy, @Nullable LongSupplier nanoTime, Consumer<String> log) {
		this.remedy = remedy;
		this.nanoTime = nanoTime;
		this.log = log;
	}

	@Override
	public void onRequest(DecidedRequest<?> request, RequestOutcome outcome) {
		if (this.silent || outcome != RequestOutcome.UNTRUSTED_PEER) {
			return;
		}
		// Those who forge headers for a long time have been warned about for a long time
		Network network = Network.ofPeer(request.client());
		if (network != null && !isWarned(network) && isSuspicious(network)) {
			this.log
				.accept(("Peers in the network %s keep sending forwarding headers, but are not trusted: the application"
						+ " takes them for its clients. If they are proxies of yours, %s. If they are clients, they forge"
						+ " these headers, and nothing needs to be done. %s are not warned about again.")
					.formatted(network, this.remedy.formatted(network),
							network.isPrivate() ? "They" : "They, and all others on the Internet,"));
		}
	}

	/**
	 * Return whether it is time to warn about a network.
	 */
	private boolean isSuspicious(Network network) {
		if (!this.lock.tryLock()) {
			return false;
		}
		try {
			return !isWarned(network) && isFrequent(network) && warn(network);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isWarned(Network network) {
		return this.warned.contains(network) || (this.warnedAboutTheInternet && !network.isPrivate());
	}

	private boolean isFrequent(Network network) {
		long now = (this.nanoTime != null) ? this.nanoTime.getAsLong() : System.nanoTime();
		Sender sender = this.senders.computeIfAbsent(network, (key) -> new Sender(now));
		return sender.add(now) >= REQUESTS;
	}

	private boolean warn(Network network) {
		this.senders.remove(network);
		Set<Network> warned = new HashSet<>(this.warned);
		warned.add(network);
		this.warned = warned;
		if (!network.isPrivate()) {
			this.warnedAboutTheInternet = true;
		}
		this.silent = warned.size() == MAX_WARNINGS;
		return true;
	}

	/**
	 * The requests of a network within a minute.
	 */
	private static final class Sender {

		private long start;

		private int count;

		Sender(long start) {
			this.start = start;
		}

		int add(long now) {
			if (now - this.start > MINUTE) {
				this.start = now;
				this.count = 0;
			}
			return ++this.count;
		}

	}

}
