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

package io.github.trustproxy.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happened so far, counted by all clients.
 */
final class LoadResults {

	private static final int ENOUGH = 20;

	private final AtomicInteger numbers = new AtomicInteger();

	private final LongAdder answered = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private final LongAdder cut = new LongAdder();

	private final LongAdder wrong = new LongAdder();

	private final List<String> examples = new ArrayList<>();

	/**
	 * Return marks that no other request has.
	 */
	Marks nextMarks() {
		return new Marks(this.numbers.incrementAndGet());
	}

	void answered() {
		this.answered.increment();
	}

	void refused() {
		this.refused.increment();
	}

	void cut() {
		this.cut.increment();
	}

	void wrong(String example) {
		this.wrong.increment();
		synchronized (this.examples) {
			if (this.examples.size() < ENOUGH) {
				this.examples.add(example);
			}
		}
	}

	/**
	 * Return how many requests had the right answer.
	 */
	long requests() {
		return this.answered.sum() + this.refused.sum();
	}

	long countRefused() {
		return this.refused.sum();
	}

	long countCut() {
		return this.cut.sum();
	}

	long countWrong() {
		return this.wrong.sum();
	}

	/**
	 * Return whether there is no need to go on.
	 */
	boolean isHopeless() {
		return countWrong() >= ENOUGH;
	}

	List<String> examples() {
		synchronized (this.examples) {
			return List.copyOf(this.examples);
		}
	}

}
