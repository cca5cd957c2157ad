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

package io.github.trustproxy.source;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.github.trustproxy.InvalidSettingException;
import io.github.trustproxy.LivePolicy;
import io.github.trustproxy.Provider;
import io.github.trustproxy.SourceList;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustSources;
import io.github.trustproxy.TrustSpec;
import org.jspecify.annotations.Nullable;

/**
 * The sources that a setting names, and the policy that trusts them. Whoever looks after
 * the sources calls {@link #refresh} from time to time, always on the same thread.
 *
 * @since 0.1.0
 */
public final class KeptSources {

	private final Clock clock;

	private final List<String> entries;

	private final Map<String, KeptSource> sources = new LinkedHashMap<>();

	private final LivePolicy policy;

	private final TrustSpec spec;

	/**
	 * Create the sources of a setting. Nothing is read yet, so that they trust nobody,
	 * except those whose list stands in the jar or the setting.
	 * @param entries the setting
	 * @param settings the sources that have been set up
	 * @param clock tells the time
	 * @param random shifts the times of refreshing
	 * @param cacheDirectory where lists that were fetched survive a restart, or
	 * {@code null} if they do not
	 * @throws InvalidSettingException if an entry is none, or would be unsafe
	 */
	public KeptSources(List<String> entries, Collection<SourceSettings> settings, Clock clock, RandomGenerator random,
			@Nullable Path cacheDirectory) {
		this(entries, settings, clock, new SourceFactory(DnsReader.SYSTEM, random, cacheDirectory));
	}

	KeptSources(List<String> entries, Collection<SourceSettings> settings, Clock clock, SourceFactory factory) {
		this.clock = clock;
		List<String> shown = new ArrayList<>();
		Map<String, SourceSettings> named = new LinkedHashMap<>();
		settings.forEach((source) -> named.put(source.name(), source));
		Map<String, String> written = new LinkedHashMap<>();
		for (String entry : entries) {
			String name = SourceEntry.shown(entry);
			shown.add(name);
			if (!entry.equals(written.computeIfAbsent(name, (key) -> entry))) {
				throw new InvalidSettingException(name,
						"Two URLs differ only in what may be a secret and is never shown."
								+ " Give them names below trust-proxy.sources.");
			}
			SourceSettings source = named.get(entry);
			if (source == null && SourceEntry.isSource(entry)) {
				source = SourceSettings.of(entry);
			}
			if (source != null && !this.sources.containsKey(name)) {
				this.sources.put(name, create(factory, source));
			}
		}
		this.entries = List.copyOf(shown);
		Instant now = clock.instant();
		this.sources.values().forEach((source) -> source.update(now));
		this.spec = compile(named.keySet());
		this.policy = new LivePolicy(this.spec);
	}

	/**
	 * Return whether there is a place that does not change where a provider publishes its
	 * list.
	 * @param provider the provider
	 * @return whether there is
	 */
	public static boolean isPublished(Provider provider) {
		return SourceFactory.url(provider) != null;
	}

	private static KeptSource create(SourceFactory factory, SourceSettings settings) {
		try {
			return factory.create(settings);
		}
		catch (InvalidSettingException ex) {
			throw new InvalidSourceException(settings.name(), ex.getValue(), ex.getReason());
		}
	}

	private TrustSpec compile(Collection<String> names) {
		return TrustSpec.parse(this.entries, new TrustSources() {

			@Override
			public @Nullable SourceList find(String entry) {
				KeptSource source = KeptSources.this.sources.get(entry);
				return (source != null) ? source.trusted() : null;
			}

			@Override
			public Collection<String> names() {
				return names;
			}

		});
	}

	/**
	 * Return the setting, as it was understood at first.
	 * @return the setting
	 */
	public TrustSpec spec() {
		return this.spec;
	}

	/**
	 * Return what is allowed in the settings of sources but probably not meant.
	 * @return full sentences for the operator by the name of the source
	 */
	public Map<String, List<String>> warnings() {
		Map<String, List<String>> warnings = new LinkedHashMap<>();
		this.sources.forEach((name, source) -> warnings.put(name, source.warnings()));
		return warnings;
	}

	/**
	 * Return who is trusted.
	 * @return a policy that follows the sources
	 */
	public TrustPolicy policy() {
		return isRefreshed() ? this.policy : this.spec.policy();
	}

	/**
	 * Return whether any of the sources is ever read again.
	 * @return whether somebody has to look after them
	 */
	public boolean isRefreshed() {
		return lists().stream().anyMatch(KeptList::isRefreshed);
	}

	private List<KeptList> lists() {
		return this.sources.values().stream().flatMap((source) -> source.lists().stream()).toList();
	}

	/**
	 * Read all lists for the first time, and put them in place.
	 * @param listener is told of those that have none
	 */
	public void load(SourceListener listener) {
		lists().forEach((list) -> list.restore(this.clock.instant()));
		// Others may take long
		replace(this.clock.instant());
		read(lists());
		publish(listener, true);
	}

	private void read(List<KeptList> lists) {
		lists.stream().filter(KeptList::isRefreshed).forEach((list) -> list.refresh(this.clock.instant()));
	}

	/**
	 * Refuse a start without the lists that are required.
	 * @throws InvalidSettingException if one of them is missing
	 */
	public void checkRequired() {
		for (KeptSource source : this.sources.values()) {
			String missing = source.missing(this.clock.instant());
			if (missing != null) {
				throw new InvalidSourceException(source.name(), String.join(",", source.from()),
						"There is no list, and nobody would be trusted. " + missing + " To start without it, give the"
								+ " source a name below trust-proxy.sources, and set its 'required' to 'false'.");
			}
		}
	}

	/**
	 * Do what is due: read lists again, and give up those that are too old.
	 * @param listener is told what changed
	 * @return how long there is nothing to do, or {@code null} if there never is again
	 */
	public @Nullable Duration refresh(SourceListener listener) {
		for (KeptList list : lists()) {
			Instant next = list.due(this.clock.instant());
			if (next != null && !next.isAfter(this.clock.instant()) && list.isRefreshed()) {
				list.refresh(this.clock.instant());
			}
		}
		publish(listener, false);
		Instant now = this.clock.instant();
		return lists().stream()
			.map((list) -> list.due(now))
			.filter(Objects::nonNull)
			.min(Instant::compareTo)
			.map((due) -> due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO)
			.orElse(null);
	}

	/**
	 * Read the lists of one source again, whether or not they are due.
	 * @param name the name of the source
	 * @param listener is told what changed
	 * @return the source, or {@code null} if there is none of that name
	 */
	public @Nullable SourceStatus refresh(String name, SourceListener listener) {
		KeptSource source = this.sources.get(name);
		if (source == null) {
			return null;
		}
		read(source.lists());
		publish(listener, false);
		return source.status(this.clock.instant());
	}

	/**
	 * Return whether somebody was writing the list of a source at the last look.
	 */
	boolean isUnfinished(String name) {
		KeptSource source = this.sources.get(name);
		return source != null && source.lists().stream().anyMatch(KeptList::isUnfinished);
	}

	/**
	 * Put what is good now in place, all of it with one write.
	 * @return the sources that are others now, with what was trusted before
	 */
	private Map<KeptSource, SourceList> replace(Instant now) {
		Map<KeptSource, SourceList> before = new LinkedHashMap<>();
		for (KeptSource source : this.sources.values()) {
			SourceList trusted = source.trusted();
			if (source.update(now)) {
				before.put(source, trusted);
			}
		}
		if (!before.isEmpty()) {
			this.policy.replace(compile(List.of()));
		}
		return before;
	}

	private void publish(SourceListener listener, boolean first) {
		Instant now = this.clock.instant();
		replace(now).forEach((source, list) -> {
			if (!first) {
				tell(listener, source, list, now);
			}
		});
		this.sources.values().stream().filter((source) -> source.hasNewState(now)).forEach((source) -> {
			SourceStatus status = source.status(now);
			if (!first || status.error() != null) {
				listener.stateChanged(status);
			}
		});
		lists().stream().map(KeptList::newCacheError).filter(Objects::nonNull).forEach(listener::cacheFailed);
	}

	private static void tell(SourceListener listener, KeptSource source, SourceList before, Instant now) {
		Set<String> added = new LinkedHashSet<>(source.trusted().ranges());
		Set<String> removed = new LinkedHashSet<>(before.ranges());
		before.ranges().forEach(added::remove);
		source.trusted().ranges().forEach(removed::remove);
		if (added.isEmpty() && removed.isEmpty()) {
			return;
		}
		source.changed(now + ": " + added.size() + " added, " + removed.size() + " removed");
		listener.listChanged(source.status(now), List.copyOf(added), List.copyOf(removed));
	}

	/**
	 * Return what is known of a source, in numbers.
	 * @param name the name of a source that is trusted
	 * @return the numbers
	 */
	public SourceFigures figures(String name) {
		return Objects.requireNonNull(this.sources.get(name)).figures(this.clock.instant());
	}

	/**
	 * Return all sources that are trusted, for the operator.
	 * @return the sources, in the order of the setting
	 */
	public List<SourceStatus> statuses() {
		Instant now = this.clock.instant();
		return this.sources.values().stream().map((source) -> source.status(now)).toList();
	}

}
