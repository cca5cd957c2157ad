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

package io.github.trustproxy.autoconfigure;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.github.trustproxy.Decision;
import io.github.trustproxy.DecisionListener;
import io.github.trustproxy.RequestReader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns, once, if the forwarded host seems to come from clients. Whether a proxy sets it
 * cannot be known at the start, but one that does sets it in every request: a few
 * requests that have it among many that do not are those of clients who try.
 */
final class ForwardedHostLogger implements DecisionListener {

	static final int SAMPLE = 1000;

	private static final int FEW = SAMPLE / 20;

	private static final long REQUEST = 1;

	private static final long REQUEST_WITH_HOST = (1L << 32) + REQUEST;

	private static final Log logger = LogFactory.getLog(ForwardedHostLogger.class);

	private final String header;

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
	 */
	ForwardedHostLogger(String header) {
		this.header = header;
	}

	@Override
	public <R> void onDecision(R request, RequestReader<R> reader, Decision decision) {
		if (this.warned.getPlain() || decision.client().distance() == 0) {
			return;
		}
		boolean hasHost = decision.origin().host() != null;
		long sample = this.sample.getOpaque() + (hasHost ? REQUEST_WITH_HOST : REQUEST);
		boolean complete = (int) sample == SAMPLE;
		this.sample.setOpaque(complete ? 0 : sample);
		if (complete) {
			look((int) (sample >>> 32));
		}
	}

	private void look(int withHost) {
		if (withHost > 0 && withHost <= FEW && this.warned.compareAndSet(false, true)) {
			logger
				.warn(("Of %d requests that trusted proxies forwarded, %d had a host in %s. A proxy that sets it does so"
						+ " in every request, so that these are probably from clients, who choose the host of links and"
						+ " redirects then. Leave 'host' out of trust-proxy.headers, or set trust-proxy.allowed-hosts.")
					.formatted(SAMPLE, withHost, this.header));
		}
	}

}
