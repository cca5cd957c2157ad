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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

import io.github.trustproxy.server.ServerStack;
import io.github.trustproxy.support.RawConnection;
import io.github.trustproxy.support.RawConnection.RawResponse;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests as they come, and checks each answer.
 */
final class LoadClient implements Runnable {

	private static final List<Row> ROWS = Rows.all();

	private static final List<String> REFUSED = RefusedRequests.all();

	private final ServerStack stack;

	private final LoadedProcess server;

	private final LoadResults results;

	private final BooleanSupplier goOn;

	private final List<Target> targets;

	private final Random random;

	private final Map<List<Object>, Conversation> conversations = new HashMap<>();

	/**
	 * Create a client.
	 * @param stack the server
	 * @param server its process
	 * @param results where to count
	 * @param goOn whether to go on
	 * @param seed makes the requests differ from those of other clients
	 */
	LoadClient(ServerStack stack, LoadedProcess server, LoadResults results, BooleanSupplier goOn, long seed) {
		this.stack = stack;
		this.server = server;
		this.results = results;
		this.goOn = goOn;
		this.targets = Target.on(stack);
		this.random = new Random(seed);
	}

	@Override
	public void run() {
		while (this.goOn.getAsBoolean() && !this.results.isHopeless()) {
			int choice = this.random.nextInt(100);
			if (choice < 80) {
				exchange(next());
			}
			else if (choice < 92) {
				exchange(next(), 2 + this.random.nextInt(3));
			}
			else if (choice < 95) {
				exchangeInHalves(next(), next());
			}
			else if (choice < 97) {
				cut(next());
			}
			else {
				exchangeRefused(one(REFUSED));
			}
		}
		this.conversations.values().forEach(LoadClient::close);
		this.conversations.clear();
	}

	private LoadRequest next() {
		return next(one(ROWS));
	}

	private LoadRequest next(Row row) {
		Target target = (this.random.nextInt(3) > 0) ? Target.PAGE : one(this.targets);
		return new LoadRequest(this.stack, row, target, this.results.nextMarks());
	}

	private <T> T one(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private void exchange(LoadRequest request) {
		exchange(List.of(request), request.text());
	}

	/**
	 * Send several requests before the answer to the first one.
	 */
	private void exchange(LoadRequest first, int count) {
		List<LoadRequest> requests = new ArrayList<>(List.of(first));
		StringBuilder text = new StringBuilder(first.text());
		while (requests.size() < count) {
			Row row = one(ROWS);
			if (row.source() == first.row().source() && row.setting() == first.row().setting()) {
				LoadRequest request = next(row);
				requests.add(request);
				text.append(request.text());
			}
		}
		exchange(requests, text.toString());
	}

	/**
	 * Send a half of a request, and others on other connections before the other half.
	 */
	private void exchangeInHalves(LoadRequest slow, LoadRequest other) {
		String text = slow.text();
		int half = 1 + this.random.nextInt(text.length() - 1);
		try (Conversation conversation = Conversation.start(slow, this.server)) {
			conversation.send(List.of(slow), text.substring(0, half));
			exchange(other);
			conversation.send(List.of(slow), text.substring(half));
			receive(slow, conversation);
		}
		catch (IOException ex) {
			this.results.wrong("%s %s: %s".formatted(slow.name(), slow.row(), ex));
		}
	}

	/**
	 * Send the beginning of a request and close the connection.
	 */
	private void cut(LoadRequest request) {
		if (this.stack == ServerStack.JETTY_WEBFLUX && request.target() == Target.FORM) {
			// Jetty never closes the connection if a body ends too early, with and
			// without
			// trust-proxy
			return;
		}
		String text = request.text();
		try (Conversation conversation = Conversation.start(request, this.server)) {
			conversation.send(List.of(request), text.substring(0, 1 + this.random.nextInt(text.length() - 1)));
			if (this.random.nextBoolean()) {
				conversation.reset();
			}
			this.results.cut();
		}
		catch (IOException ex) {
			this.results.wrong(request.row() + ": " + ex);
		}
	}

	private void exchangeRefused(String template) {
		String text = this.results.nextMarks().in(template);
		try (RawConnection connection = Source.PROXY.connect(this.server.port(one(List.of(Setting.values()))))) {
			connection.send(text);
			int status = connection.receive().status();
			if (RefusedRequests.STATUSES.contains(status)) {
				this.results.refused();
			}
			else {
				this.results.wrong("%d was the answer to %s".formatted(status, text));
			}
		}
		catch (IOException ex) {
			// What was sent last reached a connection that was closed already
			this.results.refused();
		}
	}

	private void exchange(List<LoadRequest> requests, String text) {
		Row row = requests.get(0).row();
		List<Object> key = List.of(row.source(), row.setting());
		Conversation conversation = this.conversations.get(key);
		try {
			if (conversation == null) {
				conversation = Conversation.start(requests.get(0), this.server);
				this.conversations.put(key, conversation);
			}
			conversation.send(requests, text);
			for (int i = 0; i < requests.size(); i++) {
				if (receive(requests.get(i), conversation)) {
					close(this.conversations.remove(key));
					requests.subList(i + 1, requests.size()).forEach(this::exchange);
					return;
				}
			}
		}
		catch (IOException ex) {
			this.results.wrong("%s: %s%s".formatted(row, ex, conversation));
			close(this.conversations.remove(key));
		}
	}

	/**
	 * Receive an answer and check it.
	 * @return whether it is the last one on this connection
	 */
	private boolean receive(LoadRequest request, Conversation conversation) throws IOException {
		RawResponse response = conversation.receive(request);
		try {
			request.check(response, conversation.localPort());
			this.results.answered();
		}
		catch (AssertionError | RuntimeException ex) {
			this.results.wrong("%s %s: %s%s".formatted(request.name(), request.row(), ex, conversation));
		}
		return "close".equalsIgnoreCase(response.headers().getFirst("Connection"));
	}

	private static void close(@Nullable Conversation conversation) {
		try {
			if (conversation != null) {
				conversation.close();
			}
		}
		catch (IOException ex) {
			// It is of no use any more
		}
	}

}
