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

package io.github.trustproxy.integration;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * The samples that test classes share: a start takes seconds. One that has not been asked
 * for in a while is stopped.
 */
final class Samples implements BeforeAllCallback {

	private static final int MAX_RUNNING = 8;

	private Running running;

	@Override
	public void beforeAll(ExtensionContext context) {
		this.running = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Samples.class))
			.computeIfAbsent(Running.class, (key) -> new Running(), Running.class);
	}

	/**
	 * Return a sample that is started if need be.
	 * @param name {@code webmvc} or {@code webflux}
	 * @param setting how it is started
	 */
	Sample get(String name, SampleSetting setting) throws IOException {
		return this.running.get(new Key(name, setting));
	}

	private record Key(String name, SampleSetting setting) {

	}

	private record Entry(Sample sample, Processes processes) {

	}

	private static final class Running implements AutoCloseable {

		/** The one that was asked for last is the last one. */
		private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

		Sample get(Key key) throws IOException {
			Entry entry = this.entries.get(key);
			if (entry == null) {
				if (this.entries.size() == MAX_RUNNING) {
					this.entries.remove(this.entries.keySet().iterator().next()).processes().stop();
				}
				Processes processes = new Processes();
				entry = new Entry(Sample.start(processes, key.name(), key.setting()), processes);
				this.entries.put(key, entry);
			}
			return entry.sample();
		}

		@Override
		public void close() throws IOException {
			for (Entry entry : this.entries.values()) {
				entry.processes().stop();
			}
		}

	}

}
