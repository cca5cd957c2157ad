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

package io.github.trustproxy.webflux;

import java.net.InetSocketAddress;

import io.github.trustproxy.DecidedRequest;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/**
 * Adds the address of the client to the observations of requests.
 */
public final class ClientAddressObservationFilter implements ObservationFilter {

	private static final String KEY = "client.address";

	@Override
	public Observation.Context map(Observation.Context context) {
		if (context instanceof ServerRequestObservationContext requestContext) {
			String address = address(requestContext);
			if (address != null) {
				context.addHighCardinalityKeyValue(KeyValue.of(KEY, address));
			}
		}
		return context;
	}

	private static @Nullable String address(ServerRequestObservationContext context) {
		// A management server has an exchange whose request is not rewritten
		DecidedRequest<?> decided = DecidedRequest.of(context.getAttributes().get(DecidedRequest.ATTRIBUTE));
		ServerHttpRequest request = context.getCarrier();
		if (decided == null && request != null) {
			decided = RewrittenServerHttpRequest.decidedAbout(request);
		}
		if (decided != null) {
			return decided.decision().client().ip();
		}
		if (request == null) {
			return null;
		}
		InetSocketAddress peer = request.getRemoteAddress();
		return (peer != null && peer.getAddress() != null) ? peer.getAddress().getHostAddress() : null;
	}

}
