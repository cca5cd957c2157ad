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

package io.github.trustproxy.observe;

import java.util.List;
import java.util.Objects;

import io.github.trustproxy.RequestReader;
import io.github.trustproxy.TrustPolicy;
import io.github.trustproxy.TrustProxy;
import org.jspecify.annotations.Nullable;

/**
 * Shows requests to a listener.
 */
final class DecisionReplay {

	private final TrustProxy trustProxy;

	DecisionReplay(String trust, RequestListener listener) {
		this(TrustProxy.builder()
			.policy(TrustPolicy.of(trust))
			.onRequest(new RequestListeners(List.of(listener), (ex) -> {
				throw new AssertionError(ex);
			}))
			.build());
	}

	DecisionReplay(TrustProxy trustProxy) {
		this.trustProxy = trustProxy;
	}

	void send(String peer, String header, String value) {
		Request request = new Request(peer, header, value, null);
		this.trustProxy.receive(request, request).announce();
	}

	void send(String peer, String forwardedFor, @Nullable String host, int times) {
		Request request = new Request(peer, "X-Forwarded-For", forwardedFor, host);
		for (int i = 0; i < times; i++) {
			this.trustProxy.receive(request, request).announce();
		}
	}

	private record Request(String peer, String header, String value,
			@Nullable String host) implements RequestReader<Request> {

		@Override
		public String peerAddress(Request request) {
			return request.peer;
		}

		@Override
		public int peerPort(Request request) {
			return 0;
		}

		@Override
		public String scheme(Request request) {
			return "http";
		}

		@Override
		public int port(Request request) {
			return -1;
		}

		@Override
		public List<String> headerLines(Request request, String name) {
			if (request.host != null && "X-Forwarded-Host".equals(name)) {
				return List.of(Objects.requireNonNull(request.host));
			}
			return request.header.equals(name) ? List.of(request.value) : List.of();
		}

	}

}
