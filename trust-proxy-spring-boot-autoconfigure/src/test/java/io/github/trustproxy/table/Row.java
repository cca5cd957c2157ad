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

package io.github.trustproxy.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.trustproxy.server.ServerStack;
import org.jspecify.annotations.Nullable;

/**
 * One request, and what the application is to see of it.
 *
 * @param section the file that the row is in
 * @param name what is special about it, different from all others
 * @param source where it comes from
 * @param setting what it is decided with
 * @param peer the address of the peer
 * @param scheme the scheme of the socket
 * @param request all that is sent, each character one byte
 * @param responses how many responses it has; the last is the one that counts
 * @param scope where the row can be tried
 * @param reason why it cannot be tried elsewhere, {@code null} if it can
 * @param rule the answer
 * @param deviations the other answers that servers give, by a part of the name of a
 * {@link ServerStack}
 */
public record Row(String section, String name, String source, Setting setting, String peer, String scheme,
		String request, int responses, Scope scope, @Nullable String reason, Answer rule,
		Map<String, Deviation> deviations) {

	/**
	 * Return whether the core can decide the row.
	 * @return {@code false} if it is about what a server reads
	 */
	public boolean isForCore() {
		return this.scope != Scope.SOCKETS_ONLY;
	}

	/**
	 * Return whether the row can be sent to a server.
	 * @return {@code false} if HTTP or a socket of this machine is in the way
	 */
	public boolean isForServers() {
		return this.scope != Scope.CORE_ONLY;
	}

	/**
	 * Return the lines of the header, without the request line.
	 * @return each line as its name and its value
	 */
	public List<String[]> headerLines() {
		return Arrays.stream(this.request.split("\r\n"))
			.skip(1)
			.map((line) -> line.split(":", 2))
			.map((line) -> new String[] { line[0], trim(line[1]) })
			.toList();
	}

	private static String trim(String value) {
		return value.replaceAll("^[ \t]+|[ \t]+$", "");
	}

	/**
	 * Return what is different on a server.
	 * @param stack the server
	 * @return the deviation, {@code null} if the server gives the answer of the rule
	 */
	public @Nullable Deviation deviation(ServerStack stack) {
		String name = stack.name().toLowerCase(Locale.ROOT);
		List<String> keys = this.deviations.keySet().stream().filter(name::contains).toList();
		if (keys.size() > 1) {
			throw new IllegalStateException("Several deviations on " + stack + ": " + keys);
		}
		return keys.isEmpty() ? null : this.deviations.get(keys.get(0));
	}

	Answer answer(ServerStack stack) {
		Deviation deviation = deviation(stack);
		return (deviation != null) ? deviation.answer() : this.rule;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Where a row can be tried.
	 */
	public enum Scope {

		/** In the core and over sockets. */
		EVERYWHERE,

		/** It cannot be sent. */
		CORE_ONLY,

		/** It is about what servers make of the bytes that they get. */
		SOCKETS_ONLY

	}

	/**
	 * What a server answers instead.
	 *
	 * @param text the answer as it is written in the table
	 * @param answer the answer
	 */
	public record Deviation(String text, Answer answer) {

	}

}
