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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.trustproxy.Proof;
import io.github.trustproxy.SourceList;
import org.jspecify.annotations.Nullable;

/**
 * A source with a name: the lists of its entries together.
 */
final class KeptSource {

	private final String name;

	private final String kind;

	private final List<String> from;

	private final List<KeptList> lists;

	private final List<String> warnings;

	private final @Nullable Proof proof;

	/** What was put in place last. */
	private volatile SourceList trusted;

	private volatile @Nullable String changed;

	/** What the list is made of that is trusted. */
	private List<SourceList> parts = List.of();

	private SourceState reported = SourceState.SNAPSHOT;

	KeptSource(String name, String kind, List<String> from, List<KeptList> lists, List<String> warnings,
			@Nullable Proof proof) {
		this.name = name;
		this.kind = kind;
		this.from = from;
		this.lists = lists;
		this.warnings = warnings;
		this.proof = proof;
		this.trusted = SourceList.of(name, null, List.of()).with(proof);
	}

	String name() {
		return this.name;
	}

	List<String> from() {
		return this.from;
	}

	List<KeptList> lists() {
		return this.lists;
	}

	/**
	 * Return what is allowed in the setting but probably not meant.
	 */
	List<String> warnings() {
		return this.warnings;
	}

	SourceList trusted() {
		return this.trusted;
	}

	/**
	 * Put the lists of this moment together, and take the result for what is trusted.
	 * @return whether it is another one than before
	 */
	boolean update(Instant now) {
		List<SourceList> parts = this.lists.stream().map((list) -> list.list(now)).filter(Objects::nonNull).toList();
		// The lists are the very same objects as long as nobody has read others
		if (parts.equals(this.parts)) {
			return false;
		}
		this.parts = parts;
		this.trusted = SourceList.union(this.name, parts).with(this.proof);
		return true;
	}

	void changed(String changed) {
		this.changed = changed;
	}

	/**
	 * Return whether the state is another one than when this was asked last.
	 */
	boolean hasNewState(Instant now) {
		SourceState state = state(now);
		boolean changed = state != this.reported;
		this.reported = state;
		return changed;
	}

	/**
	 * Return the entry that is required and has no list.
	 */
	@Nullable String missing(Instant now) {
		return this.lists.stream()
			.filter((list) -> list.rules().required() && list.list(now) == null)
			.map((list) -> Objects.requireNonNullElse(list.error(), "There is no answer yet."))
			.findFirst()
			.orElse(null);
	}

	private SourceState state(Instant now) {
		SourceState worst = SourceState.SNAPSHOT;
		for (KeptList list : this.lists) {
			SourceState state = list.sourceState(now);
			worst = (state.compareTo(worst) > 0) ? state : worst;
		}
		return worst;
	}

	SourceStatus status(Instant now) {
		SourceList trusted = this.trusted;
		List<String> errors = new ArrayList<>();
		Instant checked = null;
		Instant next = null;
		for (KeptList list : this.lists) {
			if (list.error() != null) {
				errors.add(list.error());
			}
			checked = latest(checked, list.checked());
			Instant listNext = list.next();
			next = (next == null || (listNext != null && listNext.isBefore(next))) ? listNext : next;
		}
		return new SourceStatus(this.name, this.kind, String.join(", ", this.from), trusted.size(), trusted.date(),
				checked, next, state(now), errors.isEmpty() ? null : String.join(" ", errors), this.changed,
				(this.proof != null) ? this.proof.toString() : null);
	}

	/**
	 * Return how much is known of the source, in numbers.
	 */
	SourceFigures figures(Instant now) {
		Instant oldest = null;
		long successes = 0;
		long failures = 0;
		for (KeptList list : this.lists) {
			Instant good = list.good();
			oldest = (oldest == null || (good != null && good.isBefore(oldest))) ? good : oldest;
			successes += list.successes();
			failures += list.failures();
		}
		String date = this.trusted.date();
		if (oldest == null && date != null) {
			oldest = SourceList.day(date).atStartOfDay(ZoneOffset.UTC).toInstant();
		}
		return new SourceFigures(this.trusted.size(),
				(oldest != null) ? Duration.between(oldest, now).toMillis() / 1000.0 : Double.NaN, successes, failures);
	}

	private static @Nullable Instant latest(@Nullable Instant left, @Nullable Instant right) {
		return (left == null || (right != null && right.isAfter(left))) ? right : left;
	}

}
