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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.trustproxy.Network;
import io.github.trustproxy.observe.ObservedTraffic;
import io.github.trustproxy.observe.RequestOutcome;
import io.github.trustproxy.observe.Tally;
import io.github.trustproxy.source.SourceRefresher;
import io.github.trustproxy.source.SourceState;
import io.github.trustproxy.source.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Says what is probably wrong with the setting, from what was seen of the requests. It
 * cannot know what stands in front of the application: each advice has its evidence, and
 * whoever reads it decides.
 *
 * @since 0.1.0
 */
public final class Doctor {

	/** With fewer requests everything is a coincidence. */
	static final int ENOUGH = 20;

	private static final int SHOWN_PEERS = 16;

	/** In seconds. */
	private static final double DAY = 86_400;

	private final ObservedTraffic traffic;

	private final TrustProxySettings settings;

	private final @Nullable SourceRefresher sources;

	/**
	 * Create a doctor.
	 * @param traffic what was seen
	 * @param settings the settings that are in effect
	 * @param sources looks after the sources that are trusted, {@code null} without any
	 */
	public Doctor(ObservedTraffic traffic, TrustProxySettings settings, @Nullable SourceRefresher sources) {
		this.traffic = traffic;
		this.settings = settings;
		this.sources = sources;
	}

	/**
	 * Return what is probably wrong.
	 * @return the diagnosis up to now
	 */
	public Diagnosis diagnose() {
		ObservedTraffic.Snapshot seen = this.traffic.snapshot();
		List<Diagnosis.Advice> advice = new ArrayList<>();
		if (seen.all().requests() >= ENOUGH) {
			new TrustAdvice(this.settings, seen, oldLists()).addTo(advice);
			new HeaderAdvice(this.settings, seen).addTo(advice);
		}
		List<Diagnosis.Peers> peers = new ArrayList<>();
		seen.peers().entrySet().stream().limit(SHOWN_PEERS).forEach((entry) -> peers.add(peers(entry)));
		return new Diagnosis(seen.all().requests(), outcomes(seen.all()), peers, advice);
	}

	/**
	 * Return which lists may lack the newest proxies.
	 */
	private String oldLists() {
		StringBuilder text = new StringBuilder();
		if (this.sources != null) {
			for (SourceStatus status : this.sources.statuses()) {
				long days = (long) (this.sources.figures(status.name()).age() / DAY);
				if (status.state() == SourceState.FAILED) {
					text.append(" The source '").append(status.name()).append("' has no list.");
				}
				else if (days > 0) {
					text.append(" The list of '").append(status.name()).append("' is ").append(days);
					text.append((days == 1) ? " day old." : " days old.");
				}
			}
		}
		return text.toString();
	}

	private static Diagnosis.Peers peers(Map.Entry<Network, Tally> entry) {
		Tally tally = entry.getValue();
		Map<Integer, Long> addresses = new TreeMap<>();
		for (int length = 0; length <= Tally.MAX_CHAIN; length++) {
			if (tally.chains(length) > 0) {
				addresses.put(length, tally.chains(length));
			}
		}
		return new Diagnosis.Peers(entry.getKey().toString(), tally.requests(), outcomes(tally), addresses);
	}

	private static Map<RequestOutcome, Long> outcomes(Tally tally) {
		Map<RequestOutcome, Long> outcomes = new EnumMap<>(RequestOutcome.class);
		for (RequestOutcome outcome : RequestOutcome.values()) {
			if (tally.count(outcome) > 0) {
				outcomes.put(outcome, tally.count(outcome));
			}
		}
		return outcomes;
	}

}
