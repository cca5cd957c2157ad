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

package io.github.trustproxy.tracing;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

import io.github.trustproxy.server.ServerStack;

/**
 * The program that an agent is in: an application on a server.
 */
public final class TracedServer {

	/** How the line begins that says where the server listens. */
	static final String STARTED = "LISTENING ";

	private TracedServer() {
	}

	/**
	 * Start the application.
	 * @param arguments the name of a {@link ServerStack}, and properties
	 * @throws InterruptedException never
	 */
	public static void main(String[] arguments) throws InterruptedException {
		String[] properties = Arrays.copyOfRange(arguments, 1, arguments.length);
		System.out.println(STARTED + ServerStack.valueOf(arguments[0]).start(properties).port());
		new CountDownLatch(1).await();
	}

}
