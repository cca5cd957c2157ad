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

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.github.trustproxy.DecidedRequest;

/**
 * Warns, once, if the forwarded host seems to come from clients. Whether a proxy sets it
 * cannot be known at the start, but one that does sets it in every request: a few
 * requests that have it among many that do not are those of clients who try.
 *
 * @since 0.1.0
 */
public final class ForwardedHostLogger implements RequestListener {

	static final int SAMPLE = 1000;

	/** At most one of so many. */
	private static final int FEW = 20;

	private static final long REQUEST = 1;

	private static final long REQUEST_WITH_HOST = (1L << 32) + REQUEST;

	private final String header;

	private final Consumer<String> log;

	/**
	 * The requests of the sample, in the lower half, and how many of them have a host.
	 * When threads meet, requests get lost, which costs less than to count them all. They
	 * get lost from both numbers, because these are one.
	 */
	private final AtomicLong sample = new AtomicLong();

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Create a logger.
	 * @param header the header that has the host
	 * @param log takes the warning
	 */
	public ForwardedHostLogger(String header, Consumer<String> log) {
		this.header = header;
		this.log = log;
	}

	@Override
	public void onRequest(DecidedRequest<?> request, RequestOutcome outcome) {
		if (this.warned.getPlain() || !request.peerTrusted() || request.client().distance() == 0) {
			return;
		}
		boolean hasHost = request.origin().host() != null;
		long sample = this.sample.getOpaque() + (hasHost ? REQUEST_WITH_HOST : REQUEST);
		boolean complete = (int) sample == SAMPLE;
		this.sample.setOpaque(complete ? 0 : sample);
		if (complete) {
			look((int) (sample >>> 32));
		}
	}

	/**
	 * Return whether a host seems to be what clients send, and not what a proxy sets.
	 * @param forwarded how many requests trusted proxies forwarded
	 * @param withHost how many of them have a forwarded host
	 * @return {@code true} if a few of many have one
	 */
	public static boolean isChosenByClients(long forwarded, long withHost) {
		return forwarded >= SAMPLE && withHost > 0 && withHost <= forwarded / FEW;
	}

	private void look(int withHost) {
		if (isChosenByClients(SAMPLE, withHost) && this.warned.compareAndSet(false, true)) {
			this.log
				.accept(("Of %d requests that trusted proxies forwarded, %d had a host in %s. A proxy that sets it does so"
						+ " in every request, so that these are probably from clients, who choose the host of links and"
						+ " redirects then. Leave 'host' out of trust-proxy.headers, or set trust-proxy.allowed-hosts.")
					.formatted(SAMPLE, withHost, this.header));
		}
	}

}
