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

package io.github.trustproxy.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * The applications that run for the tests. They go on running when a class ends, for the
 * next one that asks for the same settings. Where there are too many, the one that nobody
 * has asked for in a while is stopped.
 */
final class Applications implements BeforeAllCallback {

	private static final int MAX_RUNNING = 60;

	private Running running;

	@Override
	public void beforeAll(ExtensionContext context) {
		this.running = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Applications.class))
			.computeIfAbsent(Running.class, (key) -> new Running(), Running.class);
	}

	/**
	 * Return an application that is started if need be.
	 * @param stack the server
	 * @param configurations what it has besides showing what it sees
	 * @param properties its properties
	 */
	Application get(ServerStack stack, List<Class<?>> configurations, List<String> properties) {
		return this.running.get(new Key(stack, configurations, properties));
	}

	private record Key(ServerStack stack, List<Class<?>> configurations, List<String> properties) {

		Application start() {
			List<Class<?>> sources = new ArrayList<>(List.of(this.stack.application(), this.stack.server()));
			sources.addAll(this.configurations);
			return Application.start(this.stack.type(), sources.toArray(new Class<?>[0]),
					this.properties.toArray(new String[0]));
		}

	}

	private static final class Running implements AutoCloseable {

		/** The one that was asked for last is the last one. */
		private final Map<Key, Application> applications = new LinkedHashMap<>(16, 0.75f, true);

		Application get(Key key) {
			Application application = this.applications.get(key);
			if (application == null) {
				if (this.applications.size() == MAX_RUNNING) {
					this.applications.remove(this.applications.keySet().iterator().next()).close();
				}
				application = key.start();
				this.applications.put(key, application);
			}
			return application;
		}

		@Override
		public void close() {
			this.applications.values().forEach(Application::close);
		}

	}

}
