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

package io.github.trustproxy.tracing;

import java.util.function.Function;

import io.github.trustproxy.ClientAddress;
import io.github.trustproxy.ShownRequest;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import org.jspecify.annotations.Nullable;

/**
 * Adds the client to the observations of requests.
 *
 * @since 0.1.0
 */
public final class ClientObservationFilter implements ObservationFilter {

	private final Function<Observation.Context, @Nullable ShownRequest> requests;

	private final String name;

	private final Function<ClientAddress, String> value;

	private ClientObservationFilter(Function<Observation.Context, @Nullable ShownRequest> requests, String name,
			Function<ClientAddress, String> value) {
		this.requests = requests;
		this.name = name;
		this.value = value;
	}

	/**
	 * Return a filter that adds the address of the client.
	 * @param requests finds what the application sees of the request that is observed
	 * @return a filter that adds {@code client.address}
	 */
	public static ClientObservationFilter ofAddress(Function<Observation.Context, @Nullable ShownRequest> requests) {
		return new ClientObservationFilter(requests, SpanAttributes.CLIENT_ADDRESS, ClientAddress::ip);
	}

	/**
	 * Return a filter that adds what a rate limit counts.
	 * @param requests finds what the application sees of the request that is observed
	 * @return a filter that adds {@code client.key}
	 */
	public static ClientObservationFilter ofKey(Function<Observation.Context, @Nullable ShownRequest> requests) {
		return new ClientObservationFilter(requests, "client.key", ClientAddress::key);
	}

	@Override
	public Observation.Context map(Observation.Context context) {
		ShownRequest request = this.requests.apply(context);
		if (request != null) {
			context.addHighCardinalityKeyValue(KeyValue.of(this.name, this.value.apply(request.client())));
		}
		return context;
	}

}
