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

package io.github.trustproxy;

import java.util.List;

/**
 * What an application can see of a decision.
 *
 * @param ip the address of the client
 * @param port the port of the client
 * @param ips the verified addresses
 * @param stopReason why the walk stopped
 * @param verdicts the verdicts on the hops, as far as the walk looked at them
 * @param origin the scheme, host, port and prefix
 * @param visibleHeaders the names of the headers that are not hidden
 */
record Answer(String ip, int port, List<String> ips, StopReason stopReason, List<Hop.Verdict> verdicts, Origin origin,
		List<String> visibleHeaders) {

	static Answer of(TrustSettings settings, TestRequest request) {
		return of(settings.trustProxy().decide(request, TestRequest.READER), request);
	}

	static Answer of(Decision decision, TestRequest request) {
		ClientAddress client = decision.client();
		return new Answer(client.ip(), client.port(), client.ips(), client.stopReason(),
				client.hops()
					.stream()
					.map(Hop::verdict)
					.takeWhile((verdict) -> verdict != Hop.Verdict.IGNORED)
					.toList(),
				decision.origin(),
				request.headerLines()
					.stream()
					.map(TestRequest.HeaderLine::name)
					.filter((name) -> !decision.hiddenHeaders().contains(name))
					.toList());
	}

}
