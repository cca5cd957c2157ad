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
 * Finds the outcome of a request.
 */
final class OutcomeFinder {

	private final CompiledPolicy policy;

	private final int maxHops;

	private final HeaderSettings headers;

	private final ForwardedHeaders forwardedHeaders;

	private final List<String> forwardingHeaders;

	OutcomeFinder(CompiledPolicy policy, int maxHops, HeaderSettings headers) {
		this.policy = policy;
		this.maxHops = maxHops;
		this.headers = headers;
		this.forwardedHeaders = new ForwardedHeaders(headers);
		this.forwardingHeaders = headers.forwardingHeaders();
	}

	<R> RequestOutcome find(R request, RequestReader<R> reader, Decision decision) {
		ClientAddress client = decision.client();
		return switch (client.stopReason()) {
			case PEER_NOT_TRUSTED -> forwards(request, reader) ? RequestOutcome.UNTRUSTED_PEER : RequestOutcome.DIRECT;
			case POLICY_FAILED -> RequestOutcome.POLICY_FAILED;
			case HOP_LIMIT -> RequestOutcome.HOP_LIMIT;
			case UNKNOWN -> RequestOutcome.UNKNOWN;
			case OBFUSCATED -> RequestOutcome.OBFUSCATED;
			case MALFORMED -> RequestOutcome.MALFORMED;
			case NO_FORWARDED_ADDRESS, HOP_NOT_TRUSTED, LEFT_MOST ->
				isHostRefused(request, reader, decision) ? RequestOutcome.HOST_NOT_ALLOWED : ofClient(client);
		};
	}

	private RequestOutcome ofClient(ClientAddress client) {
		return switch (client.stopReason()) {
			case NO_FORWARDED_ADDRESS -> RequestOutcome.NOT_FORWARDED;
			case LEFT_MOST -> ofLeftMost(client);
			default -> RequestOutcome.CLIENT_FOUND;
		};
	}

	private RequestOutcome ofLeftMost(ClientAddress client) {
		int hopCount = this.policy.hopCount();
		if (hopCount == CompiledPolicy.Hops.EVERY) {
			return RequestOutcome.ALL_TRUSTED;
		}
		if (hopCount != -1) {
			return (client.distance() < Math.min(hopCount, this.maxHops)) ? RequestOutcome.SHORT_CHAIN
					: RequestOutcome.CLIENT_FOUND;
		}
		// A policy of the application is not asked more often than the walk asks it
		return (!this.policy.isCustom() && client.isTrusted()) ? RequestOutcome.ALL_TRUSTED
				: RequestOutcome.CLIENT_FOUND;
	}

	private <R> boolean forwards(R request, RequestReader<R> reader) {
		for (String name : this.forwardingHeaders) {
			if (reader.hasHeader(request, name)) {
				return true;
			}
		}
		return false;
	}

	private <R> boolean isHostRefused(R request, RequestReader<R> reader, Decision decision) {
		if (decision.origin().host() != null || this.headers.allowedHosts().allowAny()) {
			return false;
		}
		String host = this.forwardedHeaders.sent(request, reader, ForwardedValue.HOST,
				Math.max(1, decision.client().distance()));
		return host != null && HostAndPort.parse(host) != null;
	}

}
