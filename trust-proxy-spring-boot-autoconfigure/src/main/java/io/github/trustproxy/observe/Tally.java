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

/**
 * What was seen of the requests of one network, or of all.
 *
 * @since 0.1.0
 */
public final class Tally {

	/** Longer chains are not told apart. */
	public static final int MAX_CHAIN = 9;

	private final long[] outcomes;

	private final long[] chains;

	Tally() {
		this(new long[RequestOutcome.values().length], new long[MAX_CHAIN + 1]);
	}

	private Tally(long[] outcomes, long[] chains) {
		this.outcomes = outcomes;
		this.chains = chains;
	}

	void add(RequestOutcome outcome, int chain) {
		this.outcomes[outcome.ordinal()]++;
		this.chains[chain]++;
	}

	Tally copy() {
		return new Tally(this.outcomes.clone(), this.chains.clone());
	}

	/**
	 * Return how many requests there were.
	 * @return the number
	 */
	public long requests() {
		long requests = 0;
		for (long count : this.outcomes) {
			requests += count;
		}
		return requests;
	}

	/**
	 * Return how many requests had one of some outcomes.
	 * @param outcomes the outcomes
	 * @return the number
	 */
	public long count(RequestOutcome... outcomes) {
		long count = 0;
		for (RequestOutcome outcome : outcomes) {
			count += this.outcomes[outcome.ordinal()];
		}
		return count;
	}

	/**
	 * Return how many requests had a chain of a length.
	 * @param length the length, at most {@value #MAX_CHAIN}
	 * @return the number
	 */
	public long chains(int length) {
		return this.chains[length];
	}

	/**
	 * Return how many requests had a chain.
	 * @return the number
	 */
	public long forwarded() {
		return requests() - this.chains[0];
	}

	/**
	 * Return the length that most chains have.
	 * @return the length, 0 without any chain
	 */
	public int usualChain() {
		int usual = 0;
		for (int length = 1; length <= MAX_CHAIN; length++) {
			if (this.chains[length] > ((usual > 0) ? this.chains[usual] : 0)) {
				usual = length;
			}
		}
		return usual;
	}

}
