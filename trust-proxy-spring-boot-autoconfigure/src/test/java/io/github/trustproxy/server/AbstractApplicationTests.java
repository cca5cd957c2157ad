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

import java.util.List;

import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Starts applications on a server. Those with the same settings are started once for all
 * classes.
 */
public abstract class AbstractApplicationTests {

	@RegisterExtension
	static final Applications applications = new Applications();

	private final ServerStack stack;

	/**
	 * Create the tests.
	 * @param stack the server
	 */
	protected AbstractApplicationTests(ServerStack stack) {
		this.stack = stack;
	}

	/**
	 * Return the server that the tests run on.
	 * @return the server, with its stack
	 */
	protected final ServerStack stack() {
		return this.stack;
	}

	/**
	 * Return an application with these properties, which shows what it sees.
	 * @param properties the properties, such as {@code trust-proxy=loopback}
	 * @return the running application
	 */
	protected final Application application(String... properties) {
		return application(List.of(), properties);
	}

	/**
	 * Return an application with these properties, which shows what it sees and has
	 * something besides.
	 * @param configuration what it has besides
	 * @param properties the properties, such as {@code trust-proxy=loopback}
	 * @return the running application
	 */
	protected final Application application(Class<?> configuration, String... properties) {
		return application(List.of(configuration), properties);
	}

	/**
	 * Return an application with these properties, which shows what it sees and has
	 * several things besides.
	 * @param configurations what it has besides
	 * @param properties the properties, such as {@code trust-proxy=loopback}
	 * @return the running application
	 */
	protected final Application application(List<Class<?>> configurations, String... properties) {
		return applications.get(this.stack, configurations, List.of(properties));
	}

}
