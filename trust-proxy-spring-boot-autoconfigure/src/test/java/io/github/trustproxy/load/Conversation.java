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

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;

/**
 * A connection that remembers what was said last, so that a wrong answer can be
 * explained.
 */
final class Conversation implements AutoCloseable {

	private static final int LENGTH = 12;

	private static final int LINE_LENGTH = 400;

	private final RawConnection connection;

	private final Deque<String> lines = new ArrayDeque<>();

	private Conversation(RawConnection connection) {
		this.connection = connection;
	}

	/**
	 * Connect as the peer that a request comes from.
	 * @param request the request
	 * @param server the server that it is meant for
	 * @throws IOException if there is no connection
	 */
	static Conversation start(LoadRequest request, LoadedProcess server) throws IOException {
		return new Conversation(request.row().source().connect(server.port(request.row().setting())));
	}

	/**
	 * Send requests, or some of their text.
	 * @param requests what is sent
	 * @param text its text
	 * @throws IOException if the connection is lost
	 */
	void send(List<LoadRequest> requests, String text) throws IOException {
		add("> %d characters: %s".formatted(text.length(), requests.stream().map(LoadRequest::name).toList()));
		this.connection.send(text);
	}

	/**
	 * Receive the answer to a request.
	 * @param request the request
	 * @throws IOException if there is no answer
	 */
	RawResponse receive(LoadRequest request) throws IOException {
		RawResponse response = this.connection.receive();
		add("< for %s: %s".formatted(request.name(), response));
		return response;
	}

	private void add(String line) {
		if (this.lines.size() == LENGTH) {
			this.lines.remove();
		}
		String end = (line.length() > LINE_LENGTH) ? "..." : "";
		this.lines.add(System.nanoTime() + " " + line.substring(0, Math.min(line.length(), LINE_LENGTH)) + end);
	}

	int localPort() {
		return this.connection.localPort();
	}

	void reset() throws IOException {
		this.connection.reset();
	}

	@Override
	public void close() throws IOException {
		this.connection.close();
	}

	@Override
	public String toString() {
		String separator = System.lineSeparator() + "\t";
		return separator + String.join(separator, this.lines);
	}

}
