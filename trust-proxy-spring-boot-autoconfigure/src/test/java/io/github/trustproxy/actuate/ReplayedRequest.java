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

package io.github.trustproxy.actuate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.trustproxy.DecidedRequest;
import io.github.trustproxy.RequestReader;
import io.github.trustproxy.TrustProxy;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrives at the application.
 *
 * @param peer the address of the peer, or {@code unix}
 * @param headers the headers
 */
record ReplayedRequest(@Nullable String peer, Map<String, List<String>> headers) {

	private static final RequestReader<ReplayedRequest> READER = new Reader();

	static ReplayedRequest from(@Nullable String peer) {
		return new ReplayedRequest(peer, Map.of());
	}

	ReplayedRequest header(String name, String... lines) {
		Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		changed.putAll(this.headers);
		changed.put(name, List.of(lines));
		return new ReplayedRequest(this.peer, changed);
	}

	/**
	 * Send the request, as the filters do.
	 * @return the address of the client that is decided on
	 */
	String sendTo(TrustProxy trustProxy) {
		DecidedRequest<ReplayedRequest> decided = trustProxy.receive(this, READER);
		decided.announce();
		return decided.client().ip();
	}

	/**
	 * Return the host that the application sees if it is a forwarded one.
	 */
	@Nullable String forwardedHost(TrustProxy trustProxy) {
		return trustProxy.decide(this, READER).origin().host();
	}

	private static final class Reader implements RequestReader<ReplayedRequest> {

		@Override
		public @Nullable String peerAddress(ReplayedRequest request) {
			return isUnixPeer(request) ? null : request.peer;
		}

		@Override
		public boolean isUnixPeer(ReplayedRequest request) {
			return "unix".equals(request.peer);
		}

		@Override
		public int peerPort(ReplayedRequest request) {
			return 41234;
		}

		@Override
		public String scheme(ReplayedRequest request) {
			return "http";
		}

		@Override
		public int port(ReplayedRequest request) {
			return -1;
		}

		@Override
		public List<String> headerLines(ReplayedRequest request, String name) {
			return request.headers.getOrDefault(name, List.of());
		}

	}

}
