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

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import io.github.trustproxy.server.ServerStack;

/**
 * The program that is put under load: an application for each {@link Setting}, and an
 * answer on the standard output to each line on the standard input. It ends with its
 * input, and so with whoever started it.
 */
public final class LoadedServer {

	/** How lines begin that are meant for whoever started the program. */
	static final String ANSWER = "ANSWER ";

	private LoadedServer() {
	}

	/**
	 * Start the applications.
	 * @param arguments the name of a {@link ServerStack}
	 * @throws Exception if that fails
	 */
	public static void main(String[] arguments) throws Exception {
		ServerStack stack = ServerStack.valueOf(arguments[0]);
		for (Setting setting : Setting.values()) {
			answer(Integer.toString(stack.startWithFreshBuffers(setting.properties()).port()));
		}
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
		while (input.readLine() != null) {
			answer(Measurement.take().format());
		}
		System.exit(0);
	}

	private static void answer(String text) {
		System.out.println(ANSWER + text);
	}

}
