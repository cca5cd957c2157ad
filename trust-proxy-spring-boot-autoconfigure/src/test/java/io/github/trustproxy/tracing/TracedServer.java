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

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import io.github.trustproxy.server.ServerStack;

/**
 * The program that an agent is in: the same application on each server.
 */
public final class TracedServer {

	/** How the line begins that says where the server listens. */
	private static final String STARTED = "LISTENING ";

	private TracedServer() {
	}

	/**
	 * Start the application on each server.
	 * @param properties the properties of the application
	 * @throws InterruptedException never
	 */
	public static void main(String[] properties) throws InterruptedException {
		for (ServerStack stack : ServerStack.selected()) {
			System.out.println(STARTED + stack + ' ' + stack.start(properties).port());
		}
		new CountDownLatch(1).await();
	}

	/**
	 * Return the port that a server listens on.
	 * @param output what the program has said
	 * @param stack the server
	 * @return the port, or nothing as long as it is unknown
	 */
	static Optional<Integer> findPort(String output, ServerStack stack) {
		String start = STARTED + stack + ' ';
		return output.lines()
			.filter((line) -> line.startsWith(start))
			.map((line) -> Integer.valueOf(line.substring(start.length())))
			.findFirst();
	}

}
