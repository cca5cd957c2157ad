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

import java.io.IOException;

import io.github.trustproxy.server.AbstractComparisonTests;
import io.github.trustproxy.server.EveryServer;
import io.github.trustproxy.server.ServerStack;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what WebSocket sessions know.
 */
@EveryServer
class WebSocketComparisonTests extends AbstractComparisonTests {

	WebSocketComparisonTests(ServerStack stack) {
		super(stack);
	}

	@Test
	void address() {
		compare("a WebSocket session has the client's address", (contestant) -> {
			for (String endpoint : WebSocketTests.endpoints(stack())) {
				assertThat(session(contestant, endpoint).remoteAddress()).isEqualTo(CLIENT);
			}
		});
	}

	private SessionView session(Contestant contestant, String endpoint) throws IOException {
		try {
			return WebSocketClient.session(contestant.trusting(WebSocketTests.configuration(stack())), endpoint,
					FORWARDED);
		}
		catch (Exception ex) {
			throw new IOException(ex);
		}
	}

	@Test
	void origin() {
		compare("the client's own origin is let in, and that of the backend is not", (contestant) -> {
			for (String endpoint : WebSocketTests.endpoints(stack())) {
				assertThat(status(contestant, endpoint, "https://www.example.com")).isEqualTo(101);
				assertThat(status(contestant, endpoint, "http://127.0.0.1")).isEqualTo(403);
			}
		});
	}

	private int status(Contestant contestant, String endpoint, String origin) {
		return WebSocketClient.status(contestant.trusting(WebSocketTests.configuration(stack())), endpoint,
				"Origin: " + origin, "X-Forwarded-Proto: https", "X-Forwarded-Host: www.example.com",
				"X-Forwarded-For: " + CLIENT);
	}

}
