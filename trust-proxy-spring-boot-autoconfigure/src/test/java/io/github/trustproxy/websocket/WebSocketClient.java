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

package io.github.trustproxy.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.trustproxy.server.Application;

/**
 * A client of WebSocket endpoints, as a proxy in front of them would be.
 */
final class WebSocketClient implements WebSocket.Listener, AutoCloseable {

	private static final int TIMEOUT = 30;

	private static final String NOTHING_MORE = "";

	private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

	private final StringBuilder parts = new StringBuilder();

	private final CompletableFuture<Integer> closed = new CompletableFuture<>();

	private final WebSocket socket;

	/**
	 * Open a session. Its own host is {@code 127.0.0.1}.
	 * @param application the application
	 * @param path the path of the endpoint
	 * @param headerLines the header lines of the handshake
	 * @throws CompletionException if the handshake is refused
	 */
	WebSocketClient(Application application, String path, String... headerLines) {
		WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
		for (String line : headerLines) {
			int colon = line.indexOf(':');
			builder.header(line.substring(0, colon), line.substring(colon + 1).trim());
		}
		URI uri = URI.create("ws://" + Application.IPV4_LOOPBACK + ":" + application.port() + path);
		this.socket = builder.buildAsync(uri, this).orTimeout(TIMEOUT, TimeUnit.SECONDS).join();
	}

	/**
	 * Try to open a session.
	 * @param application the application
	 * @param path the path of the endpoint
	 * @param headerLines the header lines of the handshake
	 * @return the status of the answer
	 */
	static int status(Application application, String path, String... headerLines) {
		try (WebSocketClient client = new WebSocketClient(application, path, headerLines)) {
			return 101;
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof WebSocketHandshakeException refused) {
				return refused.getResponse().statusCode();
			}
			throw ex;
		}
	}

	/**
	 * Open a session and let the endpoint tell what it knows.
	 * @param application the application
	 * @param path the path of the endpoint
	 * @param headerLines the header lines of the handshake
	 * @return its first message
	 */
	static SessionView session(Application application, String path, String... headerLines)
			throws InterruptedException {
		try (WebSocketClient client = new WebSocketClient(application, path, headerLines)) {
			return SessionView.fromJson(client.receive());
		}
	}

	String receive() throws InterruptedException {
		String message = this.messages.poll(TIMEOUT, TimeUnit.SECONDS);
		if (message == null || message.equals(NOTHING_MORE)) {
			throw new IllegalStateException("The endpoint sends nothing");
		}
		return message;
	}

	void send(String message) {
		this.socket.sendText(message, true).orTimeout(TIMEOUT, TimeUnit.SECONDS).join();
	}

	/**
	 * Close the session in order.
	 * @return the code that the endpoint answers with
	 */
	int closeNormally() {
		this.socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
		return this.closed.orTimeout(TIMEOUT, TimeUnit.SECONDS).join();
	}

	@Override
	public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.parts.append(data);
		if (last) {
			this.messages.add(this.parts.toString());
			this.parts.setLength(0);
		}
		return WebSocket.Listener.super.onText(webSocket, data, last);
	}

	@Override
	public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
		this.closed.complete(statusCode);
		this.messages.add(NOTHING_MORE);
		return WebSocket.Listener.super.onClose(webSocket, statusCode, reason);
	}

	@Override
	public void onError(WebSocket webSocket, Throwable error) {
		this.closed.completeExceptionally(error);
		this.messages.add(NOTHING_MORE);
	}

	@Override
	public void close() {
		this.socket.abort();
	}

}
