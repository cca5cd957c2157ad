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

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.trustproxy.Network;

/**
 * The networks that most requests come from. There is room for a fixed number: a new one
 * takes the place of the one that was seen least, and is as important as that one was. So
 * what comes often stays, however many networks send a request each.
 *
 * @param <T> what is known about a network
 */
final class NetworkTable<T> {

	private final int size;

	private final Supplier<T> factory;

	private final Map<Network, Entry<T>> entries = new LinkedHashMap<>();

	/**
	 * Create an empty table.
	 * @param size how many networks it has room for
	 * @param factory makes what is known about a new one
	 */
	NetworkTable(int size, Supplier<T> factory) {
		this.size = size;
		this.factory = factory;
	}

	/**
	 * Return what is known about a network, of which there is a request now.
	 */
	T seen(Network network) {
		Entry<T> entry = this.entries.get(network);
		if (entry == null) {
			entry = new Entry<>(makeRoom(), this.factory.get());
			this.entries.put(network, entry);
		}
		entry.weight++;
		return entry.value;
	}

	private long makeRoom() {
		if (this.entries.size() < this.size) {
			return 0;
		}
		Map.Entry<Network, Entry<T>> least = null;
		for (Map.Entry<Network, Entry<T>> candidate : this.entries.entrySet()) {
			if (least == null || candidate.getValue().weight < least.getValue().weight) {
				least = candidate;
			}
		}
		if (least == null) {
			return 0;
		}
		this.entries.remove(least.getKey());
		return least.getValue().weight;
	}

	/**
	 * Return a copy of what is known, the most important network first.
	 * @param copy copies what is known about one
	 */
	Map<Network, T> copy(UnaryOperator<T> copy) {
		List<Map.Entry<Network, Entry<T>>> sorted = this.entries.entrySet()
			.stream()
			.sorted(Comparator.comparingLong((entry) -> -entry.getValue().weight))
			.toList();
		Map<Network, T> copied = new LinkedHashMap<>();
		sorted.forEach((entry) -> copied.put(entry.getKey(), copy.apply(entry.getValue().value)));
		return copied;
	}

	private static final class Entry<T> {

		private final T value;

		private long weight;

		Entry(long weight, T value) {
			this.weight = weight;
			this.value = value;
		}

	}

}
