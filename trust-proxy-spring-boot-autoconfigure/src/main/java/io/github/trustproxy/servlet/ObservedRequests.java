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

package io.github.trustproxy.servlet;

import java.util.function.Function;
import java.util.function.Supplier;

import io.github.trustproxy.ShownRequest;
import io.github.trustproxy.TrustProxy;
import io.micrometer.observation.Observation;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finds what the application sees of a servlet request that is observed.
 *
 * @since 0.1.0
 */
public final class ObservedRequests implements Function<Observation.Context, @Nullable ShownRequest> {

	private final Supplier<ServletClientAddressResolver> resolver;

	/**
	 * Create a finder.
	 * @param trustProxy decides about requests that nobody has decided about. Asked for
	 * when there is one: what it needs may be observed as well
	 */
	public ObservedRequests(Supplier<TrustProxy> trustProxy) {
		this.resolver = SingletonSupplier.of(() -> new ServletClientAddressResolver(trustProxy.get()));
	}

	@Override
	public @Nullable ShownRequest apply(Observation.Context context) {
		HttpServletRequest request = (context instanceof ServerRequestObservationContext requestContext)
				? requestContext.getCarrier() : null;
		return (request != null) ? this.resolver.get().shown(request) : null;
	}

}
