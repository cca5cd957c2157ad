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
import java.util.function.Consumer;

import io.github.trustproxy.DecidedRequest;

/**
 * Tells listeners of requests, and finds the outcome of each request once. What a
 * listener throws concerns neither the request nor the others.
 *
 * @since 0.1.0
 */
public final class RequestListeners implements Consumer<DecidedRequest<?>> {

	private final RequestListener[] listeners;

	private final Consumer<Throwable> failures;

	/**
	 * Create listeners.
	 * @param listeners are told of each request, in this order
	 * @param failures takes what one of them throws
	 */
	public RequestListeners(List<RequestListener> listeners, Consumer<Throwable> failures) {
		this.listeners = listeners.toArray(new RequestListener[0]);
		this.failures = failures;
	}

	@Override
	public void accept(DecidedRequest<?> request) {
		if (this.listeners.length == 0) {
			return;
		}
		RequestOutcome outcome = RequestOutcome.of(request);
		for (RequestListener listener : this.listeners) {
			try {
				listener.onRequest(request, outcome);
			}
			catch (Throwable ex) {
				this.failures.accept(ex);
			}
		}
	}

}
