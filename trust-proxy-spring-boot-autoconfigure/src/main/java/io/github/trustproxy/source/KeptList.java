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

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import io.github.trustproxy.SourceList;
import org.jspecify.annotations.Nullable;

/**
 * The list of one entry, and how it is kept: the last good one is believed until there is
 * another, or until it is too old. Looked after by one thread, and read by others.
 */
final class KeptList {

	private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	/** After so long a look that was to come has not come. */
	private static final Duration OVERDUE = Duration.ofMinutes(1);

	private static final Duration UNFINISHED_PAUSE = Duration.ofSeconds(1);

	private static final double JITTER = 0.1;

	private final ListReader reader;

	private final @Nullable ListCache cache;

	private final Rules rules;

	private final RandomGenerator random;

	/** Written by the thread that looks after the list, like the counts. */
	private volatile State state;

	private volatile boolean unfinished;

	private volatile long successes;

	private volatile long failures;

	/**
	 * Create a list.
	 * @param snapshot the list of the jar or of the setting, or {@code null} if there is
	 * none
	 * @param reader reads the list
	 * @param cache where the list survives a restart, or {@code null} if it does not
	 * @param rules how it is kept
	 * @param random shifts the times, so that not all applications ask at once
	 */
	KeptList(@Nullable SourceList snapshot, ListReader reader, @Nullable ListCache cache, Rules rules,
			RandomGenerator random) {
		this.reader = reader;
		this.cache = cache;
		this.rules = rules;
		this.random = random;
		this.state = new State(snapshot, null, null, (rules.refresh() != null) ? Instant.MIN : null, null, null);
	}

	Rules rules() {
		return this.rules;
	}

	/**
	 * Return whether the list is ever read again.
	 */
	boolean isRefreshed() {
		return this.rules.refresh() != null;
	}

	/**
	 * Return when something has to be done: to look again, or to give up a list that is
	 * too old.
	 * @return the time, or {@code null} if nothing ever has to be done
	 */
	@Nullable Instant due(Instant now) {
		Instant next = this.state.next();
		Instant expiry = expiry();
		return (next != null && expiry != null && expiry.isAfter(now) && expiry.isBefore(next)) ? expiry : next;
	}

	/**
	 * Return until when the list is believed. One that is looked for less often than it
	 * is believed has not failed before anybody has looked.
	 */
	private @Nullable Instant expiry() {
		State state = this.state;
		Duration maxAge = this.rules.maxAge();
		if (state.good() == null || maxAge == null) {
			return null;
		}
		Instant expiry = state.good().plus(maxAge);
		Instant overdue = (state.error() == null && state.next() != null) ? state.next().plus(OVERDUE) : expiry;
		return overdue.isAfter(expiry) ? overdue : expiry;
	}

	/**
	 * Take the list of before the restart. It is as old as it was then, so that a server
	 * that is gone for good is not believed for longer.
	 */
	void restore(Instant now) {
		ListCache.Cached cached = (this.cache != null) ? this.cache.read(now) : null;
		SourceList snapshot = this.state.list();
		if (cached == null || (snapshot != null && snapshot.isOfDayAfter(cached.fetched()))) {
			return;
		}
		try {
			this.rules.check(null, cached.list());
			this.state = new State(cached.list(), cached.fetched(), null, this.state.next(), null, null);
			this.reader.restored(cached.version());
		}
		catch (UnusableListException ex) {
			// Of another source with the same URL, which may have more than this one
		}
	}

	/**
	 * Return what went wrong with what has to survive a restart, once.
	 */
	@Nullable String newCacheError() {
		return (this.cache != null) ? this.cache.newError() : null;
	}

	/**
	 * Look for another list now. A try that fails does not make the list younger.
	 */
	void refresh(Instant now) {
		Duration refresh = this.rules.refresh();
		State before = this.state;
		try {
			ListReader.Reading reading = this.reader.read();
			Instant next = (refresh != null) ? now.plus(shifted(refresh)) : null;
			this.unfinished = !reading.finished();
			if (this.unfinished) {
				this.state = new State(before.list(), before.good(), now, now.plus(UNFINISHED_PAUSE), before.error(),
						before.pause());
				return;
			}
			SourceList list = before.list();
			if (reading.list() != null) {
				this.rules.check(list, reading.list());
				list = reading.list();
				this.reader.taken();
			}
			this.state = new State(list, now, now, next, null, null);
			this.successes = this.successes + 1;
			if (this.cache != null && list != null) {
				this.cache.write(list, now, this.reader.version());
			}
		}
		catch (UnusableListException | RuntimeException ex) {
			if (Thread.currentThread().isInterrupted()) {
				// The application is being closed, which says nothing about the list
				return;
			}
			this.failures = this.failures + 1;
			Duration pause = (refresh != null) ? pause(before.pause(), refresh) : null;
			this.state = new State(before.list(), before.good(), now, (pause != null) ? now.plus(shifted(pause)) : null,
					(ex instanceof UnusableListException) ? ex.getMessage() : "It cannot be read: " + ex + ".", pause);
		}
	}

	private static Duration pause(@Nullable Duration last, Duration refresh) {
		if (last == null) {
			return (refresh.compareTo(FIRST_PAUSE) < 0) ? refresh : FIRST_PAUSE;
		}
		Duration longest = (refresh.compareTo(LONGEST_PAUSE) > 0) ? refresh : LONGEST_PAUSE;
		Duration doubled = last.multipliedBy(2);
		return (doubled.compareTo(longest) < 0) ? doubled : longest;
	}

	private Duration shifted(Duration duration) {
		double factor = 1 + JITTER * (2 * this.random.nextDouble() - 1);
		return Duration.ofMillis((long) (duration.toMillis() * factor));
	}

	/**
	 * Return what is trusted.
	 * @return the list, or {@code null} if there is none or it is too old
	 */
	@Nullable SourceList list(Instant now) {
		return isExpired(now) ? null : this.state.list();
	}

	private boolean isExpired(Instant now) {
		Instant expiry = expiry();
		return expiry != null && !expiry.isAfter(now);
	}

	/**
	 * Return when the list was last known to be good.
	 */
	@Nullable Instant good() {
		return this.state.good();
	}

	/**
	 * Return whether somebody was writing the list at the last look.
	 */
	boolean isUnfinished() {
		return this.unfinished;
	}

	long successes() {
		return this.successes;
	}

	long failures() {
		return this.failures;
	}

	SourceState sourceState(Instant now) {
		State state = this.state;
		if (state.list() == null) {
			return SourceState.FAILED;
		}
		if (isExpired(now)) {
			return SourceState.EXPIRED;
		}
		if (state.error() != null) {
			return SourceState.STALE;
		}
		return (state.good() != null) ? SourceState.FRESH : SourceState.SNAPSHOT;
	}

	@Nullable Instant checked() {
		return this.state.checked();
	}

	@Nullable Instant next() {
		Instant next = this.state.next();
		return Instant.MIN.equals(next) ? null : next;
	}

	@Nullable String error() {
		return this.state.error();
	}

	/**
	 * How a list is kept.
	 *
	 * @param refresh how often it is looked for another one, or {@code null} for never
	 * @param maxAge how long it is believed, or {@code null} for ever
	 * @param required whether there has to be one at the start
	 * @param guard whether one that changed too much is refused
	 * @param keepsFamilies whether one is refused that has lost all addresses of a family
	 * @param ofProvider whether one is refused that has addresses which no provider has
	 */
	record Rules(@Nullable Duration refresh, @Nullable Duration maxAge, boolean required, Guard guard,
			boolean keepsFamilies, boolean ofProvider) {

		private static final double LEAST = 0.5;

		private static final double MOST = 4;

		void check(@Nullable SourceList before, SourceList after) throws UnusableListException {
			String special = this.ofProvider ? after.findSpecial() : null;
			if (special != null) {
				throw new UnusableListException("It has addresses that no provider has: '" + special + "'.");
			}
			if (before == null) {
				return;
			}
			check("IPv4", before.addresses(true), after.addresses(true));
			check("IPv6", before.addresses(false), after.addresses(false));
		}

		private void check(String family, double before, double after) throws UnusableListException {
			if (before == 0) {
				return;
			}
			if (this.keepsFamilies && after == 0) {
				throw new UnusableListException("It has no addresses of " + family + " any more.");
			}
			if (this.guard == Guard.STRICT && (after < before * LEAST || after > before * MOST)) {
				throw new UnusableListException("Its addresses of " + family + " are "
						+ ((after < before) ? "less than half" : "more than four times") + " those of the last list,"
						+ " which 'guard: strict' refuses.");
			}
		}

	}

	/**
	 * What is known.
	 *
	 * @param list the last good list
	 * @param good when it was last known to be good
	 * @param checked when it was last looked
	 * @param next when it is looked again
	 * @param error why the last look failed
	 * @param pause how long it was waited after that
	 */
	private record State(@Nullable SourceList list, @Nullable Instant good, @Nullable Instant checked,
			@Nullable Instant next, @Nullable String error, @Nullable Duration pause) {

	}

}
